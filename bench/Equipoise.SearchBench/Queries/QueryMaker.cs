namespace Equipoise.SearchBench.Queries;

/// <summary>Draws queries from the corpus, so that every one has hits.</summary>
internal sealed class QueryMaker
{
    private const int SampleSize = 4000;
    private static readonly HashSet<string> Stopwords = [.. "the of and to in a with for is or be on by at an as are will that this from was not who have has been which other than their it any all after study patients".Split(' ')];
    private readonly Random random;
    private readonly List<BenchDocument> sample;
    private readonly IReadOnlyList<string> broad;

    private QueryMaker(string folder, int seed)
    {
        random = new Random(seed);
        sample = Sample(folder);
        var frequent = sample.SelectMany(document => document.Texts.SelectMany(Of).Distinct(StringComparer.Ordinal)).CountBy(word => word, StringComparer.Ordinal)
            .Where(word => word.Key.Length > 5).OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Select(word => word.Key).Take(40);
        broad = [.. frequent.Prepend("cancer").Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Writes <c>queries.tsv</c>: as many of each class.</summary>
    public static void Make(string folder, int count, int seed)
    {
        var maker = new QueryMaker(folder, seed);
        var kinds = new Func<int, BenchQuery?>[] { maker.Term, maker.Several, maker.Phrase, maker.Intervention, maker.Filter, maker.Geo, maker.Sort, maker.Broad };
        var queries = new List<BenchQuery>();
        for (var number = 0; queries.Count < count; number++)
        {
            if (kinds[queries.Count % kinds.Length](queries.Count) is { } query)
                queries.Add(query);
        }

        File.WriteAllLines(Path.Combine(folder, "queries.tsv"), queries.Select(query => query.ToString()));
        Console.WriteLine($"{queries.Count} queries in {kinds.Length} classes");
    }

    private BenchQuery? Term(int number) => Of(One().Texts[0]).Where(IsContent).ToList() is { Count: > 0 } words
        ? Plain(number, "term", words[random.Next(words.Count)])
        : null;

    private BenchQuery? Several(int number) => Content(One(), 2 + random.Next(2)) is { } text ? Plain(number, "words", text) : null;

    private BenchQuery? Phrase(int number)
    {
        var words = Of(One().Texts[random.Next(2) == 0 ? 0 : 4]).ToList();
        var length = 2 + random.Next(2);
        if (words.Count < length)
            return null;
        var phrase = words.GetRange(random.Next(words.Count - length + 1), length);
        return phrase.Count(IsContent) >= 2 ? Plain(number, "phrase", string.Join(' ', phrase)) with { Kind = "phrase" } : null;
    }

    private BenchQuery? Intervention(int number) => Of(One().Texts[2]).Where(IsContent).Take(1 + random.Next(2)).ToList() is { Count: > 0 } words
        ? Plain(number, "intervention", string.Join(' ', words)) with { Kind = "interventions" }
        : null;

    private BenchQuery? Filter(int number)
    {
        var document = One();
        return document.Phases.Count > 0 && Content(document, 1) is { } text ? Plain(number, "filter", text) with { Status = document.Status, Phase = document.Phases[0] } : null;
    }

    private BenchQuery? Geo(int number)
    {
        var document = One();
        if (document.Places.Count == 0 || Content(document, 1) is not { } text)
            return null;
        var (latitude, longitude) = document.Places[random.Next(document.Places.Count)];
        return Plain(number, "geo", text) with { Near = new Circle(latitude, longitude, (int[])[50, 100, 250, 500] is var radii ? radii[random.Next(4)] : 0) };
    }

    private BenchQuery? Sort(int number) => Content(One(), 1 + random.Next(2)) is { } text ? Plain(number, "sort", text) with { ByDate = true } : null;

    private BenchQuery? Broad(int number) => Plain(number, "broad", broad[number / 8 % broad.Count]);

    private string? Content(BenchDocument document, int count)
    {
        var words = Of($"{document.Texts[0]} {document.Texts[1]}").Where(IsContent).Distinct(StringComparer.Ordinal).ToArray();
        if (words.Length < count)
            return null;
        random.Shuffle(words);
        return string.Join(' ', words.Take(count));
    }

    private BenchDocument One() => sample[random.Next(sample.Count)];

    private List<BenchDocument> Sample(string folder)
    {
        var kept = new List<BenchDocument>(SampleSize);
        foreach (var (at, document) in BenchDocument.Read(folder).Index())
        {
            if (kept.Count < SampleSize)
                kept.Add(document);
            else if (random.Next(at + 1) is var place && place < SampleSize)
                kept[place] = document;
        }

        return kept;
    }

    private static BenchQuery Plain(int number, string name, string text) => new(number, name, "words", text, "", "", Near: null, ByDate: false);

    private static IEnumerable<string> Of(string tokens) => tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsContent(string word) => word.Length > 3 && !Stopwords.Contains(word) && !char.IsDigit(word[0]);
}
