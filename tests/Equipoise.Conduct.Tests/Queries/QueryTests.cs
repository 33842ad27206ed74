using Equipoise.Conduct.Access;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Queries;

namespace Equipoise.Conduct.Tests.Queries;

public sealed class QueriesOnSqliteTests() : QueryTests(new SqliteTestDatabase());

public sealed class QueriesOnPostgresTests() : QueryTests(new PostgresTestDatabase());

public abstract class QueryTests(TestDatabase place) : IAsyncLifetime
{
    private static readonly Actor Monitor = new("a-mon", "mon", "Mona Monitor", [new Grant(Role.Monitor)], "192.0.2.6");
    private static readonly Actor DataManager = new("a-dm", "dm", "Dan Manager", [new Grant(Role.DataManager)], "192.0.2.7");

    private Trial trial = null!;
    private QuerySteps queries = null!;
    private string code = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        trial = await Trial.WithSiteAsync(place);
        queries = new QuerySteps(trial.Store, trial.Clock);
        code = await trial.ConsentedAsync();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return trial.DisposeAsync();
    }

    [Fact]
    public async Task What_is_unusual_is_kept_and_asked_about_in_the_same_entry_of_the_trail()
    {
        var entry = await EnterAsync("170");

        var query = (await QueriesAsync()).ShouldHaveSingleItem();
        (query.Entry, query.Field, query.Status, query.Site).ShouldBe((entry.Id, "WEIGHT", QueryStatus.Open, "FR01"));
        query.Question.ShouldBe("Weight: 170 kg is unusual (expected 35 to 150): compare it with the source.");
        var last = (await trial.TrailAsync())[^1];
        last.Action.ShouldBe("form.enter");
        last.Changes.ShouldContain("\"field\":\"query/1\",\"old\":null,\"new\":\"open: Weight: 170 kg");
    }

    [Fact]
    public async Task A_person_is_asked_first_and_their_reason_is_the_answer()
    {
        var asked = await RefusedAsync(EnterAsync("170", Confirmation.None));
        asked.Code.ShouldBe("to-be-confirmed");
        asked.Questions.ShouldHaveSingleItem().Check.ShouldBe("expected/WEIGHT");
        (await QueriesAsync()).ShouldBeEmpty();

        await EnterAsync("170", Because("weighed twice"));

        var thread = (await queries.ReadAsync(Monitor, Trial.Study, code, Cancellation)).ShouldHaveSingleItem();
        thread.Query.Status.ShouldBe(QueryStatus.Answered);
        thread.Events.Select(turn => (turn.Kind, turn.Name)).ShouldBe([("opened", Trial.Coordinator().Name), ("answered", Trial.Coordinator().Name)]);
        thread.Events[1].Words.ShouldBe("weighed twice");
    }

    [Theory]
    [InlineData("ok")]
    [InlineData("")]
    public async Task A_reason_is_said_in_words(string reason) =>
        (await RefusedAsync(EnterAsync("170", Because(reason)))).Questions.Count.ShouldBe(1);

    [Fact]
    public async Task A_correction_that_mends_it_closes_the_query_and_says_why()
    {
        var entry = await EnterAsync("170");

        await CorrectAsync(entry, "70", "misread");

        var thread = (await queries.ReadAsync(Monitor, Trial.Study, code, Cancellation)).ShouldHaveSingleItem();
        thread.Query.Status.ShouldBe(QueryStatus.Closed);
        thread.Events[^1].Words.ShouldBe("The correction settled it: misread");
        (await trial.TrailAsync())[^1].Changes.ShouldContain("\"field\":\"query/1\",\"old\":\"open\",\"new\":\"closed: The correction settled it: misread\"");
    }

    [Fact]
    public async Task A_correction_that_is_unusual_as_well_is_asked_about_anew()
    {
        var entry = await EnterAsync("170", Because("weighed twice"));

        await CorrectAsync(entry, "171", "misread");

        (await QueriesAsync()).Select(query => (query.Number, query.Status)).ShouldBe([(1, QueryStatus.Closed), (2, QueryStatus.Open)]);
    }

    [Fact]
    public async Task What_was_closed_about_an_answer_that_stands_is_not_asked_again()
    {
        var entry = await EnterAsync("170", Because("weighed twice"));
        await queries.CloseAsync(Monitor, Trial.Study, code, 1, 2, "", Cancellation);

        await trial.Forms.CorrectAsync(
            Trial.Coordinator(), Trial.Study, code, entry.Id, Answers.Of(("DATE", "2026-03-01"), ("WEIGHT", "170"), ("PULSE", "70")), entry.Version, "pulse was missing", Confirmation.None, Cancellation);

        (await QueriesAsync()).ShouldHaveSingleItem().Status.ShouldBe(QueryStatus.Closed);
    }

    [Fact]
    public async Task A_contradiction_between_two_answers_is_settled_by_either_of_them()
    {
        var entry = await trial.Forms.EnterAsync(
            Trial.Coordinator(), Trial.Study, code, new FormPlace("MH", "SCR"), Answers.Of(("ANY", "Y"), ("TERM", "OTHER"), ("START", "2020"), ("ONGOING", "Y"), ("END", "2021")), Cancellation);
        (await QueriesAsync()).ShouldHaveSingleItem().Field.ShouldBe("END");

        await trial.Forms.CorrectAsync(
            Trial.Coordinator(), Trial.Study, code, entry.Id, Answers.Of(("ANY", "Y"), ("TERM", "OTHER"), ("START", "2020"), ("ONGOING", "N"), ("END", "2021")), 1, "it is over", Cancellation);

        (await QueriesAsync()).ShouldHaveSingleItem().Status.ShouldBe(QueryStatus.Closed);
    }

    [Fact]
    public async Task Striking_an_entry_out_closes_what_was_asked_about_it()
    {
        var entry = await EnterAsync("170");
        await AskAsync(entry, "SYS", "Was the pressure taken?");

        await trial.Forms.StrikeAsync(Trial.Coordinator(), Trial.Study, code, entry.Id, 1, "another person's", Cancellation);

        (await QueriesAsync()).ShouldAllBe(query => query.Status == QueryStatus.Closed);
    }

    [Fact]
    public async Task A_monitor_asks_the_site_answers_and_the_monitor_asks_again_and_closes()
    {
        var entry = await EnterAsync("80");
        var query = await AskAsync(entry, "WEIGHT", "The chart says 82 kg.");

        query = await queries.AnswerAsync(Trial.Coordinator(), Trial.Study, code, query.Number, query.Version, "The chart is of another day.", Cancellation);
        query = await queries.ReopenAsync(Monitor, Trial.Study, code, query.Number, query.Version, "Which day?", Cancellation);
        query.Status.ShouldBe(QueryStatus.Open);
        query = await queries.AnswerAsync(Trial.Coordinator(), Trial.Study, code, query.Number, query.Version, "1 February.", Cancellation);
        query = await queries.CloseAsync(DataManager, Trial.Study, code, query.Number, query.Version, "", Cancellation);

        query.Status.ShouldBe(QueryStatus.Closed);
        (await queries.ReadAsync(Monitor, Trial.Study, code, Cancellation))[0].Events.Select(turn => turn.Kind).ShouldBe(["opened", "answered", "reopened", "answered", "closed"]);
        (await trial.TrailAsync()).Select(told => told.Action).TakeLast(5).ShouldBe(["query.open", "query.answer", "query.reopen", "query.answer", "query.close"]);
    }

    [Fact]
    public async Task Nobody_closes_anothers_question_but_a_data_manager_and_a_site_closes_none()
    {
        var entry = await EnterAsync("170");
        var query = await AskAsync(entry, "", "Is this the right person?");
        var other = Monitor with { AccountId = "a-mon-2", Name = "Mick Monitor" };

        (await RefusedAsync(queries.CloseAsync(other, Trial.Study, code, query.Number, 1, "seen it", Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
        (await RefusedAsync(queries.CloseAsync(Trial.Coordinator(), Trial.Study, code, query.Number, 1, "seen it", Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
        (await RefusedAsync(queries.AnswerAsync(Monitor, Trial.Study, code, query.Number, 1, "it is", Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
        (await queries.CloseAsync(other, Trial.Study, code, 1, 1, "seen in the source", Cancellation)).Status.ShouldBe(QueryStatus.Closed);
        (await queries.CloseAsync(DataManager, Trial.Study, code, query.Number, 1, "it is", Cancellation)).Status.ShouldBe(QueryStatus.Closed);
    }

    [Fact]
    public async Task Turns_are_taken_in_order_with_words_and_by_who_has_read_the_last()
    {
        var entry = await EnterAsync("80");
        var query = await AskAsync(entry, "WEIGHT", "The chart says 82 kg.");

        (await RefusedAsync(AskAsync(entry, "WEIGHT", "The chart says 82 kg."))).Code.ShouldBe("query-exists");
        (await RefusedAsync(AskAsync(entry, "NONE", "What is this?"))).Code.ShouldBe("no-such-field");
        (await RefusedAsync(AskAsync(entry, "SYS", " "))).Code.ShouldBe("question-missing");
        (await RefusedAsync(queries.CloseAsync(Monitor, Trial.Study, code, query.Number, 1, "", Cancellation))).Code.ShouldBe("reason-missing");
        (await RefusedAsync(queries.ReopenAsync(Monitor, Trial.Study, code, query.Number, 1, "once more", Cancellation))).Code.ShouldBe("query-open");
        (await RefusedAsync(queries.AnswerAsync(Trial.Coordinator(), Trial.Study, code, query.Number, 1, "\u0001\u0002\u0003", Cancellation))).Code.ShouldBe("answer-missing");
        await queries.AnswerAsync(Trial.Coordinator(), Trial.Study, code, query.Number, 1, "80 is right", Cancellation);
        (await RefusedAsync(queries.AnswerAsync(Trial.Coordinator(), Trial.Study, code, query.Number, 1, "80 is right", Cancellation))).Kind.ShouldBe(RefusalKind.Stale);
        (await RefusedAsync(queries.AnswerAsync(Trial.Coordinator(), Trial.Study, code, query.Number, 2, "80 is right", Cancellation))).Code.ShouldBe("query-not-open");
        (await RefusedAsync(queries.AnswerAsync(Trial.Coordinator(), Trial.Study, code, 99, 1, "80 is right", Cancellation))).Code.ShouldBe("no-such-query");
    }

    [Fact]
    public async Task Queries_are_found_by_site_state_form_and_age_and_only_where_one_may_read()
    {
        await EnterAsync("170");
        await trial.AddSiteAsync("DE01", "EU", "Europe/Berlin");
        trial.Clock.Now += TimeSpan.FromDays(10);
        await queries.AnswerAsync(Trial.Coordinator(), Trial.Study, code, 1, 1, "weighed twice", Cancellation);
        var entry = await trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("PS", "SCR"), Answers.Of(("DATE", "2026-03-01"), ("ECOG", "0")), Cancellation);
        await AskAsync(entry, "ECOG", "Who saw the participant?");

        (await FindAsync(new QueryFilter())).ShouldBe([1, 2]);
        (await FindAsync(new QueryFilter(Status: QueryStatus.Open))).ShouldBe([2]);
        (await FindAsync(new QueryFilter(Status: QueryFilter.Pending))).ShouldBe([1, 2]);
        (await FindAsync(new QueryFilter(Form: "VS"))).ShouldBe([1]);
        (await FindAsync(new QueryFilter(Days: 10))).ShouldBe([1]);
        (await FindAsync(new QueryFilter(Days: 11))).ShouldBeEmpty();
        (await FindAsync(new QueryFilter(Site: "DE01"))).ShouldBeEmpty();
        (await queries.ListAsync(Trial.Coordinator("DE01"), Trial.Study, new QueryFilter(), Cancellation)).ShouldBeEmpty();
        (await RefusedAsync(queries.ReadAsync(Trial.Coordinator("DE01"), Trial.Study, code, Cancellation))).Kind.ShouldBe(RefusalKind.NotFound);
    }

    [Fact]
    public async Task However_an_entry_is_corrected_the_checks_that_fail_and_no_others_have_a_query_that_is_not_closed()
    {
        var random = new Random(20260302);
        var entry = await EnterAsync("80");
        for (var step = 0; step < 40; step++)
        {
            var (weight, systolic) = (random.Next(4) switch { 0 => "80", 1 => "34", _ => $"{160 + random.Next(3)}" }, random.Next(3) switch { 0 => null, 1 => "130", _ => $"{190 + random.Next(2)}" });
            var answers = Answers.Of(("DATE", "2026-03-01"), ("WEIGHT", weight), ("SYS", systolic), ("PULSE", $"{50 + step}"));

            entry = await trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, entry.Id, answers, entry.Version, $"correction {step}", Cancellation);

            List<string> failing = [.. weight is "80" ? (ReadOnlySpan<string>)[] : ["expected/WEIGHT"], .. systolic is null or "130" ? (ReadOnlySpan<string>)[] : ["expected/SYS"]];
            var pending = (await QueriesAsync()).Where(query => query.IsPending).ToList();
            pending.Select(query => query.Check).Order(StringComparer.Ordinal).ShouldBe(failing.Order(StringComparer.Ordinal), $"step {step}");
            pending.ShouldAllBe(query => query.Question.Contains(query.Field == "WEIGHT" ? weight : systolic!, StringComparison.Ordinal));
        }

        (await trial.Audit.CompareAsync(Trial.Study, Cancellation)).ShouldBeNull();
    }

    private static Confirmation Because(string reason) => new(new Dictionary<string, string>(StringComparer.Ordinal) { ["expected/WEIGHT"] = reason });

    private static Task<StepRefusedException> RefusedAsync(Task step) => Should.ThrowAsync<StepRefusedException>(step);

    private async Task<IEnumerable<long>> FindAsync(QueryFilter filter) => (await queries.ListAsync(Monitor, Trial.Study, filter, Cancellation)).Select(query => query.Number);

    private Task<IReadOnlyList<DataQuery>> QueriesAsync() => queries.ListAsync(Monitor, Trial.Study, new QueryFilter(), Cancellation);

    private Task<FormEntry> EnterAsync(string weight, Confirmation? confirmation = null) =>
        trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("VS", "SCR"), Answers.Of(("DATE", "2026-03-01"), ("WEIGHT", weight)), confirmation, Cancellation);

    private Task<FormEntry> CorrectAsync(FormEntry entry, string weight, string reason) =>
        trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, entry.Id, Answers.Of(("DATE", "2026-03-01"), ("WEIGHT", weight)), entry.Version, reason, Cancellation);

    private Task<DataQuery> AskAsync(FormEntry entry, string field, string question) => queries.OpenAsync(Monitor, Trial.Study, code, entry.Id, field, question, Cancellation);
}
