using System.Collections.Concurrent;
using Equipoise.Conduct.Studies;
using Equipoise.Protocols.Reading;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Store;

/// <summary>The tables <c>study</c> and <c>protocol_version</c>.</summary>
internal static class StudyTable
{
    private const string Columns = "select study_id as Id, title as Title, protocol_version as ProtocolVersion, status as Status, randomized as Randomized, locked as Locked, version as Version from study";

    private const string HashOfVersion = "select hash from protocol_version where study_id = @study and number = @number";

    // What a file of this hash says never changes.
    private static readonly ConcurrentDictionary<(string Study, string Hash), AcceptedProtocol> Read = new();

    public static Task<IReadOnlyList<ConductedStudy>> StudiesAsync(this ConductSnapshot snapshot) => snapshot.QueryAsync<ConductedStudy>($"{Columns} order by study_id");

    /// <summary>Finds it, or refuses.</summary>
    public static async Task<ConductedStudy> StudyAsync(this ConductSnapshot snapshot, string study) =>
        await snapshot.FindStudyAsync(study) ?? throw StepRefusedException.NotFound("no-such-study", $"No study {study} is conducted here.");

    public static Task<ConductedStudy?> FindStudyAsync(this ConductSnapshot snapshot, string study) =>
        snapshot.QueryOneAsync<ConductedStudy>($"{Columns} where study_id = @study", new { study });

    public static BatchAnswer<ConductedStudy?> Study(this StatementBatch batch, string study) => batch.One<ConductedStudy>($"{Columns} where study_id = @study", new { study });

    public static Task AddStudyAsync(this ConductChange change, ConductedStudy study) =>
        change.ExecuteAsync("insert into study (study_id, title, protocol_version, status, randomized, version) values (@Id, @Title, @ProtocolVersion, @Status, 0, @Version)", study);

    /// <summary>Writes it; refuses where somebody else has changed it.</summary>
    public static async Task ChangeStudyAsync(this ConductChange change, ConductedStudy study)
    {
        if (await change.ExecuteAsync("update study set title = @Title, protocol_version = @ProtocolVersion, status = @Status, version = @Version + 1 where study_id = @Id and version = @Version", study) == 0)
            throw StepRefusedException.Stale($"The study {study.Id}");
    }

    public static Task KeepLockAsync(this ConductChange change, ConductedStudy study) =>
        change.ExecuteAsync("update study set locked = @Locked, version = version + 1 where study_id = @Id", study);

    /// <summary>Counts more randomized participants, and answers how many there are then; null where that would be more than planned.</summary>
    public static BatchAnswer<long?> CountRandomized(this StatementBatch batch, string study, int planned, int count) =>
        batch.One<long?>("update study set randomized = randomized + @count where study_id = @study and randomized + @count <= @planned returning randomized", new { study, planned, count });

    public static Task AddProtocolAsync(this ConductChange change, string number, string content, string hash) =>
        change.ExecuteAsync(
            "insert into protocol_version (study_id, number, content, hash, accepted_at) values (@Trail, @number, @content, @hash, @At)",
            new { change.Trail, number, content, hash, change.At });

    /// <summary>The files of all versions as they were read, each with the hash that was kept of it.</summary>
    public static async Task<IReadOnlyList<(string Number, string Content, string Hash)>> ProtocolFilesAsync(this ConductSnapshot snapshot, string study)
    {
        var all = new List<(string, string, string)>();
        foreach (var number in await snapshot.QueryAsync<string>("select number from protocol_version where study_id = @study order by accepted_at, number", new { study }))
        {
            var content = await snapshot.QueryOneAsync<string>("select content from protocol_version where study_id = @study and number = @number", new { study, number });
            all.Add((number, content!, (await snapshot.QueryOneAsync<string>(HashOfVersion, new { study, number }))!));
        }

        return all;
    }

    /// <summary>All versions that were accepted, the oldest first.</summary>
    public static async Task<IReadOnlyList<AcceptedProtocol>> ProtocolsAsync(this ConductSnapshot snapshot, string study)
    {
        var all = new List<AcceptedProtocol>();
        foreach (var number in await snapshot.QueryAsync<string>("select number from protocol_version where study_id = @study order by accepted_at, number", new { study }))
            all.Add(await snapshot.ProtocolAsync(study, number));
        return all;
    }

    public static async Task<AcceptedProtocol> ProtocolAsync(this ConductSnapshot snapshot, string study, string number)
    {
        var hash = await snapshot.QueryOneAsync<string>(HashOfVersion, new { study, number });
        return await snapshot.ProtocolAsync(study, number, hash);
    }

    /// <summary>The hash of a version's file; null where there is no such version.</summary>
    public static BatchAnswer<string?> ProtocolHash(this StatementBatch batch, string study, string number) => batch.One<string>(HashOfVersion, new { study, number });

    /// <summary>A version whose hash was read, or a refusal where there is none.</summary>
    public static async Task<AcceptedProtocol> ProtocolAsync(this ConductSnapshot snapshot, string study, string number, string? hash)
    {
        if (hash is null)
            throw StepRefusedException.NotFound("no-such-protocol-version", $"The study {study} has no protocol version {number} here.");
        if (Read.TryGetValue((study, hash), out var known))
            return known;
        var content = (await snapshot.QueryOneAsync<string>("select content from protocol_version where study_id = @study and number = @number", new { study, number }))!;
        return Read.GetOrAdd((study, hash), new AcceptedProtocol(number, hash, ProtocolReader.Read(content)));
    }
}
