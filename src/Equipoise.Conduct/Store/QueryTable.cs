using Equipoise.Conduct.Queries;

namespace Equipoise.Conduct.Store;

/// <summary>The tables <c>data_query</c> and <c>query_event</c>.</summary>
internal static class QueryTable
{
    private const string Queries =
        """
        select participant_id as Participant, number as Number, site_id as Site, entry_id as Entry, form as Form, field as Field, edit_check as "Check", question as Question,
          status as Status, opened_at as OpenedAt, opened_by as OpenedBy, opened_name as OpenedName, version as Version
        from data_query where study_id = @study
        """;

    private const string Events =
        """
        select query_number as Query, number as Number, kind as Kind, words as Words, at as At, account_id as AccountId, name as Name
        from query_event where study_id = @study and participant_id = @code
        """;

    /// <summary>Those of a study, in the order of participants and numbers.</summary>
    public static Task<IReadOnlyList<DataQuery>> QueriesOfStudyAsync(this ConductSnapshot snapshot, string study) =>
        snapshot.QueryAsync<DataQuery>($"{Queries} order by participant_id, number", new { study });

    public static Task<IReadOnlyList<DataQuery>> QueriesAsync(this ConductSnapshot snapshot, string study, string code) =>
        snapshot.QueryAsync<DataQuery>($"{Queries} and participant_id = @code order by number", new { study, code });

    /// <summary>Those of a participant with all that was said.</summary>
    public static async Task<IReadOnlyList<QueryThread>> QueryThreadsAsync(this ConductSnapshot snapshot, string study, string code)
    {
        var queries = await snapshot.QueriesAsync(study, code);
        var events = queries.Count == 0 ? [] : await snapshot.QueryAsync<QueryEvent>($"{Events} order by query_number, number", new { study, code });
        var byQuery = events.ToLookup(turn => turn.Query);
        return [.. queries.Select(query => new QueryThread(query, [.. byQuery[query.Number]]))];
    }

    /// <summary>Finds it, or refuses.</summary>
    public static async Task<DataQuery> QueryAsync(this ConductSnapshot snapshot, string study, string code, long number) =>
        await snapshot.QueryOneAsync<DataQuery>($"{Queries} and participant_id = @code and number = @number", new { study, code, number })
        ?? throw StepRefusedException.NotFound("no-such-query", $"{code} has no query {number}.");

    /// <summary>Opens it with its first turn.</summary>
    public static async Task AddQueryAsync(this ConductChange change, DataQuery query)
    {
        await change.ExecuteAsync(
            """
            insert into data_query (study_id, participant_id, number, site_id, entry_id, form, field, edit_check, question, status, opened_at, opened_by, opened_name, version)
            values (@Trail, @Participant, @Number, @Site, @Entry, @Form, @Field, @Check, @Question, @Status, @OpenedAt, @OpenedBy, @OpenedName, 1)
            """,
            new { change.Trail, query.Participant, query.Number, query.Site, query.Entry, query.Form, query.Field, query.Check, query.Question, query.Status, query.OpenedAt, query.OpenedBy, query.OpenedName });
        await change.AddQueryEventAsync(query.Participant, query.Number, 1, "opened", query.Question);
    }

    /// <summary>Adds a turn to a query of a participant whom the step has taken.</summary>
    /// <returns>The query as it stands then.</returns>
    public static async Task<DataQuery> TurnAsync(this ConductChange change, DataQuery query, string kind, string words)
    {
        var turned = query with { Status = kind is "opened" or "reopened" ? QueryStatus.Open : kind, Version = query.Version + 1 };
        await change.ExecuteAsync(
            "update data_query set status = @Status, version = @Version where study_id = @Trail and participant_id = @Participant and number = @Number",
            new { change.Trail, turned.Status, turned.Version, turned.Participant, turned.Number });
        await change.AddQueryEventAsync(query.Participant, query.Number, turned.Version, kind, words);
        return turned;
    }

    private static Task AddQueryEventAsync(this ConductChange change, string code, long query, long number, string kind, string words) =>
        change.ExecuteAsync(
            """
            insert into query_event (study_id, participant_id, query_number, number, kind, words, at, account_id, name)
            values (@Trail, @code, @query, @number, @kind, @words, @At, @AccountId, @Name)
            """,
            new { change.Trail, code, query, number, kind, words, change.At, change.Actor.AccountId, change.Actor.Name });
}
