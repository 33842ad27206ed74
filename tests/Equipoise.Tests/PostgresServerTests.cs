using System.Net;
using Equipoise.Registry.Samples;
using Equipoise.Storage.Databases;

namespace Equipoise.Tests;

/// <summary>What only a database server can do to a site.</summary>
public sealed class PostgresServerTests : IAsyncDisposable
{
    private readonly PostgresTestDatabase place = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_schema_named_in_PGOPTIONS_is_where_the_site_both_writes_and_reads()
    {
        await RunAsync("create schema elsewhere");
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["PGOPTIONS"] = "-c search_path=elsewhere" };

        await using var program = await RunningProgram.ServeAsync(place.ProgramOptions, environment);

        using var client = new HttpClient { BaseAddress = program.Address };
        (await client.GetStringAsync("/", Cancellation)).ShouldContain("ILLUMINE");
        (await place.Open().ReadAsync(snapshot => snapshot.CountAsync("select count(*) from elsewhere.study"), Cancellation)).ShouldBe(SampleStudies.All.Count);
    }

    [Fact]
    public async Task A_site_whose_table_is_locked_says_that_it_is_not_ready_and_is_ready_again_afterwards()
    {
        await using var program = await RunningProgram.ServeAsync(place.ProgramOptions);
        using var client = new HttpClient { BaseAddress = program.Address };

        var whileLocked = await place.Open().WriteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync("lock table study in access exclusive mode");
                using var response = await client.GetAsync("/readyz", Cancellation);
                return response.StatusCode;
            },
            Cancellation);

        whileLocked.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await client.GetStringAsync("/readyz", Cancellation)).ShouldBe("ready\n");
    }

    public ValueTask DisposeAsync() => place.DisposeAsync();

    private Task<int> RunAsync(string sql) => place.Open().WriteAsync(transaction => transaction.ExecuteAsync(sql), Cancellation);
}
