using Equipoise.Registry.Essie.Expressions;
using Equipoise.Registry.Vocabulary;
using Equipoise.Search.Queries;

namespace Equipoise.Registry.Essie;

/// <summary>Makes queries of words: as they stand first, under other names a little lower, apart from each other far lower.</summary>
/// <param name="names">Other names and spellings of things.</param>
internal sealed class WordsQueries(OtherNames names)
{
    private const double OtherSpelling = 0.95;
    private const double OtherName = 0.8;
    private const double Relaxed = 0.3;
    private const double Lossy = 0.1;
    private const int LongestName = 5;
    private const int MostWords = 90;
    private const int MostTerms = 2_000;
    private int terms;

    /// <summary>The query of a term.</summary>
    /// <param name="term">The term.</param>
    /// <param name="target">A group or text field of the index.</param>
    /// <param name="context">How far the words may differ and how much of a value they make up. Where they make up more than a part of
    /// it, they stand together: relaxation has no meaning there.</param>
    /// <param name="hasSynonyms">Whether other names count there.</param>
    public Query Of(TermExpression term, string target, EssieContext context, bool hasSynonyms)
    {
        // Each term holds memory while it is looked for, however few studies have it.
        if (++terms > MostTerms)
            throw new EssieException($"Too complicated query: the expression asks for more than {MostTerms} terms: ask for some of them, or in a smaller area", term.Position);
        var parts = term.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > MostWords)
            throw new EssieException($"Too complicated query: a term has at most {MostWords} words, not {parts.Length}", term.Position);
        var anchor = AnchorOf(context.Coverage);
        var phrase = new PhraseQuery(target, term.Text) { Exact = context.Expansion == Expansion.None, Anchor = anchor };
        if (context.Expansion == Expansion.None)
            return phrase;
        var spellings = Spellings(term.Text, target, anchor);
        if (context.Expansion == Expansion.Term)
            return Joined(phrase, spellings);
        var known = NamesFor(target, hasSynonyms);
        var whole = Joined(phrase, [.. spellings, .. Others(known(term.Text), target, anchor)]);
        if (term.IsQuoted || context.Expansion == Expansion.Concept || anchor != PhraseAnchor.None || parts.Length < 2)
            return whole;
        var apart = Pieces(parts, target, known);
        var alternatives = new List<Query> { whole, new BoostQuery(Query.And(apart), Relaxed) };
        if (context.Expansion == Expansion.Lossy)
            alternatives.Add(new BoostQuery(Query.Or(apart), Lossy));
        return new BestQuery(alternatives);
    }

    /// <summary>Where in a value the words have to stand.</summary>
    public static PhraseAnchor AnchorOf(Coverage coverage) => coverage switch
    {
        Coverage.FullMatch => PhraseAnchor.Whole,
        Coverage.StartsWith => PhraseAnchor.Start,
        Coverage.EndsWith => PhraseAnchor.End,
        _ => PhraseAnchor.None,
    };

    private static List<Synonym> Spellings(string text, string target, PhraseAnchor anchor) =>
        [.. OtherNames.Spellings(text).Select(other => new Synonym(new PhraseQuery(target, other) { Anchor = anchor }, OtherSpelling))];

    private static List<Synonym> Others(IReadOnlyList<string> names, string target, PhraseAnchor anchor) =>
        [.. names.Select(other => new Synonym(new PhraseQuery(target, other) { Anchor = anchor }, OtherName))];

    // Where places are named, the other names are those of countries.
    private Func<string, IReadOnlyList<string>> NamesFor(string target, bool hasSynonyms) =>
        target is "LocationSearch" or "LocationCountry" ? CountryNames.OthersOf : hasSynonyms ? names.Of : _ => [];

    // One word with many forms: as rare as its most frequent form, so that a rare synonym does not outrank the name itself.
    private static Query Joined(PhraseQuery phrase, IReadOnlyList<Synonym> others) =>
        others.Count == 0 ? phrase : new SynonymQuery([new Synonym(phrase), .. others]);

    // The longest runs of words that have other names, and the words between them.
    private static List<Query> Pieces(string[] words, string target, Func<string, IReadOnlyList<string>> known)
    {
        var pieces = new List<Query>();
        for (var start = 0; start < words.Length;)
        {
            var length = Math.Min(LongestName, words.Length - start);
            while (length > 1 && known(string.Join(' ', words, start, length)).Count == 0)
                length--;
            var text = string.Join(' ', words, start, length);
            // A sign such as "-" or "&" is no word, and nothing is to be found for it.
            if (text.Any(char.IsLetterOrDigit))
                pieces.Add(Piece(text, target, known(text)));
            start += length;
        }

        return pieces.Count > 0 ? pieces : [Query.None];
    }

    private static Query Piece(string text, string target, IReadOnlyList<string> otherNames)
    {
        List<Synonym> others = [.. Spellings(text, target, PhraseAnchor.None), .. Others(otherNames, target, PhraseAnchor.None)];
        if (others.Count == 0)
            return Query.Words(target, text);
        return text.Contains(' ', StringComparison.Ordinal)
            ? new BestQuery([Query.Words(target, text), new SynonymQuery(others)])
            : new SynonymQuery([new Synonym(new PhraseQuery(target, text)), .. others]);
    }
}
