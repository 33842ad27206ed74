using System.CommandLine;
using System.Text;
using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Simulation;
using Equipoise.Protocols;
using Equipoise.Protocols.Reading;
using Equipoise.Survival;

namespace Equipoise.Simulation;

/// <summary>The words that name a study and what may be true of it.</summary>
internal static class StudyScenario
{
    private const string FromProtocol = "protocol";

    // As bytes, so that nothing larger is read to be refused.
    private const long LargestFile = 16_000_000;

    public static Argument<string> Study { get; } = new("PROTOCOL") { Description = "A protocol file, or the id of a study whose protocol the program ships, such as NCT07264075" };

    public static Option<string?> Scenario { get; } = new("--scenario") { Description = "What is true and what is done, as YAML; 'protocol' for what follows from the protocol itself; the file that belongs to the protocol when left out", HelpName = "FILE" };

    /// <summary>The study and the scenario that the words name.</summary>
    /// <exception cref="TableException">There is none such, or it cannot be read.</exception>
    public static (string Study, NamedScenario Scenario) Find(ParseResult words)
    {
        var (name, file) = (words.GetRequiredValue(Study), words.GetValue(Scenario));
        var isFile = File.Exists(name);
        var protocol = isFile ? ReadFile(name, ProtocolReader.Read) : ShippedProtocols.Find(name);
        if (protocol?.Study is not { } study)
            throw new TableException($"There is no protocol {CsvTable.Quote(name)}: name a protocol file, or a study whose protocol the program ships: {string.Join(", ", ShippedProtocols.All.Select(protocol => protocol.Study))}.");
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(name)) ?? ".", "scenario.yaml");
        if (file is FromProtocol)
            return (study, ProtocolScenario.Of(protocol) ?? throw new TableException($"No scenario follows from the protocol of {study}: its plan names no control median and hazard ratio for a time to an event, or more than one control arm."));
        file ??= isFile && File.Exists(beside) ? beside : null;
        if (file is not null)
            return (study, ReadFile(file, ScenarioReader.Read));
        return (study, ShippedScenarios.Find(study) ?? ProtocolScenario.Of(protocol) ?? throw new TableException($"No scenario belongs to {study}: say with --scenario what is true and what is done (docs/guides/simulation.md describes the file)."));
    }

    private static T ReadFile<T>(string path, Func<string, T> read)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestFile })
                throw new TableException($"{path} is larger than {LargestFile / 1_000_000} MB: a protocol or scenario is a few pages.");
            return read(File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)));
        }
        catch (Exception wrong) when (wrong is FileException or ProtocolException)
        {
            throw new TableException($"{path}: {wrong.Message}");
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TableException($"There is no file {path}.");
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            throw new TableException($"{path} is a folder: name a file.");
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
}
