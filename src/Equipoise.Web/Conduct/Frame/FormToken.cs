namespace Equipoise.Web.Conduct.Frame;

/// <summary>The mark that shows a form to come from a page of this session.</summary>
/// <param name="Value">What its hidden field holds.</param>
public sealed record FormToken(string Value)
{
    /// <summary>The name of the hidden field.</summary>
    public const string FieldName = "form-token";
}
