using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;

namespace Equipoise.Web.Tests.Conduct;

/// <summary>What conduct must not accept, tell or leave open.</summary>
public sealed class HonestyTests(ConductUnderTest conduct) : IClassFixture<ConductUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("XX99", "No study here has a site &#x27;XX99&#x27;")]
    [InlineData("fr01", "it is FR01, in capital letters")]
    public async Task Nobody_is_invited_for_a_site_that_is_not_there(string site, string sentence)
    {
        await RunningStudy.OfAsync(conduct);
        using var administrator = await conduct.SignedInAsync(new Grant(Role.Administrator));

        using var refused = await administrator.PostAsync("/conduct/people/new", ("username", "kim.berg"), ("name", "Kim Berg"), ("role", "Monitor"), ("site", site));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync(Cancellation)).ShouldContain(sentence);
        (await conduct.Accounts.FindByUsernameAsync("kim.berg", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_link_to_invite_with_is_not_made_of_the_host_that_a_request_names()
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = await SignedInCookiesAsync() }) { BaseAddress = new Uri(conduct.Site.Urls.First()) };
        var token = ConductUnderTest.FormToken().Match(await client.GetStringAsync(new Uri("/conduct/people/new", UriKind.Relative), Cancellation)).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/conduct/people/new")
        {
            Content = new FormUrlEncodedContent([new("form-token", token), new("username", $"u{Guid.NewGuid():N}"), new("name", "Kim Berg"), new("role", "Monitor"), new("site", "")]),
        };
        request.Headers.Host = "evil.example";

        using var answer = await client.SendAsync(request, Cancellation);

        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, page);
        page.ShouldContain("<code>/conduct/welcome/");
        page.ShouldNotContain("evil.example");
    }

    [Fact]
    public async Task Tokens_end_with_the_password_they_were_made_under()
    {
        var username = $"u{Guid.NewGuid():N}";
        var (id, secret) = await conduct.Accounts.InviteAsync(conduct.Administrator, username, "Kim Berg", [new Grant(Role.Monitor)], Cancellation);
        using var person = conduct.Visitor();
        await person.PostAsync($"/conduct/welcome/{secret}", ("password", ConductUnderTest.Password), ("again", ConductUnderTest.Password));
        await person.SignInAsync(username, ConductUnderTest.Password);
        var token = await conduct.Tokens.MakeAsync((await conduct.Accounts.FindAsync(id, Cancellation))!.Acting("test"), "nightly", [Permission.ReadStudies], 1, Cancellation);
        (await person.ReadAsync("/conduct/mine")).ShouldContain("Your tokens end with the old password");
        using var before = await person.SendAsync("GET", "/api/conduct/v1/studies", token);
        before.StatusCode.ShouldBe(HttpStatusCode.OK);

        using var changed = await person.PostAsync("/conduct/mine/password", ("old-password", ConductUnderTest.Password), ("new-password", "another horse battery"));
        changed.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        using var after = await person.SendAsync("GET", "/api/conduct/v1/studies", token);
        after.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_that_may_not_is_told_apart_from_a_person_who_may_not()
    {
        var (id, _) = await conduct.Accounts.InviteAsync(conduct.Administrator, $"u{Guid.NewGuid():N}", "Kim Berg", [new Grant(Role.Monitor)], Cancellation);
        var token = await conduct.Tokens.MakeAsync((await conduct.Accounts.FindAsync(id, Cancellation))!.Acting("test"), "narrow", [Permission.ReadStudies], 1, Cancellation);
        using var visitor = conduct.Visitor();

        using var refused = await visitor.SendAsync("GET", $"{RunningStudy.Api}/participants", token);

        (refused.StatusCode, await refused.Content.ReadAsStringAsync(Cancellation)).ShouldSatisfyAllConditions(
            answer => answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden),
            answer => answer.Item2.ShouldContain("this token is limited to ReadStudies"));
    }

    [Theory]
    [InlineData("""{"code":"FR77","name":"Hospital","region":"EU","country":"France","timeZone":"Europe/Paris","ranges":[null]}""", "The member 0 of the list at $.ranges is null")]
    [InlineData("""{"code":"FR77","name":"Hos\u0000pital","region":"EU","country":"France","timeZone":"Europe/Paris"}""", "$.name holds control characters")]
    [InlineData("""{"code":"FR77","name":"Hos\ud800pital","region":"EU","country":"France","timeZone":"Europe/Paris"}""", "body")]
    [InlineData("""{"code":"FR77","name":"Hospital","region":"EU","country":"France","timeZone":"Europe/Paris","ranges":[{"variable":"ast","unit":"U/L","low":40,"high":5}]}""", "The lower limit of ast is not below the upper one")]
    [InlineData("""{"code":"FR77","name":"Hospital","region":"EU","country":"France","timeZone":"Europe/Paris","ranges":[{"variable":"ast","unit":"kg","low":5,"high":40}]}""", "kg does not measure ast")]
    [InlineData("""{"code":"FR77","name":"Hospital","region":"EU","country":"France","timeZone":"Europe/Paris","ranges":[{"variable":"ast","unit":"U/L","low":5,"high":40000000}]}""", "cannot be right")]
    [InlineData("""{"code":"FR77","name":"Hospital","region":"EU","country":"France","timeZone":"Europe/Paris","ranges":[{"variable":"ast","unit":"U/L","low":5,"high":40},{"variable":"ast","unit":"U/L","low":5,"high":50}]}""", "ast has two ranges")]
    [InlineData("""{"code":"FR77","name":"Hospital","region":"EU","country":"France","timeZone":"Europe/Paris","ranges":[{"variable":"ast","unit":"U/L","low":null,"high":null}]}""", "neither a lower nor an upper limit")]
    [InlineData("""{"code":"FR77","name":"Hospital","region":"EU","country":"France"}""", "The member 'timeZone' is missing: it is a text in quotes.")]
    [InlineData("""{"code":"FR77","name":"Hospital","region":"EU","country":"France","timeZone":"Europe/Paris","enrollmentCap":"ten"}""", "'enrollmentCap' is a whole number, without quotes.")]
    [InlineData("""{"code":"FR77","name":"Hospital","region":"EU","country":"France","timezone":"Europe/Paris","head":"Dr X"}""", "There is no member 'head'")]
    [InlineData("[]", "The body is no JSON object")]
    [InlineData("""{"code":"FR77",""", "The body is not JSON that can be read, from byte")]
    public async Task What_cannot_be_a_site_is_refused_in_a_sentence(string body, string sentence)
    {
        await RunningStudy.OfAsync(conduct);
        using var client = new HttpClient { BaseAddress = new Uri(conduct.Site.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await conduct.TokenAsync(new Grant(Role.Sponsor)));

        using var answer = await client.PostAsync(new Uri($"{RunningStudy.Api}/sites", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"), Cancellation);

        var problem = await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(Cancellation);
        problem.GetProperty("detail").GetString()!.ShouldContain(sentence);
        answer.StatusCode.ShouldBe(sentence.Contains("cannot be read", StringComparison.Ordinal) || sentence.Contains("not JSON", StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_form_with_signs_that_nobody_can_see_changes_nothing()
    {
        var code = await (await RunningStudy.OfAsync(conduct)).ConsentedAsync();
        using var site = await conduct.SignedInAsync(new Grant(Role.SiteCoordinator, "FR01"));

        using var refused = await site.PostAsync($"{RunningStudy.Pages}/participants/{code}/screen-failure", ("reason", "platelets\u0000too low"));

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await site.ReadAsync($"{RunningStudy.Pages}/participants/{code}")).ShouldContain("In screening");
    }

    [Fact]
    public async Task History_is_in_plain_words_for_a_participant_and_for_a_field()
    {
        var study = await RunningStudy.OfAsync(conduct);
        var code = await study.ConsentedAsync();
        await study.WeighedAsync(code, "170");
        using var monitor = await conduct.SignedInAsync(new Grant(Role.Monitor));

        var all = await monitor.ReadAsync($"{RunningStudy.Pages}/participants/{code}/history");
        all.ShouldContain("filled in Vital signs (VS-1)");
        all.ShouldContain("Weight: 170 kg");
        all.ShouldContain("Version of the consent form: 2.0");
        all.ShouldNotContain("WEIGHT", Case.Sensitive);
        all.ShouldNotContain("consentVersion");
        var field = await monitor.ReadAsync($"{RunningStudy.Pages}/participants/{code}/entries/VS-1/fields/WEIGHT");
        field.ShouldContain("Weight: 170 kg");
        field.ShouldContain("Query 1: open");
        field.ShouldNotContain("consent form");
        (await monitor.ReadAsync($"{RunningStudy.Pages}/participants/{code}/history")).ShouldContain("read this history");
    }

    [Fact]
    public async Task Eligibility_is_told_in_the_words_of_the_forms_with_what_stands_in_the_way_first()
    {
        var study = await RunningStudy.OfAsync(conduct);
        var code = await study.ConsentedAsync();
        await study.EnterAsync(
            code, "LB", ("DATE", RunningStudy.Today), ("NEUT", "1.0"), ("PLAT", "250"), ("HGB", "13.2"), ("CREAT", "80"), ("BILI", "10"), ("AST", "25"), ("ALT", "22"), ("ALB", "40"), ("INR", "1.0"), ("APTT", "30"),
            ("UPDIP", "0"), ("SUPPORT", "Y"));
        using var investigator = await conduct.SignedInAsync(new Grant(Role.Investigator, "FR01"));

        var page = WebUtility.HtmlDecode(await investigator.ReadAsync($"{RunningStudy.Pages}/participants/{code}/eligibility"));

        page.ShouldContain("Neutrophils at least 1.5 10⁹/L");
        page.ShouldContain("(Neutrophils (LB-1))");
        page.ShouldNotContain("10*9");
        page.ShouldNotContain("LB-1.NEUT");
        page.ShouldNotContain("Decide: not: ");
        page.IndexOf("In the way", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("Not in the way", StringComparison.Ordinal));
        page.IndexOf("Neutrophils at least", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("Platelets at least", StringComparison.Ordinal));
    }

    [Fact]
    public void A_token_that_reads_the_trail_alone_does_not_learn_the_arm_nor_a_site_the_place_in_the_list()
    {
        var entry = new AuditEntry
        {
            Trail = RunningStudy.Id, Number = 1, At = "2026-03-02T09:30:00.0000000Z", AccountId = "a", Username = "a", Name = "A", Roles = "", From = "test", Action = "participant.randomize",
            Site = "FR01", Participant = "FR01-001", Subject = "participant/FR01-001", PreviousHash = "", Hash = "",
            Changes = """[{"field":"arm","old":null,"new":"A"},{"field":"position","old":null,"new":"7"},{"field":"status","old":"screening","new":"randomized"}]""",
        };
        var auditor = new Actor("a", "a", "A", [new Grant(Role.Auditor)], "test");
        var site = new Actor("i", "i", "I", [new Grant(Role.Investigator, "FR01")], "test");

        Withholding.For(entry, auditor, design: null).ShouldBe(entry);
        var narrow = Withholding.For(entry, auditor with { Limits = new HashSet<Permission> { Permission.ReadAudit } }, design: null).Changes;
        (narrow.Contains("\"A\"", StringComparison.Ordinal), narrow.Contains("\"7\"", StringComparison.Ordinal)).ShouldBe((false, true));
        var own = Withholding.For(entry, site, design: null).Changes;
        (own.Contains("\"A\"", StringComparison.Ordinal), own.Contains("\"7\"", StringComparison.Ordinal), own.Contains("randomized", StringComparison.Ordinal)).ShouldBe((true, false, true));
    }

    private async Task<CookieContainer> SignedInCookiesAsync()
    {
        using var visitor = await conduct.SignedInAsync(new Grant(Role.Administrator));
        return visitor.Cookies;
    }
}
