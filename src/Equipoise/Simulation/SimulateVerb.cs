using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Equipoise.Analysis.Simulation;
using Equipoise.CommandLine;
using Equipoise.Protocols;
using Equipoise.Protocols.Reading;
using Equipoise.Statistics.Simulation;
using Equipoise.Survival;

namespace Equipoise.Simulation;

/// <summary><c>equipoise simulate</c>: what a trial's design does, by simulated trials.</summary>
internal static class SimulateVerb
{
    private const int MostReplicates = 10_000_000;
    private static readonly Argument<string> Study = new("PROTOCOL") { Description = "A protocol file, or the id of a study whose protocol the program ships, such as NCT07264075" };
    private static readonly Option<string?> Scenario = new("--scenario") { Description = "What is true and what is done, as YAML; the one that belongs to the protocol when left out", HelpName = "FILE" };
    private static readonly Option<double> Replicates = Required("--replicates", "How many trials", value => value >= 1 && value <= MostReplicates && value == Math.Floor(value), "a whole number from 1 to 10000000");
    private static readonly Option<ulong> Seed = new("--seed") { Description = "Which trials: a whole number; the same number gives the same trials on any machine", HelpName = "NUMBER", Required = true, CustomParser = ReadSeed };
    private static readonly Option<double> Threads = SurvivalOptions.Number("--threads", "On how many threads; the answer does not depend on it", Environment.ProcessorCount, value => value is >= 1 and <= 1024 && value == Math.Floor(value), "a whole number from 1 to 1024");
    private static readonly Option<double?> Replicate = SurvivalOptions.OptionalNumber("--replicate", "Show this one of the trials instead, counted from 0, with its participants", value => value >= 0 && value <= MostReplicates && value == Math.Floor(value), "a whole number from 0");
    private static readonly Option<string?> Plot = new("--plot") { Description = "Also draw the chances of a finding by look, as an SVG file", HelpName = "FILE" };

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("simulate", "Operating characteristics of a design by simulated trials") { Study, Scenario, Replicates, Seed, Threads, Replicate, Plot };
        Replicates.Required = true;
        verb.SetAction((words, _) => Task.FromResult(Run(words, output, messages)));
        return verb;
    }

    private static int Run(ParseResult words, TextWriter output, TextWriter messages)
    {
        try
        {
            var (study, scenario) = Find(words);
            var simulator = new TrialSimulator(scenario.Trial, words.GetRequiredValue(Seed));
            if (words.GetValue(Replicate) is { } replicate)
            {
                var trial = simulator.Replicate((ulong)replicate);
                output.WriteLine((words.GetValue(SharedOptions.Json) ? TrialReport.Json(study, scenario, words.GetRequiredValue(Seed), trial) : TrialReport.Text(scenario, trial)).TrimEnd());
                return ExitCode.Done;
            }

            return Simulate(words, output, messages, new SimulationReport(study, scenario, words.GetRequiredValue(Seed), (int)words.GetRequiredValue(Replicates)), simulator);
        }
        catch (Exception wrong) when (wrong is ScenarioException or ProtocolException)
        {
            throw new TableException(wrong.Message);
        }
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

    private static (string Study, NamedScenario Scenario) Find(ParseResult words)
    {
        var (name, file) = (words.GetRequiredValue(Study), words.GetValue(Scenario));
        var isFile = File.Exists(name);
        var study = isFile ? ReadFile(name, text => ProtocolReader.Read(text).Study) : ShippedProtocols.Find(name)?.Study;
        if (study is null)
            throw new TableException($"There is no protocol {CsvTable.Quote(name)}: name a protocol file, or a study whose protocol the program ships: {string.Join(", ", ShippedProtocols.All.Select(protocol => protocol.Study))}.");
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(name)) ?? ".", "scenario.yaml");
        file ??= isFile && File.Exists(beside) ? beside : null;
        if (file is not null)
            return (study, ReadFile(file, ScenarioReader.Read));
        return (study, ShippedScenarios.Find(study) ?? throw new TableException($"No scenario belongs to {study}: say with --scenario what is true and what is done (docs/guides/simulation.md describes the file)."));
    }

    private static T ReadFile<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)));
        }
        catch (Exception wrong) when (wrong is ScenarioException or ProtocolException)
        {
            throw new TableException($"{path}: {wrong.Message}");
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TableException($"There is no file {path}.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TableException($"{path} cannot be read: {failure.Message}");
        }
        catch (DecoderFallbackException)
        {
            throw new TableException($"{path} is not UTF-8 text: save it in UTF-8.");
        }
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
