namespace Equipoise.Web.Conduct.Frame;

/// <summary>The mark that shows a form to come from a page of this session.</summary>
/// <param name="Value">What its hidden field holds.</param>
/// <param name="Owner">Whose form it is, sealed, for when the session has ended by the time it is sent; null where nobody is signed in.</param>
public sealed record FormToken(string Value, string? Owner)
{
    /// <summary>The name of the hidden field with the owner.</summary>
    public const string OwnerField = "form-owner";

    /// <summary>The name of the hidden field.</summary>
    public const string FieldName = "form-token";
}
