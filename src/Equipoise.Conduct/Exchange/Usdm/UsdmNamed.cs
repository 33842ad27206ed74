namespace Equipoise.Conduct.Exchange.Usdm;

/// <summary>Something with a name, of a kind.</summary>
/// <param name="Id">Its id in the file.</param>
/// <param name="Name">Its label, name or text.</param>
/// <param name="Kind">Its type, category or level in words; empty for none.</param>
public sealed record UsdmNamed(string Id, string Name, string Kind)
{
    /// <summary>Its short name, which the file uses as a code; null for none.</summary>
    public string? Code { get; init; }
}
