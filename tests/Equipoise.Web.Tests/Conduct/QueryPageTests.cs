using System.Net;
using Equipoise.Conduct.Access;

namespace Equipoise.Web.Tests.Conduct;

/// <summary>Queries, review and locks, as people see them.</summary>
public sealed class QueryPageTests(ConductUnderTest conduct) : IClassFixture<ConductUnderTest>
{
    private static readonly Grant Site = new(Role.SiteCoordinator, "FR01");

    [Fact]
    public async Task What_is_unusual_is_asked_back_beside_the_field_with_all_that_was_typed_and_kept_with_the_reason()
    {
        var code = await (await RunningStudy.OfAsync(conduct)).ConsentedAsync();
        using var person = await conduct.SignedInAsync(Site);
        var form = $"{RunningStudy.Pages}/participants/{code}/forms/VS?visit=SCR&count=1";

        using var asked = await person.PostAsync(form, ("answer-DATE", RunningStudy.Today), ("answer-WEIGHT", "170"), ("answer-SYS", "190"));
        asked.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await TextAsync(asked);
        page.ShouldContain("Weight: 170 kg is unusual (expected 35 to 150): compare it with the source.");
        page.ShouldContain("190 mmHg is unusual");
        page.ShouldContain("value=\"170\"");

        using var half = await person.PostAsync(form, ("answer-DATE", RunningStudy.Today), ("answer-WEIGHT", "170"), ("answer-SYS", "190"), ("because-expected/WEIGHT", "weighed twice"));
        (half.StatusCode, (await TextAsync(half)).Contains("value=\"weighed twice\"", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        using var kept = await person.PostAsync(
            form, ("answer-DATE", RunningStudy.Today), ("answer-WEIGHT", "170"), ("answer-SYS", "190"), ("because-expected/WEIGHT", "weighed twice"), ("because-expected/SYS", "measured again at rest"));
        kept.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var entry = await person.ReadAsync($"{RunningStudy.Pages}/participants/{code}/entries/VS-1");
        entry.ShouldContain("query 1, answered");
        entry.ShouldContain("measured again at rest");
        (await person.ReadAsync($"{RunningStudy.Pages}/participants/{code}")).ShouldContain("2 queries are not closed");
    }

    [Fact]
    public async Task A_monitor_asks_the_site_answers_and_the_list_says_whose_turn_it_is()
    {
        var study = await RunningStudy.OfAsync(conduct);
        var code = await study.ConsentedAsync();
        await study.WeighedAsync(code, "80");
        using var monitor = await conduct.SignedInAsync(new Grant(Role.Monitor));
        using var site = await conduct.SignedInAsync(Site);
        var participant = $"{RunningStudy.Pages}/participants/{code}";

        using var empty = await monitor.PostAsync($"{participant}/entries/VS-1/queries", ("field", "WEIGHT"), ("question", " "));
        (empty.StatusCode, (await TextAsync(empty)).Contains("Write the question", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        using var asked = await monitor.PostAsync($"{participant}/entries/VS-1/queries", ("field", "WEIGHT"), ("question", "The chart says <82> kg."));
        asked.Headers.Location!.OriginalString.ShouldEndWith("/entries/VS-1#query-1");
        var list = await monitor.ReadAsync($"{RunningStudy.Pages}/queries?participant={code}");
        list.ShouldContain("The chart says &lt;82&gt; kg.");
        list.ShouldContain("site FR01 answers or corrects");

        using var answered = await site.PostAsync($"{participant}/queries/1/answer", ("entry", "VS-1"), ("version", "1"), ("words", "It is of another day."));
        answered.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var twice = await site.PostAsync($"{participant}/queries/1/answer", ("entry", "VS-1"), ("version", "1"), ("words", "It is of another year."));
        (twice.StatusCode, (await TextAsync(twice)).Contains("changed by somebody else", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        (await monitor.ReadAsync($"{RunningStudy.Pages}/queries?participant={code}&status=answered")).ShouldContain("or a data manager closes");
        using var closed = await monitor.PostAsync($"{participant}/queries/1/close", ("entry", "VS-1"), ("version", "2"), ("words", ""));
        closed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await monitor.ReadAsync($"{RunningStudy.Pages}/queries?participant={code}")).ShouldContain("None.");
    }

    [Fact]
    public async Task Entries_are_marked_by_visit_and_a_wrong_password_returns_to_the_casebook()
    {
        var study = await RunningStudy.OfAsync(conduct);
        var code = await study.ConsentedAsync();
        await study.WeighedAsync(code, "80");
        using var monitor = await conduct.SignedInAsync(new Grant(Role.Monitor));
        using var investigator = await conduct.SignedInAsync(new Grant(Role.Investigator, "FR01"));
        var review = $"{RunningStudy.Pages}/participants/{code}/review";

        using var marked = await monitor.PostAsync($"{review}/marks", ("shown", "SCR|VS-1:1"), ("shown", "UNS|VS-9:1"), ("which", "visit-SCR"), ("act", "verify"));
        marked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await monitor.ReadAsync($"{RunningStudy.Pages}/participants/{code}/entries/VS-1")).ShouldContain("verified");
        using var locked = await monitor.PostAsync($"{review}/marks", ("entry", "VS-1:1"), ("act", "lock"));
        locked.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var entry = $"{RunningStudy.Pages}/participants/{code}/entries/VS-1";
        using var unsigned = await investigator.PostAsync($"{entry}/sign", ("version", "1"), ("password", "not mine at all"));
        (unsigned.StatusCode, (await TextAsync(unsigned)).Contains("nothing was signed", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        using var entrySigned = await investigator.PostAsync($"{entry}/sign", ("version", "1"), ("password", ConductUnderTest.Password));
        entrySigned.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var page = await investigator.ReadAsync(review);
        var hash = System.Text.RegularExpressions.Regex.Match(page, "name=\"contentHash\" value=\"([0-9a-f]{64})\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
        using var wrong = await investigator.PostAsync($"{review}/sign", ("contentHash", hash), ("password", "not mine at all"));
        var again = await TextAsync(wrong);
        (wrong.StatusCode, again.Contains("nothing was signed", StringComparison.Ordinal), again.Contains(hash, StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true, true));
        using var signed = await investigator.PostAsync($"{review}/sign", ("contentHash", hash), ("password", ConductUnderTest.Password));
        signed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await monitor.ReadAsync($"{RunningStudy.Pages}/review")).ShouldContain("signed");
    }

    private static Task<string> TextAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
