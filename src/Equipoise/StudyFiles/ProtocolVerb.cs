using System.CommandLine;
using System.Globalization;
using Equipoise.CommandLine;
using Equipoise.Conduct.Exchange;
using Equipoise.Conduct.Exchange.Odm;
using Equipoise.Conduct.Exchange.Usdm;
using Equipoise.Protocols;
using Equipoise.Protocols.Reading;
using Equipoise.Reports;
using Equipoise.Screening;

namespace Equipoise.StudyFiles;

/// <summary><c>equipoise protocol</c>: protocol files, and those of the standards.</summary>
internal static class ProtocolVerb
{
    private const long LargestFile = 64L * 1024 * 1024;

    private static readonly Argument<string> Source = new("source") { Description = "A protocol file, or the id of a study that travels with the program", HelpName = "FILE|NCTID" };
    private static readonly Argument<string> Standard = new("file") { Description = "A study definition: USDM 4 (JSON) or ODM 1.3 (XML)", HelpName = "FILE" };

    private static readonly Option<string> Form = new("--to")
    {
        Description = "usdm (version 4.0.0) or odm (metadata, version 1.3.2)",
        HelpName = "FORM",
        Required = true,
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<string>() is not ("usdm" or "odm"))
                    result.AddError($"--to is '{result.GetValueOrDefault<string>()}': write usdm or odm.");
            },
        },
    };

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var check = new Command("check", "Read a protocol file, and say what is wrong with its line") { Source };
        check.SetAction((words, cancellation) => GuardAsync(messages, () => CheckAsync(words, output, messages, cancellation)));
        var export = new Command("export", "Write a protocol in the form of a standard") { Source, Form };
        export.SetAction((words, cancellation) => GuardAsync(messages, () => ExportAsync(words, output, messages, cancellation)));
        var read = new Command("read", "Say what a study definition of others holds") { Standard };
        read.SetAction((words, cancellation) => GuardAsync(messages, () => ReadAsync(words, output, messages, cancellation)));
        var import = new Command("import", "Make a protocol file of a study definition in USDM 4; what was supposed or left out is said on standard error") { Standard };
        import.SetAction((words, cancellation) => GuardAsync(messages, () => ImportAsync(words, output, messages, cancellation)));
        return new Command("protocol", "Check a protocol file, write it as USDM or ODM, and read or import those of others") { check, export, read, import };
    }

    private static async Task<int> GuardAsync(TextWriter messages, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (failure is ProtocolException or ExchangeException)
        {
            await messages.WriteLineAsync(failure.Message);
            return ExitCode.Failed;
        }
    }

    private static async Task<int> CheckAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        if (await ProtocolOfAsync(words, messages, cancellation) is not { } protocol)
            return ExitCode.Failed;
        var origins = Enum.GetValues<Origin>().Select(origin => (Origin: origin, Count: protocol.Values.Count(value => value.Origin == origin))).ToList();
        await output.WriteLineAsync((words.GetValue(SharedOptions.Json)
            ? JsonReport.Of(json => json
                .Text("study", protocol.Study).Text("version", protocol.Version?.Number).Whole("criteria", protocol.Criteria.Count)
                .Whole("arms", protocol.Design?.Arms.Count ?? 0).Whole("visits", protocol.Design?.Visits.Count ?? 0).Whole("forms", protocol.Design?.Forms.Count ?? 0)
                .Objects("values", protocol.Values, (item, value) => item.Text("path", value.Path).Text("value", value.Text).Text("origin", value.Origin.ToString().ToLowerInvariant()).Whole("line", value.Line).Text("note", value.Note)))
            : string.Create(CultureInfo.InvariantCulture, $"{protocol.Study}{(protocol.Version is { } version ? $", version {version.Number}" : "")}: {protocol.Criteria.Count} criteria, {protocol.Design?.Arms.Count ?? 0} arms, {protocol.Design?.Visits.Count ?? 0} visits, {protocol.Design?.Forms.Count ?? 0} forms; of its values {string.Join(", ", origins.Select(origin => $"{origin.Count} {Words(origin.Origin)}"))}.")).AsMemory(), cancellation);
        return ExitCode.Done;
    }

    private static async Task<int> ExportAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        if (await ProtocolOfAsync(words, messages, cancellation) is not { } protocol)
            return ExitCode.Failed;
        var text = words.GetValue(Form) is "usdm"
            ? UsdmWriter.Write(protocol).ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true })
            : $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>{Environment.NewLine}{OdmWriter.Write(protocol, TimeProvider.System.GetUtcNow())}";
        await output.WriteLineAsync(text.AsMemory(), cancellation);
        return ExitCode.Done;
    }

    private static async Task<int> ReadAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        var (bytes, problem) = await InputFile.ReadBytesAsync(words.GetRequiredValue(Standard), LargestFile, cancellation);
        if (bytes is null)
        {
            await messages.WriteLineAsync(problem);
            return ExitCode.Failed;
        }

        var isXml = Array.Find(bytes, one => one > ' ' && one is not (0xEF or 0xBB or 0xBF)) == '<';
        using var stream = new MemoryStream(bytes);
        var json = words.GetValue(SharedOptions.Json);
        var report = isXml ? StudyFileReport.Of(OdmReader.Read(stream), json) : StudyFileReport.Of(UsdmReader.Read(bytes.AsMemory(bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0)), json);
        await output.WriteLineAsync(report.TrimEnd().AsMemory(), cancellation);
        return ExitCode.Done;
    }

    private static async Task<int> ImportAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        var (bytes, problem) = await InputFile.ReadBytesAsync(words.GetRequiredValue(Standard), LargestFile, cancellation);
        if (bytes is null)
        {
            await messages.WriteLineAsync(problem);
            return ExitCode.Failed;
        }

        var draft = UsdmImport.Make(UsdmReader.Read(bytes.AsMemory(bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0)));
        // What is written can be read: a file that cannot says so with its line.
        ProtocolReader.Read(draft.Yaml);
        if (words.GetValue(SharedOptions.Json))
        {
            await output.WriteLineAsync(JsonReport.Of(json => json.Text("protocol", draft.Yaml).Texts("notes", draft.Notes)).AsMemory(), cancellation);
            return ExitCode.Done;
        }

        await output.WriteAsync(draft.Yaml.AsMemory(), cancellation);
        foreach (var note in draft.Notes)
            await messages.WriteLineAsync(note);
        return ExitCode.Done;
    }

    private static async Task<Protocol?> ProtocolOfAsync(ParseResult words, TextWriter messages, CancellationToken cancellation)
    {
        var source = words.GetRequiredValue(Source);
        if (ShippedProtocols.Find(source) is { } shipped)
            return shipped;
        var (_, text, problem) = await InputFile.ReadTextAsync(source, cancellation);
        if (text is null)
            await messages.WriteLineAsync(problem);
        return text is null ? null : ProtocolReader.Read(text);
    }

    private static string Words(Origin origin) => origin switch
    {
        Origin.Record => "are facts of the record",
        Origin.Protocol => "stand in the protocol document",
        _ => "are assumptions",
    };
}
