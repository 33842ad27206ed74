using System.Globalization;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Samples;
using Equipoise.Search;
using Equipoise.Storage;
using Equipoise.Storage.Databases;

namespace Equipoise.CommandLine;

/// <summary>Notices that the registry database of a data folder was lost, which would otherwise look like a new folder.</summary>
internal static class LostRegistry
{
    /// <summary>Opens the registry database of a folder, unless it is missing or empty beside an index of a registry's records: these
    /// were there once.</summary>
    /// <exception cref="StorageException">They were lost.</exception>
    public static Database Demand(string folder, string name)
    {
        var file = new FileInfo(Path.Combine(folder, name));
        var index = Path.Combine(folder, "index");
        if ((!file.Exists || file.Length == 0) && Directory.Exists(index) && RecordsIn(index) is > 0 and var records)
        {
            throw new StorageException(string.Create(
                CultureInfo.InvariantCulture,
                $"{file} is {(file.Exists ? "empty" : "not there")}, though the index beside it holds {records:N0} {(records == 1 ? "study" : "studies")} of a registry: restore the file from a backup, give --database where the studies lie in PostgreSQL, or move {index} away to start afresh."));
        }

        return Database.Sqlite(file.ToString());
    }

    private static int RecordsIn(string folder)
    {
        try
        {
            using var index = StudyIndex.OpenToRead(folder, TimeProvider.System);
            using var snapshot = index.Acquire();
            return snapshot.Keys().Except(SampleStudies.All.Select(study => study.Id.ToString()), StringComparer.Ordinal).Count();
        }
        catch (Exception failure) when (failure is SearchException or IOException or UnauthorizedAccessException)
        {
            // An index that cannot be read tells of nothing lost.
            return 0;
        }
    }
}
