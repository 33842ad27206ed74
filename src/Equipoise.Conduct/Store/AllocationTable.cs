using Equipoise.Conduct.Randomization;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Store;

/// <summary>The tables <c>scheme</c>, <c>stratum</c>, <c>allocation</c> and <c>request</c>.</summary>
internal static class AllocationTable
{
    private const string Schemes =
        """
        select study_id as Study, number as Number, protocol_version as ProtocolVersion, definition as Definition, commitment as Commitment,
          sealed_seed as SealedSeed, slots_per_stratum as SlotsPerStratum, activated_at as ActivatedAt, retired_at as RetiredAt, retired_reason as RetiredReason
        from scheme where study_id = @study
        """;

    private const string Allocations =
        """
        select scheme as Scheme, stratum as Stratum, position as Position, participant_id as Participant, site_id as Site, arm as Arm,
          randomization_number as RandomizationNumber, factors as Factors, randomized_at as RandomizedAt, randomized_on as RandomizedOn
        from allocation where study_id = @study
        """;

    private const string OfKey =
        "select fingerprint as Fingerprint, answer as Answer from request where study_id = @study and account_id = @account and request_key = @key";

    private const string KeepAnswer =
        """
        insert into request (study_id, account_id, request_key, fingerprint, answer, answered_at)
        values (@Trail, @AccountId, @key, @Fingerprint, @Answer, @At) on conflict (study_id, account_id, request_key) do nothing
        returning request_key
        """;

    public static Task<IReadOnlyList<Scheme>> SchemesAsync(this ConductSnapshot snapshot, string study) => snapshot.QueryAsync<Scheme>($"{Schemes} order by number", new { study });

    public static Task<Scheme?> ActiveSchemeAsync(this ConductSnapshot snapshot, string study) =>
        snapshot.QueryOneAsync<Scheme>($"{Schemes} and retired_at is null", new { study });

    public static async Task AddSchemeAsync(this ConductChange change, Scheme scheme, IReadOnlyList<string> strata)
    {
        await change.ExecuteAsync(
            """
            insert into scheme (study_id, number, protocol_version, definition, commitment, sealed_seed, slots_per_stratum, activated_at)
            values (@Study, @Number, @ProtocolVersion, @Definition, @Commitment, @SealedSeed, @SlotsPerStratum, @ActivatedAt)
            """,
            new { scheme.Study, scheme.Number, scheme.ProtocolVersion, scheme.Definition, scheme.Commitment, scheme.SealedSeed, scheme.SlotsPerStratum, scheme.ActivatedAt });
        // Every head is there from the beginning, so that retiring the scheme can wait for whoever holds one.
        await change.ExecuteAsync(
            "insert into stratum (study_id, scheme, stratum, used) values (@Study, @Number, @Stratum, 0)",
            strata.Select(stratum => new { scheme.Study, scheme.Number, Stratum = stratum }));
    }

    /// <summary>Retires a scheme, after the steps that hold one of its strata.</summary>
    public static async Task RetireSchemeAsync(this ConductChange change, long number, string reason)
    {
        await change.ExecuteAsync("update stratum set used = used where study_id = @Trail and scheme = @number", new { change.Trail, number });
        await change.ExecuteAsync("update scheme set retired_at = @At, retired_reason = @reason where study_id = @Trail and number = @number", new { change.Trail, number, change.At, reason });
    }

    public static BatchAnswer<Scheme?> ActiveScheme(this StatementBatch batch, string study) => batch.One<Scheme>($"{Schemes} and retired_at is null", new { study });

    /// <summary>Takes the next slots of a stratum, and answers the position of the last; null where the scheme has no such stratum. Others who want one wait until
    /// this step ends.</summary>
    public static BatchAnswer<long?> TakeSlots(this StatementBatch batch, string study, long scheme, string stratum, int count) =>
        batch.One<long?>("update stratum set used = used + @count where study_id = @study and scheme = @scheme and stratum = @stratum returning used", new { study, scheme, stratum, count });

    public static Task<IReadOnlyList<StratumHead>> StrataAsync(this ConductSnapshot snapshot, string study, long scheme) =>
        snapshot.QueryAsync<StratumHead>("select stratum as Stratum, used as Used from stratum where study_id = @study and scheme = @scheme order by stratum", new { study, scheme });

    public static Task<IReadOnlyList<AllocationRecord>> AllocationsAsync(this ConductSnapshot snapshot, string study) =>
        snapshot.QueryAsync<AllocationRecord>($"{Allocations} order by scheme, stratum, position", new { study });

    public static Task<IReadOnlyList<AllocationRecord>> AllocationsAsync(this ConductSnapshot snapshot, string study, long scheme) =>
        snapshot.QueryAsync<AllocationRecord>($"{Allocations} and scheme = @scheme order by position", new { study, scheme });

    public static Task<AllocationRecord?> AllocationAsync(this ConductSnapshot snapshot, string study, string participant) =>
        snapshot.QueryOneAsync<AllocationRecord>($"{Allocations} and participant_id = @participant", new { study, participant });

    public static BatchAnswer<AllocationRecord?> Allocation(this StatementBatch batch, string study, string participant) =>
        batch.One<AllocationRecord>($"{Allocations} and participant_id = @participant", new { study, participant });

    /// <summary>Writes an allocation with the entry of the trail.</summary>
    public static void AddAllocationWithTrail(this ConductChange change, AllocationRecord allocation) =>
        change.WithTrail(
            """
            insert into allocation (study_id, scheme, stratum, position, participant_id, site_id, arm, randomization_number, factors, randomized_at, randomized_on)
            values (@Trail, @Scheme, @Stratum, @Position, @Participant, @Site, @Arm, @RandomizationNumber, @Factors, @RandomizedAt, @RandomizedOn)
            """,
            new
            {
                change.Trail, allocation.Scheme, allocation.Stratum, allocation.Position, allocation.Participant, allocation.Site, allocation.Arm,
                allocation.RandomizationNumber, allocation.Factors, allocation.RandomizedAt, allocation.RandomizedOn,
            });

    public static Task<GivenAnswer?> AnswerAsync(this ConductSnapshot snapshot, string study, string account, string key) =>
        snapshot.QueryOneAsync<GivenAnswer>(OfKey, new { study, account, key });

    public static BatchAnswer<GivenAnswer?> Answer(this StatementBatch batch, string study, string account, string key) => batch.One<GivenAnswer>(OfKey, new { study, account, key });

    /// <summary>Keeps the answer to a request by its key; false where the key was used meanwhile.</summary>
    public static async Task<bool> KeepAnswerAsync(this ConductChange change, string key, GivenAnswer answer) =>
        await change.QueryOneAsync<string>(KeepAnswer, AnswerTo(change, key, answer)) is not null;

    /// <summary>The same with the entry of the trail; a key that was used meanwhile ends the step.</summary>
    public static void KeepAnswerWithTrail(this ConductChange change, string key, GivenAnswer answer, Func<Exception> otherwise) =>
        change.WithTrail(KeepAnswer, AnswerTo(change, key, answer), otherwise);

    private static object AnswerTo(ConductChange change, string key, GivenAnswer answer) => new { change.Trail, change.Actor.AccountId, key, answer.Fingerprint, answer.Answer, change.At };
}
