using System.Collections.Concurrent;
using System.Diagnostics;
using Equipoise.Conduct;
using Equipoise.Conduct.Randomization;

namespace Equipoise.ConductBench;

/// <summary>Many clients ask at once, each participant several times: again with the same key, and with other keys.</summary>
internal static class LoadTest
{
    public static async Task<int> RunAsync(string place, int participants, int clients, int requests)
    {
        await using var trial = await BenchTrial.OpenAsync(place);
        var prepared = Stopwatch.StartNew();
        await trial.PrepareAsync(participants);
        Console.WriteLine($"{participants} participants screened and signed in {prepared.Elapsed.TotalSeconds:F1} s");
        var people = await trial.ParticipantsAsync();
        var answers = new ConcurrentBag<RandomizationAnswer>();
        var refused = new ConcurrentBag<string>();
        var times = new ConcurrentBag<double>();
        var clock = Stopwatch.StartNew();
        var processor = Environment.CpuUsage.TotalTime;
        // Each participant's requests come close together, so that they meet: two of each key.
        await Parallel.ForEachAsync(Enumerable.Range(0, requests), new ParallelOptions { MaxDegreeOfParallelism = clients }, async (number, cancellation) =>
        {
            var perPerson = Math.Max(1, requests / people.Count);
            var (code, site) = people[number / perPerson % people.Count];
            var began = Stopwatch.GetTimestamp();
            try
            {
                var answer = await trial.Randomizer.RandomizeAsync(BenchTrial.Site(site), BenchTrial.Study, code, $"request-{code}-{number % perPerson / 2}", null, cancellation);
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                answers.Add(answer);
            }
            catch (StepRefusedException refusal)
            {
                refused.Add(refusal.Code);
            }
        });
        clock.Stop();
        processor = Environment.CpuUsage.TotalTime - processor;

        var (problems, allocations) = await trial.VerifyAsync();
        var distinct = answers.Select(answer => (answer.Participant, answer.RandomizationNumber, answer.Arm)).Distinct().Count();
        var sorted = times.Order().ToList();
        Console.WriteLine($"{requests} requests by {clients} clients in {clock.Elapsed.TotalSeconds:F1} s: {requests / clock.Elapsed.TotalSeconds:F0} requests/s, {allocations / clock.Elapsed.TotalSeconds:F0} allocations/s");
        Console.WriteLine($"{answers.Count} answered ({distinct} distinct), {refused.Count} refused ({string.Join(", ", refused.CountBy(code => code).Select(code => $"{code.Key} {code.Value}"))}), {allocations} allocations on record");
        Console.WriteLine($"{processor.TotalMilliseconds / allocations:F2} ms of this program's processor time for each allocation and the requests around it");
        Console.WriteLine($"answered in {sorted[sorted.Count / 2]:F0} ms (median), {sorted[(int)(sorted.Count * 0.99)]:F0} ms (99 %)");
        foreach (var problem in problems)
            Console.WriteLine(problem);
        var isRight = problems.Count == 0 && distinct == allocations && allocations == people.Count;
        Console.WriteLine(isRight ? "every acknowledged allocation is on record once, positions contiguous, chain intact, list verified" : "WRONG");
        return isRight ? 0 : 1;
    }
}
