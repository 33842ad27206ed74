using System.Data.Common;
using Equipoise.Conduct.Simulated;
using Equipoise.Storage;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Store;

/// <summary>The table <c>simulation</c>: says of a database, once and for good, that what it holds is simulated.</summary>
internal static class SimulationTable
{
    private const string Marks = "select count(*) from simulation";

    /// <summary>Compares what a database holds with the clock it is opened on, and marks an untouched one.</summary>
    /// <exception cref="StorageException">A simulated trial is opened as a real one, or the other way round.</exception>
    public static Task CheckAsync(Database database, TimeProvider time, CancellationToken cancellation) => time is SimulatedClock clock
        ? database.WriteAsync(transaction => MarkAsync(database, transaction, clock), cancellation)
        : database.ReadAsync(transaction => RefuseAsync(database, transaction), cancellation);

    private static async Task<bool> MarkAsync(Database database, DbTransaction transaction, SimulatedClock clock)
    {
        if (await transaction.CountAsync(Marks) > 0)
            return true;
        if (await transaction.CountAsync("select count(*) from trail") > 0)
            throw new StorageException($"The {database.Description} holds what people have entered, and a demo never mixes with that: give it a folder or database of its own.");
        await transaction.ExecuteAsync("insert into simulation (simulation_id, begun_at) values (1, @at)", new { at = Moments.Write(clock.ReallyNow) });
        return true;
    }

    private static async Task<bool> RefuseAsync(Database database, DbTransaction transaction) =>
        await transaction.CountAsync(Marks) == 0
            ? true
            : throw new StorageException($"The {database.Description} holds a simulated trial: look at it with 'equipoise demo --data' and its folder, or name other data to conduct trials with people.");
}
