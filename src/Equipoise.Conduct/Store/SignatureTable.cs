using Equipoise.Conduct.Signatures;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Store;

/// <summary>The table <c>signature</c>.</summary>
internal static class SignatureTable
{
    private const string Selected =
        """
        select number as Number, meaning as Meaning, subject as Subject, content_hash as ContentHash, account_id as AccountId, name as Name, signed_at as SignedAt
        from signature where study_id = @study
        """;

    public static Task<IReadOnlyList<ElectronicSignature>> SignaturesAsync(this ConductSnapshot snapshot, string study, string code) =>
        snapshot.QueryAsync<ElectronicSignature>($"{Selected} and participant_id = @code order by number", new { study, code });

    public static BatchAnswer<IReadOnlyList<ElectronicSignature>> Signatures(this StatementBatch batch, string study, string code) =>
        batch.All<ElectronicSignature>($"{Selected} and participant_id = @code order by number", new { study, code });

    /// <summary>Those of all participants of a study.</summary>
    public static async Task<IReadOnlyList<(string Participant, ElectronicSignature Signature)>> SignaturesOfStudyAsync(this ConductSnapshot snapshot, string study)
    {
        // Two reads of one snapshot in one order, as with form entries.
        var signatures = await snapshot.QueryAsync<ElectronicSignature>($"{Selected} order by participant_id, number", new { study });
        var participants = await snapshot.QueryAsync<string>("select participant_id from signature where study_id = @study order by participant_id, number", new { study });
        return [.. participants.Zip(signatures)];
    }

    public static Task AddSignatureAsync(this ConductChange change, string code, ElectronicSignature signature) =>
        change.ExecuteAsync(
            """
            insert into signature (study_id, participant_id, number, meaning, subject, content_hash, account_id, name, signed_at)
            values (@Trail, @code, @Number, @Meaning, @Subject, @ContentHash, @AccountId, @Name, @SignedAt)
            """,
            new { change.Trail, code, signature.Number, signature.Meaning, signature.Subject, signature.ContentHash, signature.AccountId, signature.Name, signature.SignedAt });
}
