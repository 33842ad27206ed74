using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Equipoise.Conduct.Participants;

namespace Equipoise.ConductBench;

/// <summary>Kills the site, its database server, or both, without warning and at random moments while clients randomize through the API; then starts
/// again what was killed and holds what is on record against what the clients were told.</summary>
internal sealed class KillTest(string folder, PostgresCluster? cluster) : IDisposable
{
    private const int Clients = 6;
    private const int MostPerKill = 8;
    private const int MostScreened = 20;
    private const int MostAttempts = 25;
    private const int Seed = 20261122;

    private readonly Acknowledged acknowledged = new();
    private readonly ConcurrentQueue<string> waiting = new();
    private readonly Random random = new(Seed);
    private readonly Dictionary<string, int> killed = new(StringComparer.Ordinal);
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(60) };
    private int unanswered;

    private string SealKey => Path.Combine(folder, "seal.key");

    private string Data => Path.Combine(folder, "site");

    private string Place => cluster?.Connection ?? Path.Combine(Data, "conduct.db");

    /// <summary>Runs it on a kind of database, in a folder that is not there yet.</summary>
    /// <returns>0 where nothing was lost, doubled or broken.</returns>
    public static async Task<int> RunAsync(string kind, int kills, string folder)
    {
        Directory.CreateDirectory(folder);
        await using var cluster = kind is "postgres" ? await PostgresCluster.MakeAsync(Path.Combine(folder, "postgres")) : null;
        using var test = new KillTest(folder, cluster);
        return await test.RunAsync(kills);
    }

    public void Dispose() => client.Dispose();

    private async Task<int> RunAsync(int kills)
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(SealKey, BenchTrial.SealKeyText);
        var clock = Stopwatch.StartNew();
        await using var trial = await BenchTrial.OpenAsync(Place);
        await trial.PrepareAsync((kills * MostScreened) + (2 * Clients));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await trial.TokenAsync());
        foreach (var (code, _) in await trial.ParticipantsAsync())
            waiting.Enqueue(code);
        Console.WriteLine($"{waiting.Count} participants screened and signed in {clock.Elapsed.TotalSeconds:F0} s");

        var wrong = 0;
        var site = await StartSiteAsync();
        try
        {
            for (var kill = 1; kill <= kills; kill++)
            {
                await RandomizeUntilAsync(site, random.Next(1, MostPerKill), random.Next(0, 25), kill);
                site = await KillAsync(site, kill);
                wrong += await CheckAsync(trial, site, kill);
            }

            return await ReportAsync(trial, kills, wrong);
        }
        finally
        {
            await site.DisposeAsync();
        }
    }

    private Task<RunningSite> StartSiteAsync() => RunningSite.StartAsync(Data, SealKey, cluster?.Connection);

    // Clients ask on until so many were answered, and a random moment longer: then something is killed under them.
    private async Task RandomizeUntilAsync(RunningSite site, int answers, int milliseconds, int kill)
    {
        using var moment = new CancellationTokenSource();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = answers;
        var clients = Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (!moment.IsCancellationRequested && waiting.TryDequeue(out var code))
            {
                if (!await AskAsync(site, code))
                {
                    // Whether it was done is not known: the next life answers it, under the same key.
                    waiting.Enqueue(code);
                    Interlocked.Increment(ref unanswered);
                    return;
                }

                if (Interlocked.Decrement(ref left) == 0)
                    reached.SetResult();
            }
        })).ToList();
        await Task.WhenAny(reached.Task, Task.WhenAll(clients));
        await Task.Delay(milliseconds);
        var victim = Victim(kill);
        killed[victim] = killed.GetValueOrDefault(victim) + 1;
        if (victim is not "database")
            await site.KillAsync();
        if (victim is not "site")
            await cluster!.KillAsync();
        await moment.CancelAsync();
        await Task.WhenAll(clients);
    }

    private string Victim(int kill) => cluster is null ? "site" : (kill % 3) switch { 0 => "site", 1 => "database", _ => "site and database" };

    private async Task<RunningSite> KillAsync(RunningSite site, int kill)
    {
        var victim = Victim(kill);
        if (victim is not "site")
            await cluster!.StartAsync();
        if (victim is "database")
            return site;
        await site.DisposeAsync();
        return await StartSiteAsync();
    }

    private async Task<bool> AskAsync(RunningSite site, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(site.Address, $"/api/conduct/v1/studies/{BenchTrial.Study}/participants/{code}/randomization"));
        request.Headers.Add("Idempotency-Key", $"request-{code}");
        try
        {
            using var response = await client.SendAsync(request);
            if (response.StatusCode != HttpStatusCode.OK)
                return false;
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
            acknowledged.Hear(code, answer.GetProperty("randomizationNumber").GetString()!, answer.GetProperty("arm").GetString()!);
            return true;
        }
        // A site killed just after it took the connection makes the framework's client throw the socket's own failure.
        catch (Exception failure) when (failure is HttpRequestException or SocketException or IOException or JsonException or TaskCanceledException)
        {
            return false;
        }
    }

    // A server that has just come up may refuse once or twice, in a sentence that says to ask again.
    private async Task<bool> AskAgainAsync(RunningSite site, string code)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await AskAsync(site, code))
                return true;
            await Task.Delay(200);
        }

        return false;
    }

    private async Task<int> CheckAsync(BenchTrial trial, RunningSite site, int kill)
    {
        var (problems, _) = await trial.VerifyAsync();
        var record = await RecordAsync(trial);
        List<string> wrong = [.. problems, .. acknowledged.Missing(record)];
        // Whoever asks again under the same key hears the same again.
        if (acknowledged.Somebody(kill) is { } code && !await AskAgainAsync(site, code))
            wrong.Add($"The site did not answer for {code} after it was killed.");
        foreach (var sentence in wrong)
            Console.WriteLine($"after kill {kill} ({Victim(kill)}): {sentence}");
        return wrong.Count == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<(string Participant, string Number, string Arm)>> RecordAsync(BenchTrial trial) =>
        [.. (await new ParticipantReader(trial.Store).AllocationsAsync(BenchTrial.Auditor, BenchTrial.Study)).Select(one => (one.Participant, one.RandomizationNumber, one.Arm))];

    private async Task<int> ReportAsync(BenchTrial trial, int kills, int wrong)
    {
        var (problems, total) = await trial.VerifyAsync();
        var record = await RecordAsync(trial);
        var lost = acknowledged.Missing(record);
        var doubled = record.Count - record.Select(one => one.Participant).Distinct(StringComparer.Ordinal).Count() + acknowledged.Contradictions.Count;
        Console.WriteLine($"{kills} kills ({string.Join(", ", killed.Select(one => $"{one.Value} of the {one.Key}"))}), {unanswered} requests cut off");
        Console.WriteLine($"{acknowledged.Count} acknowledged allocations, {total} on record, {lost.Count} lost or changed, {doubled} doubled, after {wrong} kills something did not agree");
        foreach (var sentence in problems.Concat(lost).Concat(acknowledged.Contradictions))
            Console.WriteLine(sentence);
        var isRight = wrong == 0 && lost.Count == 0 && doubled == 0 && problems.Count == 0;
        Console.WriteLine(isRight ? "nothing lost, nothing doubled, no orphan slot, chain intact, list verified" : "WRONG");
        return isRight ? 0 : 1;
    }
}
