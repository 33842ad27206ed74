using System.CommandLine;
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
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var line = new ProgressLine(messages, report.Asked, TimeProvider.System, "trials");
        var found = simulator.Run(report.Asked, (int)words.GetRequiredValue(Threads), new ImmediateProgress<int>(done => Show(line, done)), stop.Token);
        line.Clear();
        if (words.GetValue(Plot) is { } path)
            WritePlot(path, FindingPlot.Draw(report, found));
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

    // Whole or not at all.
    private static void WritePlot(string path, string svg)
    {
        var half = $"{path}.{Environment.ProcessId}.part";
        File.WriteAllText(half, svg, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(half, path, overwrite: true);
    }

    private static Option<double> Required(string name, string description, Func<double, bool> isRight, string what)
    {
        var option = SurvivalOptions.Number(name, description, 0, isRight, what);
        option.DefaultValueFactory = null;
        return option;
    }

    private static ulong ReadSeed(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (!ulong.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
            result.AddError($"--seed is '{result.Tokens[0].Value}': write a whole number of at least 0.");
        return seed;
    }
}
