using System.Text.Json;

namespace Equipoise.Tests;

public sealed class RequestLogTests : IDisposable
{
    private readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Each_request_leaves_a_line_of_JSON_that_tells_the_kind_of_page_and_not_what_was_asked_or_who_asked()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var program = await RunningProgram.ServeAsync("--data", data.Path);
        using var client = new HttpClient { BaseAddress = program.Address };
        foreach (var path in new[] { "/search?q=syphilis&age=34", "/study/NCT07264075.json?near=Villejuif", "/saved?ids=SYN00000001", "/nowhere/at/all", "/healthz" })
            using (await client.GetAsync(path, cancellation))
            {
            }

        await program.StopAsync();

        var lines = program.Messages.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Select(line => (line.GetProperty("route").GetString(), line.GetProperty("status").GetInt32()))
            .ShouldBe([("/search", 200), ("/study/{nctId}.json", 200), ("/saved", 200), ("none", 404)]);
        lines.Select(line => line.GetProperty("request").GetString()).ShouldBeUnique();
        lines.ShouldAllBe(line => line.GetProperty("milliseconds").GetDouble() >= 0 && DateTimeOffset.Parse(line.GetProperty("time").GetString()!, System.Globalization.CultureInfo.InvariantCulture).Offset == TimeSpan.Zero);
        foreach (var secret in new[] { "syphilis", "34", "NCT07264075", "Villejuif", "SYN00000001", "nowhere" })
            lines.ShouldAllBe(line => !WithoutTime(line.GetProperty("message").GetString()!).Contains(secret) && !line.GetProperty("route").GetString()!.Contains(secret));
        var said = string.Join('\n', lines.Select(line => line.GetRawText()));
        foreach (var secret in new[] { "syphilis", "NCT07264075", "Villejuif", "SYN00000001", "nowhere", "127.0.0.1" })
            said.ShouldNotContain(secret);
    }

    // "GET /search 200 in 12.34 ms": how long it took may have the digits of the age.
    private static string WithoutTime(string message) => message[..message.LastIndexOf(" in ", StringComparison.Ordinal)];
}
