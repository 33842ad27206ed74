using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Equipoise.CommandLine;
using Equipoise.Statistics.Simulation;
using Equipoise.Survival;

namespace Equipoise.Simulation;

/// <summary><c>equipoise simulate</c>: what a trial's design does, by simulated trials.</summary>
internal static class SimulateVerb
{
    private const int MostReplicates = 10_000_000;
    private static readonly Option<double> Replicates = Required("--replicates", "How many trials", value => value >= 1 && value <= MostReplicates && value == Math.Floor(value), "a whole number from 1 to 10000000");
    private static readonly Option<ulong> Seed = new("--seed") { Description = "Which trials: a whole number; the same number gives the same trials on any machine", HelpName = "NUMBER", Required = true, CustomParser = ReadSeed };
    private static readonly Option<double> Threads = SurvivalOptions.Number("--threads", "On how many threads; the answer does not depend on it", Environment.ProcessorCount, value => value is >= 1 and <= 1024 && value == Math.Floor(value), "a whole number from 1 to 1024");
    private static readonly Option<double?> Replicate = SurvivalOptions.OptionalNumber("--replicate", "Show this one of the trials instead, counted from 0, with its participants", value => value >= 0 && value <= MostReplicates && value == Math.Floor(value), "a whole number from 0");
    private static readonly Option<string?> Plot = new("--plot") { Description = "Also draw the chances of a finding by look, as an SVG file", HelpName = "FILE" };

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("simulate", "Operating characteristics of a design by simulated trials") { StudyScenario.Study, StudyScenario.Scenario, Replicates, Seed, Threads, Replicate, Plot };
        verb.Validators.Add(RefuseOwnFile);
        Replicates.Required = true;
        verb.SetAction((words, _) => Task.FromResult(Run(words, output, messages)));
        return verb;
    }

    private static int Run(ParseResult words, TextWriter output, TextWriter messages)
    {
        var (study, scenario) = StudyScenario.Find(words);
        var simulator = new TrialSimulator(scenario.Trial, words.GetRequiredValue(Seed));
        if (words.GetValue(Replicate) is not { } replicate)
            return Simulate(words, output, messages, new SimulationReport(study, scenario, words.GetRequiredValue(Seed), (int)words.GetRequiredValue(Replicates)), simulator);
        var trial = simulator.Replicate((ulong)replicate);
        output.WriteLine((words.GetValue(SharedOptions.Json) ? TrialReport.Json(study, scenario, words.GetRequiredValue(Seed), trial) : TrialReport.Text(scenario, trial)).TrimEnd());
        return ExitCode.Done;
    }

    private static int Simulate(ParseResult words, TextWriter output, TextWriter messages, SimulationReport report, TrialSimulator simulator)
    {
        // Begun before the work, so that a place where nothing can be written is told at once.
        using var plot = words.GetValue(Plot) is { } path ? new WholeFile(path) : null;
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var line = new ProgressLine(messages, report.Asked, TimeProvider.System, "trials");
        var found = simulator.Run(report.Asked, (int)words.GetRequiredValue(Threads), new ImmediateProgress<int>(done => Show(line, done)), stop.Token);
        line.Clear();
        plot?.Content.Write(Encoding.UTF8.GetBytes(FindingPlot.Draw(report, found)));
        plot?.Keep();
        output.WriteLine((words.GetValue(SharedOptions.Json) ? report.Json(found) : report.Text(found)).TrimEnd());
        if (found.Replicates == report.Asked)
            return ExitCode.Done;
        messages.WriteLine($"Stopped after {found.Replicates} of {report.Asked} trials; the results are those of the first {found.Replicates}.");
        return ExitCode.Failed;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static void Show(ProgressLine line, int done)
    {
        lock (line)
            line.Show(done, done);
    }

    private static void RefuseOwnFile(CommandResult result)
    {
        if (result.GetValue(Plot) is { Length: > 0 } plot && new[] { result.GetValue(StudyScenario.Study), result.GetValue(StudyScenario.Scenario) }.Any(read => IsSame(read, plot)))
            result.AddError($"--plot is '{plot}', which this reads: name another file for the picture.");
    }

    private static bool IsSame(string? read, string written) =>
        File.Exists(read) && string.Equals(Path.GetFullPath(read), Path.GetFullPath(written), StringComparison.Ordinal);

    private static Option<double> Required(string name, string description, Func<double, bool> isRight, string what)
    {
        var option = SurvivalOptions.Number(name, description, 0, isRight, what);
        option.DefaultValueFactory = null;
        return option;
    }

    private static ulong ReadSeed(ArgumentResult result)
    {
        if (!ulong.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
            result.AddError($"--seed is '{result.Tokens[0].Value}': write a whole number of at least 0.");
        return seed;
    }
}
