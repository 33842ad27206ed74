using Equipoise.Registry.Essie.Expressions;
using Equipoise.Search.Queries;

namespace Equipoise.Registry.Essie;

/// <summary>Makes queries of words: as they stand first, under other names a little lower, apart from each other far lower.</summary>
/// <param name="names">Other names of things.</param>
internal sealed class WordsQueries(Func<string, IReadOnlyList<string>> names)
{
    private const double OtherNames = 0.8;
    private const double Relaxed = 0.4;
    private const double Lossy = 0.15;
    private const int LongestName = 5;
    private const int MostWords = 90;

    /// <summary>The query of a term.</summary>
    /// <param name="term">The term.</param>
    /// <param name="target">A group or text field of the index.</param>
    /// <param name="expansion">How far the words may differ.</param>
    /// <param name="hasSynonyms">Whether other names count there.</param>
    public Query Of(TermExpression term, string target, Expansion expansion, bool hasSynonyms)
    {
        var parts = term.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > MostWords)
            throw new EssieException($"a term has at most {MostWords} words, not {parts.Length}", term.Position);
        var phrase = Query.Phrase(target, term.Text, exact: expansion == Expansion.None);
        if (expansion < Expansion.Concept)
            return phrase;
        var whole = hasSynonyms ? WithOthers(phrase, target, term.Text) : phrase;
        if (term.IsQuoted || expansion == Expansion.Concept || parts.Length < 2)
            return whole;
        var apart = Pieces(parts, target, hasSynonyms);
        var alternatives = new List<Query> { whole, new BoostQuery(Query.And(apart), Relaxed) };
        if (expansion == Expansion.Lossy)
            alternatives.Add(new BoostQuery(Query.Or(apart), Lossy));
        return new BestQuery(alternatives);
    }

    private Query WithOthers(Query phrase, string target, string text)
    {
        var others = names(text);
        return others.Count == 0 ? phrase : new BestQuery([phrase, .. others.Select(other => new BoostQuery(Query.Phrase(target, other), OtherNames))]);
    }

    // The longest runs of words that have other names, and the words between them.
    private List<Query> Pieces(string[] words, string target, bool hasSynonyms)
    {
        var pieces = new List<Query>();
        for (var start = 0; start < words.Length;)
        {
            var length = hasSynonyms ? Math.Min(LongestName, words.Length - start) : 1;
            while (length > 1 && names(string.Join(' ', words, start, length)).Count == 0)
                length--;
            var text = string.Join(' ', words, start, length);
            // A sign such as "-" or "&" is no word, and nothing is to be found for it.
            if (text.Any(char.IsLetterOrDigit))
                pieces.Add(hasSynonyms ? WithOthers(Query.Words(target, text), target, text) : Query.Words(target, text));
            start += length;
        }

        return pieces.Count > 0 ? pieces : [Query.None];
    }
}
