using System.Globalization;

namespace Equipoise.Eligibility.Reading.Sections;

/// <summary>Gives the entries of one list their labels: the author's where it is unique, otherwise the place in the list.</summary>
internal static class EntryLabels
{
    public static List<string> Of(IReadOnlyList<Entry> entries, HashSet<string> taken)
    {
        var labels = new string[entries.Count];
        var own = new HashSet<string>(taken, StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Marker is { } marker && own.Add(marker))
                labels[i] = marker;
        }

        var next = 0;
        for (var i = 0; i < entries.Count; i++)
        {
            while (labels[i] is null)
            {
                var label = (++next).ToString(CultureInfo.InvariantCulture);
                if (own.Add(label))
                    labels[i] = label;
            }
        }

        taken.UnionWith(labels);
        return [.. labels];
    }
}
