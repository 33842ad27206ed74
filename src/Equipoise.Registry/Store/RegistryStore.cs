using Equipoise.Registry.Records;
using Equipoise.Storage.Databases;
using Equipoise.Storage.Migrations;

namespace Equipoise.Registry.Store;

/// <summary>The public records of all studies: the truth that everything else about them is derived from.</summary>
/// <remarks>Safe for use by many threads. The data of running trials lie in another database.</remarks>
public sealed class RegistryStore
{
    private const string Columns = "select study_id as Id, origin as Origin, record as Record from study";
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
    /// <exception cref="FormatException">The store holds one that cannot be read.</exception>
    public async Task<StoredStudy?> FindAsync(StudyId id, CancellationToken cancellation = default)
    {
        var row = await database.ReadAsync(
            snapshot => snapshot.QueryOneAsync<Row>($"{Columns} where study_id = @id", new { id = id.ToString() }, cancellation),
            cancellation);
        return row?.ToStudy();
    }

    /// <summary>All records in the order of their ids, those that cannot be read apart: one bad record never hides the
    /// others.</summary>
    public async Task<StudyList> ListAsync(CancellationToken cancellation = default)
    {
        var rows = await database.ReadAsync(
            snapshot => snapshot.QueryAsync<Row>($"{Columns} order by study_id", cancellation: cancellation), cancellation);
        var (studies, unreadable) = (new List<StoredStudy>(rows.Count), new List<string>());
        foreach (var row in rows)
        {
            try
            {
                studies.Add(row.ToStudy());
            }
            catch (FormatException)
            {
                unreadable.Add(row.Id);
            }
        }

        return new StudyList(studies, unreadable);
    }

    /// <summary>Reads nothing of use, but throws where reading is not possible.</summary>
    /// <exception cref="Equipoise.Storage.StorageException">The database cannot be read.</exception>
    public Task CheckAsync(CancellationToken cancellation = default) =>
        database.ReadAsync(snapshot => snapshot.CountAsync("select count(*) from study where study_id = ''", cancellation: cancellation), cancellation);

    /// <summary>Makes the samples in the store exactly these, and changes nothing where they are. Where the store holds a
    /// registry's records it keeps no samples at all, so that the two never stand side by side.</summary>
    /// <returns>How many samples the store holds now.</returns>
    public Task<int> ShowSamplesAsync(IReadOnlyCollection<StudyRecord> samples, CancellationToken cancellation = default) =>
        database.WriteAsync(
            async transaction =>
            {
                var registryStudies = await transaction.CountAsync("select count(*) from study where origin = 'registry'", cancellation: cancellation);
                var shown = registryStudies == 0 ? samples : [];
                var held = await transaction.QueryAsync<string>("select study_id from study where origin = 'sample'", cancellation: cancellation);
                await transaction.ExecuteAsync(
                    "delete from study where origin = 'sample' and study_id = @id",
                    held.Except(shown.Select(study => study.Id.ToString()), StringComparer.Ordinal).Select(id => new { id }),
                    cancellation);
                // Another node may be doing the same at this moment; its rows are as good as ours.
                await transaction.ExecuteAsync(
                    """
                    insert into study (study_id, origin, record) values (@Id, 'sample', @Json)
                    on conflict (study_id) do update set record = excluded.record where study.record <> excluded.record
                    """,
                    shown.Select(study => new { Id = study.Id.ToString(), study.Json }),
                    cancellation);
                return shown.Count;
            },
            cancellation);

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string Origin { get; init; } = "";

        public string Record { get; init; } = "";

        public StoredStudy ToStudy()
        {
            var record = StudyRecord.Parse(Record);
            return string.Equals(record.Id.ToString(), Id, StringComparison.Ordinal)
                ? new StoredStudy(record, string.Equals(Origin, "sample", StringComparison.Ordinal) ? StudyOrigin.Sample : StudyOrigin.Registry)
                : throw new FormatException($"The record stored under {Id} is that of {record.Id}.");
        }
    }
}
