using System.Globalization;
using System.Text;

namespace Equipoise.Registry.Import.Sources;

/// <summary>Names of files and entries as they may be shown. They are labels only: no name from an archive ever becomes a
/// path.</summary>
public static class SourceLabel
{
    private const int Longest = 300;

    /// <summary>The name without control and direction characters, cut where it is too long.</summary>
    public static string Of(string name)
    {
        var shown = new StringBuilder(Math.Min(name.Length, Longest));
        foreach (var rune in name.EnumerateRunes())
        {
            if (shown.Length >= Longest)
                return shown.Append('…').ToString();
            shown.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? "\uFFFD" : rune.ToString());
        }

        return shown.ToString();
    }

    /// <summary>An entry of an archive.</summary>
    public static string OfEntry(string archive, string entry) => $"{archive}!{Of(entry)}";
}
