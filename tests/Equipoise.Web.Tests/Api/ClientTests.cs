using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Equipoise.Registry.Samples;

namespace Equipoise.Web.Tests.Api;

/// <summary>The API as programs of others read it.</summary>
public sealed partial class ClientTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    [Fact]
    public async Task A_Python_client_reads_all_of_it()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3") || Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "python3"))), "There is no Python here.");
        using var client = Process.Start(new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, "registry_client.py"), new Uri(site.Client.BaseAddress!, "/api/v2").ToString()]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var (said, complained) = (client.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), client.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await client.WaitForExitAsync(TestContext.Current.CancellationToken);

        client.ExitCode.ShouldBe(0, await complained);
        (await said).Trim().ShouldBe($"{SampleStudies.All.Count}");
    }

    [Fact]
    public async Task A_program_that_reads_lines_and_the_last_80_bytes_finds_every_study()
    {
        // As R's ctrdata does: it never parses a page, but cuts it into lines and looks for the token at its end.
        var (found, address) = (new List<string>(), "/api/v2/studies?format=json&countTotal=true&pageSize=64");
        for (var token = ""; token is not null;)
        {
            var body = await site.Client.GetByteArrayAsync(address + (token.Length == 0 ? "" : $"&pageToken={token}"), TestContext.Current.CancellationToken);
            var lines = Encoding.UTF8.GetString(body).Split('\n');
            lines[0].ShouldMatch(token.Length == 0 ? "^\\{\"totalCount\":[0-9]+,\"studies\":\\[$" : "^\\{\"studies\":\\[$");
            foreach (var line in lines[1..^1])
            {
                using var study = JsonDocument.Parse(line.EndsWith("},", StringComparison.Ordinal) ? line[..^1] : line);
                found.Add(ApiReading.IdOf(study.RootElement));
            }

            token = NextToken().Match(Encoding.UTF8.GetString(body.AsSpan(Math.Max(0, body.Length - 80)))) is { Success: true } match ? match.Groups[1].Value : null;
            (token is null ? "]}" : $"],\"nextPageToken\":\"{token}\"}}").ShouldBe(lines[^1]);
        }

        found.Count.ShouldBe(SampleStudies.All.Count);
        found.Distinct().Count().ShouldBe(found.Count);
    }

    [GeneratedRegex("\"nextPageToken\":\"(.+?)\"", RegexOptions.None, 1000)]
    private static partial Regex NextToken();
}
