using System.Data.Common;
using System.Globalization;
using Equipoise.Registry.Records;
using Equipoise.Storage.Databases;
using Equipoise.Storage.Migrations;

namespace Equipoise.Registry.Store;

/// <summary>The public records of all studies, in every version that came in: the truth that everything else about them is
/// derived from.</summary>
/// <remarks>Safe for use by many threads. The data of running trials lie in another database.</remarks>
public sealed class RegistryStore
{
    // SQLite looks through all names of a statement for each value.
    private const int NamesInStatement = 128;

    // A single pack is unpacked by one thread, while others would wait for it.
    private const int FewPacks = 2;

    private readonly Database database;
    private readonly TimeProvider time;
    private readonly string name;

    private RegistryStore(Database database, TimeProvider time, string name) => (this.database, this.time, this.name) = (database, time, name);

    /// <summary>The steps of the store's schema.</summary>
    public static MigrationSet Schema { get; } =
        MigrationSet.FromResources("registry", typeof(RegistryStore).Assembly, "migration/");

    /// <summary>Opens the store, bringing an older one or an empty database to today's schema first.</summary>
    /// <exception cref="Equipoise.Storage.StorageException">The database cannot be used; nothing was changed.</exception>
    public static async Task<RegistryStore> OpenAsync(Database database, TimeProvider time, CancellationToken cancellation = default)
    {
        await Migrator.MigrateAsync(database, Schema, time, cancellation);
        return new RegistryStore(database, time, await NameAsync(database, cancellation));
    }

    /// <summary>The record of a study, or null where the store holds none of that id.</summary>
    /// <exception cref="FormatException">The store holds one that cannot be read.</exception>
    public async Task<StoredStudy?> FindAsync(StudyId id, CancellationToken cancellation = default) =>
        (await LookUpAsync(id, cancellation)).Study;

    /// <summary>What the store knows of an id: the study, or where it went.</summary>
    /// <exception cref="FormatException">The store holds a record of it that cannot be read.</exception>
    public Task<StudyPlace> LookUpAsync(StudyId id, CancellationToken cancellation = default) =>
        database.ReadAsync(
            async snapshot =>
            {
                var row = await snapshot.QueryOneAsync<StudyRow>($"{StudyRow.Columns} where study.study_id = @id", new { id = id.ToString() }, cancellation);
                if (row is { RemovedAt: null })
                    return new StudyPlace(row.ToStudy(await StoredRecords.ReadAsync(snapshot, [row], cancellation)), MovedTo: null, RemovedAt: null);
                var target = await snapshot.QueryAsync<string>(
                    """
                    select study_alias.study_id from study_alias join study on study.study_id = study_alias.study_id
                    where alias = @id and removed_at is null order by study_alias.study_id limit 1
                    """,
                    new { id = id.ToString() },
                    cancellation);
                return new StudyPlace(
                    Study: null,
                    target.Count == 0 ? null : StudyId.Parse(target[0]),
                    row?.RemovedAt is { } removed && !row.IsSample ? Moment(removed) : null);
            },
            cancellation);

    /// <summary>The studies of some ids, in their order. What is not here, was removed, or cannot be read is left out.</summary>
    /// <param name="ids">The ids, best a few dozen.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<StoredStudy>> FindAllAsync(IReadOnlyList<StudyId> ids, CancellationToken cancellation = default)
    {
        if (ids.Count == 0)
            return [];
        var (rows, records) = await RowsAsync([.. ids.Select(id => id.ToString())], cancellation);
        var found = rows.Select(row => row.ToChange(records).Study).OfType<StoredStudy>().ToDictionary(study => study.Record.Id);
        return [.. ids.Distinct().Select(id => found.GetValueOrDefault(id)).OfType<StoredStudy>()];
    }

    /// <summary>Today's records of some studies in their written form, in the order asked; those that are not there, or are damaged
    /// and cannot be read, are left out.</summary>
    /// <param name="ids">The studies, best a few dozen.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<IReadOnlyList<StudyText>> TextsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation = default) =>
        TextsAsync(ids, withRemoved: false, cancellation);

    /// <summary>The same, and of studies that their registry has removed the record of before: for those who read on in a state of the index that holds them.</summary>
    public Task<IReadOnlyList<StudyText>> LastTextsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation = default) =>
        TextsAsync(ids, withRemoved: true, cancellation);

    /// <summary>Where today's records of some studies lie, in the order asked, also of studies that were removed.</summary>
    /// <param name="ids">The studies, best about a thousand.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<TextPlaces> PlacesAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation = default) =>
        database.ReadAsync(
            async snapshot =>
            {
                var found = new Dictionary<string, StudyRow>(ids.Count, StringComparer.Ordinal);
                foreach (var some in ids.Chunk(NamesInStatement))
                {
                    var (which, values) = WhereIdIn(some);
                    foreach (var row in await snapshot.QueryAsync<StudyRow>($"{StudyRow.ColumnsOfPlaces} {which}", values, cancellation))
                        found[row.Id] = row;
                }

                return new TextPlaces([.. ids.Select(id => found.GetValueOrDefault(id)).OfType<StudyRow>()]);
            },
            cancellation);

    /// <summary>The records that lie at some places, in their order; those that are damaged are left out. What lies together is unpacked once and not copied.</summary>
    /// <param name="places">The places.</param>
    /// <param name="from">The first of them to read.</param>
    /// <param name="end">The first behind them.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<LentTexts> LendTextsAsync(TextPlaces places, int from, int end, CancellationToken cancellation = default)
    {
        var rows = places.Part(from, end);
        var apart = rows.Where(row => row.PackId is null).Select(row => row.Id).ToList();
        var records = await database.ReadAsync(snapshot => StoredRecords.ReadAsync(snapshot, rows, cancellation, lends: true), cancellation);
        var others = (await LastTextsAsync(apart, cancellation)).ToDictionary(study => study.Id, StringComparer.Ordinal);
        return new LentTexts([.. (records.Packs > FewPacks ? rows.AsParallel().AsOrdered().Select(Read).AsEnumerable() : rows.Select(Read)).OfType<StudyText>()], records);

        StudyText? Read(StudyRow row) => row.PackId is null ? others.GetValueOrDefault(row.Id) : row.ToText(records);
    }

    private async Task<IReadOnlyList<StudyText>> TextsAsync(IReadOnlyCollection<string> ids, bool withRemoved, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            return [];
        var (rows, records) = await RowsAsync(ids, cancellation);
        var found = rows.AsParallel().Where(row => withRemoved || row.RemovedAt is null).Select(row => row.ToText(records)).OfType<StudyText>().ToDictionary(study => study.Id, StringComparer.Ordinal);
        return [.. ids.Select(id => found.GetValueOrDefault(id)).OfType<StudyText>()];
    }

    /// <summary>The versions of a study's record, the newest first; none where the store does not know the study.</summary>
    public async Task<IReadOnlyList<StudyVersion>> VersionsAsync(StudyId id, CancellationToken cancellation = default)
    {
        var rows = await database.ReadAsync(
            snapshot => snapshot.QueryAsync<VersionRow>(
                """
                select version.version as Number, version.updated as Updated, version.stored_at as StoredAt, version.form as Form,
                       version.hash as Hash, study.version as CurrentNumber
                from study_version as version join study on study.study_id = version.study_id
                where version.study_id = @id order by version.updated desc, version.version desc
                """,
                new { id = id.ToString() },
                cancellation),
            cancellation);
        return [.. rows.Select(row => row.ToVersion())];
    }

    /// <summary>The record as it was in one version, or null where there is no such version.</summary>
    /// <exception cref="FormatException">The stored version cannot be read.</exception>
    public Task<StudyRecord?> FindVersionAsync(StudyId id, int number, CancellationToken cancellation = default) =>
        database.ReadAsync(
            async snapshot =>
            {
                var row = await snapshot.QueryOneAsync<StudyRow>(
                    $"{StudyRow.ColumnsOfVersions} where study.study_id = @id and version.version = @number", new { id = id.ToString(), number }, cancellation);
                return row?.ToStudy(await StoredRecords.ReadAsync(snapshot, [row], cancellation)).Record;
            },
            cancellation);

    /// <summary>The studies that changed after change number <paramref name="after"/>, in the order of their last change: a
    /// study that changed many times comes once, as it is now.</summary>
    /// <param name="after">The number up to which the changes are known; 0 for all.</param>
    /// <param name="most">How many to give at most.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<IReadOnlyList<StudyChange>> ChangesAsync(long after, int most, CancellationToken cancellation = default) =>
        ChangesAsync(after, most, static change => change, lends: false, byMany: true, cancellation);

    /// <summary>The same, each change made into what the caller wants as soon as it is read. The records are lent: what is made of them keeps nothing of them.</summary>
    /// <param name="after">The number up to which the changes are known; 0 for all.</param>
    /// <param name="most">How many to give at most.</param>
    /// <param name="read">Makes of a change what the caller wants.</param>
    /// <param name="byMany">Whether several are made at a time; else the thread that asks makes one after the other.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<IReadOnlyList<T>> ChangesAsync<T>(long after, int most, Func<StudyChange, T> read, bool byMany, CancellationToken cancellation = default) =>
        ChangesAsync(after, most, read, lends: true, byMany, cancellation);

    /// <summary>What the store holds, in numbers.</summary>
    public Task<StoreSummary> SummarizeAsync(CancellationToken cancellation = default) =>
        database.ReadAsync(
            async snapshot =>
            {
                var rows = await snapshot.QueryAsync<CountRow>(
                    "select origin as Origin, count(*) as Studies, max(updated) as Updated from study where removed_at is null group by origin",
                    cancellation: cancellation);
                var last = await snapshot.CountAsync("select last from change_count", cancellation: cancellation);
                var registry = rows.FirstOrDefault(row => !row.IsSample);
                return new StoreSummary(
                    registry?.Studies ?? 0,
                    rows.FirstOrDefault(row => row.IsSample)?.Studies ?? 0,
                    PartialDate.TryParse(registry?.Updated, out var updated) ? updated : null,
                    last);
            },
            cancellation);

    /// <summary>Which store this is, and its last change: what a follower must know to tell whether it still follows the same
    /// one.</summary>
    public Task<StoreIdentity> IdentifyAsync(CancellationToken cancellation = default) =>
        database.ReadAsync(snapshot => IdentityAsync(snapshot, cancellation), cancellation);

    /// <summary>Reads nothing of use, but throws where the store is no longer what was opened.</summary>
    /// <exception cref="Equipoise.Storage.StorageException">The database is gone, was replaced by another, or cannot be read.</exception>
    public async Task CheckAsync(CancellationToken cancellation = default)
    {
        var found = await database.ReadAfreshAsync(
            async snapshot =>
            {
                await snapshot.CountAsync("select count(*) from study where study_id = ''", cancellation: cancellation);
                return await IdentityAsync(snapshot, cancellation);
            },
            cancellation);
        if (!string.Equals(found.StoreId, name, StringComparison.Ordinal))
            throw new Storage.StorageException($"The {database.Description} was replaced by another store: start Equipoise again to use that one.");
    }

    /// <summary>How much room the whole database takes, in bytes.</summary>
    public Task<long> SizeAsync(CancellationToken cancellation = default) =>
        database.ReadAsync(snapshot => snapshot.CountAsync(database.Dialect.Size, cancellation: cancellation), cancellation);

    /// <summary>Puts registry records into the store in one transaction: all of them or, where it throws, none. With the
    /// first of them all samples leave, unless they shall stay.</summary>
    /// <param name="studies">The records, each study once at most.</param>
    /// <param name="keepSamples">True to leave samples beside them.</param>
    /// <param name="progress">What a live source wants remembered with them, or null.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What became of each, in their order.</returns>
    public async Task<IReadOnlyList<PutOutcome>> PutAsync(
        IReadOnlyList<IncomingStudy> studies, bool keepSamples = false, ImportProgress? progress = null, CancellationToken cancellation = default) =>
        (await PutNumberedAsync(studies, keepSamples, progress, cancellation)).Outcomes;

    /// <summary>The same, with the number of the last change: those that are new or changed have the numbers up to it, in their order.</summary>
    internal Task<(IReadOnlyList<PutOutcome> Outcomes, long LastChange)> PutNumberedAsync(
        IReadOnlyList<IncomingStudy> studies, bool keepSamples, ImportProgress? progress, CancellationToken cancellation) =>
        database.WriteAsync(
            async transaction =>
            {
                var writer = await StudyWriter.BeginAsync(transaction, time, cancellation);
                if (studies.Count > 0 && !keepSamples)
                    await writer.RemoveSamplesAsync(except: []);
                var outcomes = await writer.PutAsync(studies, "registry");
                var last = await writer.EndAsync();
                if (progress is not null)
                    await progress.RememberAsync(transaction, cancellation);
                return (outcomes, last);
            },
            cancellation);

    /// <summary>Marks studies as removed by their registry: their pages are gone, their versions stay.</summary>
    /// <returns>How many of them were there.</returns>
    public Task<int> RemoveAsync(IReadOnlyCollection<StudyId> ids, CancellationToken cancellation = default) =>
        database.WriteAsync(
            async transaction =>
            {
                var writer = await StudyWriter.BeginAsync(transaction, time, cancellation);
                var removed = 0;
                foreach (var id in ids)
                    removed += await writer.RemoveAsync(id) ? 1 : 0;
                await writer.EndAsync();
                return removed;
            },
            cancellation);

    /// <summary>The ids of all studies of one origin that are there, in their order.</summary>
    public async Task<IReadOnlyList<StudyId>> IdsAsync(StudyOrigin origin, CancellationToken cancellation = default)
    {
        var ids = await database.ReadAsync(
            snapshot => snapshot.QueryAsync<string>(
                "select study_id from study where removed_at is null and origin = @origin order by study_id",
                new { origin = origin == StudyOrigin.Sample ? "sample" : "registry" },
                cancellation),
            cancellation);
        return [.. ids.Select(StudyId.Parse)];
    }

    /// <summary>The ids of all studies that are there, samples among them, in their order.</summary>
    public Task<IReadOnlyList<string>> PresentIdsAsync(CancellationToken cancellation = default) =>
        database.ReadAsync(
            snapshot => snapshot.QueryAsync<string>("select study_id from study where removed_at is null order by study_id", cancellation: cancellation),
            cancellation);

    /// <summary>The same, as they lie in the store: those that come together can be read together.</summary>
    public Task<IReadOnlyList<string>> PresentIdsAsStoredAsync(CancellationToken cancellation = default) =>
        database.ReadAsync(
            snapshot => snapshot.QueryAsync<string>("select study_id from study where removed_at is null order by change", cancellation: cancellation),
            cancellation);

    /// <summary>Keeps a vocabulary, in the place of the one of that name.</summary>
    /// <param name="name">Its name, such as <c>mesh</c>.</param>
    /// <param name="content">Its concepts, as <see cref="Vocabulary.ConceptNames.Write"/> writes them.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task PutVocabularyAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation = default) =>
        database.WriteAsync(
            transaction => transaction.ExecuteAsync(
                """
                insert into vocabulary (name, hash, content) values (@name, @hash, @packed)
                on conflict (name) do update set hash = excluded.hash, content = excluded.content
                """,
                new { name, hash = PackedRecord.Hash(content.Span), packed = PackedRecord.Pack(content.Span) },
                cancellation),
            cancellation);

    /// <summary>The vocabulary of a name, or null where there is none or it is the one that <paramref name="known"/> is the hash
    /// of.</summary>
    public async Task<(string Hash, byte[] Content)?> FindVocabularyAsync(string name, string known, CancellationToken cancellation = default)
    {
        var row = await database.ReadAsync(
            snapshot => snapshot.QueryOneAsync<VocabularyRow>("select hash as Hash, content as Packed from vocabulary where name = @name and hash <> @known", new { name, known }, cancellation),
            cancellation);
        return row is null ? null : (row.Hash, PackedRecord.Unpack(row.Packed));
    }

    /// <summary>The ids of registries' studies with the dates of their last update, a part of them, by id.</summary>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="most">How many to give at most.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<StudyUpdate>> UpdatesAsync(long skip, int most, CancellationToken cancellation = default)
    {
        var rows = await database.ReadAsync(
            snapshot => snapshot.QueryAsync<UpdateRow>(
                "select study_id as Id, updated as Updated from study where removed_at is null and origin = 'registry' order by study_id limit @most offset @skip",
                new { skip, most },
                cancellation),
            cancellation);
        return [.. rows.Select(row => row.ToUpdate())];
    }

    /// <summary>What a live source wanted remembered, or null.</summary>
    public Task<ImportProgress?> FindProgressAsync(string source, CancellationToken cancellation = default) =>
        database.ReadAsync(snapshot => ImportProgress.FindAsync(snapshot, source, cancellation), cancellation);

    /// <summary>Makes the samples in the store exactly these, and changes nothing where they are. Where the store holds a
    /// registry's records it keeps no samples at all, so that the two never stand side by side.</summary>
    /// <returns>How many samples the store holds now.</returns>
    public Task<int> ShowSamplesAsync(IReadOnlyCollection<StudyRecord> samples, CancellationToken cancellation = default) =>
        database.WriteAsync(
            async transaction =>
            {
                // Another node may be doing the same at this moment: the writer's turn makes one wait for the other.
                var writer = await StudyWriter.BeginAsync(transaction, time, cancellation);
                var registryStudies = await transaction.CountAsync("select count(*) from study where origin = 'registry'", cancellation: cancellation);
                var shown = registryStudies == 0 ? samples : [];
                await writer.RemoveSamplesAsync(except: [.. shown.Select(study => study.Id.ToString())]);
                await writer.PutAsync([.. shown.Select(study => IncomingStudy.From(study))], "sample");
                await writer.EndAsync();
                return shown.Count;
            },
            cancellation);

    private async Task<IReadOnlyList<T>> ChangesAsync<T>(long after, int most, Func<StudyChange, T> read, bool lends, bool byMany, CancellationToken cancellation)
    {
        var (rows, records) = await RowsAsync("where study.change > @after order by study.change limit @most", new { after, most }, cancellation, lends);
        using var lent = records;
        return byMany
            ? [.. rows.AsParallel().AsOrdered().WithCancellation(cancellation).Select(row => read(row.ToChange(lent)))]
            : [.. rows.Select(row => read(row.ToChange(lent)))];
    }

    private Task<(IReadOnlyList<StudyRow> Rows, StoredRecords Records)> RowsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var (which, values) = WhereIdIn(ids);
        return RowsAsync(which, values, cancellation);
    }

    private static (string Which, Dictionary<string, object> Values) WhereIdIn(IReadOnlyCollection<string> ids)
    {
        var values = ids.Index().ToDictionary(entry => $"id{entry.Index}", entry => (object)entry.Item, StringComparer.Ordinal);
        return ($"where study.study_id in ({string.Join(", ", values.Keys.Select(name => $"@{name}"))})", values);
    }

    private Task<(IReadOnlyList<StudyRow> Rows, StoredRecords Records)> RowsAsync(string which, object values, CancellationToken cancellation, bool lends = false) =>
        database.ReadAsync(
            async snapshot =>
            {
                var rows = await snapshot.QueryAsync<StudyRow>($"{StudyRow.Columns} {which}", values, cancellation);
                return (rows, await StoredRecords.ReadAsync(snapshot, rows, cancellation, lends));
            },
            cancellation);

    private static async Task<StoreIdentity> IdentityAsync(DbTransaction snapshot, CancellationToken cancellation) =>
        (await snapshot.QueryOneAsync<IdentityRow>("select store_id as StoreId, last as LastChange from change_count", cancellation: cancellation))!.ToIdentity();

    /// <summary>Gives a new store a name of its own, once.</summary>
    /// <returns>The store's name.</returns>
    private static async Task<string> NameAsync(Database database, CancellationToken cancellation)
    {
        var isNamed = await database.ReadAsync(snapshot => snapshot.CountAsync("select count(store_id) from change_count", cancellation: cancellation), cancellation);
        if (isNamed == 0)
        {
            await database.WriteAsync(
                transaction => transaction.ExecuteAsync("update change_count set store_id = @id where store_id is null", new { id = Guid.NewGuid().ToString("N") }, cancellation),
                cancellation);
        }

        return (await database.ReadAsync(snapshot => IdentityAsync(snapshot, cancellation), cancellation)).StoreId;
    }

    internal static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
