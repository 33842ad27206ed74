using Equipoise.Conduct.Records;

namespace Equipoise.Conduct.Store;

/// <summary>The table <c>data_cut</c>.</summary>
internal static class DataCutTable
{
    private const string Columns =
        """
        select number as Number, name as Name, cutoff as Cutoff, trail_number as TrailNumber, trail_hash as TrailHash, protocol_version as ProtocolVersion,
          hash as Hash, basis as Basis, plan_number as Plan, made_by as MadeBy, made_at as MadeAt
        from data_cut where study_id = @study
        """;

    public static Task<IReadOnlyList<DataCut>> DataCutsAsync(this ConductSnapshot snapshot, string study) => snapshot.QueryAsync<DataCut>($"{Columns} order by number", new { study });

    public static Task<DataCut?> DataCutAsync(this ConductSnapshot snapshot, string study, long number) =>
        snapshot.QueryOneAsync<DataCut>($"{Columns} and number = @number", new { study, number });

    public static async Task<byte[]> DataCutContentAsync(this ConductSnapshot snapshot, string study, long number) =>
        (await snapshot.QueryAsync<byte[]>("select content from data_cut where study_id = @study and number = @number", new { study, number }))[0];

    public static Task AddDataCutAsync(this ConductChange change, DataCut cut, byte[] content) =>
        change.ExecuteAsync(
            """
            insert into data_cut (study_id, number, name, cutoff, trail_number, trail_hash, protocol_version, content, hash, basis, plan_number, account_id, made_by, made_at)
            values (@Trail, @Number, @Name, @Cutoff, @TrailNumber, @TrailHash, @ProtocolVersion, @content, @Hash, @Basis, @Plan, @AccountId, @MadeBy, @MadeAt)
            """,
            new { change.Trail, cut.Number, cut.Name, cut.Cutoff, cut.TrailNumber, cut.TrailHash, cut.ProtocolVersion, content, cut.Hash, cut.Basis, cut.Plan, change.Actor.AccountId, cut.MadeBy, cut.MadeAt });
}
