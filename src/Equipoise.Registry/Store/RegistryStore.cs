using System.Data.Common;
using Dapper;
using Equipoise.Registry.Records;
using Equipoise.Storage.Databases;
using Equipoise.Storage.Migrations;

namespace Equipoise.Registry.Store;

/// <summary>The public records of all studies: the truth that everything else about them is derived from.</summary>
/// <remarks>Safe for use by many threads. Conduct data never lie in the same database.</remarks>
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

    /// <summary>Makes the samples in the store exactly these. Where the store holds a registry's records it keeps no
    /// samples at all, so that real and made-up studies never stand side by side.</summary>
    /// <returns>How many samples the store holds now.</returns>
    public Task<int> ShowSamplesAsync(IReadOnlyCollection<StudyRecord> samples, CancellationToken cancellation = default) =>
        database.WriteAsync(
            async transaction =>
            {
                var connection = transaction.Connection!;
                var registryStudies = await connection.ExecuteScalarAsync<long>(
                    "select count(*) from study where origin = 'registry'", transaction: transaction);
                var shown = registryStudies == 0 ? samples : [];
                await connection.ExecuteAsync("delete from study where origin = 'sample'", transaction: transaction);
                await PutAsync(transaction, shown, StudyOrigin.Sample);
                return shown.Count;
            },
            cancellation);

    private static Task PutAsync(DbTransaction transaction, IEnumerable<StudyRecord> studies, StudyOrigin origin) =>
        transaction.Connection!.ExecuteAsync(
            "insert into study (study_id, origin, record) values (@Id, @Origin, @Json)",
            studies.Select(study => new { Id = study.Id.ToString(), Origin = Row.Name(origin), study.Json }),
            transaction);

    private sealed record Row(string Origin, string Record)
    {
        public static string Name(StudyOrigin origin) => origin == StudyOrigin.Sample ? "sample" : "registry";

        public StoredStudy ToStudy() =>
            new(StudyRecord.Parse(Record), string.Equals(Origin, "sample", StringComparison.Ordinal) ? StudyOrigin.Sample : StudyOrigin.Registry);
    }
}
