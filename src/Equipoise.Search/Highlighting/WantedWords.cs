using Equipoise.Search.Execution;
using Equipoise.Search.Queries;
using Equipoise.Search.Text;

namespace Equipoise.Search.Highlighting;

/// <summary>The words, phrases and prefixes of a query that a text can answer.</summary>
internal sealed class WantedWords
{
    private readonly Func<string, bool> target;

    public WantedWords(Query query, Func<string, bool>? target)
    {
        this.target = target ?? (_ => true);
        Collect(query);
    }

    /// <summary>Sequences of words, each with the words that may stand between in all, and whether the written form counts.</summary>
    public List<(IReadOnlyList<WordForms> Words, int Slop, bool Exact)> Sequences { get; } = [];

    /// <summary>Beginnings of normal forms.</summary>
    public List<string> Prefixes { get; } = [];

    private void Collect(Query query)
    {
        switch (query)
        {
            case TermQuery term when target(term.Target):
                Sequences.AddRange(TextPlans.WordsOf(term).Select(words => (words, 0, term.Exact)));
                break;
            case PhraseQuery phrase when target(phrase.Target):
                Sequences.AddRange(TextPlans.WordsOf(phrase).Select(words => (words, phrase.Slop, phrase.Exact)));
                break;
            case PrefixQuery prefix when target(prefix.Target) && PrefixTerms.Fold(prefix.Prefix) is { Length: > 0 } folded:
                Prefixes.Add(folded);
                break;
            default:
                foreach (var part in Parts(query))
                    Collect(part);
                break;
        }
    }

    private static IEnumerable<Query> Parts(Query query) => query switch
    {
        BooleanQuery all => [.. all.Must, .. all.Should, .. all.Filter],
        BestQuery best => best.Alternatives,
        SynonymQuery synonyms => synonyms.Forms.Select(form => form.Form),
        ConstantQuery constant => [constant.Query],
        BoostQuery boost => [boost.Query],
        BiasQuery bias => [bias.Query],
        NestedQuery nested => [nested.Query],
        _ => [],
    };
}
