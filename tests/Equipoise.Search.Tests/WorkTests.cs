using Equipoise.Search.Documents;
using Equipoise.Search.Queries;
using Equipoise.Search.Searching;

namespace Equipoise.Search.Tests;

/// <summary>What a search costs, in counted steps.</summary>
public sealed class WorkTests
{
    [Fact]
    public void Blocks_that_cannot_reach_the_page_are_not_scored()
    {
        // Ten short documents score best and come first; the others are longer and cannot reach them.
        using var library = Library.OfTitles([.. Enumerable.Range(0, 50_000).Select(number => number < 10 ? "alpha" : "alpha beta gamma delta")]);
        library.Writer.MergeAll();
        using var snapshot = library.Writer.Refresh();
        var request = new SearchRequest(new TermQuery("all", "alpha"));

        var counted = snapshot.Ask(request);
        counted.Total.ShouldBe(50_000);
        counted.Hits.Select(hit => hit.Key).ShouldBe(Enumerable.Range(0, 10).Select(number => $"{number}"));
        counted.Work.DocumentsScored.ShouldBeLessThan(4200);
        counted.Work.ScoresSkipped.ShouldBeGreaterThan(45_000);

        var skipping = snapshot.Ask(request with { ExactTotal = false });
        skipping.Hits.Select(hit => hit.Key).ShouldBe(counted.Hits.Select(hit => hit.Key));
        skipping.Work.PostingsRead.ShouldBeLessThan(4300);
        skipping.Work.BlocksSkipped.ShouldBeGreaterThan(350);
    }

    [Fact]
    public void A_rare_word_makes_a_frequent_one_cheap()
    {
        using var library = Library.OfTitles([.. Enumerable.Range(0, 50_000).Select(number => number % 25_000 == 7 ? "alpha rare" : "alpha")]);
        library.Writer.MergeAll();
        using var snapshot = library.Writer.Refresh();

        var result = snapshot.Ask(Query.Words("all", "alpha rare"));

        result.Total.ShouldBe(2);
        result.Work.PostingsRead.ShouldBeLessThan(600);
    }

    [Fact]
    public void A_phrase_reads_positions_only_where_all_of_its_words_are()
    {
        using var library = Library.OfTitles([.. Enumerable.Range(0, 20_000).Select(number => $"alpha {(number % 2_000 == 7 ? "rare" : "other")} alpha alpha")]);
        library.Writer.MergeAll();
        using var snapshot = library.Writer.Refresh();

        var result = snapshot.Ask(Query.Phrase("all", "alpha rare"));

        result.Total.ShouldBe(10);
        result.Work.PositionsRead.ShouldBeInRange(20, 40);
    }

    [Fact]
    public void Phrases_that_cannot_reach_the_page_are_not_scored()
    {
        using var library = Library.OfTitles([.. Enumerable.Range(0, 20_000).Select(number => number < 10 ? "alpha beta" : "alpha beta gamma delta")]);
        library.Writer.MergeAll();
        using var snapshot = library.Writer.Refresh();

        var result = snapshot.Ask(new SearchRequest(Query.Phrase("all", "alpha beta")));

        result.Total.ShouldBe(20_000);
        result.Hits.Select(hit => hit.Key).ShouldBe(Enumerable.Range(0, 10).Select(number => $"{number}"));
        result.Work.DocumentsScored.ShouldBeLessThan(4200);
        result.Work.ScoresSkipped.ShouldBeGreaterThan(15_000);
    }

    [Fact]
    public void A_phrase_among_alternatives_is_looked_for_only_where_it_changes_the_answer()
    {
        // Whatever has the phrase has its words: it decides how documents rank, not which match. Long ones cannot reach the page even with it.
        using var library = Library.OfTitles([.. Enumerable.Range(0, 20_000).Select(number => number < 10 ? "alpha beta" : "beta alpha gamma delta epsilon zeta eta theta iota kappa")]);
        library.Writer.MergeAll();
        using var snapshot = library.Writer.Refresh();

        var result = snapshot.Ask(new SearchRequest(new BestQuery([Query.Phrase("all", "alpha beta"), new BoostQuery(Query.Words("all", "alpha beta"), 0.3)])));

        result.Total.ShouldBe(20_000);
        result.Hits.Select(hit => hit.Key).ShouldBe(Enumerable.Range(0, 10).Select(number => $"{number}"));
        result.Work.PositionsRead.ShouldBeLessThan(2 * 4200);
    }

    [Fact]
    public void A_phrase_is_looked_for_only_where_the_rest_of_the_query_matches()
    {
        using var library = Library.OfTitles([.. Enumerable.Range(0, 20_000).Select(number => $"{(number % 2 == 0 ? "alpha beta" : "beta alpha")}{(number % 1_000 == 8 ? "" : " often")}")]);
        library.Writer.MergeAll();
        using var snapshot = library.Writer.Refresh();
        var together = new BooleanQuery { Must = [Query.Phrase("all", "alpha beta"), Query.Not(new TermQuery("all", "often"))] };

        var result = snapshot.Ask(together);

        result.Total.ShouldBe(20);
        result.Work.PositionsRead.ShouldBeInRange(40, 80);
    }

    [Fact]
    public void A_search_stops_at_its_limit_with_a_sentence()
    {
        using var library = Library.OfTitles([.. Enumerable.Repeat("alpha", 1000)]);
        using var snapshot = library.Writer.Refresh();

        Should.Throw<SearchException>(() => snapshot.Ask(new SearchRequest(new TermQuery("all", "alpha")) { StepLimit = 100 }))
            .Message.ShouldBe("The search takes more than the 100 steps it is allowed: ask for something narrower.");
    }

    [Fact]
    public void What_the_schema_does_not_have_is_refused_in_a_sentence()
    {
        using var library = Library.OfTitles("alpha");
        using var snapshot = library.Writer.Refresh();

        Refusal(new TermQuery("nothing", "a")).ShouldBe("There is no group and no text field 'nothing' in this index.");
        Refusal(Query.Value("nothing", "a")).ShouldBe("There is no field 'nothing' in this index.");
        Refusal(Query.Value("pages", "a")).ShouldBe("The field 'pages' is of the kind Number: this asks for Keyword or Boolean.");
        Refusal(new NestedQuery("nothing", Query.All)).ShouldBe("There are no nested documents 'nothing' in this index.");
        Refusal(new TermQuery("all", "two words")).ShouldBe("'two words' is more than a word: ask for it as a phrase or as several words.");
        Refusal(Enumerable.Range(0, 300).Aggregate(Query.All, (query, _) => Query.And(query))).ShouldBe("The query is nested more than 200 deep: make it simpler.");
        Should.Throw<SearchException>(() => library.Writer.Upsert("1", new Document().Add("pages", "many"))).Message.ShouldBe("The document '1' has in the Number field 'pages' a value of another kind (String).");

        string Refusal(Query query) => Should.Throw<SearchException>(() => snapshot.Ask(query)).Message;
    }

    [Fact]
    public void Dictionary_and_columns_can_be_listed()
    {
        using var library = Library.With(
            ("1", new Document().Add("title", "Trials of tea").Add("color", "red").Add("pages", 5)),
            ("2", new Document().Add("title", "trials and teas").Add("color", "rose").Add("pages", 9).Add("pages", 2)),
            ("3", new Document().Add("note", "Tram").Add("color", "red")));
        library.Writer.Delete("3");
        using var snapshot = library.Writer.Refresh();

        snapshot.Terms("all", "tr", 10).Select(term => (term.Word, term.Documents, term.Written)).ShouldBe([("trial", 2, "trials")]);
        snapshot.Terms(null, "T", 10).Select(term => term.Word).ShouldBe(["tea", "tram", "trial"], "deleted documents' words stay until a merge");
        snapshot.Values("color", "r", 10).Select(value => (value.Value, value.Count)).ShouldBe([("red", 1), ("rose", 1)]);
        snapshot.Statistics("pages").ShouldBe(new Snapshots.ColumnStatistics(2, 0, 3, 2, 9));
        snapshot.Statistics("note").ShouldBe(new Snapshots.ColumnStatistics(0, 2, 0, null, null));
        snapshot.Keys().ShouldBe(["1", "2"]);
        (snapshot.Contains("1"), snapshot.Contains("3")).ShouldBe((true, false));
    }

    [Fact]
    public void An_explanation_shows_each_part_and_its_score()
    {
        using var library = Library.OfTitles("alpha beta", "gamma");
        using var snapshot = library.Writer.Refresh();
        var query = new BooleanQuery { Must = [new BoostQuery(new TermQuery("all", "alpha"), 2)], Should = [new TermQuery("all", "gamma")] };

        var explanation = snapshot.Explain(query, "0");

        explanation.Score.ShouldBe(snapshot.Ask(query).Hits[0].Score);
        explanation.Parts[0].Parts[0].Score.ShouldBe(explanation.Score);
        explanation.Parts[1].Matches.ShouldBeFalse();
        explanation.ToString().ShouldContain("word 'alpha' in all; rarity alpha 0.6931");
    }
}
