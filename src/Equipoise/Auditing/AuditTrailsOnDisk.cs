using System.CommandLine;
using Equipoise.CommandLine;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Store;
using Equipoise.Storage;

namespace Equipoise.Auditing;

/// <summary>Opens the conduct database for a verb that looks at its trails.</summary>
internal static class AuditTrailsOnDisk
{
    /// <summary>Runs some work on the trails that the words ask for.</summary>
    /// <exception cref="StorageException">There is no such database or trail.</exception>
    public static async Task<int> WithAsync(ParseResult words, string? study, Func<AuditReader, IReadOnlyList<TrailHead>, Task<int>> work, CancellationToken cancellation)
    {
        // A verb that looks at data makes none.
        if (words.GetValue(SharedOptions.ConductDatabase) is null && !File.Exists(Path.Combine(words.GetRequiredValue(SharedOptions.Data), "conduct.db")))
            throw new StorageException($"There is no conduct.db in {Path.GetFullPath(words.GetRequiredValue(SharedOptions.Data))}: name the data folder with --data, or the database with --conduct-database.");
        await using var database = SharedOptions.OpenConductDatabase(words);
        var reader = new AuditReader(await ConductStore.OpenToVerifyAsync(database, TimeProvider.System, cancellation));
        var heads = await reader.HeadsAsync(cancellation);
        if (study is not null)
            heads = [.. heads.Where(head => string.Equals(head.Trail, study, StringComparison.OrdinalIgnoreCase))];
        return heads.Count == 0 && (await reader.StudiesWithoutTrailAsync(cancellation)).Count == 0
            ? throw new StorageException(study is null ? "There is no audit trail yet: nothing has been done." : $"There is no audit trail of '{study}'.")
            : await work(reader, heads);
    }
}
