using System.Data.Common;
using System.Globalization;
using Equipoise.Registry.Records;
using Equipoise.Storage.Databases;

namespace Equipoise.Registry.Store;

/// <summary>The changes of one transaction, numbered in the order of the change feed.</summary>
internal sealed class StudyWriter
{
    // How many studies the database is asked for at once.
    private const int MostAsked = 256;

    private readonly DbTransaction transaction;
    private readonly CancellationToken cancellation;
    private readonly string now;
    private readonly List<ReadOnlyMemory<byte>> pack = [];
    private readonly List<(long Id, IReadOnlyList<ReadOnlyMemory<byte>> Records)> packs = [];
    private readonly List<object?[]> versions = [];
    private readonly List<object?[]> studies = [];
    private readonly List<object?[]> replaced = [];
    private readonly List<object?[]> aliases = [];
    private long change;
    private long packId;
    private long packBytes;

    private StudyWriter(DbTransaction transaction, TimeProvider time, long change, long packId, CancellationToken cancellation)
    {
        this.packId = packId;
        this.transaction = transaction;
        this.cancellation = cancellation;
        this.change = change;
        now = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
    }

    /// <summary>Takes the writer's turn: another that begins waits until this transaction ends, so that the numbers of
    /// changes become visible in their order.</summary>
    public static async Task<StudyWriter> BeginAsync(DbTransaction transaction, TimeProvider time, CancellationToken cancellation)
    {
        await transaction.ExecuteAsync("update change_count set last = last", cancellation: cancellation);
        var lastChange = await transaction.CountAsync("select last from change_count", cancellation: cancellation);
        var lastPack = await transaction.CountAsync("select coalesce(max(pack_id), 0) from record_pack", cancellation: cancellation);
        return new StudyWriter(transaction, time, lastChange, lastPack + 1, cancellation);
    }

    /// <summary>Writes the rows, what was waiting for others to be compressed with, and the number of the last change.</summary>
    /// <returns>That number.</returns>
    public async Task<long> EndAsync()
    {
        await WriteRowsAsync();
        EndPack();
        var packed = packs.AsParallel().AsOrdered().WithCancellation(cancellation).Select(each => new { each.Id, records = RecordPack.Pack(each.Records) }).ToList();
        await transaction.ExecuteAsync("insert into record_pack (pack_id, records) values (@Id, @records)", packed, cancellation);
        await transaction.ExecuteAsync("update change_count set last = @change", new { change }, cancellation);
        return change;
    }

    /// <summary>Puts records in, each study once at most. What is asked of the database is asked for many at once.</summary>
    /// <returns>What became of each, in their order.</returns>
    public async Task<IReadOnlyList<PutOutcome>> PutAsync(IReadOnlyList<IncomingStudy> studies, string origin)
    {
        var outcomes = new List<PutOutcome>(studies.Count);
        foreach (var some in studies.Chunk(MostAsked))
        {
            var known = await KnownAsync(some);
            foreach (var study in some)
                outcomes.Add(await DecideAsync(study, known.GetValueOrDefault(study.Id.ToString()), origin));
        }

        return outcomes;
    }

    private async Task<Dictionary<string, CurrentRow>> KnownAsync(IReadOnlyList<IncomingStudy> studies)
    {
        var ids = studies.Index().ToDictionary(entry => $"id{entry.Index}", entry => (object)entry.Item.Id.ToString(), StringComparer.Ordinal);
        var rows = await transaction.QueryAsync<CurrentRow>(
            $"""
            select study.study_id as Id, study.origin as Origin, study.removed_at as RemovedAt, version.version as Version, version.updated as Updated,
                   version.form as Form, version.hash as Hash,
                   coalesce((select max(version) from study_version where study_id = study.study_id), 0) as Newest
            from study left join study_version as version on version.study_id = study.study_id and version.version = study.version
            where study.study_id in ({string.Join(", ", ids.Keys.Select(name => $"@{name}"))})
            """,
            ids,
            cancellation);
        return rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
    }

    private async Task<PutOutcome> DecideAsync(IncomingStudy study, CurrentRow? current, string origin)
    {
        var isRelic = current is null || current.RemovedAt is not null;
        if (!isRelic && string.Equals(current!.Origin, origin, StringComparison.Ordinal))
        {
            if (string.Equals(current.Hash, study.Hash, StringComparison.Ordinal))
                return PutOutcome.Unchanged;
            if (study.IsRepeat && string.Equals(current.Updated, study.Updated, StringComparison.Ordinal) && current.IsMapped == (study.Form == StudyForm.Mapped))
                return PutOutcome.Contradicts;
            if (!Replaces(study, current))
                return await KeepOlderAsync(study, current);
        }

        var id = study.Id.ToString();
        var isBack = current is not null && string.Equals(current.Hash, study.Hash, StringComparison.Ordinal);
        var version = isBack ? current!.Version : (current?.Newest ?? 0) + 1;
        if (!isBack)
            AddVersion(study, version, isSample: string.Equals(origin, "sample", StringComparison.Ordinal));
        studies.Add([id, origin, version, study.Updated, ++change]);
        if (current is not null)
            replaced.Add([id]);
        aliases.AddRange(study.Aliases.Distinct().Select(alias => new object?[] { alias.ToString(), id }));
        return isRelic ? PutOutcome.New : PutOutcome.Changed;
    }

    public async Task<bool> RemoveAsync(StudyId id) =>
        await transaction.ExecuteAsync(
            "update study set removed_at = @now, change = @number where study_id = @id and removed_at is null",
            new { now, number = ++change, id = id.ToString() },
            cancellation) > 0;

    /// <summary>Removes the samples and all that was kept of them; the rows stay as notes for those who follow the feed.</summary>
    public async Task RemoveSamplesAsync(IReadOnlyCollection<string> except)
    {
        var held = await transaction.QueryAsync<string>("select study_id from study where origin = 'sample' and removed_at is null", cancellation: cancellation);
        foreach (var id in held.Except(except, StringComparer.Ordinal))
        {
            await RemoveAsync(StudyId.Parse(id));
            await transaction.ExecuteAsync("delete from study_version where study_id = @id", new { id }, cancellation);
            await transaction.ExecuteAsync("delete from study_alias where study_id = @id", new { id }, cancellation);
        }
    }

    /// <summary>A record replaces one of an earlier date, and one of its own date unless it says less.</summary>
    private static bool Replaces(IncomingStudy study, CurrentRow current) =>
        string.CompareOrdinal(study.Updated, current.Updated) switch
        {
            > 0 => true,
            < 0 => false,
            _ => study.Form == StudyForm.Native || current.IsMapped,
        };

    private async Task<PutOutcome> KeepOlderAsync(IncomingStudy study, CurrentRow current)
    {
        // Of one date only one version is the registry's; a mapped one beside it would say nothing new.
        if (string.Equals(study.Updated, current.Updated, StringComparison.Ordinal))
            return PutOutcome.Unchanged;
        var ofDate = await transaction.QueryAsync<CurrentRow>(
            "select version as Version, form as Form, hash as Hash from study_version where study_id = @id and updated = @updated",
            new { id = current.Id, updated = study.Updated },
            cancellation);
        if (ofDate.Any(version => string.Equals(version.Hash, study.Hash, StringComparison.Ordinal)))
            return PutOutcome.Unchanged;
        var rival = ofDate.Any(version => !version.IsMapped || study.Form == StudyForm.Mapped);
        if (!rival)
            AddVersion(study, current.Newest + 1, isSample: false);
        return rival && study.IsRepeat ? PutOutcome.Contradicts : PutOutcome.Unchanged;
    }

    private void AddVersion(IncomingStudy study, long version, bool isSample)
    {
        byte[] record = isSample ? PackedRecord.Pack(study.Utf8.Span) : [];
        versions.Add([study.Id.ToString(), version, study.Updated, now, study.Form == StudyForm.Mapped ? "mapped" : "native", study.Hash, record,
            isSample ? null : packId, isSample ? null : (long)pack.Count]);
        // Samples leave again, all that is kept of them, so they share no pack.
        if (isSample)
            return;
        pack.Add(study.Utf8);
        packBytes += study.Utf8.Length;
        if (pack.Count == RecordPack.MostRecords || packBytes >= RecordPack.EnoughBytes)
            EndPack();
    }

    // A statement that is run for each of many is understood once.
    private async Task WriteRowsAsync()
    {
        await transaction.ExecuteEachAsync(
            """
            insert into study_version (study_id, version, updated, stored_at, form, hash, record, pack_id, place)
            values (@id, @version, @updated, @now, @form, @hash, @record, @pack, @place)
            """,
            ["@id", "@version", "@updated", "@now", "@form", "@hash", "@record", "@pack", "@place"],
            versions,
            cancellation);
        await transaction.ExecuteEachAsync(
            """
            insert into study (study_id, origin, version, updated, change, removed_at) values (@id, @origin, @version, @updated, @change, null)
            on conflict (study_id) do update set
              origin = excluded.origin, version = excluded.version, updated = excluded.updated, change = excluded.change, removed_at = null
            """,
            ["@id", "@origin", "@version", "@updated", "@change"],
            studies,
            cancellation);
        await transaction.ExecuteEachAsync("delete from study_alias where study_id = @id", ["@id"], replaced, cancellation);
        await transaction.ExecuteEachAsync("insert into study_alias (alias, study_id) values (@alias, @id)", ["@alias", "@id"], aliases, cancellation);
    }

    private void EndPack()
    {
        if (pack.Count == 0)
            return;
        packs.Add((packId++, [.. pack]));
        pack.Clear();
        packBytes = 0;
    }

    private sealed class CurrentRow
    {
        public string Id { get; init; } = "";

        public string Origin { get; init; } = "";

        public string? RemovedAt { get; init; }

        public long Version { get; init; }

        public string Updated { get; init; } = "";

        public string Form { get; init; } = "";

        public string Hash { get; init; } = "";

        public long Newest { get; init; }

        public bool IsMapped => string.Equals(Form, "mapped", StringComparison.Ordinal);
    }
}
