using System.CommandLine;
using System.Runtime;
using System.Text.Encodings.Web;
using System.Text.Json;
using Equipoise.CommandLine;
using Equipoise.Indexing;
using Equipoise.Registry.Import.Live;
using Equipoise.Registry.Import.Sources;
using Equipoise.Registry.Import.Storing;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Store;
using Equipoise.Registry.Vocabulary;
using Equipoise.Search;

namespace Equipoise.Import;

/// <summary><c>equipoise import SOURCE…</c>: takes study records into the store.</summary>
internal static class ImportVerb
{
    private static readonly Argument<string[]> Sources = new("SOURCE")
    {
        Description = "Files, archives or folders of study records (JSON, NDJSON or the older XML, also as .gz, .zip, .tar or .tar.gz); a study's id or \"ctgov:WORDS\" asks ClinicalTrials.gov",
        Arity = ArgumentArity.ZeroOrMore,
        Validators = { RefuseUnknown },
    };

    private static readonly Option<DateOnly?> Since = new("--since")
    {
        Description = "Ask ClinicalTrials.gov for the studies updated on that day or later",
        HelpName = "YYYY-MM-DD",
        CustomParser = ImportWords.ReadDay,
    };

    private static readonly Option<Uri> Registry = new("--registry")
    {
        Description = "Ask another server that speaks the ClinicalTrials.gov API v2",
        HelpName = "URL",
        DefaultValueFactory = _ => new LiveOptions().BaseAddress,
        CustomParser = ReadAddress,
    };

    private static readonly Option<FileInfo?> Vocabulary = new("--vocabulary")
    {
        Description = "Words that mean the same: MeSH descriptors, as XML or as a table",
        HelpName = "FILE",
        Validators = { RefuseMissing },
    };

    private static readonly Option<bool> KeepDemo = new("--keep-demo")
    {
        Description = "Leave the sample studies beside the imported ones",
    };

    private static readonly Option<bool> Complete = new("--complete")
    {
        Description = "The sources hold every study of the registry: mark those that are not in them as removed",
    };

    private static readonly Option<bool> NoIndex = new("--no-index")
    {
        Description = "Leave the search index for later, also where the store is empty: the next search or site makes it",
    };

    private static readonly JsonSerializerOptions JsonForm = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("import", "Take study records into the store") { Sources, Since, Registry, Vocabulary, KeepDemo, Complete, NoIndex };
        verb.Validators.Add(result =>
        {
            if (result.GetResult(Sources) is not { Tokens.Count: > 0 } && result.GetResult(Since) is null && result.GetResult(Vocabulary) is null)
                result.AddError("Nothing to import is named: name a file, a folder, a study's id, \"ctgov:WORDS\", --since YYYY-MM-DD or --vocabulary FILE.");
        });
        verb.SetAction((words, cancellation) => RunAsync(words, output, messages, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        var asked = ImportWords.Read(words.GetValue(Sources) ?? [], words.GetValue(Since));
        await using var database = SharedOptions.OpenRegistryDatabase(words);
        var store = await RegistryStore.OpenAsync(database, TimeProvider.System, cancellation);
        if (words.GetValue(Vocabulary) is { } vocabulary && !await LearnAsync(vocabulary, store, messages, cancellation))
            return ExitCode.Failed;
        // Nobody waits for an answer meanwhile: the collector may stop everything, which is less work for it.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        using var handover = await HandoverAsync(words, store, cancellation);
        var import = new StudyImport(store, words.GetValue(KeepDemo), handover);
        var sources = new StudySources();
        var line = new ProgressLine(messages, asked.Paths.Sum(StudySources.SizeOf), TimeProvider.System);
        var ending = await TakeAsync(asked, words.GetRequiredValue(Registry), import, sources, store, line, cancellation);
        line.Clear();
        ending ??= words.GetValue(Complete) ? await RemoveOthersAsync(import, messages, cancellation) : null;
        var about = ending is null && handover is not null ? await FinishIndexAsync(handover) : null;

        if (words.GetValue(SharedOptions.Json))
            await output.WriteLineAsync(JsonSerializer.Serialize(import.Summary, JsonForm));
        await ImportReport.WriteAsync(import.Summary, sources.Unmapped, messages);
        if (about is not null)
            await messages.WriteLineAsync(about);
        if (ending is not null)
            await messages.WriteLineAsync(ending);
        return ending is null && import.Summary.Rejected == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>What takes the studies to the index while they are stored, where the store has none and lies beside the index; else null, and the index follows
    /// later.</summary>
    private static async Task<StudyHandover?> HandoverAsync(ParseResult words, RegistryStore store, CancellationToken cancellation) =>
        words.GetValue(NoIndex) || words.GetValue(SharedOptions.Database) is not null || (await store.SummarizeAsync(cancellation)).Studies > 0
            ? null
            : new StudyHandover(store, stop => StudyIndex.OpenAsync(IndexFolder.Of(words), store, TimeProvider.System, stop));

    /// <summary>Waits for the index.</summary>
    /// <returns>A sentence about it, or null where there was nothing for it or a site at work takes care of it.</returns>
    private static async Task<string?> FinishIndexAsync(StudyHandover handover)
    {
        try
        {
            return await handover.EndAsync() ? "The search index holds them." : null;
        }
        catch (Exception failure)
        {
            return failure is SearchException { IsLock: true } ? null : $"{FailureSentence.Of(failure)} The studies are stored; the next search or site makes the index.";
        }
    }

    private static async Task<bool> LearnAsync(FileInfo vocabulary, RegistryStore store, TextWriter messages, CancellationToken cancellation)
    {
        try
        {
            var concepts = MeshFile.Read(vocabulary.FullName).ToList();
            await store.PutVocabularyAsync(StudyIndex.Vocabulary, ConceptNames.Write(concepts), cancellation);
            await messages.WriteLineAsync($"{concepts.Count:N0} concepts of the vocabulary are kept.");
            return true;
        }
        catch (FormatException failure)
        {
            await messages.WriteLineAsync(failure.Message);
            return false;
        }
    }

    /// <summary>Takes all sources in.</summary>
    /// <returns>Why it ended early, or null.</returns>
    private static async Task<string?> TakeAsync(
        ImportWords asked, Uri registry, StudyImport import, StudySources sources, RegistryStore store, ProgressLine line, CancellationToken cancellation)
    {
        var progress = new ImmediateProgress<long>(read => line.Show(sources.Meter.BytesRead, read));
        try
        {
            foreach (var path in asked.Paths)
                await import.TakeAsync(sources.Read(path), progress, cancellation);
            var waiting = new ImmediateProgress<LiveWait>(line.Say);
            using var client = new RegistryClient(new LiveOptions { BaseAddress = registry }, TimeProvider.System, waiting: waiting);
            foreach (var query in asked.Queries)
                await TakeAsync(client, query, import, store, line, progress, cancellation);
            return null;
        }
        catch (OperationCanceledException)
        {
            return "Stopped. What was stored by then stays; run the same import again to go on.";
        }
        catch (LiveSourceException failure)
        {
            return $"{failure.Message} What came before is stored; run the same import again to go on from there.";
        }
        catch (Exception failure) when (import.Summary.Read > 0)
        {
            return $"{FailureSentence.Of(failure)} What was stored by then stays; run the same import again to go on.";
        }
    }

    private static async Task TakeAsync(
        RegistryClient client, LiveQuery query, StudyImport import, RegistryStore store, ProgressLine line, IProgress<long> progress, CancellationToken cancellation)
    {
        var begun = await store.FindProgressAsync(query.Label, cancellation);
        if (begun?.State is not null)
            line.Say($"{SourceLabel.Of(query.Label)} goes on where it broke off.");
        await foreach (var page in client.ReadAsync(query, begun?.State, cancellation))
        {
            await import.TakeAsync(page.Items, progress, cancellation);
            await import.FlushAsync(new ImportProgress(query.Label, page.State), cancellation);
        }
    }

    private static async Task<string?> RemoveOthersAsync(StudyImport import, TextWriter messages, CancellationToken cancellation)
    {
        if (import.Summary.Rejected > 0)
            return "No study was marked as removed, because some items were rejected and may be the ones that are missing.";
        var removed = await import.RemoveOthersAsync(cancellation);
        await messages.WriteLineAsync($"{removed:N0} {(removed == 1 ? "study" : "studies")} marked as removed.");
        return null;
    }

    private static void RefuseUnknown(System.CommandLine.Parsing.ArgumentResult result)
    {
        foreach (var word in result.Tokens.Select(token => token.Value))
        {
            if (ImportWords.WhatIsWrongWith(word) is { } sentence)
                result.AddError(sentence);
        }
    }

    private static void RefuseMissing(System.CommandLine.Parsing.OptionResult result)
    {
        if (result.Tokens is [var token] && !File.Exists(token.Value))
            result.AddError($"There is no file '{SourceLabel.Of(token.Value)}': check the name behind --vocabulary.");
    }

    private static Uri ReadAddress(System.CommandLine.Parsing.ArgumentResult result)
    {
        var word = result.Tokens is [var token] ? token.Value : "";
        if (Uri.TryCreate(word.EndsWith('/') ? word : $"{word}/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0)
            return address;
        result.AddError("--registry is not an address such as https://clinicaltrials.gov/api/v2 (without a user or password in it).");
        return new LiveOptions().BaseAddress;
    }
}
