using System.Text;
using Equipoise.Search.Queries;
using Equipoise.Search.Segments;
using Equipoise.Search.Text;

namespace Equipoise.Search.Execution;

/// <summary>The words of a table that begin with some letters.</summary>
internal static class PrefixTerms
{
    /// <summary>The letters as normal forms begin: in lower case, without accents, hyphens and apostrophes.</summary>
    public static string Fold(string prefix)
    {
        var folded = new StringBuilder();
        foreach (var unit in QueryText.Units(prefix))
        {
            foreach (var part in unit)
                Folding.Append(folded, part.ToLowerInvariant());
        }

        return folded.Replace("'", "").Replace("\u2019", "").Replace(",", "").ToString();
    }

    /// <summary>The words' entries. Letters with an ending that the normal form lacks find the normal form.</summary>
    public static IReadOnlyList<TermEntry> Of(TableReader table, PrefixQuery query)
    {
        var prefix = Fold(query.Prefix);
        var entries = new List<TermEntry>();
        if (prefix.Length == 0)
            return entries;
        var normal = WordForms.Of(prefix).Normal;
        if (!normal.StartsWith(prefix, StringComparison.Ordinal) && table.Terms.Find(normal) is { } whole)
            entries.Add(whole);
        var bytes = Encoding.UTF8.GetBytes(prefix);
        var first = table.Terms.Normals.Find(bytes);
        var walk = table.Terms.Normals.From(first >= 0 ? first : ~first);
        for (var count = 1; walk.MoveNext() && walk.Current.StartsWith(bytes); count++)
        {
            if (count > query.TermLimit)
                throw new SearchException($"More than {query.TermLimit} words begin with '{query.Prefix}': give more letters.");
            entries.Add(table.Terms.Entry(walk.Number, walk.Current));
        }

        return entries;
    }
}
