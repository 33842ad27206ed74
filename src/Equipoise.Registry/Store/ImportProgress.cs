using System.Data.Common;
using Equipoise.Storage.Databases;

namespace Equipoise.Registry.Store;

/// <summary>How far the import of a live source has come, remembered in the transaction that stores what came so far.</summary>
/// <param name="Source">What is imported, such as <c>ctgov:head and neck cancer</c>.</param>
/// <param name="State">What the source needs to go on, or null once it is done.</param>
public sealed record ImportProgress(string Source, string? State)
{
    internal static async Task<ImportProgress?> FindAsync(DbTransaction snapshot, string source, CancellationToken cancellation)
    {
        var state = await snapshot.QueryAsync<string>("select state from import_progress where source = @source", new { source }, cancellation);
        return state.Count == 0 ? null : new ImportProgress(source, state[0]);
    }

    internal Task RememberAsync(DbTransaction transaction, CancellationToken cancellation) => State is null
        ? transaction.ExecuteAsync("delete from import_progress where source = @Source", new { Source }, cancellation)
        : transaction.ExecuteAsync(
            "insert into import_progress (source, state) values (@Source, @State) on conflict (source) do update set state = excluded.state",
            new { Source, State },
            cancellation);
}
