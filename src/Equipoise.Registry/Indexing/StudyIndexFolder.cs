using Equipoise.Search;
using Equipoise.Search.Indexing;

namespace Equipoise.Registry.Indexing;

/// <summary>The folder of a study index: how it is opened to be written, and removed.</summary>
public static class StudyIndexFolder
{
    // 200 MB while it is filled, twice that while it is written and the next one is filled.
    private const int BufferedWords = 16_000_000;

    // A program that reads page after page may take its time.
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    /// <summary>Removes an index, to be built anew.</summary>
    /// <exception cref="SearchException">Another process follows the store with it.</exception>
    public static void Remove(string folder, TimeProvider clock)
    {
        OpenWriter(folder, Options(clock)).Dispose();
        Directory.Delete(folder, recursive: true);
    }

    internal static IndexOptions Options(TimeProvider clock) =>
        new() { Clock = clock, MergeInBackground = true, BufferedWords = BufferedWords, Retention = Retention, Processors = Environment.ProcessorCount };

    /// <summary>Opens the index of a folder to write it; what is damaged is begun anew.</summary>
    internal static IndexWriter OpenWriter(string folder, IndexOptions settings)
    {
        try
        {
            return IndexWriter.Open(folder, StudyIndex.Schema, settings);
        }
        catch (SearchException failure) when (failure.IsDamage)
        {
            // The store is the truth: what it was derived into can be derived again.
            Directory.Delete(folder, recursive: true);
            return IndexWriter.Open(folder, StudyIndex.Schema, settings);
        }
    }
}
