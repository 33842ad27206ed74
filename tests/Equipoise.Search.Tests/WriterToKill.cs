using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Equipoise.Search.Documents;

namespace Equipoise.Search.Tests;

/// <summary>This very program in a process of its own that writes batch after batch until it is killed.</summary>
internal static class WriterToKill
{
    private const string Variable = "EQUIPOISE_SEARCH_WRITER_TO_KILL";

    /// <summary>How many books each batch changes.</summary>
    public const int BatchSize = 20;

    /// <summary>The book that a batch puts in a place.</summary>
    public static Document Book(int batch, int place) =>
        new Document().Add("title", $"word{batch} trial {place}").Add("pages", batch).Add("genre", $"genre {place % 7}");

    public static Process Start(string folder)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Equipoise.Search.Tests")) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment[Variable] = folder;
        return Process.Start(start)!;
    }

    /// <summary>Runs before anything else of this program, and where it was started for that writes until killed.</summary>
    [ModuleInitializer]
    internal static void WriteForever()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } folder)
            return;
        using var writer = Indexing.IndexWriter.Open(folder, Library.Schema, Library.Defaults with { MergeFactor = 3, MergeInBackground = true });
        for (var batch = int.Parse(writer.UserData.GetValueOrDefault("batch", "0"), CultureInfo.InvariantCulture) + 1; ; batch++)
        {
            for (var place = 0; place < BatchSize; place++)
                writer.Upsert($"{place + batch % 3 * BatchSize:D4}", Book(batch, place));
            writer.Commit(new Dictionary<string, string> { ["batch"] = batch.ToString(CultureInfo.InvariantCulture) });
            Console.WriteLine(batch.ToString(CultureInfo.InvariantCulture));
        }
    }
}
