using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Tests;

namespace Equipoise.EndToEnd.Conduct;

/// <summary>One participant from consent to death, and another to a failed screening, by keyboard alone, each kind of page under axe.</summary>
public sealed class WholeWayTests(Browser browser)
{
    private const string Password = "correct horse battery";
    private const string One = "FR01-001";

    private static readonly string Today = ScreeningForms.Today;
    private static readonly string Yesterday = DateOnly.ParseExact(Today, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_participant_goes_from_consent_to_death_by_keyboard_alone()
    {
        await using var study = await PreparedAsync();
        await using var window = await browser.OpenAsync(new Uri(study.Program.Address, "/conduct").ToString(), new Look(1280, Dark: false, JavaScript: true));
        var user = await SignInAsync(window);

        await ConsentAsync(user);
        foreach (var (form, answers) in ScreeningForms.All)
            await FillInAsync(user, $"Fill in {form}, Screening", form, answers, save: One);
        await LesionAsync(user, "Fill in Tumor assessment, Screening", Yesterday, "60");
        await RandomizeAsync(user);
        await DoseAsync(user);
        await EventAsync(user);
        await LesionAsync(user, "Fill in Tumor assessment, Tumor imaging 1", Today, "35");
        await FillInAsync(user, "Fill in Response by the investigator, Tumor imaging 1", "Response by the investigator", [("DATE", Today), ("OVERALL", "PR")], One);
        await EndAsync(user, "End of treatment", "TreatmentEnd");
        await FillInAsync(user, "Fill in Survival status, Survival follow-up 1", "Survival status", [("DATE", Today), ("STATUS", "ALIVE"), ("ALIVE", Today)], One);
        await EndAsync(user, "Death", "Death");

        await user.FollowAsync("Timeline", "Timeline");
        await CheckAsync(user, "way-timeline");
        var events = await user.Page.Locator("tbody tr").AllInnerTextsAsync();
        foreach (var expected in (string[])["Consent", "Screening number given", "Randomized", "Cycle 1", "Rash", "Tumor imaging 1", "PR by RECIST 1.1", "End of treatment", "Death"])
            events.ShouldContain(row => row.Contains(expected), expected);
        (await RunningProgram.RunAsync("audit", "verify", "--data", study.Folder)).Output.ShouldContain("internally consistent");
    }

    [Fact]
    public async Task Another_fails_screening_by_keyboard_alone()
    {
        await using var study = await PreparedAsync();
        await using var window = await browser.OpenAsync(new Uri(study.Program.Address, "/conduct").ToString(), new Look(390, Dark: true, JavaScript: true));
        var user = await SignInAsync(window);

        await ConsentAsync(user);
        var (form, answers) = ScreeningForms.All[^1];
        await FillInAsync(user, $"Fill in {form}, Screening", form, [.. answers.Select(answer => answer.Field is "PLAT" ? (answer.Field, "60") : answer)], One);
        await user.UnfoldAsync("Record a screening failure");
        await user.TypeAsync("reason", "platelets too low");
        // What the program found not met is ticked already.
        (await user.Page.Locator("input[name=criteria][value='inclusion-10.a.ii']").IsCheckedAsync()).ShouldBeTrue();
        await CheckAsync(user, "way-failure");
        await user.PressAsync("Record it", One);

        (await user.Page.Locator("main").InnerTextAsync()).ShouldSatisfyAllConditions(text => text.ShouldContain("Screening failed"), text => text.ShouldContain("platelets too low"));
        await user.FollowAsync("Timeline", "Timeline");
        (await user.Page.Locator("tbody tr").Last.InnerTextAsync()).ShouldContain("Screening failed");
    }

    private static async Task ConsentAsync(KeyboardUser user)
    {
        await user.FollowAsync("ILLUMINE", "ILLUMINE");
        await user.PressAsync("Give a screening number", One);
        await user.TypeAsync("consentVersion", "2.0");
        await user.TypeAsync("consentedOn", Yesterday);
        await CheckAsync(user, "way-consent");
        await user.PressAsync("Record consent", One);
    }

    private static async Task RandomizeAsync(KeyboardUser user)
    {
        await user.FollowAsync("Criterion by criterion", "Eligibility");
        await CheckAsync(user, "way-eligibility");
        while (await user.Page.Locator("details[open] form").CountAsync() > 0)
        {
            var form = user.Page.Locator("details[open] form").First;
            var isInclusion = (await form.Locator("input[name=criterion]").GetAttributeAsync("value"))!.StartsWith("inclusion", StringComparison.Ordinal);
            await user.ChooseAsync("holds", isInclusion ? "Y" : "N");
            await user.TypeAsync("source", "note of today");
            await user.TypeAsync("reason", "seen and examined");
            await user.PressAsync("Decide", "Eligibility");
        }

        await user.TypeAsync("password", Password);
        await user.PressAsync("Sign", One);
        await user.FollowAsync("Randomize", $"Randomize {One}");
        await user.PressAsync($"Randomize {One} now", $"{One} is randomized");
        // The page that is printed: it has what the ward needs.
        (await user.Page.Locator(".slip").InnerTextAsync()).ShouldSatisfyAllConditions(slip => slip.ShouldContain("R0001"), slip => slip.ShouldContain("Given on each day of treatment"));
        await CheckAsync(user, "way-randomized");
        await user.FollowAsync(One, One);
    }

    private static async Task DoseAsync(KeyboardUser user)
    {
        await user.FollowAsync("Doses: the next", "Doses of");
        await user.FollowAsync("Record ", ", cycle 1");
        await user.TypeAsync("answer-START", $"{Today}T00:00");
        // The only minute of today that has surely come, too short for an infusion: it needs a reason.
        await user.TypeAsync("answer-END", $"{Today}T00:01");
        await user.AnswerAsync("answer-REASON", "ERROR");
        await user.TypeAsync("answer-WHY", "the pump was set wrongly");
        await CheckAsync(user, "way-dose");
        await user.PressAsync("Record it", "Doses of");
        await user.FollowAsync(One, One);
    }

    private static async Task EventAsync(KeyboardUser user)
    {
        await user.FollowAsync("Add Adverse event", "Adverse event");
        await user.AnswerAsync("answer-TERM", "Rash");
        await user.AnswerAsync("answer-GRADE", "2");
        await user.AnswerAsync("answer-START", Today);
        await user.AnswerAsync("answer-SER", "N");
        foreach (var drug in (string[])["IVO", "LIG", "PEM"])
        {
            // It is asked of the drugs of the arm alone.
            if (await user.Page.Locator($"[name=answer-REL{drug}]").CountAsync() > 0)
                await user.AnswerAsync($"answer-REL{drug}", "NO");
        }

        await user.AnswerAsync("answer-ACTION", "NONE");
        await user.AnswerAsync("answer-OUT", "NOT");
        await CheckAsync(user, "way-event");
        await user.PressAsync("Save", One);
    }

    private static Task LesionAsync(KeyboardUser user, string link, string day, string millimeters) => FillInAsync(
        user, link, "Tumor assessment",
        [("DATE", day), ("LESION", "T1"), ("ROLE", "target"), ("SITE", "lung"), ("NODAL", "N"), ("DIAM", millimeters), ("STATE", "measured")], One);

    private static async Task EndAsync(KeyboardUser user, string summary, string check)
    {
        await user.UnfoldAsync(summary);
        await user.TypeAsync("on", Today);
        await user.TypeAsync("note", "as the file says");
        await CheckAsync(user, $"way-{check}");
        await user.PressAsync("Record it", One);
    }

    private static async Task FillInAsync(KeyboardUser user, string link, string heading, IReadOnlyList<(string Field, string Answer)> answers, string save)
    {
        await user.FollowAsync(link, heading);
        foreach (var (field, answer) in answers)
            await user.AnswerAsync($"answer-{field}", answer);
        await user.PressAsync("Save", save);
    }

    private static async Task<KeyboardUser> SignInAsync(Window window)
    {
        var user = new KeyboardUser(window.Page);
        await user.HeadingAsync("Sign in");
        await user.TypeAsync("username", TrialAccount.Username);
        await user.TypeAsync("password", Password);
        await user.PressAsync("Sign in", "Studies");
        return user;
    }

    private static async Task CheckAsync(KeyboardUser user, string name)
    {
        var result = await user.Page.RunAxe(new AxeRunOptions
        {
            RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        });
        result.Violations.Select(violation => $"{name}: {violation.Id}: {violation.Help}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
        (await user.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")).ShouldBeTrue(name);
    }

    // A study with one site, and somebody who is investigator there.
    private static async Task<Prepared> PreparedAsync()
    {
        var (folder, keys) = (new TemporaryFolder(), new TemporaryFolder());
        string key;
        await using (var trial = await Trial.WithSchemeAsync(new FolderDatabase(folder)))
        {
            key = trial.SealKeyText;
            trial.Clock.Now = DateTimeOffset.UtcNow;
            await TrialAccount.AddAsync(trial.Store, Password, new Grant(Role.Investigator, "FR01"), new Grant(Role.SiteCoordinator, "FR01"));
        }

        await File.WriteAllTextAsync(keys.PathTo("seal.key"), key, Cancellation);
        return new Prepared(folder, keys, await RunningProgram.ServeAsync("--data", folder.Path, "--seal-key", keys.PathTo("seal.key")));
    }

    private sealed record Prepared(TemporaryFolder Data, TemporaryFolder Keys, RunningProgram Program) : IAsyncDisposable
    {
        public string Folder => Data.Path;

        public async ValueTask DisposeAsync()
        {
            await Program.DisposeAsync();
            Data.Dispose();
            Keys.Dispose();
        }
    }
}
