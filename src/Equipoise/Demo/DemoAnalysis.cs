using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Equipoise.Demo;

/// <summary>The trial statistician of a demo, at the pages of the analysis: signs in, and freezes the data at each look.</summary>
internal sealed partial class DemoAnalysis : IDisposable
{
    private readonly HttpClient browser;
    private readonly string study;

    public DemoAnalysis(Uri site, string study)
    {
        this.study = study;
        browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = site };
    }

    /// <summary>The addresses of the cuts, the last being that of the final analysis.</summary>
    public List<string> Cuts { get; } = [];

    /// <summary>Freezes the data as of a day.</summary>
    /// <exception cref="DemoException">The site refused.</exception>
    public async Task FreezeAsync(string name, DateOnly cutoff, CancellationToken cancellation)
    {
        // Months have passed since the last: that session has long ended.
        await SendAsync("/conduct/sign-in", [new("username", "statistician"), new("password", DemoStaff.Password)], cancellation);
        Cuts.Add(await SendAsync($"/analysis/{study}/cuts", [new("name", name), new("cutoff", cutoff.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))], cancellation, $"/analysis/{study}"));
    }

    /// <summary>A file as it is downloaded.</summary>
    public Task<byte[]> DownloadAsync(string path, CancellationToken cancellation) => browser.GetByteArrayAsync(new Uri(path, UriKind.Relative), cancellation);

    public void Dispose() => browser.Dispose();

    // Sends a form with the mark of the page it is on, and tells where it leads.
    private async Task<string> SendAsync(string address, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellation, string? page = null)
    {
        var shown = await browser.GetStringAsync(new Uri(page ?? address, UriKind.Relative), cancellation);
        using var form = new FormUrlEncodedContent([.. fields, new("form-token", FormToken().Match(shown).Groups["mark"].Value)]);
        using var answer = await browser.PostAsync(new Uri(address, UriKind.Relative), form, cancellation);
        return answer.Headers.Location is { } leads && answer.StatusCode is HttpStatusCode.Redirect
            ? leads.ToString()
            : throw new DemoException($"The demo stopped at {address}: the site answered {(int)answer.StatusCode} instead of going on.");
    }

    [GeneratedRegex("name=\"form-token\" value=\"(?<mark>[^\"]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FormToken();
}
