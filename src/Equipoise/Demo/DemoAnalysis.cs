using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Equipoise.Analysis.Plans;

namespace Equipoise.Demo;

/// <summary>The trial statistician and the data monitoring committee of a demo: the plan is locked and looks are signed through the API, reports read at their pages.</summary>
/// <param name="door">The API.</param>
/// <param name="staff">Whose tokens.</param>
/// <param name="study">The study's id.</param>
/// <param name="planned">The plan's file.</param>
internal sealed partial class DemoAnalysis(ApiDoor door, DemoStaff staff, string study, string planned)
{
    private readonly string address = $"/api/conduct/v1/studies/{study}/analysis";

    /// <summary>The plan's file.</summary>
    public string Plan => planned;

    /// <summary>The addresses of the cuts, the last being that of the final analysis.</summary>
    public List<string> Cuts { get; } = [];

    /// <summary>The plan that travels with the program for a study; for a smaller trial with its events as all information, and without the course that the whole one expects.</summary>
    /// <param name="study">The study's id.</param>
    /// <param name="events">The events of each comparison.</param>
    /// <param name="isWhole">Whether the trial has the size that the plan is for.</param>
    public static string PlanOf(string study, int events, bool isWhole)
    {
        var text = ShippedPlans.TextOf(study)!;
        return isWhole ? text : ExpectedCourse().Replace(EventsOfComparison().Replace(text, string.Create(CultureInfo.InvariantCulture, $"events: {events}}}")), "");
    }

    /// <summary>Locks the plan with the statistician's signature.</summary>
    public async Task LockPlanAsync(CancellationToken cancellation) =>
        await door.PostAsync(await staff.TokenAsync("statistician", cancellation), $"{address}/plan", new { plan = Plan, password = DemoStaff.Password }, cancellation: cancellation);

    /// <summary>Freezes the data as of a day, and has the committee read both reports.</summary>
    /// <exception cref="DemoException">The site refused.</exception>
    public async Task<long> FreezeAsync(string name, DateOnly cutoff, CancellationToken cancellation)
    {
        var cut = await door.PostAsync(
            await staff.TokenAsync("statistician", cancellation), $"{address}/cuts", new { name, cutoff = cutoff.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }, cancellation: cancellation);
        var number = cut.GetProperty("number").GetInt64();
        Cuts.Add(string.Create(CultureInfo.InvariantCulture, $"/analysis/{study}/cuts/{number}"));
        return number;
    }

    /// <summary>Records and signs the look at a cut. A trial of a few may have comparisons without a test: then there is nothing to look at.</summary>
    public async Task LookAsync(long cut, string decision, string note, CancellationToken cancellation)
    {
        var (statistician, of) = (await staff.TokenAsync("statistician", cancellation), string.Create(CultureInfo.InvariantCulture, $"{address}/cuts/{cut}"));
        var shown = await door.GetAsync(statistician, of, cancellation);
        if (shown.GetProperty("comparisons").EnumerateArray().All(one => one.GetProperty("pValue").ValueKind is JsonValueKind.Number))
            await door.PostAsync(statistician, $"{of}/look", new { decision, decidedBy = "Data monitoring committee (made up)", note, password = DemoStaff.Password }, cancellation: cancellation);
    }

    /// <summary>The committee signs in and reads the open and the closed report of the last cut.</summary>
    /// <exception cref="DemoException">A report is not to be had.</exception>
    public async Task ReadReportsAsync(CancellationToken cancellation)
    {
        using var browser = await SignInAsync("committee", cancellation);
        foreach (var report in (string[])["open-report", "closed-report"])
        {
            using var answer = await browser.GetAsync(new Uri($"{Cuts[^1]}/{report}", UriKind.Relative), cancellation);
            if (answer.StatusCode is not HttpStatusCode.OK)
                throw new DemoException($"The demo stopped at {Cuts[^1]}/{report}: the site answered {(int)answer.StatusCode}.");
        }
    }

    /// <summary>A file as the statistician downloads it.</summary>
    public async Task<byte[]> DownloadAsync(string path, CancellationToken cancellation)
    {
        using var browser = await SignInAsync("statistician", cancellation);
        return await browser.GetByteArrayAsync(new Uri(path, UriKind.Relative), cancellation);
    }

    // Months have passed since the last: that session has long ended.
    private async Task<HttpClient> SignInAsync(string username, CancellationToken cancellation)
    {
        var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = door.Site };
        var shown = await browser.GetStringAsync(new Uri("/conduct/sign-in", UriKind.Relative), cancellation);
        using var form = new FormUrlEncodedContent([new("username", username), new("password", DemoStaff.Password), new("form-token", FormToken().Match(shown).Groups["mark"].Value)]);
        using var answer = await browser.PostAsync(new Uri("/conduct/sign-in", UriKind.Relative), form, cancellation);
        return answer.StatusCode is HttpStatusCode.Redirect ? browser : throw new DemoException($"The demo stopped: {username} could not sign in.");
    }

    [GeneratedRegex("name=\"form-token\" value=\"(?<mark>[^\"]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex FormToken();

    [GeneratedRegex("^expected:.*\\n", RegexOptions.Multiline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex ExpectedCourse();

    [GeneratedRegex("events: [0-9]+}", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex EventsOfComparison();
}
