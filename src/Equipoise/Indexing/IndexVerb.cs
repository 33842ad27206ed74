using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Equipoise.CommandLine;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Store;
using Equipoise.Search;

namespace Equipoise.Indexing;

/// <summary><c>equipoise index</c>: rebuilds the index from the store; <c>index check</c> lays one beside the other; <c>index sizes</c> says
/// what takes how much room.</summary>
internal static class IndexVerb
{
    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("index", "Rebuild the search index from the store");
        verb.SetAction((words, cancellation) => RebuildAsync(words, output, messages, cancellation));
        var check = new Command("check", "Compare the search index with the store");
        check.SetAction((words, cancellation) => CheckAsync(words, output, messages, cancellation));
        verb.Add(check);
        var sizes = new Command("sizes", "Say how much room each part of the search index takes");
        sizes.SetAction((words, _) => ShowSizesAsync(words, output));
        verb.Add(sizes);
        return verb;
    }

    private static async Task<int> RebuildAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        await using var database = SharedOptions.OpenRegistryDatabase(words);
        var store = await RegistryStore.OpenAsync(database, TimeProvider.System, cancellation);
        try
        {
            StudyIndexFolder.Remove(IndexFolder.Of(words), TimeProvider.System);
        }
        catch (SearchException failure) when (failure.IsLock)
        {
            await messages.WriteLineAsync("A site at work keeps this index up to date: stop it, then run 'equipoise index' again.");
            return ExitCode.Failed;
        }

        using var index = await IndexFolder.OpenUpToDateAsync(words, store, messages, cancellation);
        using var snapshot = index.Acquire();
        if (words.GetValue(SharedOptions.Json))
            await output.WriteLineAsync(JsonSerializer.Serialize(new { studies = snapshot.DocumentCount, change = index.Change }));
        else
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{IndexReport.Studies(snapshot.DocumentCount)} indexed."));
        return ExitCode.Done;
    }

    private static async Task<int> CheckAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        await using var database = SharedOptions.OpenRegistryDatabase(words);
        var store = await RegistryStore.OpenAsync(database, TimeProvider.System, cancellation);
        var check = await CompareAsync(words, store, cancellation);
        if (words.GetValue(SharedOptions.Json))
            await output.WriteLineAsync(JsonSerializer.Serialize(check, JsonSerializerOptions.Web));
        foreach (var damage in check.Damages)
            await messages.WriteLineAsync(damage);
        if (check.Damages.Count > 0)
            return ExitCode.Failed;
        await messages.WriteLineAsync(IndexReport.Of(check));
        return check.IsWhole ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<IndexComparison> CompareAsync(ParseResult words, RegistryStore store, CancellationToken cancellation)
    {
        if (!Directory.Exists(IndexFolder.Of(words)))
            return await StudyIndex.CompareNothingAsync(store, cancellation);
        using var index = StudyIndex.OpenToRead(IndexFolder.Of(words), TimeProvider.System);
        return await index.CompareAsync(store, cancellation);
    }

    private static async Task<int> ShowSizesAsync(ParseResult words, TextWriter output)
    {
        using var index = StudyIndex.OpenToRead(IndexFolder.Of(words), TimeProvider.System);
        using var snapshot = index.Acquire();
        var parts = snapshot.Sizes().OrderByDescending(part => part.Bytes).ToList();
        var all = parts.Sum(part => part.Bytes);
        if (words.GetValue(SharedOptions.Json))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(new { studies = snapshot.DocumentCount, bytes = all, parts }, JsonSerializerOptions.Web));
            return ExitCode.Done;
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{IndexReport.Studies(snapshot.DocumentCount)}, {all:N0} bytes"));
        foreach (var part in parts.Where(part => part.Bytes > 0))
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{part.Bytes,14:N0}  {part.Bytes / (double)all,6:P1}  {part.Items,13:N0}  {part.Path}{(part.Path.Length > 0 ? "." : "")}{part.File}: {part.Name}"));
        return ExitCode.Done;
    }
}
