using System.Diagnostics;
using System.Globalization;
using Equipoise.Conduct;

namespace Equipoise.ConductBench;

/// <summary>Kills a program that randomizes, without warning and at random moments, and looks afterwards at what it had acknowledged.</summary>
internal static class KillTest
{
    public static async Task<int> RunAsync(string place, int participants, int kills)
    {
        await using var trial = await BenchTrial.OpenAsync(place);
        await trial.PrepareAsync(participants);
        var random = new Random(20261122);
        var acknowledged = new Dictionary<string, string>(StringComparer.Ordinal);
        var wrong = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            await KillOneAsync(place, random.Next(0, 60), participants, acknowledged);
            var (problems, allocations) = await trial.VerifyAsync();
            if (problems.Count > 0 || allocations < acknowledged.Count)
            {
                wrong++;
                Console.WriteLine($"after kill {kill + 1}: {allocations} allocations, {acknowledged.Count} acknowledged; {string.Join(" ", problems)}");
            }
        }

        // Whatever was acknowledged stands, word for word.
        var lost = 0;
        foreach (var (code, words) in acknowledged)
        {
            var site = int.Parse(code[1..3], CultureInfo.InvariantCulture);
            var answer = await trial.Randomizer.RandomizeAsync(BenchTrial.Site(site), BenchTrial.Study, code, $"request-{code}");
            lost += string.Equals($"{answer.RandomizationNumber} {answer.Arm}", words, StringComparison.Ordinal) ? 0 : 1;
        }

        var (last, total) = await trial.VerifyAsync();
        Console.WriteLine($"{kills} kills: {acknowledged.Count} acknowledged, {total} on record, {lost} acknowledged ones lost or changed, {wrong} times something did not agree");
        foreach (var problem in last)
            Console.WriteLine(problem);
        return wrong == 0 && lost == 0 && last.Count == 0 ? 0 : 1;
    }

    /// <summary>Randomizes one after the other, by four at once, and says each on standard output when it is acknowledged.</summary>
    public static async Task<int> WorkAsync(string place, int first, int last)
    {
        await using var trial = await BenchTrial.OpenAsync(place);
        var people = await trial.ParticipantsAsync();
        await Parallel.ForEachAsync(people.Take(last).Skip(first), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (person, cancellation) =>
        {
            try
            {
                var answer = await trial.Randomizer.RandomizeAsync(BenchTrial.Site(person.Site), BenchTrial.Study, person.Code, $"request-{person.Code}", null, cancellation);
                lock (people)
                    Console.Out.WriteLine($"{person.Code} {answer.RandomizationNumber} {answer.Arm}");
            }
            catch (StepRefusedException refusal)
            {
                await Console.Error.WriteLineAsync(refusal.Message);
            }
        });
        return 0;
    }

    private static async Task KillOneAsync(string place, int afterMilliseconds, int participants, Dictionary<string, string> acknowledged)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var word in (string[])["worker", place, acknowledged.Count.ToString(CultureInfo.InvariantCulture), participants.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(word);
        using var worker = Process.Start(start)!;
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        worker.OutputDataReceived += (_, line) =>
        {
            // A line that was cut off by the kill says nothing.
            if (line.Data?.Split(' ') is [var code, var number, var arm] && arm.Length == 1)
                acknowledged[code] = $"{number} {arm}";
            first.TrySetResult();
        };
        worker.BeginOutputReadLine();
        // It starts in its own time; from its first words on it is at work.
        await Task.WhenAny(first.Task, worker.WaitForExitAsync());
        await Task.Delay(afterMilliseconds);
        if (!worker.HasExited)
            worker.Kill(entireProcessTree: true);
        await worker.WaitForExitAsync();
    }
}
