using Equipoise.Registry.Import.Live;
using Equipoise.Registry.Records;
using Equipoise.Registry.Tests.Import.Sources;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Registry.Tests.Import.Live;

public sealed class RegistryClientTests
{
    private static readonly LiveQuery Words = LiveQuery.Search("head & neck");
    private readonly SkippingTime time = new(new LiveOptions().RequestTimeout);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_query_is_read_page_by_page_to_its_end()
    {
        await using var server = await RecordedServer.StartAsync(RecordedServer.Page("t/1", 1, 2), RecordedServer.Page("t2", 3), RecordedServer.Page(null));

        var pages = await ReadAsync(server, Words);

        Ids(pages).ShouldBe(["NCT00000001", "NCT00000002", "NCT00000003"]);
        pages.Select(page => page.State is null).ShouldBe([false, false, true]);
        pages[1].Items[0].Source.ShouldBe("ctgov:head & neck, page 2");
        server.Asked.ShouldBe([
            "/api/v2/studies?query.term=head & neck&format=json&pageSize=200",
            "/api/v2/studies?query.term=head & neck&format=json&pageSize=200&pageToken=t/1",
            "/api/v2/studies?query.term=head & neck&format=json&pageSize=200&pageToken=t2"]);
    }

    [Fact]
    public async Task What_was_updated_since_a_day_is_asked_for_with_the_registrys_own_expression()
    {
        await using var server = await RecordedServer.StartAsync(RecordedServer.Page(null, 1));

        Ids(await ReadAsync(server, LiveQuery.UpdatedSince(new DateOnly(2026, 1, 5)))).ShouldBe(["NCT00000001"]);

        server.Asked.ShouldBe(["/api/v2/studies?filter.advanced=AREA[LastUpdatePostDate]RANGE[2026-01-05,MAX]&format=json&pageSize=200"]);
    }

    [Fact]
    public async Task One_study_is_read_by_its_id_and_under_its_new_one_where_it_has_moved()
    {
        await using var server = await RecordedServer.StartAsync(RecordedServer.Redirect("/api/v2/studies/NCT00000008"), RecordedServer.Json(Made.Study(8)));

        Ids(await ReadAsync(server, LiveQuery.Study(StudyId.Parse("NCT00000007")))).ShouldBe(["NCT00000008"]);

        server.Asked.ShouldBe(["/api/v2/studies/NCT00000007", "/api/v2/studies/NCT00000008"]);
    }

    [Fact]
    public async Task A_study_that_is_not_there_is_one_rejected_item()
    {
        await using var server = await RecordedServer.StartAsync(RecordedServer.Status(404));

        var item = (await ReadAsync(server, LiveQuery.Study(StudyId.Parse("NCT00000007")))).ShouldHaveSingleItem().Items.ShouldHaveSingleItem();

        (item.Source, item.Rejection).ShouldBe(("ctgov:NCT00000007", "The registry has no such study."));
    }

    [Fact]
    public async Task A_bad_record_costs_its_page_nothing()
    {
        await using var server = await RecordedServer.StartAsync(RecordedServer.Json($$"""{"studies":[{{Made.Study(1)}},{"x":{{new string('[', 100)}}{{new string(']', 100)}}},{{Made.Study(2)}}]}"""));

        (await ReadAsync(server, Words))[0].Items.Lines().ShouldBe(["element 1: NCT00000001", "element 2: The record is nested deeper than 64 levels.", "element 3: NCT00000002"]);
    }

    [Fact]
    public async Task Requests_start_a_second_apart()
    {
        await using var server = await RecordedServer.StartAsync(RecordedServer.Page("a", 1), RecordedServer.Page("b", 2), RecordedServer.Page(null, 3));

        await ReadAsync(server, Words);

        time.Waits.ShouldBe([1.0, 1.0]);
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_after_pauses_that_double_and_vary()
    {
        await using var server = await RecordedServer.StartAsync(RecordedServer.Status(503), RecordedServer.Status(500), RecordedServer.Status(502), RecordedServer.Status(429), RecordedServer.Page(null, 1));

        Ids(await ReadAsync(server, Words)).ShouldBe(["NCT00000001"]);

        var pauses = time.Waits;
        pauses.Length.ShouldBe(4);
        for (var i = 0; i < 4; i++)
            pauses[i].ShouldBeInRange(Math.Pow(2, i), Math.Pow(2, i + 1));
    }

    [Fact]
    public async Task A_server_that_says_when_to_return_is_believed()
    {
        await using var server = await RecordedServer.StartAsync(
            RecordedServer.Status(429, "17"), RecordedServer.Status(503, "Sun, 22 Nov 2026 09:01:00 GMT"), RecordedServer.Page(null, 1));

        Ids(await ReadAsync(server, Words)).ShouldBe(["NCT00000001"]);

        time.Waits.ShouldBe([17.0, 43.0]);
    }

    [Fact]
    public async Task Each_pause_before_another_attempt_is_told_with_its_reason()
    {
        await using var server = await RecordedServer.StartAsync(RecordedServer.Status(429, "17"), RecordedServer.Status(503), RecordedServer.Page(null, 1));
        var told = new Waits();

        using (var client = new RegistryClient(new LiveOptions { BaseAddress = server.Address }, time, new Random(7), told))
            (await client.ReadAsync(Words, cancellation: Cancellation).ToListAsync(Cancellation)).ShouldHaveSingleItem();

        told.Select(wait => wait.Wait.TotalSeconds).ShouldBe(time.Waits, tolerance: 0.01);
        told[0].ToString().ShouldBe($"{server.Address.Authority} answered with status 429; waiting 17 seconds, as it asks, before attempt 2 of 6.");
        told[1].ToString().ShouldStartWith($"{server.Address.Authority} answered with status 503; waiting ");
        told[1].ToString().ShouldEndWith(" seconds before attempt 3 of 6.");
    }

    [Fact]
    public async Task A_break_is_ended_by_the_state_of_the_last_page()
    {
        await using var server = await RecordedServer.StartAsync(RecordedServer.Page("t1", 1), RecordedServer.Status(503));
        var pages = new List<LivePage>();
        var broken = await Should.ThrowAsync<LiveSourceException>(async () =>
        {
            using var client = Client(server);
            await foreach (var page in client.ReadAsync(Words, cancellation: Cancellation))
                pages.Add(page);
        });

        await using var back = await RecordedServer.StartAsync(RecordedServer.Page(null, 2));

        broken.Message.ShouldBe($"{server.Address.Authority} answered with status 503, 6 times; run the same import again later to go on.");
        Ids(await ReadAsync(back, Words, pages.ShouldHaveSingleItem().State)).ShouldBe(["NCT00000002"]);
        back.Asked.ShouldHaveSingleItem().ShouldEndWith("&pageToken=t1");
    }

    [Theory]
    [InlineData("""{"token":"old","page":7}""")]
    [InlineData("rubbish")]
    public async Task A_state_that_is_no_longer_known_starts_over(string state)
    {
        await using var server = await RecordedServer.StartAsync(
            context => context.Request.Query.ContainsKey("pageToken") ? RecordedServer.Status(400)(context) : RecordedServer.Page(null, 1)(context));

        Ids(await ReadAsync(server, Words, state)).ShouldBe(["NCT00000001"]);
    }

    [Fact]
    public async Task Where_studies_are_too_large_together_fewer_are_asked_for()
    {
        var large = Made.Study(1, $",\"x\":\"{new string('x', 100_000)}\"");
        await using var server = await RecordedServer.StartAsync(
            context => RecordedServer.Json($"{{\"studies\":[{string.Join(',', Enumerable.Repeat(large, int.Parse(context.Request.Query["pageSize"]!, null)))}]}}")(context));

        using var client = Client(server, new LiveOptions { AnswerBytes = 350_000, PageSize = 20 });
        var pages = await client.ReadAsync(Words, cancellation: Cancellation).ToListAsync(Cancellation);

        pages.ShouldHaveSingleItem().Items.Count.ShouldBe(2);
        server.Asked.Select(asked => asked.Split("pageSize=")[1]).ShouldBe(["20", "10", "5", "2"]);
    }

    public static TheoryData<string, RequestDelegate[], string> Failures => new()
    {
        { "an error page", [context => { context.Response.ContentType = "text/html"; return context.Response.WriteAsync("<html>"); }], "answered with 'text/html' instead of JSON; is" },
        { "no type", [context => { context.Response.StatusCode = 200; return context.Response.Body.WriteAsync("{}"u8.ToArray()).AsTask(); }], "answered with no content type instead of JSON; is" },
        { "another host", [RecordedServer.Redirect("http://elsewhere.invalid/")], "sends us on to elsewhere.invalid, where nobody asked us to go." },
        { "the same in a circle", [RecordedServer.Redirect("/api/v2/studies")], "sends us on and on." },
        { "a refusal", [RecordedServer.Status(403)], "refused ctgov:head & neck with status 403." },
        { "a bad query", [RecordedServer.Status(400)], "refused ctgov:head & neck with status 400: check how the query is written." },
        { "no page", [RecordedServer.Json("[]")], "answered ctgov:head & neck, page 1 with what is no page of studies; run the same import again later to go on." },
        { "half a page", [RecordedServer.Json("{\"studies\":[{\"a\":1}")], "answered ctgov:head & neck, page 1 with what is no page of studies;" },
        { "nothing", [RecordedServer.Json("")], "answered ctgov:head & neck, page 1 with what is no page of studies;" },
        { "the same page for ever", [RecordedServer.Page("t", 1)], "leads from one page of ctgov:head & neck to the same page again." },
        { "a long wait", [RecordedServer.Status(429, "86400")], "asks to wait for 1,440 minutes; run the same import again after that." },
        { "a broken connection", [context => { context.Abort(); return Task.CompletedTask; }], "could not be reached, 6 times; run the same import again later to go on." },
        { "an answer broken off", [BrokenOffAsync], "broke off its answer, 6 times; run the same import again later to go on." },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_server_that_gives_no_page_is_reported_in_a_sentence(string kind, RequestDelegate[] answers, string sentence)
    {
        await using var server = await RecordedServer.StartAsync(answers);

        var error = await Should.ThrowAsync<LiveSourceException>(() => ReadAsync(server, Words), kind);

        error.Message.ShouldStartWith(server.Address.Authority);
        error.Message.ShouldContain(sentence);
        server.Asked.Count.ShouldBeLessThanOrEqualTo(6);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        await using var server = await RecordedServer.StartAsync(context => new TaskCompletionSource().Task.WaitAsync(context.RequestAborted));
        time.TimeoutsEnd = true;

        (await Should.ThrowAsync<LiveSourceException>(() => ReadAsync(server, Words))).Message
            .ShouldBe($"{server.Address.Authority} did not answer within 100 seconds, 6 times; run the same import again later to go on.");
    }

    [Fact]
    public async Task Whoever_gives_up_is_not_kept_waiting()
    {
        await using var server = await RecordedServer.StartAsync(context => new TaskCompletionSource().Task.WaitAsync(context.RequestAborted));
        using var stop = new CancellationTokenSource();
        using var client = Client(server);

        var reading = client.ReadAsync(Words, cancellation: stop.Token).ToListAsync(CancellationToken.None).AsTask();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(reading);
    }

    /// <summary>Announces more than it gives; the server then closes the connection.</summary>
    private static Task BrokenOffAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = 1000;
        return context.Response.WriteAsync("{\"studies\":[");
    }

    private static string?[] Ids(IEnumerable<LivePage> pages) => [.. pages.SelectMany(page => page.Items).Select(item => item.Id?.ToString())];

    private RegistryClient Client(RecordedServer server, LiveOptions? options = null) =>
        new((options ?? new LiveOptions()) with { BaseAddress = server.Address }, time, new Random(7));

    private async Task<List<LivePage>> ReadAsync(RecordedServer server, LiveQuery query, string? state = null)
    {
        using var client = Client(server);
        return await client.ReadAsync(query, state, Cancellation).ToListAsync(Cancellation);
    }

    private sealed class Waits : List<LiveWait>, IProgress<LiveWait>
    {
        public void Report(LiveWait value) => Add(value);
    }
}
