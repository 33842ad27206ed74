using Dapper;
using Equipoise.Registry.Records;
using Equipoise.Storage.Databases;
using Equipoise.Storage.Migrations;

namespace Equipoise.Registry.Store;

/// <summary>The public records of all studies: the truth that everything else about them is derived from.</summary>
/// <remarks>Safe for use by many threads. The data of running trials lie in another database.</remarks>
public sealed class RegistryStore
{
    private const string Columns = "select origin as Origin, record as Record from study";
    private readonly Database database;

    private RegistryStore(Database database) => this.database = database;

    /// <summary>The steps of the store's schema.</summary>
    public static MigrationSet Schema { get; } =
        MigrationSet.FromResources("registry", typeof(RegistryStore).Assembly, "migration/");

    /// <summary>Opens the store, bringing an older one or an empty database to today's schema first.</summary>
    /// <exception cref="Equipoise.Storage.StorageException">The database cannot be used; nothing was changed.</exception>
    public static async Task<RegistryStore> OpenAsync(Database database, TimeProvider time, CancellationToken cancellation = default)
    {
        await Migrator.MigrateAsync(database, Schema, time, cancellation);
        return new RegistryStore(database);
    }

    /// <summary>The record of a study, or null where the store holds none.</summary>
    public async Task<StoredStudy?> FindAsync(StudyId id, CancellationToken cancellation = default)
    {
        var row = await database.ReadAsync(
            snapshot => snapshot.Connection!.QuerySingleOrDefaultAsync<Row>($"{Columns} where study_id = @id", new { id = id.ToString() }, snapshot),
            cancellation);
        return row?.ToStudy();
    }

    /// <summary>All records in the order of their ids.</summary>
    public async Task<IReadOnlyList<StoredStudy>> ListAsync(CancellationToken cancellation = default)
    {
        var rows = await database.ReadAsync(
            snapshot => snapshot.Connection!.QueryAsync<Row>($"{Columns} order by study_id", transaction: snapshot),
            cancellation);
        return [.. rows.Select(row => row.ToStudy())];
    }

    /// <summary>Reads nothing of use, but throws where reading is not possible.</summary>
    /// <exception cref="Equipoise.Storage.StorageException">The database cannot be read.</exception>
    public Task CheckAsync(CancellationToken cancellation = default) =>
        database.ReadAsync(
            snapshot => snapshot.Connection!.ExecuteScalarAsync<long>("select count(*) from study where study_id = ''", transaction: snapshot),
            cancellation);

    /// <summary>Makes the samples in the store exactly these, and changes nothing where they are. Where the store holds a
    /// registry's records it keeps no samples at all, so that the two never stand side by side.</summary>
    /// <returns>How many samples the store holds now.</returns>
    public Task<int> ShowSamplesAsync(IReadOnlyCollection<StudyRecord> samples, CancellationToken cancellation = default) =>
        database.WriteAsync(
            async transaction =>
            {
                var connection = transaction.Connection!;
                var registryStudies = await connection.ExecuteScalarAsync<long>(
                    "select count(*) from study where origin = 'registry'", transaction: transaction);
                var shown = registryStudies == 0 ? samples : [];
                var held = await connection.QueryAsync<string>("select study_id from study where origin = 'sample'", transaction: transaction);
                await connection.ExecuteAsync(
                    "delete from study where origin = 'sample' and study_id = @id",
                    held.Except(shown.Select(study => study.Id.ToString()), StringComparer.Ordinal).Select(id => new { id }),
                    transaction);
                // Another node may be doing the same at this moment; its rows are as good as ours.
                await connection.ExecuteAsync(
                    """
                    insert into study (study_id, origin, record) values (@Id, 'sample', @Json)
                    on conflict (study_id) do update set record = excluded.record where study.record <> excluded.record
                    """,
                    shown.Select(study => new { Id = study.Id.ToString(), study.Json }),
                    transaction);
                return shown.Count;
            },
            cancellation);

    private sealed record Row(string Origin, string Record)
    {
        public StoredStudy ToStudy() =>
            new(StudyRecord.Parse(Record), string.Equals(Origin, "sample", StringComparison.Ordinal) ? StudyOrigin.Sample : StudyOrigin.Registry);
    }
}
