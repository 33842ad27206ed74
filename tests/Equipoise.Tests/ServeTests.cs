using System.Net;
using System.Net.Sockets;
using Equipoise.Registry.Samples;
using Equipoise.Storage.Databases;

namespace Equipoise.Tests;

public sealed class ServeOnSqliteTests() : ServeTests(new SqliteTestDatabase());

public sealed class ServeOnPostgresTests() : ServeTests(new PostgresTestDatabase());

/// <summary>The program as a person starts it.</summary>
public abstract class ServeTests(TestDatabase place) : IAsyncDisposable
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_start_sets_everything_up_and_shows_ILLUMINE()
    {
        await using var program = await RunningProgram.ServeAsync(place.ProgramOptions);

        (await GetAsync(program, "/study/NCT07264075")).ShouldContain("ILLUMINE");
        program.Announcement.GetProperty("samples").GetInt32().ShouldBe(SampleStudies.All.Count);
    }

    [Fact]
    public async Task It_starts_twice_in_a_row_and_shows_the_same()
    {
        var pages = new List<string>();
        for (var start = 0; start < 2; start++)
        {
            await using var program = await RunningProgram.ServeAsync(place.ProgramOptions);
            pages.Add(await GetAsync(program, "/"));
            (await program.StopAsync()).ShouldBe(0, program.Messages);
        }

        pages[1].ShouldBe(pages[0]);
    }

    [Fact]
    public async Task It_starts_again_after_it_was_killed()
    {
        await using (var killed = await RunningProgram.ServeAsync(place.ProgramOptions))
            await GetAsync(killed, "/");

        await using var program = await RunningProgram.ServeAsync(place.ProgramOptions);
        (await GetAsync(program, "/study/NCT07264075")).ShouldContain("ILLUMINE");
    }

    [Fact]
    public async Task Where_people_reach_it_is_told_by_its_operator_and_not_by_a_request()
    {
        await using var program = await RunningProgram.ServeAsync([.. place.ProgramOptions, "--public-address", "https://trials.example.org"]);

        foreach (var path in (string[])["/robots.txt", "/study/NCT07264075.json", "/study/NCT07264075", "/search.atom", "/use-the-api", "/sitemap.xml"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(program.Address, path)) { Headers = { Host = "evil.example" } };
            using var client = new HttpClient();
            using var response = await client.SendAsync(request, Cancellation);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            var text = await response.Content.ReadAsStringAsync(Cancellation);
            text.ShouldNotContain("evil.example");
            if (!path.EndsWith("json", StringComparison.Ordinal))
                text.ShouldContain("https://trials.example.org/");
        }
    }

    [Fact]
    public async Task The_environment_does_not_overrule_the_words()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Kestrel__Endpoints__Other__Url"] = "http://127.0.0.1:0",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:1",
            ["AllowedHosts"] = "example.org",
            ["Logging__LogLevel__Default"] = "Trace",
        };

        await using var program = await RunningProgram.ServeAsync(place.ProgramOptions, environment);

        (await GetAsync(program, "/")).ShouldContain("ILLUMINE");
        (await GetAsync(program, "/readyz")).ShouldBe("ready\n");
        program.Announcement.GetProperty("urls").GetArrayLength().ShouldBe(1);
        program.Messages.ShouldNotContain("\"Trace\"");
        program.Messages.ShouldNotContain("\"Microsoft.");
    }

    [Fact]
    public async Task Without_demo_data_the_site_is_empty_and_says_so()
    {
        await using (await RunningProgram.ServeAsync(place.ProgramOptions))
        {
        }

        await using var program = await RunningProgram.ServeAsync([.. place.ProgramOptions, "--no-demo"]);

        (await GetAsync(program, "/")).ShouldContain("No study has been added");
    }

    [Fact]
    public async Task Data_of_a_newer_version_is_refused_in_a_sentence_and_left_as_it_is()
    {
        await using (await RunningProgram.ServeAsync(place.ProgramOptions))
        {
        }

        var newest = await ReadAsync("select max(number) from schema_migration");
        await WriteAsync($"insert into schema_migration (schema_name, number, name, checksum, applied_at) values ('registry', {newest + 1}, 'later', 'x', 'x')");

        var (exitCode, output, messages) = await RunningProgram.RunAsync(["serve", "--json", "--urls", "http://127.0.0.1:0", .. place.ProgramOptions]);

        exitCode.ShouldBe(1);
        output.ShouldBeEmpty();
        messages.ShouldContain($"was written by a newer Equipoise (schema {newest + 1}, this one knows {newest})");
        messages.Trim().Split('\n').ShouldHaveSingleItem();
        (await ReadAsync("select count(*) from study")).ShouldBe(SampleStudies.All.Count);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_in_a_sentence_before_anything_is_done_to_the_data()
    {
        await using (await RunningProgram.ServeAsync(place.ProgramOptions))
        {
        }

        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (exitCode, _, messages) = await RunningProgram.RunAsync(["--no-demo", "--urls", $"http://127.0.0.1:{port}", .. place.ProgramOptions]);

        exitCode.ShouldBe(1);
        messages.Trim().ShouldBe($"Another program listens on http://127.0.0.1:{port}: stop it, or choose another port with --urls.");
        (await ReadAsync("select count(*) from study")).ShouldBe(SampleStudies.All.Count);
    }

    [Fact]
    public async Task A_page_that_failed_shows_the_request_id_that_stands_in_the_log()
    {
        await using var program = await RunningProgram.ServeAsync(place.ProgramOptions);
        await WriteAsync("alter table study rename to moved");

        using var client = new HttpClient { BaseAddress = program.Address };
        using var response = await client.GetAsync("/", Cancellation);
        var page = await response.Content.ReadAsStringAsync(Cancellation);
        await program.StopAsync();

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var id = page.Split("the request id ")[1].Split('<')[0].TrimEnd('.');
        id.Length.ShouldBeGreaterThan(10);
        program.Messages.ShouldContain(id);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return place.DisposeAsync();
    }

    private static async Task<string> GetAsync(RunningProgram program, string path)
    {
        using var client = new HttpClient { BaseAddress = program.Address };
        return await client.GetStringAsync(path, Cancellation);
    }

    private Task<long> ReadAsync(string sql) => place.Open().ReadAsync(snapshot => snapshot.CountAsync(sql), Cancellation);

    private Task WriteAsync(string sql) =>
        place.Open().WriteAsync(transaction => transaction.ExecuteAsync(sql), Cancellation);
}
