using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.SearchBench.Measuring;
using Equipoise.Storage.Databases;

namespace Equipoise.SearchBench.Registry;

/// <summary>Measures the product's registry in a data folder. Each result is a line <c>name value</c> on standard output.</summary>
internal static class RegistryMeasurement
{
    private const int Questions = 1000;
    private const int Sampled = 3000;
    private const int Rounds = 3;
    private const int Slowest = 10;
    private static readonly TimeSpan AtRest = TimeSpan.FromSeconds(8);

    /// <summary>Opens the index, asks all questions to warm up and then timed.</summary>
    /// <param name="data">The registry's folder.</param>
    /// <param name="corpus">What the questions are drawn from.</param>
    /// <param name="seed">The same questions each time.</param>
    /// <param name="answers">A file to be written with a line for each question: its processor time in the best round and its answer, or null. Asked by one worker then.</param>
    public static void Ask(string data, string corpus, int seed, string? answers = null)
    {
        var workers = answers is null ? 2 : 1;
        var questions = Make(corpus, seed);
        var watch = Stopwatch.StartNew();
        using var index = StudyIndex.OpenToRead(Path.Combine(data, "index"), TimeProvider.System);
        var asker = new RegistryAsker(index);
        Say("open seconds", watch.Elapsed.TotalSeconds);
        asker.Ask(questions[0]);
        Say("open and first answer seconds", watch.Elapsed.TotalSeconds);
        asker.Prepare(questions);
        foreach (var question in questions)
            asker.Ask(question, workers);
        var times = questions.Select(_ => new List<double>()).ToList();
        var work = questions.Select(_ => new List<double>()).ToList();
        var totals = new List<double>();
        var written = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (at, question) in questions.Index())
            {
                var (start, worked) = (Stopwatch.GetTimestamp(), ThreadTime.Milliseconds);
                var result = asker.Ask(question, workers);
                times[at].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                work[at].Add(ThreadTime.Milliseconds - worked);
                if (round > 0)
                    continue;
                written.Add(AnswerText.Of(result));
                totals.Add(result.Total);
            }
        }

        if (answers is not null)
            File.WriteAllLines(answers, questions.Index().Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Item.Class}\t{each.Item.Expression}\t{work[each.Index].Min():0.0000}\t{written[each.Index]}")));
        foreach (var kind in questions.Select(question => question.Class).Distinct(StringComparer.Ordinal))
            Latency(kind, [.. questions.Index().Where(each => string.Equals(each.Item.Class, kind, StringComparison.Ordinal)).SelectMany(each => times[each.Index])]);
        Latency("all", [.. times.SelectMany(each => each)]);
        Latency("all, of the processor,", [.. work.SelectMany(each => each)]);
        Latency("all, of the processor, best round,", [.. work.Select(each => each.Min())]);
        foreach (var (at, question) in questions.Index().OrderByDescending(each => work[each.Index].Min()).Take(Slowest))
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{work[at].Min():0.0} ms of the processor: {question.Class} {question.Expression}"));
        Say("hits median", Quantile([.. totals], 0.5));
        var memory = ProcessMemory.Of([]);
        Say("serving peak MiB", memory.Peak / 1024.0);
        Say("serving anonymous MiB", memory.Anonymous / 1024.0);
        using var snapshot = index.Acquire();
        Say("different words", snapshot.Sizes().Where(part => part.Path.Length == 0 && part.Name is "normal forms").Sum(part => part.Items));
    }

    /// <summary>Changes studies while questions are asked, twice: what indexes has not run in this process before the first time.</summary>
    public static async Task UpdateAsync(string data, string corpus, int seed, int count)
    {
        await using var database = Database.Sqlite(Path.Combine(data, "registry.db"));
        var store = await RegistryStore.OpenAsync(database, TimeProvider.System);
        using var index = await StudyIndex.OpenAsync(Path.Combine(data, "index"), store, TimeProvider.System);
        await index.FollowAsync(store);
        // As the site does when it starts.
        await Rehearsal.PlayAsync(store, index, TimeProvider.System);
        var questions = Make(corpus, seed);
        var asker = new RegistryAsker(index);
        asker.Prepare(questions);
        foreach (var name in (string[])["update", "second update"])
        {
            var changed = Change(SampledRecords.Of(corpus, new FileInfo(corpus).Length, count, new Random(++seed)), seed);
            using var stop = new CancellationTokenSource();
            var times = new List<(long At, double Milliseconds, double Worked)>();
            var asking = Task.Factory.StartNew(() => AskOn(asker, questions, times, stop.Token), TaskCreationOptions.LongRunning);
            await Task.Delay(AtRest);
            var (begin, spent) = (Stopwatch.GetTimestamp(), RuntimeWork.Now());
            await store.PutAsync([.. changed.AsParallel().AsOrdered().Select(record => IncomingStudy.From(record))]);
            var (stored, work, spentStoring) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, RuntimeWork.Now());
            await index.FollowAsync(store);
            var (end, worked, spentFinding) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, RuntimeWork.Now());
            await stop.CancelAsync();
            await asking;
            Say($"{name} stored seconds", Stopwatch.GetElapsedTime(begin, stored).TotalSeconds);
            Say($"{name} visible after that, seconds", Stopwatch.GetElapsedTime(stored, end).TotalSeconds);
            Say($"{name} visible, seconds of the processor", (worked - work).TotalSeconds - times.Where(time => time.At >= stored && time.At <= end).Sum(time => time.Worked) / 1000);
            Latency("at rest", [.. times.Where(time => time.At < begin).Select(time => time.Milliseconds)]);
            var during = times.Where(time => time.At >= begin && time.At <= end).Select(time => time.Milliseconds).ToArray();
            Latency($"during the {name}", during);
            Say($"asked during the {name}", during.Length);
            Say($"while the {name} is stored", spentStoring - spent);
            Say($"while the {name} is found", spentFinding - spentStoring);
            if (Environment.GetEnvironmentVariable("TL") is { } tl)
                File.WriteAllLines(tl + name.Replace(' ', '-'), times.Where(time => time.At <= end + 100000000).Select(time => FormattableString.Invariant($"{(time.At - begin) / 1e6:0.000}\t{time.Milliseconds:0.000}\t{time.Worked:0.000}\t{(time.At < begin ? 'r' : time.At < stored ? 's' : 'f')}")));
        }
    }

    private static void AskOn(RegistryAsker asker, IReadOnlyList<RegistryQuestion> questions, List<(long, double, double)> times, CancellationToken stop)
    {
        foreach (var question in questions)
            asker.Ask(question);
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var (start, worked) = (Stopwatch.GetTimestamp(), ThreadTime.Milliseconds);
            asker.Ask(questions[number % questions.Count]);
            times.Add((start, Stopwatch.GetElapsedTime(start).TotalMilliseconds, ThreadTime.Milliseconds - worked));
        }
    }

    private static IReadOnlyList<RegistryQuestion> Make(string corpus, int seed)
    {
        var random = new Random(seed);
        return new RegistryQuestions(SampledRecords.Of(corpus, new FileInfo(corpus).Length, Sampled, random), random).Make(Questions);
    }

    // Another word in the summary, and a later date.
    private static List<StudyRecord> Change(List<StudyRecord> records, int seed) => records.DistinctBy(record => record.Id).Select(record =>
    {
        var json = JsonNode.Parse(record.Json)!;
        var section = json["protocolSection"]!;
        section["descriptionModule"] ??= new JsonObject();
        section["descriptionModule"]!["briefSummary"] = $"{record.Summary} changed{seed}";
        section["statusModule"]!["lastUpdatePostDateStruct"]!["date"] = "2033-01-01";
        return StudyRecord.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }).ToList();

    private static void Latency(string name, double[] milliseconds)
    {
        if (milliseconds.Length == 0)
            return;
        Say($"{name} median ms", Quantile(milliseconds, 0.5));
        Say($"{name} p99 ms", Quantile(milliseconds, 0.99));
    }

    private static double Quantile(double[] values, double share)
    {
        Array.Sort(values);
        return values[Math.Clamp((int)Math.Ceiling(share * values.Length) - 1, 0, values.Length - 1)];
    }

    private static void Say(string name, RuntimeWork work)
    {
        Say($"{name}: methods compiled", work.Methods);
        Say($"{name}: ms compiling", work.Compiling.TotalMilliseconds);
        Say($"{name}: collections", work.Collections);
        Say($"{name}: of the oldest generation", work.Oldest);
        Say($"{name}: ms stopped by them", work.Stopped.TotalMilliseconds);
        Say($"{name}: MB of new memory", work.NewBytes / 1e6);
    }

    private static void Say(string name, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{value:0.###}"));
}
