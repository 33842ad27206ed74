namespace Equipoise.Registry.Reading;

/// <summary>What stands under one heading of the criteria.</summary>
/// <param name="Kind">What the criteria do.</param>
/// <param name="Heading">The heading as the record writes it; null before the first.</param>
/// <param name="Blocks">The criteria.</param>
public sealed record CriteriaSection(CriteriaKind Kind, string? Heading, IReadOnlyList<CriteriaBlock> Blocks)
{
    /// <summary>Whether the heading says more than which kind of criteria follow, such as for which group they are.</summary>
    public bool HeadingSaysMore =>
        Heading is { } heading && Kind is var kind &&
        !string.Equals(new string([.. heading.Where(char.IsAsciiLetter)]), $"{kind}criteria", StringComparison.OrdinalIgnoreCase);
}
