using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Sections;

/// <summary>A list item or paragraph of the text, with those below it.</summary>
internal sealed class Entry
{
    public required int Start { get; init; }

    public required int End { get; set; }

    /// <summary>The marker the author wrote, without its point or bracket; null for a bullet or none.</summary>
    public string? Marker { get; init; }

    public required int Level { get; init; }

    public Polarity Polarity { get; init; }

    /// <summary>The whole line was a marker and more: a blank line before a further line ends it.</summary>
    public bool IsMarked { get; init; }

    public List<Entry> Children { get; } = [];
}
