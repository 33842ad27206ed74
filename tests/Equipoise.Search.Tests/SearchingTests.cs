using System.Text;
using Equipoise.Search.Documents;
using Equipoise.Search.Queries;
using Equipoise.Search.Searching;

namespace Equipoise.Search.Tests;

/// <summary>Orders, pages, counts and distances, against the model's.</summary>
public sealed class SearchingTests
{
    private static readonly SortKey[][] Orders =
    [
        [], [SortKey.ScoreAscending], [SortKey.By("pages")], [SortKey.By("pages", descending: true)], [SortKey.By("color")], [SortKey.By("color", descending: true), SortKey.Score],
        [SortKey.By("printed", descending: true), SortKey.By("genre")], [SortKey.By("bound"), SortKey.By("price")],
        [SortKey.ByDistance(new DistanceRequest("made", new GeoPoint(10, 20)))], [SortKey.ByDistance(new DistanceRequest("place", new GeoPoint(-40, 70)) { Path = "shops" })],
    ];

    [Fact]
    public void A_document_that_is_emptied_and_filled_anew_is_another()
    {
        var (books, shops) = (Library.Schema.Documents, Library.Schema.Nested["shops"]);
        using var library = new Library();
        var document = new Document { Payload = new byte[] { 1 } };
        for (var number = 0; number < 3; number++)
        {
            document.Clear();
            document.Add(books.FieldNumber("title"), Encoding.UTF8.GetBytes($"Growing róses, part {number}")).Add(books.FieldNumber("pages"), number);
            for (var shop = 0; shop <= number; shop++)
                document.AddNested("shops").Add(shops.FieldNumber("city"), Encoding.UTF8.GetBytes($"City {shop}"));
            library.Writer.Upsert($"{number}", document);
        }

        using var snapshot = library.Writer.Refresh();
        snapshot.KeysOf(new TermQuery("title", "rose")).ShouldBe("0 1 2");
        snapshot.KeysOf(new TermQuery("title", "1")).ShouldBe("1");
        snapshot.KeysOf(new RangeQuery("pages", 1, 2)).ShouldBe("1 2");
        snapshot.KeysOf(new NestedQuery("shops", Query.Value("city", "City 1"))).ShouldBe("1 2");
        snapshot.Ask(new SearchRequest(Query.All)).Hits.ShouldAllBe(hit => hit.Payload.IsEmpty);
    }

    [Fact]
    public void A_number_that_no_field_has_is_refused_as_a_name_is()
    {
        using var library = new Library();

        Should.Throw<SearchException>(() => library.Writer.Upsert("a", new Document().Add(99, "blue"u8))).Message
            .ShouldBe("The document 'a' has a field '99', which the schema does not have.");
        Should.Throw<SearchException>(() => library.Writer.Upsert("a", new Document().Add(-1, true))).Message
            .ShouldBe("The document 'a' has a field '-1', which the schema does not have.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Pages_follow_one_another_without_repeats_or_skips_in_every_order(int seed)
    {
        var chance = new Chance(seed);
        var (library, books) = Shelve(chance, 250);
        using var open = library;
        using var snapshot = library.Writer.Refresh();
        foreach (var order in Orders)
        {
            var request = new SearchRequest(Query.Or(Query.All, new TermQuery("all", "alpha"))) { Sort = order, Top = 10_000 };
            var whole = snapshot.Ask(request).Hits;
            whole.Count.ShouldBe(books.Count);
            IsInOrder(whole, order);

            var paged = new List<Hit>();
            var page = snapshot.Ask(request with { Top = 13 });
            for (; page.Hits.Count > 0; page = snapshot.Ask(request with { Top = 13, After = page.Next is null ? null : Cursor.Parse(page.Next.ToString()) }))
            {
                page.Total.ShouldBe(books.Count);
                paged.AddRange(page.Hits);
                if (page.Next is null)
                    break;
            }

            paged.Select(hit => hit.Key).ShouldBe(whole.Select(hit => hit.Key));
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Counts_are_those_of_the_model(int seed)
    {
        var chance = new Chance(seed);
        var (library, books) = Shelve(chance, 300);
        using var open = library;
        using var snapshot = library.Writer.Refresh();
        var model = new NaiveIndex(books);
        for (var round = 0; round < 20; round++)
        {
            var query = chance.Query();
            var hits = model.Find(query).Keys.Select(key => books[key]).ToList();
            var ranges = new[] { new FacetRange("low", null, 100), new FacetRange("middle", 50, 200), new FacetRange("high", 200, null) };

            var facets = snapshot.Ask(new SearchRequest(query)
            {
                Facets = [new("color"), new("genre") { Top = 3 }, new("bound"), new("city") { Path = "shops" }, new("pages") { Ranges = ranges }],
            }).Facets;

            Count(facets[0], hits, book => book.Keywords.GetValueOrDefault("color", []));
            Count(facets[1], hits, book => book.Keywords.GetValueOrDefault("genre", []), 3);
            Count(facets[2], hits, book => book.Keywords.GetValueOrDefault("bound", []));
            Count(facets[3], hits, book => book.Shops.SelectMany(shop => shop.Keywords.GetValueOrDefault("city", [])));
            facets[4].Values.Select(value => (value.Value, value.Count)).ShouldBe(ranges.Select(range =>
                (range.Name, hits.Count(book => book.Numbers.GetValueOrDefault("pages", []).Exists(pages => pages >= (range.From ?? double.MinValue) && pages < (range.To ?? double.MaxValue))))));
            facets[4].Missing.ShouldBe(hits.Count(book => !book.Numbers.ContainsKey("pages")));
        }
    }

    [Fact]
    public void A_facet_can_count_as_if_its_own_filter_were_not_there()
    {
        using var library = Library.With(
            ("1", new Document().Add("color", "red").Add("genre", "novel")),
            ("2", new Document().Add("color", "green").Add("genre", "novel")),
            ("3", new Document().Add("color", "red").Add("genre", "poem")));
        using var snapshot = library.Writer.Refresh();

        var result = snapshot.Ask(new SearchRequest(Query.All)
        {
            Filters = [new("color", Query.Value("color", "red")), new("genre", Query.Value("genre", "novel"))],
            Facets = [new("color") { WithoutFilter = "color" }, new("genre") { WithoutFilter = "genre" }, new("color") { Name = "plain" }],
        });

        result.Hits.Select(hit => hit.Key).ShouldBe(["1"]);
        result.Facets.Select(facet => string.Join(' ', facet.Values.Select(value => $"{value.Value}:{value.Count}"))).ShouldBe(["green:1 red:1", "novel:1 poem:1", "red:1"]);
        result.Facets[2].Name.ShouldBe("plain");
    }

    [Fact]
    public void Conditions_on_nested_documents_hold_for_one_of_them()
    {
        var book = new Document();
        book.AddNested("shops").Add("city", "Delft").Add("stock", 1);
        book.AddNested("shops").Add("city", "Lund").Add("stock", 9);
        using var library = Library.With(("1", book), ("2", new Document()));
        using var snapshot = library.Writer.Refresh();

        snapshot.HowMany(new NestedQuery("shops", Query.And(Query.Value("city", "Delft"), Query.Range("stock", 1.0, 1)))).ShouldBe(1);
        snapshot.HowMany(new NestedQuery("shops", Query.And(Query.Value("city", "Delft"), Query.Range("stock", 9.0, 9)))).ShouldBe(0);
        snapshot.HowMany(Query.And(new NestedQuery("shops", Query.Value("city", "Delft")), new NestedQuery("shops", Query.Range("stock", 9.0, 9)))).ShouldBe(1);
    }

    [Fact]
    public void The_nearest_nested_point_that_counts_is_reported()
    {
        // One degree of a meridian is 2π · 6371.0088 km / 360 = 111.195 km.
        var book = new Document();
        book.AddNested("shops").Add("city", "Delft").Add("place", new GeoPoint(1, 0));
        book.AddNested("shops").Add("city", "Lund").Add("place", new GeoPoint(3, 0));
        using var library = Library.With(("1", book), ("2", new Document()));
        using var snapshot = library.Writer.Refresh();
        var near = new DistanceRequest("place", new GeoPoint(0, 0)) { Path = "shops" };

        var hits = snapshot.Ask(new SearchRequest(Query.All) { Distances = [near, near with { Where = Query.Value("city", "Lund") }], Sort = [SortKey.ByDistance(near)] }).Hits;

        hits[0].Distances[0]!.Value.ShouldBe(111.195, 0.001);
        hits[0].Distances[1]!.Value.ShouldBe(333.585, 0.001);
        hits[0].Sort[0].Number!.Value.ShouldBe(111.195, 0.001);
        hits[1].Distances.ShouldBe([null, null]);
        hits[1].Sort[0].IsMissing.ShouldBeTrue();
    }

    [Fact]
    public void A_payload_comes_back_with_its_hit()
    {
        using var library = Library.With([.. Enumerable.Range(0, 500).Select(number =>
            ($"{number:D3}", new Document { Payload = Enumerable.Repeat((byte)number, number).ToArray() }.Add("title", "alpha")))]);
        library.Writer.MergeAll();
        using var snapshot = library.Writer.Refresh();

        foreach (var hit in snapshot.Ask(new SearchRequest(Query.All) { Top = 500 }).Hits)
            hit.Payload.ToArray().ShouldBe(Enumerable.Repeat((byte)int.Parse(hit.Key, System.Globalization.CultureInfo.InvariantCulture), int.Parse(hit.Key, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_payload_that_is_not_wanted_stays_away()
    {
        using var library = Library.With([("a", new Document { Payload = new byte[] { 1 } }.Add("title", "alpha"))]);
        using var snapshot = library.Writer.Refresh();

        var hit = snapshot.Ask(new SearchRequest(Query.All) { WithPayloads = false }).Hits.ShouldHaveSingleItem();

        hit.Key.ShouldBe("a");
        hit.Payload.IsEmpty.ShouldBeTrue();
    }

    private static (Library Library, Dictionary<string, NaiveBook> Books) Shelve(Chance chance, int count)
    {
        var books = Enumerable.Range(0, count).ToDictionary(number => $"key {number:D5}", _ => chance.Book());
        var library = new Library(Library.Defaults with { BufferedWords = 2000 });
        foreach (var (key, book) in books)
            library.Writer.Upsert(key, book.Document);
        return (library, books);
    }

    private static void Count(Facet facet, List<NaiveBook> hits, Func<NaiveBook, IEnumerable<string>> values, int top = 20)
    {
        var expected = hits.SelectMany(book => values(book).Distinct()).CountBy(value => value)
            .OrderByDescending(value => value.Value).ThenBy(value => Rank(value.Key), StringComparer.Ordinal).ToList();
        facet.Values.Select(value => (value.Value, value.Count)).ShouldBe(expected.Take(top).Select(value => (value.Key, value.Value)));
        facet.DifferentValues.ShouldBe(expected.Count);
        facet.Missing.ShouldBe(hits.Count(book => !values(book).Any()));
    }

    // The order of code points, in a form that ordinal comparison understands.
    private static string Rank(string text) => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(text));

    private static void IsInOrder(IReadOnlyList<Hit> hits, SortKey[] order)
    {
        foreach (var (one, other) in hits.Zip(hits.Skip(1)))
        {
            var result = 0;
            for (var level = 0; level < one.Sort.Count && result == 0; level++)
            {
                var (a, b) = (one.Sort[level], other.Sort[level]);
                result = a.IsMissing || b.IsMissing ? a.IsMissing.CompareTo(b.IsMissing)
                    : (a.Text is null ? a.Number!.Value.CompareTo(b.Number!.Value) : string.CompareOrdinal(Rank(a.Text), Rank(b.Text!))) * (order.Length == 0 || order[level].Descending ? -1 : 1);
            }

            (result < 0 || (result == 0 && string.CompareOrdinal(one.Key, other.Key) < 0)).ShouldBeTrue($"{one.Key} before {other.Key}");
        }
    }
}
