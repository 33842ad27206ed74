namespace Equipoise.Eligibility.Reading.Sections;

/// <summary>Entries of one list that an "or" at the end of a line ties together: one of them is enough.</summary>
internal static class Alternatives
{
    /// <summary>Whether an entry and the next are alternatives. A lead-in and its list are none.</summary>
    public static bool LinkNext(string text, IReadOnlyList<Entry> entries, int index) =>
        index + 1 < entries.Count && entries[index].Children.Count == 0 && entries[index + 1].Children.Count == 0 &&
        (EndsWithOr(text, entries[index]) || (index + 2 < entries.Count && IsLinkAlone(text, entries[index + 1]) && entries[index + 2].Children.Count == 0));

    /// <summary>The entry is the word alone.</summary>
    public static bool IsLinkAlone(string text, Entry entry) => Words(text, entry).Equals("or", StringComparison.OrdinalIgnoreCase);

    /// <summary>The entry's last word is the link.</summary>
    public static bool EndsWithOr(string text, Entry entry)
    {
        var words = Words(text, entry);
        return words.EndsWith("or", StringComparison.OrdinalIgnoreCase) && (words.Length == 2 || char.IsWhiteSpace(words[^3]) || words[^3] is ',' or ';' or '/');
    }

    private static ReadOnlySpan<char> Words(string text, Entry entry) => text.AsSpan(entry.Start, entry.End - entry.Start).TrimEnd(" .,;:*_-").TrimStart(" *_-");
}
