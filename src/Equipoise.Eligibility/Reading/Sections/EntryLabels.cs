using System.Globalization;

namespace Equipoise.Eligibility.Reading.Sections;

/// <summary>Gives the entries of one list their labels: the author's where it is unique, otherwise the place in the list.</summary>
internal static class EntryLabels
{
    public static string[] Of(IReadOnlyList<Entry> entries)
    {
        var labels = new string[entries.Count];
        HashSet<string>? own = null;
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Marker is { } marker && (own ??= new HashSet<string>(StringComparer.Ordinal)).Add(marker))
                labels[i] = marker;
        }

        var next = 0;
        for (var i = 0; i < entries.Count; i++)
        {
            while (labels[i] is null)
            {
                var label = (++next).ToString(CultureInfo.InvariantCulture);
                if (own is null || own.Add(label))
                    labels[i] = label;
            }
        }

        return labels;
    }
}
