using Equipoise.Search.Queries;

namespace Equipoise.Search.Tests;

/// <summary>What the engine should find, worked out the slow way: every document against every part of the query.</summary>
internal sealed class NaiveIndex(IReadOnlyDictionary<string, NaiveBook> books)
{
    private static readonly Dictionary<string, Dictionary<string, double>> Groups = new()
    {
        ["all"] = new() { ["title"] = 1, ["body"] = 0.5 },
        ["titles"] = new() { ["title"] = 1 },
        ["names"] = new() { ["name"] = 1 },
    };

    /// <summary>The keys of the books that match, with their scores.</summary>
    public Dictionary<string, double> Find(Query query) =>
        books.Select(book => (book.Key, Score: Score(query, book.Value, [.. books.Values])))
            .Where(found => found.Score is not null)
            .ToDictionary(found => found.Key, found => found.Score!.Value);

    public double? Score(Query query, NaiveBook book, IReadOnlyList<NaiveBook> all) => query switch
    {
        AllQuery => 0,
        TermQuery term => Text(term.Target, [Single(term.Word)], term.Exact, 0, PhraseAnchor.None, book, all),
        PhraseQuery phrase => Phrase(phrase, book, all),
        PrefixQuery prefix => Matches(prefix.Target, book).Any(token => token.Normal.StartsWith(prefix.Prefix, StringComparison.Ordinal)) ? 1 : null,
        ValueQuery value => book.Keywords.GetValueOrDefault(value.Column, []).Intersect(value.Values).Any() ? 0 : null,
        RangeQuery range => book.Numbers.GetValueOrDefault(range.Column, []).Exists(number => InRange(range, number)) ? 0 : null,
        DistanceQuery near => book.Points.GetValueOrDefault(near.Column, []).Exists(point => point.DistanceTo(near.Center) <= near.Kilometers) ? 0 : null,
        ExistsQuery exists => book.Has(exists.Field) ? 0 : null,
        MissingQuery missing => book.Has(missing.Field) ? null : 0,
        ConstantQuery constant => Score(constant.Query, book, all) is null ? null : constant.Score,
        BoostQuery boost => Score(boost.Query, book, all) * boost.Factor,
        BiasQuery bias => Score(bias.Query, book, all) * Bias(bias, book),
        BestQuery best => Best(best, book, all),
        BooleanQuery boolean => Boolean(boolean, book, all),
        NestedQuery nested => book.Shops.Select(shop => Score(nested.Query, shop, [.. all.SelectMany(each => each.Shops)])).Where(score => score is not null).Max(),
        _ => throw new InvalidOperationException($"The model has no {query.GetType().Name}."),
    };

    private static bool InRange(RangeQuery range, double number) =>
        (range.Min is not { } min || number > min || (range.MinIncluded && number == min)) && (range.Max is not { } max || number < max || (range.MaxIncluded && number == max));

    private static double Bias(BiasQuery bias, NaiveBook book)
    {
        var numbers = book.Numbers.GetValueOrDefault(bias.Column, []);
        return numbers.Count == 0 ? 1 : 1 + bias.Weight * Math.Pow(2, -numbers.Min(number => Math.Abs(number - bias.Origin)) / bias.HalfLife);
    }

    private static string Single(string word) => word.Replace("-", "");

    private static Dictionary<string, double> Weights(string target) => Groups.GetValueOrDefault(target) ?? target.Split('|').ToDictionary(field => field, _ => 1.0);

    private static IEnumerable<NaiveToken> Matches(string target, NaiveBook book) => book.Tokens.Where(token => Weights(target).ContainsKey(token.Field));

    private double? Best(BestQuery best, NaiveBook book, IReadOnlyList<NaiveBook> all)
    {
        var scores = best.Alternatives.Select(each => Score(each, book, all)).Where(score => score is not null).Select(score => score!.Value).ToList();
        return scores.Count == 0 ? null : scores.Max() + best.Rest * (scores.Sum() - scores.Max());
    }

    private double? Boolean(BooleanQuery query, NaiveBook book, IReadOnlyList<NaiveBook> all)
    {
        var must = query.Must.Select(each => Score(each, book, all)).ToList();
        var should = query.Should.Select(each => Score(each, book, all)).ToList();
        var least = query.Must.Count + query.Filter.Count == 0 ? Math.Max(1, query.MinimumShould) : query.MinimumShould;
        var matches = must.TrueForAll(score => score is not null) && query.Filter.All(each => Score(each, book, all) is not null) &&
            query.MustNot.All(each => Score(each, book, all) is null) && should.Count(score => score is not null) >= least;
        return matches ? must.Sum() + should.Sum(score => score ?? 0) : null;
    }

    private static double? Phrase(PhraseQuery phrase, NaiveBook book, IReadOnlyList<NaiveBook> all)
    {
        var units = phrase.Text.Split(' ');
        var apart = units.SelectMany(unit => unit.Split('-')).ToArray();
        var together = units.Select(Single).ToArray();
        if (apart.SequenceEqual(together))
            return Text(phrase.Target, apart, phrase.Exact, phrase.Slop, phrase.Anchor, book, all);
        // The reading that occurs most counts, with the greater rarity of the two that the index holds.
        var readings = new[] { apart, together };
        var held = readings.Where(reading => reading.All(word => all.Any(each => each.Tokens.Exists(token => token.Is(word, phrase.Exact))))).ToList();
        if (held.Count == 0)
            return null;
        var most = held.Max(reading => Counted(phrase.Target, reading, phrase.Exact, phrase.Slop, phrase.Anchor, book));
        return most > 0 ? held.Max(reading => Rarity(phrase.Target, reading, phrase.Exact, all)) * Saturate(phrase.Target, most, book, all) : null;
    }

    private static double? Text(string target, string[] words, bool exact, int slop, PhraseAnchor anchor, NaiveBook book, IReadOnlyList<NaiveBook> all)
    {
        var occurrences = Counted(target, words, exact, slop, anchor, book);
        return occurrences == 0 ? null : Rarity(target, words, exact, all) * Saturate(target, occurrences, book, all);
    }

    // Only lists of a group hold rounded occurrences, also those of a compound written as one word; phrases and fields are counted exactly.
    private static double Counted(string target, string[] words, bool exact, int slop, PhraseAnchor anchor, NaiveBook book)
    {
        var occurrences = Occurrences(target, words, exact, slop, anchor, book);
        return occurrences > 0 && words.Length == 1 && !exact && anchor == PhraseAnchor.None && Groups.ContainsKey(target) ? Math.Pow(2, Math.Round(Math.Log2(occurrences) * 16, MidpointRounding.AwayFromZero) / 16) : occurrences;
    }

    private static double Occurrences(string target, string[] words, bool exact, int slop, PhraseAnchor anchor, NaiveBook book)
    {
        var weights = Weights(target);
        var sum = 0.0;
        foreach (var first in book.Tokens.Where(token => weights.ContainsKey(token.Field) && token.Is(words[0], exact)).Select(token => (token.Field, token.Value, token.Position)).Distinct())
        {
            var at = first.Position;
            var complete = true;
            foreach (var word in words.Skip(1))
            {
                var next = book.Tokens.Where(token => token.Value == first.Value && token.Position > at && token.Is(word, exact)).Select(token => token.Position).DefaultIfEmpty(int.MaxValue).Min();
                complete &= next < int.MaxValue;
                at = next;
            }

            if (complete && at - first.Position - (words.Length - 1) <= slop && IsAnchored(book, first.Value, first.Position, at, anchor))
                sum += weights[first.Field];
        }

        return sum;
    }

    private static bool IsAnchored(NaiveBook book, int value, int first, int last, PhraseAnchor anchor)
    {
        var positions = book.Tokens.Where(token => token.Value == value).Select(token => token.Position).ToList();
        return (!anchor.HasFlag(PhraseAnchor.Start) || first == positions.Min()) && (!anchor.HasFlag(PhraseAnchor.End) || last == positions.Max());
    }

    private static double Rarity(string target, string[] words, bool exact, IReadOnlyList<NaiveBook> all) => words.Sum(word =>
    {
        var n = Groups.ContainsKey(target) && !exact
            ? all.Count(book => Matches(target, book).Any(token => token.Is(word, exact: false)))
            : Math.Min(all.Count, all.Sum(book => book.Tokens.Where(token => token.Is(word, exact)).Select(token => token.Written).Distinct().Count()));
        return Math.Log(1 + (all.Count - n + 0.5) / (n + 0.5));
    });

    private static double Saturate(string target, double occurrences, NaiveBook book, IReadOnlyList<NaiveBook> all)
    {
        // Of several fields the documents of the most frequent one count.
        var average = all.Sum(each => Length(target, each)) / target.Split('|').Max(part => all.Count(each => Length(part, each) > 0));
        return occurrences / (occurrences + 1.2 * (1 - 0.75 + 0.75 * Length(target, book) / average));
    }

    private static double Length(string target, NaiveBook book)
    {
        var length = Weights(target).Sum(weight => weight.Value * book.Tokens.Where(token => token.Field == weight.Key).Select(token => (token.Value, token.Position)).Distinct().Count());
        return !Groups.ContainsKey(target) || length == 0 ? length : Math.Pow(2, Math.Round(Math.Max(0, Math.Log2(length)) * 16, MidpointRounding.AwayFromZero) / 16);
    }
}
