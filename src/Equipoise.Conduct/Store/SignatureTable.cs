using Equipoise.Conduct.Signatures;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Store;

/// <summary>The table <c>signature</c>.</summary>
internal static class SignatureTable
{
    private const string OfParticipant =
        """
        select number as Number, meaning as Meaning, subject as Subject, content_hash as ContentHash, account_id as AccountId, name as Name, signed_at as SignedAt
        from signature where study_id = @study and participant_id = @code order by number
        """;

    public static Task<IReadOnlyList<ElectronicSignature>> SignaturesAsync(this ConductSnapshot snapshot, string study, string code) =>
        snapshot.QueryAsync<ElectronicSignature>(OfParticipant, new { study, code });

    public static BatchAnswer<IReadOnlyList<ElectronicSignature>> Signatures(this StatementBatch batch, string study, string code) =>
        batch.All<ElectronicSignature>(OfParticipant, new { study, code });

    public static Task AddSignatureAsync(this ConductChange change, string code, ElectronicSignature signature) =>
        change.ExecuteAsync(
            """
            insert into signature (study_id, participant_id, number, meaning, subject, content_hash, account_id, name, signed_at)
            values (@Trail, @code, @Number, @Meaning, @Subject, @ContentHash, @AccountId, @Name, @SignedAt)
            """,
            new { change.Trail, code, signature.Number, signature.Meaning, signature.Subject, signature.ContentHash, signature.AccountId, signature.Name, signature.SignedAt });
}
