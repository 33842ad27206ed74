using Equipoise.Registry.Indexing;
using Equipoise.Registry.Vocabulary;
using Equipoise.Search.Queries;

namespace Equipoise.Registry.Finding;

/// <summary>The words of the search box as a query: every word or quoted phrase has to occur, itself or under another name
/// that records give it.</summary>
internal sealed class WordsQuery
{
    private const int LongestName = 5;
    private const int MostWords = 32;

    /// <summary>How long a text may be to be searched as a phrase: even if every character were a word, the engine takes it.</summary>
    internal const int LongestPhrase = 100;

    private const int MostOthers = 12;
    private const double OtherNameBoost = 0.8;

    // A study that is about the words, by its conditions, treatments, title or sponsor, ranks before one that only mentions
    // them: more than any score of words adds up to.
    private const double AboutnessScore = 100;
    private const double ExactConditionScore = 4;

    private static readonly string[] AboutAreas = ["ConditionSearch", "InterventionNameSearch", "TitleSearch", "SponsorSearch", "IdSearch"];

    private readonly IReadOnlyList<Part> parts;

    private WordsQuery(IReadOnlyList<Part> parts) => this.parts = parts;

    /// <summary>What was searched for beside the words themselves.</summary>
    public IReadOnlyList<Expansion> Expansions => [.. parts.Where(part => part.Others.Count > 0).Select(part => new Expansion(part.Text, part.Others))];

    /// <summary>Reads the words of the search box; beyond a sensible number of them the rest is left out.</summary>
    public static WordsQuery Read(string text, StudyIndex names)
    {
        var read = new List<Part>();
        foreach (var (piece, isQuoted) in Split(text))
        {
            if (isQuoted)
                read.Add(new Part(Clip(piece), [], IsPhrase: true));
            else
                AddWords(read, piece.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), names);
        }

        return new WordsQuery([.. read.Take(MostWords)]);
    }

    /// <summary>The words and phrases, each of which has to occur, as they may be written into the box again.</summary>
    public IReadOnlyList<string> Written => [.. parts.Select(part => part.IsPhrase ? $"\"{part.Text}\"" : part.Text)];

    /// <summary>What each of them asks of the fields that are searched.</summary>
    public IReadOnlyList<Query> ToParts() => [.. parts.Select(part => part.ToQuery("BasicSearch"))];

    /// <summary>The query, those that are about the words first; every document where there are no words.</summary>
    public Query ToQuery()
    {
        if (parts.Count == 0)
            return Query.All;
        return new BooleanQuery
        {
            Must = [InArea("BasicSearch")],
            Should =
            [
                new ConstantQuery(new BestQuery([.. AboutAreas.Select(InArea)]), AboutnessScore),
                new BoostQuery(new BestQuery([Query.Phrase("Condition", Whole), Query.Phrase("InterventionName", Whole), Query.Phrase("BriefTitle", Whole)]), ExactConditionScore),
            ],
        };
    }

    private string Whole => Clip(string.Join(' ', parts.Select(part => part.Text)));

    private static string Clip(string phrase) => phrase.Length <= LongestPhrase ? phrase : phrase[..LongestPhrase];

    private static IEnumerable<(string Piece, bool IsQuoted)> Split(string text)
    {
        // Between an odd quotation mark and the next one lies a phrase; a last mark without its pair is only a mark.
        var pieces = text.Replace('“', '"').Replace('”', '"').Split('"');
        for (var index = 0; index < pieces.Length; index++)
        {
            var isQuoted = index % 2 == 1 && index < pieces.Length - 1;
            if (pieces[index].Trim() is { Length: > 0 } piece)
                yield return (piece, isQuoted);
        }
    }

    private static void AddWords(List<Part> parts, string[] words, StudyIndex names)
    {
        for (var start = 0; start < words.Length;)
        {
            var length = Math.Min(LongestName, words.Length - start);
            IReadOnlyList<string> others = [];
            for (; length > 0; length--)
            {
                var name = string.Join(' ', words, start, length);
                others = [.. names.Learned.Treatments.Others(name).Concat(names.Concepts.Others(name)).Concat(LayNames.OthersOf(name)).Distinct(StringComparer.Ordinal).Take(MostOthers)];
                if (others.Count > 0 || length == 1)
                    break;
            }

            parts.Add(new Part(string.Join(' ', words, start, length), others, IsPhrase: false));
            start += length;
        }
    }

    private Query InArea(string area) => Query.And([.. parts.Select(part => part.ToQuery(area))]);

    private sealed record Part(string Text, IReadOnlyList<string> Others, bool IsPhrase)
    {
        public Query ToQuery(string area)
        {
            var itself = IsPhrase ? Query.Phrase(area, Text) : Query.Words(area, Text);
            return Others.Count == 0
                ? itself
                : new BestQuery([itself, .. Others.Select(other => new BoostQuery(Query.Phrase(area, other), OtherNameBoost))]);
        }
    }
}
