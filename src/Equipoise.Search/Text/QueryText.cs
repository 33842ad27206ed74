namespace Equipoise.Search.Text;

/// <summary>A text that is searched for, split as the index splits.</summary>
internal static class QueryText
{
    /// <summary>The words of a text; those joined by hyphens together.</summary>
    public static List<IReadOnlyList<string>> Units(string text)
    {
        var units = new List<IReadOnlyList<string>>();
        var splitter = new WordSplitter<char>(text);
        while (splitter.MoveNext())
        {
            if (splitter.Joined)
                ((List<string>)units[^1]).Add(splitter.Word.ToString());
            else
                units.Add(new List<string> { splitter.Word.ToString() });
        }

        return units;
    }

    /// <summary>The parts written as one word, or null where the index does not keep them so.</summary>
    public static string? Joined(IReadOnlyList<string> unit) =>
        unit.Count <= Compound<char>.MaxParts && string.Concat(unit) is { Length: <= WordForms.MaxLength } word ? word : null;
}
