using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Equipoise.Analysis.Comparing;
using Equipoise.Analysis.Datasets;
using Equipoise.Analysis.Plans;
using Equipoise.CommandLine;
using Equipoise.Conduct.Store;
using Equipoise.Protocols;
using Equipoise.Serve;
using Equipoise.Storage.Databases;
using Microsoft.Extensions.Hosting;

namespace Equipoise.Demo;

/// <summary><c>equipoise demo</c>: a whole simulated trial through the public doors, and then the site on which it can be looked at.</summary>
internal static class DemoVerb
{
    private const string Study = "NCT07264075";

    private static readonly Option<ulong> Seed = new("--seed") { Description = "Which of all such trials; the same seed makes the same trial", HelpName = "N", DefaultValueFactory = _ => 1 };

    private static readonly Option<int> Participants = new("--participants") { Description = "How many are randomized", HelpName = "N", DefaultValueFactory = _ => ShippedProtocols.Find(Study)!.Design!.Enrollment };

    private static readonly Option<int> Sites = new("--sites") { Description = "How many sites there are", HelpName = "N", DefaultValueFactory = _ => 60 };

    private static readonly Option<string> Url = new("--urls") { Description = "Where to listen, on this machine alone", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:5080" };

    private static readonly Option<bool> NoServe = new("--no-serve") { Description = "End when the trial has, instead of serving the site" };

    public static Command Build(TextWriter output, TextWriter messages)
    {
        Between(Participants, 3, 780);
        Between(Sites, 1, 99);
        Url.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && ListeningAddress.WhatIsNotOurs(result.Tokens[0].Value) is { } sentence)
                result.AddError(sentence);
        });
        var verb = new Command("demo", "Run a whole simulated trial of ILLUMINE through the API, then serve it") { Seed, Participants, Sites, Url, NoServe };
        verb.SetAction((words, cancellation) => RunAsync(words, output, messages, cancellation));
        return verb;
    }

    private static void Between(Option<int> option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var number) && (number < least || number > most))
            result.AddError($"{option.Name} is {number}: write a number from {least} to {most}.");
    });

    private static async Task<int> RunAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        // Without a folder of its own a demo leaves nothing behind.
        var isKept = words.GetResult(SharedOptions.Data) is { Implicit: false };
        var folder = isKept ? words.GetRequiredValue(SharedOptions.Data) : Directory.CreateTempSubdirectory("equipoise-demo-").FullName;
        try
        {
            var url = words.GetRequiredValue(Url);
            if (ListeningAddress.WhatIsTaken([url]) is { } taken)
            {
                await messages.WriteLineAsync(taken);
                return ExitCode.Failed;
            }

            var (seed, participants, sites) = (words.GetRequiredValue(Seed), words.GetRequiredValue(Participants), words.GetRequiredValue(Sites));
            var firstSite = DemoTrial.MadeUp(Study, seed, participants, sites).Sites[0];
            var conduct = words.GetValue(SharedOptions.ConductDatabase) is { } connection ? Database.Postgres(connection) : Database.Sqlite(Path.Combine(folder, "conduct.db"));
            await using var site = await DemoSite.StartAsync(Study, folder, conduct, url, Noon(firstSite.Opens.AddDays(-1)), seed, firstSite.Code, cancellation);
            if (!site.HasEnded)
            {
                var result = await ConductAsync(site, folder, seed, participants, sites, messages, cancellation);
                if (words.GetValue(SharedOptions.Json))
                    await output.WriteLineAsync(result.Json(folder, isKept, site.Address));
                await messages.WriteLineAsync(result.Text());
                if (result.Problems.Count > 0)
                    return ExitCode.Failed;
            }

            if (words.GetValue(NoServe))
                return ExitCode.Done;
            await messages.WriteLineAsync(
                $"""

                Look at it: {site.Address}conduct
                  sign in as sponsor, statistician, data-manager, {DemoStaff.Investigator(site.FirstSite)} or another user named there; the password of all is {DemoStaff.Password}
                  data     {(isKept ? folder : "none are kept; name a folder with --data to keep them")}
                Everything there is simulated. Stop it with Ctrl+C.
                """);
            await site.Application.WaitForShutdownAsync(cancellation);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await messages.WriteLineAsync("The demo was stopped before its end.");
            return ExitCode.Failed;
        }
        catch (DemoException failure)
        {
            await messages.WriteLineAsync(failure.Message);
            return ExitCode.Failed;
        }
        finally
        {
            if (!isKept)
                Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<DemoResult> ConductAsync(DemoSite site, string folder, ulong seed, int participants, int sites, TextWriter messages, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        using var door = new ApiDoor(site.Address);
        var staff = new DemoStaff(new AccountStore(site.Store, site.Mode.Clock), new TokenStore(site.Store, site.Mode.Clock), site.Mode.Clock);
        var trial = new DemoTrial(Study, seed, participants, sites, door, staff);
        var analysis = new DemoAnalysis(door, staff, Study, DemoAnalysis.PlanOf(Study, trial.Trial.LookEvents[^1], participants == ShippedProtocols.Find(Study)!.Design!.Enrollment));
        await staff.HireAsync([.. trial.Trial.Sites.Select(one => one.Code)], cancellation);
        // Of all that happens randomizations and deaths are known beforehand: they tell how far it is.
        var line = new ProgressLine(messages, participants + trial.Trial.LookEvents[^1], TimeProvider.System, "steps");
        await trial.RunAsync(analysis, new ImmediateProgress<DemoCounts>(counts => line.Show(counts.Randomized + counts.CountedDeaths, door.Asked)), cancellation);
        line.Clear();
        var conducted = Stopwatch.GetElapsedTime(began);
        var final = await analysis.DownloadAsync($"{analysis.Cuts[^1]}/adtte.csv", cancellation);
        await File.WriteAllBytesAsync(Path.Combine(folder, "final-adtte.csv"), final, cancellation);
        var protocol = ShippedProtocols.Find(Study)!;
        var plan = PlanReader.Read(analysis.Plan, Study, protocol.Design!);
        var data = StudyDataFile.Read(await analysis.DownloadAsync($"{analysis.Cuts[^1]}/data.zip", cancellation), Study, trial.Today);
        var shown = SurvivalAnalysis.Analyze(data, [.. protocol.Design!.Arms.Select(arm => arm.Code)], plan);
        return new DemoResult(
            seed, trial.Trial.Sites.Count, trial.Counts, door.Asked, conducted, trial.Today, analysis.Cuts, shown.Comparisons, await DemoCheck.ProblemsAsync(site.Store, Study, trial.Counts, cancellation));
    }

    private static DateTimeOffset Noon(DateOnly day) => new(day, new TimeOnly(12, 0), TimeSpan.Zero);
}
