namespace Equipoise.Web.Shared;

/// <summary>Where people reach the site, if its operator has said so: what a request says of its host anybody can write.</summary>
internal sealed class PublicOrigin(Uri? address)
{
    /// <summary>Scheme and host; null where nobody has said.</summary>
    public string? Address { get; } = address?.GetLeftPart(UriPartial.Authority);
}
