using System.Collections.Frozen;

namespace Equipoise.Eligibility.Reading.Sections;

/// <summary>A list that was run together into one paragraph, its parts told by their names: "Age: 18 and over Performance status: ECOG 0-2
/// Hepatic: Bilirubin …", as the National Cancer Institute's PDQ wrote them.</summary>
internal static class Paragraphs
{
    private const int FewestParts = 4;

    private static readonly FrozenSet<string> Parts = new[]
    {
        "Age", "Sex", "Menopausal status", "Performance status", "Life expectancy", "Performance Status", "Life Expectancy", "Menopausal Status", "Hematopoietic", "Hepatic", "Renal", "Cardiovascular", "Pulmonary", "Neurologic", "Immunologic", "Metabolic", "Gastrointestinal", "Other",
        "Biologic therapy", "Chemotherapy", "Endocrine therapy", "Radiotherapy", "Surgery", "Hormone receptor status",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> PartsBySpan = Parts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Replaces each paragraph of several parts by its parts.</summary>
    public static IReadOnlyList<Entry> Split(string text, IReadOnlyList<Entry> entries)
    {
        var split = new List<Entry>(entries.Count);
        foreach (var entry in entries)
        {
            var places = entry.Children.Count == 0 ? Places(text, entry) : [];
            if (places.Count < FewestParts)
            {
                split.Add(entry);
                continue;
            }

            if (places[0] > entry.Start)
                split.Add(Part(text, entry, entry.Start, places[0]));
            for (var i = 0; i < places.Count; i++)
                split.Add(Part(text, entry, places[i], i + 1 < places.Count ? places[i + 1] : entry.End));
        }

        return split;
    }

    private static Entry Part(string text, Entry entry, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return new Entry { Start = start, End = end, Level = entry.Level, Marker = null, Polarity = entry.Polarity, IsMarked = entry.IsMarked };
    }

    // Where the names of parts begin, each once.
    private static List<int> Places(string text, Entry entry)
    {
        var places = new List<int>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var colon = text.IndexOf(':', entry.Start, entry.End - entry.Start); colon >= 0; colon = colon + 1 < entry.End ? text.IndexOf(':', colon + 1, entry.End - colon - 1) : -1)
        {
            // One or two words or three before the colon
            var start = colon;
            for (var words = 0; words < 3 && start > entry.Start; words++)
            {
                start = text.LastIndexOf(' ', start - 1, start - entry.Start) is >= 0 and var blank ? blank : entry.Start;
                var first = start == entry.Start && text[start] != ' ' ? start : start + 1;
                if (PartsBySpan.TryGetValue(text.AsSpan(first, colon - first), out var name))
                {
                    if (seen.Add(name))
                        places.Add(first);
                    break;
                }
            }
        }

        return places;
    }
}
