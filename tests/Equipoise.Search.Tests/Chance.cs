using Equipoise.Search.Documents;
using Equipoise.Search.Queries;

namespace Equipoise.Search.Tests;

/// <summary>Random books and queries, the same for the same seed.</summary>
internal sealed class Chance(int seed)
{
    private static readonly string[] Words = ["alpha", "beta", "gamma", "delta", "trial", "Trials", "trial's", "épée", "epees", "x-y", "xy", "x", "y", "a-b-c", "omega"];
    private static readonly string[] Colors = ["red", "green", "blue", "Übergrün", "𝒳"];
    private readonly Random random = new(seed);

    public int Next(int below) => random.Next(below);

    public bool Flip(double chance = 0.5) => random.NextDouble() < chance;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    // Few words are frequent and many are rare, as in language.
    public string Word() => Words[(int)(Words.Length * Math.Pow(random.NextDouble(), 2))];

    public GeoPoint Point() => new(random.Next(-900, 901) / 10.0, random.Next(-1800, 1801) / 10.0);

    public NaiveBook Book()
    {
        var book = new NaiveBook();
        foreach (var field in new[] { "title", "body", "body", "note" }.Where(_ => Flip(0.7)))
            book.AddText(field, Enumerable.Range(0, Next(8)).Select(_ => Word()));
        foreach (var color in Colors.Where(_ => Flip(0.25)))
            book.AddKeyword("color", color);
        if (Flip(0.8))
            book.AddKeyword("genre", $"genre {Next(30)}");
        for (var count = Next(3); count > 0; count--)
            book.AddNumber("price", Next(100) / 4.0);
        if (Flip(0.9))
            book.AddNumber("pages", Next(300));
        if (Flip(0.6))
            book.AddDate("printed", new DateOnly(1990 + Next(30), 1 + Next(12), 1 + Next(28)));
        if (Flip(0.6))
            book.AddFlag("bound", Flip());
        if (Flip(0.5))
            book.AddPoint("made", Point());
        for (var shops = Next(4); shops > 0; shops--)
            Fill(book.AddShop());
        return book;
    }

    public Query Query(int depth = 3) => Next(depth > 0 ? 19 : 11) switch
    {
        0 => new TermQuery(Target(), Word(), Flip(0.2)),
        1 => new TermQuery(Target(), Word()),
        2 when Flip(0.3) => new PhraseQuery(Target(), Flip(0.3) ? Word() : $"{Word()} {Word()}") { Anchor = (PhraseAnchor)Next(4), Exact = Flip(0.2) },
        2 => new PhraseQuery(Target(), $"{Word()} {Word()}") { Slop = Flip() ? 0 : Next(4), Exact = Flip(0.2) },
        3 => new PrefixQuery(Target(), Pick(["a", "b", "tri", "x", "ep", "none"])),
        4 => Queries.Query.Value("color", Pick(Colors), Pick(Colors)),
        5 => Queries.Query.Value("bound", Flip()),
        6 => new RangeQuery(Pick(["price", "pages"]), Flip(0.8) ? Next(100) / 4.0 : null, Flip(0.8) ? Next(100) : null, Flip(), Flip()),
        7 => Queries.Query.Range("printed", new DateOnly(1990 + Next(30), 1, 1), new DateOnly(1990 + Next(30), 6, 1)),
        8 => Flip() ? new ExistsQuery(AnyField()) : new MissingQuery(AnyField()),
        9 => Queries.Query.Within("made", Point(), Next(8000)),
        10 => Queries.Query.All,
        11 => new NestedQuery("shops", ShopQuery(depth - 1)),
        12 => new ConstantQuery(Query(depth - 1), Next(5)),
        13 => new BoostQuery(Query(depth - 1), Next(5) / 2.0),
        14 => new BiasQuery(Query(depth - 1), "pages", Next(300), 1 + Next(100), Next(3)),
        15 => new BestQuery(Several(depth, 3)) { Rest = Next(3) / 2.0 },
        16 => Queries.Query.And(Several(depth, 3)),
        _ => new BooleanQuery { Must = Several(depth, 2), Should = Several(depth, 3), Filter = Several(depth, 1), MustNot = Several(depth, 1), MinimumShould = Next(3) },
    };

    private List<Query> Several(int depth, int most) => [.. Enumerable.Range(0, Next(most + 1)).Select(_ => Query(depth - 1))];

    private string Target() => Pick(["all", "titles", "note", "body", "note|body"]);

    private string AnyField() => Pick(["title", "note", "color", "price", "printed", "made", "shops"]);

    private Query ShopQuery(int depth) => Next(depth > 0 ? 6 : 4) switch
    {
        0 => new TermQuery("names", Word()),
        1 => Queries.Query.Value("city", Pick(["Delft", "Lund", "Graz"])),
        2 => Queries.Query.Within("place", Point(), Next(6000)),
        3 => Queries.Query.Range("stock", Next(10), Next(10)),
        4 => Queries.Query.And(ShopQuery(depth - 1), ShopQuery(depth - 1)),
        _ => Queries.Query.Not(ShopQuery(depth - 1)),
    };

    private void Fill(NaiveBook shop)
    {
        shop.AddText("name", Enumerable.Range(0, Next(4)).Select(_ => Word()));
        if (Flip(0.8))
            shop.AddKeyword("city", Pick(["Delft", "Lund", "Graz"]));
        if (Flip(0.7))
            shop.AddNumber("stock", Next(10));
        if (Flip(0.7))
            shop.AddPoint("place", Point());
    }
}
