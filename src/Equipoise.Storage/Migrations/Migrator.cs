using System.Data.Common;
using Equipoise.Storage.Databases;

namespace Equipoise.Storage.Migrations;

/// <summary>Brings a database to the newest version of its schema, forward only, in one transaction.</summary>
public static class Migrator
{
    private const string CreateLog =
        """
        create table schema_migration (
          schema_name {text} not null,
          number integer not null,
          name {text} not null,
          checksum {text} not null,
          applied_at {text} not null,
          primary key (schema_name, number)
        )
        """;

    /// <summary>Runs the steps that the database has not seen. Nodes that start together take turns; the second finds
    /// nothing to do.</summary>
    /// <returns>The steps that ran, first to last.</returns>
    /// <exception cref="StorageException">The database is not ours, is newer than this program, or its past differs from
    /// ours; nothing was changed.</exception>
    public static async Task<IReadOnlyList<Migration>> MigrateAsync(Database database, MigrationSet set, TimeProvider time, CancellationToken cancellation = default)
    {
        // Whoever only reads does not wait for a writer to learn that there is nothing to do.
        if (await SeenAsync(database, set, cancellation) is { } seen)
        {
            Compare(database, set, seen);
            if (seen.Count == set.Version)
                return [];
        }

        return await database.WriteAsync(
            async transaction =>
            {
                if (database.Dialect.LockForMigration is { } takeTurns)
                    await transaction.ExecuteAsync(takeTurns, cancellation: cancellation);
                await PrepareLogAsync(database, transaction);
                var applied = await AppliedAsync(transaction, set, cancellation);
                Compare(database, set, applied);
                return await RunAsync(database, transaction, set, applied.Count, time);
            },
            cancellation);
    }

    // Null where there is no database yet, or none that can be read: whoever writes finds out why.
    private static async Task<IReadOnlyList<Applied>?> SeenAsync(Database database, MigrationSet set, CancellationToken cancellation)
    {
        try
        {
            return await database.ReadAsync(
                async snapshot => await snapshot.CountAsync(database.Dialect.FindTable, new { table = "schema_migration" }) > 0 ? await AppliedAsync(snapshot, set, cancellation) : null,
                cancellation);
        }
        catch (StorageException)
        {
            return null;
        }
    }

    private static Task<IReadOnlyList<Applied>> AppliedAsync(DbTransaction transaction, MigrationSet set, CancellationToken cancellation) =>
        transaction.QueryAsync<Applied>(
            "select number as Number, checksum as Checksum from schema_migration where schema_name = @Name order by number", new { set.Name }, cancellation);

    private static async Task PrepareLogAsync(Database database, DbTransaction transaction)
    {
        if (await transaction.CountAsync(database.Dialect.FindTable, new { table = "schema_migration" }) > 0)
            return;
        if (await transaction.CountAsync(database.Dialect.CountOfTables) > 0)
            throw new StorageException($"The {database.Description} belongs to another program: it has tables that Equipoise did not make. Give Equipoise a folder or database of its own.");
        await transaction.ExecuteAsync(database.Dialect.Translate(CreateLog));
    }

    private static void Compare(Database database, MigrationSet set, IReadOnlyList<Applied> applied)
    {
        if (applied.Count > set.Version)
            throw new StorageException($"The {database.Description} was written by a newer Equipoise (schema {applied.Count}, this one knows {set.Version}): use that version or a later one, or other data.");
        foreach (var (past, step) in applied.Zip(set.Steps))
        {
            if (past.Number != step.Number || !string.Equals(past.Checksum, step.Checksum, StringComparison.Ordinal))
                throw new StorageException($"The {database.Description} has another step {past.Number} of the {set.Name} schema than this program: use the version that made it, or other data.");
        }
    }

    private static async Task<IReadOnlyList<Migration>> RunAsync(Database database, DbTransaction transaction, MigrationSet set, int done, TimeProvider time)
    {
        var steps = set.Steps.Skip(done).ToList();
        foreach (var step in steps)
        {
            await transaction.ExecuteAsync(database.Dialect.Translate(step.Sql));
            await transaction.ExecuteAsync(
                "insert into schema_migration (schema_name, number, name, checksum, applied_at) values (@Schema, @Number, @Name, @Checksum, @At)",
                new { Schema = set.Name, step.Number, step.Name, step.Checksum, At = time.GetUtcNow().ToString("O") });
        }

        return steps;
    }

    private sealed class Applied
    {
        public int Number { get; init; }

        public string Checksum { get; init; } = "";
    }
}
