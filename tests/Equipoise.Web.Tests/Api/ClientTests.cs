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

    [Theory]
    [InlineData("/studies?format=json&countTotal=true&pageSize=1000&query.cond=neuroblastoma&aggFilters=phase:2,ages:child,status:com")]
    [InlineData("/studies?query.locn=AREA[LocationFacility]Mayo,AREA[LocationCountry]United States")]
    [InlineData("/studies?query.cond=cancer&filter.advanced=AREA[MinimumAge]RANGE[18y, MAX] AND AREA[MaximumAge]RANGE[MIN, 65y]")]
    [InlineData("/studies?filter.geo=distance(42.36,-71.06,50mi)&filter.overallStatus=RECRUITING|NOT_YET_RECRUITING&pageSize=0&countTotal=true")]
    [InlineData("/studies?query.cond=cancer&filter.advanced=AREA[EnrollmentCount]RANGE[0, 99999998]&sort=@relevance&fields=NCTId,BriefTitle,HasResults")]
    [InlineData("/studies?filter.advanced=AREA[OverallStatus]EXPAND[Term]COVER[FullMatch]\"RECRUITING\" AND AREA[StudyType]Interventional AND AREA[Phase](Phase 3)")]
    [InlineData("/studies?filter.advanced=AREA[LeadSponsorName]COVERAGE[FullMatch]\"\\Merck \\Sharp %26 Dohme LLC\"")]
    [InlineData("/studies?query.term=NCT07264075 OR NCT00000102&countTotal=True&fields=NCTId&fields=LastUpdatePostDate")]
    [InlineData("/studies?format=csv&fields=NCT Number|Study Title&fields=Phases&pageSize=1000")]
    [InlineData("/studies/NCT07264075?fields=protocolSection.statusModule,protocolSection.designModule.enrollmentInfo")]
    [InlineData("/stats/fieldValues?fields=OverallStatus|Phase")]
    [InlineData("/studies/metadata?includeIndexedOnly=true&includeHistoricOnly=false")]
    public async Task Requests_that_known_programs_make_are_answered(string address) =>
        (await site.ApiAsync(address)).ShouldNotBeEmpty();

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
