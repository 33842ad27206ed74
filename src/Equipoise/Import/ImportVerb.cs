using System.CommandLine;
using System.Text.Json;
using Equipoise.CommandLine;
using Equipoise.Registry.Import.Sources;
using Equipoise.Registry.Import.Storing;
using Equipoise.Registry.Store;

namespace Equipoise.Import;

/// <summary><c>equipoise import SOURCE…</c>: takes study records into the store.</summary>
internal static class ImportVerb
{
    private static readonly Argument<string[]> Sources = new("SOURCE")
    {
        Description = "Files, archives or folders of study records: JSON, NDJSON or the older XML, also as .gz, .zip, .tar or .tar.gz",
        Arity = ArgumentArity.OneOrMore,
        Validators = { result => RefuseMissing(result) },
    };

    private static readonly Option<bool> KeepDemo = new("--keep-demo")
    {
        Description = "Leave the sample studies beside the imported ones",
    };

    private static readonly JsonSerializerOptions JsonForm = new(JsonSerializerDefaults.Web);

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("import", "Take study records into the store") { Sources, KeepDemo };
        verb.SetAction((words, cancellation) => RunAsync(words, output, messages, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        var paths = words.GetRequiredValue(Sources);
        await using var database = SharedOptions.OpenRegistryDatabase(words);
        var store = await RegistryStore.OpenAsync(database, TimeProvider.System, cancellation);
        var import = new StudyImport(store, words.GetValue(KeepDemo));
        var sources = new StudySources();
        var line = new ProgressLine(messages, paths.Sum(StudySources.SizeOf), TimeProvider.System);
        var outcome = await TakeAsync(import, sources, paths, line, cancellation);
        line.Clear();

        if (words.GetValue(SharedOptions.Json))
            await output.WriteLineAsync(JsonSerializer.Serialize(import.Summary, JsonForm));
        await ImportReport.WriteAsync(import.Summary, sources.Unmapped, messages);
        if (outcome is not null)
            await messages.WriteLineAsync(outcome);
        return outcome is null && import.Summary.Rejected == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>Takes all sources in.</summary>
    /// <returns>Why it ended early, or null.</returns>
    private static async Task<string?> TakeAsync(StudyImport import, StudySources sources, string[] paths, ProgressLine line, CancellationToken cancellation)
    {
        var progress = new ProgressOf(read => line.Show(sources.Meter.BytesRead, read));
        try
        {
            foreach (var path in paths)
                await import.TakeAsync(sources.Read(path), progress, cancellation);
            return null;
        }
        catch (OperationCanceledException)
        {
            return "Stopped. What was stored by then stays; run the same import again to go on.";
        }
    }

    private static void RefuseMissing(System.CommandLine.Parsing.ArgumentResult result)
    {
        foreach (var word in result.Tokens.Select(token => token.Value))
        {
            if (!File.Exists(word) && !Directory.Exists(word))
                result.AddError($"There is no file or folder '{SourceLabel.Of(word)}': check the name.");
        }
    }

    /// <summary>Reports at once, on the thread that works.</summary>
    private sealed class ProgressOf(Action<long> show) : IProgress<long>
    {
        public void Report(long value) => show(value);
    }
}
