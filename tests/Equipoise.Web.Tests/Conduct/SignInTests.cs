using System.Net;
using System.Security.Cryptography;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Store;

namespace Equipoise.Web.Tests.Conduct;

public sealed class SignInTests(ConductUnderTest conduct) : IClassFixture<ConductUnderTest>
{
    [Fact]
    public async Task A_stranger_is_led_to_the_sign_in_page_and_from_there_back()
    {
        using var visitor = conduct.Visitor();

        using var asked = await visitor.GetAsync("/conduct/people");
        asked.Headers.Location!.ToString().ShouldBe("/conduct/sign-in?next=%2Fconduct%2Fpeople");
        (await visitor.ReadAsync("/conduct/sign-in?next=%2Fconduct%2Fpeople")).ShouldContain("name=\"next\" value=\"/conduct/people\"");
        using var signedIn = await visitor.PostAsync("/conduct/sign-in", ("username", "ada"), ("password", ConductUnderTest.Password), ("next", "/conduct/people"));

        signedIn.Headers.Location!.ToString().ShouldBe("/conduct/people");
        (await visitor.ReadAsync("/conduct/people")).ShouldContain("Ada Admin");
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/conduct//elsewhere.example")]
    [InlineData("/search")]
    [InlineData("/conduct/../search")]
    [InlineData("/conduct.elsewhere.example")]
    public async Task Signing_in_leads_nowhere_else(string next)
    {
        using var visitor = conduct.Visitor();

        using var signedIn = await visitor.PostAsync("/conduct/sign-in", ("username", "ada"), ("password", ConductUnderTest.Password), ("next", next));

        signedIn.Headers.Location!.ToString().ShouldBe("/conduct");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer()
    {
        using var visitor = conduct.Visitor();

        using var wrong = await visitor.SignInAsync("ada", "not the password");
        using var unknown = await visitor.SignInAsync("nobody", "not the password");

        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await ProblemAsync(wrong)).ShouldBe(await ProblemAsync(unknown));
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_does_not_open_either()
    {
        using var owner = await conduct.SignedInAsync(new Grant(Role.Monitor));
        var username = (await conduct.Accounts.ListAsync(TestContext.Current.CancellationToken)).Last(account => account.Grants.Contains(new Grant(Role.Monitor))).Username;
        using var visitor = conduct.Visitor();
        for (var i = 0; i < 5; i++)
            (await visitor.SignInAsync(username, "wrong")).Dispose();

        using var locked = await visitor.SignInAsync(username, ConductUnderTest.Password);

        locked.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await conduct.Accounts.FindByUsernameAsync(username, TestContext.Current.CancellationToken))!.LockedUntil.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_copied_cookie_opens_nothing_after_signing_out()
    {
        using var visitor = await conduct.SignedInAsync(new Grant(Role.Monitor));
        using var thief = conduct.Visitor();
        thief.Cookies.Add(visitor.Cookies.GetAllCookies());
        (await thief.GetAsync("/conduct/mine")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await visitor.PostAsync("/conduct/sign-out")).Dispose();

        (await thief.GetAsync("/conduct/mine")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_closed_account_is_out_at_its_next_request()
    {
        using var visitor = await conduct.SignedInAsync(new Grant(Role.Auditor));
        var account = (await conduct.Accounts.ListAsync(TestContext.Current.CancellationToken)).Last(candidate => candidate.Grants.Contains(new Grant(Role.Auditor)));

        await conduct.Accounts.CloseAsync(conduct.Administrator, account.Id, "left", TestContext.Current.CancellationToken);

        (await visitor.GetAsync("/conduct/mine")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await visitor.SignInAsync(account.Username, ConductUnderTest.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task With_a_second_factor_the_password_alone_opens_nothing()
    {
        using var visitor = await conduct.SignedInAsync(new Grant(Role.Sponsor));
        var username = (await conduct.Accounts.ListAsync(TestContext.Current.CancellationToken)).Last(account => account.Grants.Contains(new Grant(Role.Sponsor))).Username;
        var key = Between(await visitor.ReadAsync("/conduct/mine/second-factor"), "<code>", "</code>");
        using var switchedOn = await visitor.PostAsync("/conduct/mine/second-factor", ("code", CodeOf(key)));
        var recovery = Between(await switchedOn.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "<code>", "</code>");
        using var again = conduct.Visitor();

        using var asked = await again.SignInAsync(username, ConductUnderTest.Password);
        (await asked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("One more step");
        (await again.GetAsync("/conduct/mine")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await again.PostAsync("/conduct/second-factor", ("code", "000000"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await again.PostAsync("/conduct/second-factor", ("code", recovery))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await again.GetAsync("/conduct/mine")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var third = conduct.Visitor();
        (await third.SignInAsync(username, ConductUnderTest.Password)).Dispose();
        (await third.PostAsync("/conduct/second-factor", ("code", recovery))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "a recovery code works once");
        (await third.PostAsync("/conduct/second-factor", ("code", CodeOf(key)))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_form_without_the_mark_of_a_page_of_this_session_changes_nothing()
    {
        using var visitor = await conduct.SignedInAsync(new Grant(Role.Administrator));

        using var forged = await visitor.PostBareAsync("/conduct/people/new", ("username", "intruder"), ("name", "In Truder"), ("role", "Administrator"));

        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await conduct.Accounts.FindByUsernameAsync("intruder", TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_typed_while_the_session_ended_comes_back_after_signing_in()
    {
        using var visitor = conduct.Visitor();
        (await visitor.SignInAsync("ada", ConductUnderTest.Password)).Dispose();
        var mark = ConductUnderTest.FormToken().Match(await visitor.ReadAsync("/conduct/people/new")).Groups[1].Value;
        await EndSessionsOfAdaAsync();

        using var lost = await visitor.PostBareAsync("/conduct/people/new", ("form-token", mark), ("username", "carried"), ("name", "Carried Along"), ("role", "Monitor"));
        lost.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var page = await lost.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        page.ShouldNotContain("Carried Along");
        var carried = Between(page, "name=\"carried\" value=\"", "\"");
        using var back = await visitor.PostAsync("/conduct/sign-in", ("username", "ada"), ("password", ConductUnderTest.Password), ("carried", carried));
        var returned = await back.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        returned.ShouldContain("action=\"/conduct/people/new\"");
        returned.ShouldContain("<input type=\"hidden\" name=\"name\" value=\"Carried Along\"");
        (await conduct.Accounts.FindByUsernameAsync("carried", TestContext.Current.CancellationToken)).ShouldBeNull("nothing is sent by itself");

        using var other = await conduct.SignedInAsync(new Grant(Role.Monitor));
        using var elsewhere = await other.PostAsync("/conduct/sign-in", ("username", "nobody"), ("password", "x"), ("carried", carried));
        (await elsewhere.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("Carried Along");
    }

    [Fact]
    public async Task A_form_whose_session_the_browser_has_dropped_is_carried_to_its_owner_alone()
    {
        using var visitor = conduct.Visitor();
        (await visitor.SignInAsync("ada", ConductUnderTest.Password)).Dispose();
        var owner = Between(await visitor.ReadAsync("/conduct/people/new"), "name=\"form-owner\" value=\"", "\"");
        using var fresh = conduct.Visitor();

        using var lost = await fresh.PostBareAsync("/conduct/people/new", ("form-owner", owner), ("username", "dropped"), ("name", "Dropped Along"), ("role", "Monitor"));
        using var forged = await fresh.PostBareAsync("/conduct/people/new", ("form-owner", $"{owner}x"), ("username", "dropped"), ("name", "Dropped Along"), ("role", "Monitor"));

        (lost.StatusCode, forged.StatusCode).ShouldBe((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized));
        (await forged.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("name=\"carried\" value=");
        var carried = Between(await lost.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "name=\"carried\" value=\"", "\"");
        using var back = await fresh.PostAsync("/conduct/sign-in", ("username", "ada"), ("password", ConductUnderTest.Password), ("carried", carried));
        (await back.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("<input type=\"hidden\" name=\"name\" value=\"Dropped Along\"");
    }

    [Fact]
    public async Task A_used_link_opens_nothing()
    {
        using var visitor = conduct.Visitor();

        using var used = await visitor.GetAsync($"/conduct/welcome/{conduct.FirstLink}");

        used.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("short", "short", "at least 12")]
    [InlineData("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "different characters")]
    [InlineData("pat.lindqvist is my name", "pat.lindqvist is my name", "must not contain the username")]
    [InlineData("correct horse battery", "correct horse batter", "differ")]
    public async Task A_weak_password_is_refused_and_the_link_still_works(string password, string again, string sentence)
    {
        var username = $"pat.lindqvist{Guid.NewGuid():N}";
        var (_, secret) = await conduct.Accounts.InviteAsync(
            conduct.Administrator, password.StartsWith("pat", StringComparison.Ordinal) ? await FreshPatAsync() : username, "Pat Lindqvist", [], TestContext.Current.CancellationToken);
        using var visitor = conduct.Visitor();

        using var refused = await visitor.PostAsync($"/conduct/welcome/{secret}", ("password", password), ("again", again));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(sentence);
        (await visitor.GetAsync($"/conduct/welcome/{secret}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signed_in_pages_are_kept_by_nobody_and_run_no_script()
    {
        using var visitor = await conduct.SignedInAsync(new Grant(Role.Monitor));

        using var page = await visitor.GetAsync("/conduct/mine");

        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        page.Headers.GetValues("X-Robots-Tag").ShouldBe(["noindex, nofollow"]);
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        (await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("<script");
    }

    [Fact]
    public async Task The_trail_names_who_signed_in_and_who_tried()
    {
        using var visitor = conduct.Visitor();
        (await visitor.SignInAsync("ada", "not the password")).Dispose();
        (await visitor.SignInAsync("ada", ConductUnderTest.Password)).Dispose();

        var acts = new List<string>();
        await new AuditReader(conduct.Store).ForEachAsync(
            AuditTrails.Accounts,
            entry =>
            {
                if (entry.Username == "ada")
                    acts.Add(entry.Action);
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken);
        acts.ShouldContain("account.sign-in-failed");
        acts.ShouldContain("account.sign-in");
    }

    // Whatever changes the stamp ends the sessions that began before.
    private async Task EndSessionsOfAdaAsync()
    {
        var ada = (await conduct.Accounts.FindByUsernameAsync("ada", TestContext.Current.CancellationToken))!;
        ada.SecurityStamp = Secret.New();
        await conduct.Accounts.SaveAsync(conduct.Administrator, ada, "account.password", TestContext.Current.CancellationToken);
    }

    private async Task<string> FreshPatAsync() =>
        await conduct.Accounts.FindByUsernameAsync("pat.lindqvist", TestContext.Current.CancellationToken) is null ? "pat.lindqvist" : throw new InvalidOperationException("Only one test uses this name.");

    private static async Task<string> ProblemAsync(HttpResponseMessage response) =>
        Between(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "role=\"alert\">", "</div>");

    private static string Between(string text, string before, string after)
    {
        var from = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[from..text.IndexOf(after, from, StringComparison.Ordinal)];
    }

    // RFC 6238 with SHA-1, six digits and steps of 30 seconds, written from the standard and not with the library under test.
    private static string CodeOf(string key)
    {
        var bits = string.Concat(key.Replace(" ", "", StringComparison.Ordinal).Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var step = BitConverter.GetBytes(System.Net.IPAddress.HostToNetworkOrder(DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30));
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, secret);
        hmac.AppendData(step);
        var hash = hmac.GetHashAndReset();
        var offset = hash[^1] & 15;
        var number = ((hash[offset] & 127) << 24) | (hash[offset + 1] << 16) | (hash[offset + 2] << 8) | hash[offset + 3];
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }
}
