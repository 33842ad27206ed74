using Equipoise.Conduct.Publication;

namespace Equipoise.Conduct.Store;

/// <summary>The table <c>publication</c>.</summary>
internal static class PublicationTable
{
    private const string Selected = "select study_id as Study, number as Number, status as Status, enrolled as Enrolled, sites as Sites, published_at as At from publication";

    public static Task<IReadOnlyList<PublishedState>> PublicationsAsync(this ConductSnapshot snapshot, string study) =>
        snapshot.QueryAsync<PublishedState>($"{Selected} where study_id = @study order by number desc", new { study });

    public static Task<PublishedState?> LatestPublicationAsync(this ConductSnapshot snapshot, string study) =>
        snapshot.QueryOneAsync<PublishedState>($"{Selected} where study_id = @study order by number desc limit 1", new { study });

    /// <summary>The newest of each study.</summary>
    public static Task<IReadOnlyList<PublishedState>> CurrentPublicationsAsync(this ConductSnapshot snapshot) =>
        snapshot.QueryAsync<PublishedState>($"{Selected} where number = (select max(newer.number) from publication newer where newer.study_id = publication.study_id) order by study_id");

    public static Task AddPublicationAsync(this ConductChange change, PublishedState state) =>
        change.ExecuteAsync(
            """
            insert into publication (study_id, number, status, enrolled, sites, account_id, published_by, published_at)
            values (@Study, @Number, @Status, @Enrolled, @Sites, @AccountId, @Name, @At)
            """,
            new { state.Study, state.Number, state.Status, state.Enrolled, state.Sites, change.Actor.AccountId, change.Actor.Name, state.At });
}
