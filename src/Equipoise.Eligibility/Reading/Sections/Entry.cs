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

    /// <summary>A line ending in a colon beside this entry, not above it, that speaks of it all the same ("Concurrent medication:", "DONOR:"); null
    /// for none.</summary>
    public Entry? Topic { get; set; }

    /// <summary>It begins a section and says more than that: "Excluded within the past month:".</summary>
    public bool IsHeading { get; init; }

    /// <summary>The whole line was a marker and more: a blank line before a further line ends it.</summary>
    public bool IsMarked { get; init; }

    public List<Entry> Children { get; } = [];
}
