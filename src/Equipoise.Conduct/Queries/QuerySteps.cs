using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Queries;

/// <summary>Asks sites about what they entered, takes their answers, and closes the questions.</summary>
/// <param name="store">The conduct database.</param>
/// <param name="time">The clock.</param>
public sealed class QuerySteps(ConductStore store, TimeProvider time)
{
    private const int Shortest = 3;
    private const int Longest = 2000;

    /// <summary>The queries of a study that the actor may see, in the order of participants and numbers.</summary>
    /// <exception cref="StepRefusedException">There is no such study.</exception>
    public async Task<IReadOnlyList<DataQuery>> ListAsync(Actor actor, string study, QueryFilter filter, CancellationToken cancellation = default)
    {
        var all = await store.ReadAsync(
            async snapshot =>
            {
                await snapshot.StudyAsync(study);
                return await snapshot.QueriesOfStudyAsync(study);
            },
            cancellation);
        var before = filter.Days is { } days ? Moments.Write(time.GetUtcNow().AddDays(-days)) : null;
        return [.. all.Where(query => actor.May(Permission.ReadParticipants, query.Site) && filter.Takes(query, before))];
    }

    /// <summary>The queries of one participant with all that was said.</summary>
    /// <exception cref="StepRefusedException">There is no such participant that the actor may see.</exception>
    public Task<IReadOnlyList<QueryThread>> ReadAsync(Actor actor, string study, string code, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                await snapshot.ParticipantAsync(actor, Permission.ReadParticipants, study, code);
                return await snapshot.QueryThreadsAsync(study, code);
            },
            cancellation);

    /// <summary>Asks about an entry, or one field of it.</summary>
    /// <param name="actor">The monitor, data manager or safety reviewer.</param>
    /// <param name="study">The study.</param>
    /// <param name="code">The participant.</param>
    /// <param name="entry">The entry's id.</param>
    /// <param name="field">The field's code; empty for the whole entry.</param>
    /// <param name="question">The question.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, or there is nothing to ask about.</exception>
    public Task<DataQuery> OpenAsync(Actor actor, string study, string code, string entry, string field, string question, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var participant = await change.TakeParticipantAsync(Permission.RaiseQueries, study, code);
                var protocol = await change.ProtocolAsync(study, participant.ProtocolVersion);
                var found = await change.EntryAsync(study, code, entry);
                if (!found.Counts)
                    throw StepRefusedException.Conflict("entry-struck", $"The entry {entry} was struck out: there is nothing to ask about.");
                if (found.Locked != 0)
                    throw StepRefusedException.Conflict("entry-closed", $"The entry {entry} is locked: unlock it before you ask about it.");
                if (!string.IsNullOrEmpty(field) && protocol.Design.Form(found.Form)?.Field(field) is null)
                    throw StepRefusedException.NotFound("no-such-field", $"The form {found.Form} has no field '{field}'.");
                var words = Words(question, "question-missing", "Write the question, in 3 to 2,000 letters.");
                var all = await change.QueriesAsync(study, code);
                if (all.FirstOrDefault(one => one.IsPending && string.Equals(one.Entry, entry, StringComparison.Ordinal) && string.Equals(one.Field, field ?? "", StringComparison.Ordinal)
                    && string.Equals(one.Question, words, StringComparison.Ordinal)) is { } same)
                    throw StepRefusedException.Conflict("query-exists", $"This is asked already, as query {same.Number}.");

                var query = new DataQuery
                {
                    Participant = code,
                    Number = all.Count == 0 ? 1 : all[^1].Number + 1,
                    Site = participant.Site,
                    Entry = entry,
                    Form = found.Form,
                    Field = field ?? "",
                    Check = "",
                    Question = words,
                    Status = QueryStatus.Open,
                    OpenedAt = change.At,
                    OpenedBy = actor.AccountId,
                    OpenedName = actor.Name,
                    Version = 1,
                };
                await change.AddQueryAsync(query);
                change.Tell(Fact("query.open", query, participant, await change.SiteAsync(study, participant.Site)) with { Changes = [new(query.NameInTrail, null, $"open: {words}")] });
                return query;
            },
            cancellation);

    /// <summary>Answers a query.</summary>
    /// <exception cref="StepRefusedException">The actor may not, somebody was faster, or it is not open.</exception>
    public Task<DataQuery> AnswerAsync(Actor actor, string study, string code, long number, long version, string answer, CancellationToken cancellation = default) =>
        TurnAsync(actor, study, code, number, version, Permission.AnswerQueries, QueryStatus.Answered, answer, query =>
        {
            if (query.Status is not QueryStatus.Open)
                throw StepRefusedException.Conflict("query-not-open", $"Query {number} is {query.Status}: there is nothing to answer.");
            return Words(answer, "answer-missing", "Write the answer, in 3 to 2,000 letters.");
        }, cancellation);

    /// <summary>Closes a query: whoever asked may, or a data manager; anybody who may ask closes the question of an edit check.</summary>
    /// <exception cref="StepRefusedException">The actor may not, somebody was faster, or it is closed.</exception>
    public Task<DataQuery> CloseAsync(Actor actor, string study, string code, long number, long version, string why, CancellationToken cancellation = default) =>
        TurnAsync(actor, study, code, number, version, Permission.RaiseQueries, QueryStatus.Closed, why, query =>
        {
            DemandHand(actor, query);
            if (!query.IsPending)
                throw StepRefusedException.Conflict("query-closed", $"Query {number} is closed already.");
            // What the site has not answered needs a word on why it need not.
            return query.Status is QueryStatus.Open || why.Trim().Length > 0 ? Words(why, "reason-missing", $"Query {number} has no answer: say in 3 to 2,000 letters why it is closed.") : "";
        }, cancellation);

    /// <summary>Asks again.</summary>
    /// <exception cref="StepRefusedException">The actor may not, somebody was faster, or it is open.</exception>
    public Task<DataQuery> ReopenAsync(Actor actor, string study, string code, long number, long version, string why, CancellationToken cancellation = default) =>
        TurnAsync(actor, study, code, number, version, Permission.RaiseQueries, "reopened", why, query =>
        {
            DemandHand(actor, query);
            if (query.Status is QueryStatus.Open)
                throw StepRefusedException.Conflict("query-open", $"Query {number} is open already.");
            return Words(why, "reason-missing", "Say in 3 to 2,000 letters why you ask again.");
        }, cancellation);

    /// <summary>Whether somebody may close a query or ask again.</summary>
    public static bool MaySettle(Actor actor, DataQuery query) =>
        actor.May(Permission.RaiseQueries, query.Site)
        && (query.IsAutomatic || string.Equals(query.OpenedBy, actor.AccountId, StringComparison.Ordinal) || actor.May(Permission.LockData, query.Site));

    private static void DemandHand(Actor actor, DataQuery query)
    {
        if (!MaySettle(actor, query))
            throw StepRefusedException.Forbidden($"Query {query.Number} is {query.OpenedName}'s: they close it or ask again, or a data manager.");
    }

    private static string Words(string? words, string code, string message) =>
        words?.Trim() is { Length: >= Shortest and <= Longest } said && !said.Any(letter => char.IsControl(letter) && letter is not '\n' and not '\r' and not '\t') ? said : throw StepRefusedException.Invalid(code, message);

    private static AuditFact Fact(string action, DataQuery query, Participant participant, Site site) => new(action, $"form/{query.Entry}")
    {
        Site = site.Code,
        TimeZone = site.TimeZone,
        Participant = participant.Code,
        ProtocolVersion = participant.ProtocolVersion,
    };

    private Task<DataQuery> TurnAsync(
        Actor actor, string study, string code, long number, long version, Permission permission, string kind, string words, Func<DataQuery, string> check, CancellationToken cancellation) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var participant = await change.TakeParticipantAsync(permission, study, code);
                var query = await change.QueryAsync(study, code, number);
                if (query.Version != version)
                    throw StepRefusedException.Stale($"Query {number}");
                var said = check(query);
                var turned = await change.TurnAsync(query, kind, said);
                change.Tell(Fact($"query.{Verb(kind)}", query, participant, await change.SiteAsync(study, participant.Site)) with { Changes = [CheckQueries.Told(query, turned, said)] });
                return turned;
            },
            cancellation);

    private static string Verb(string kind) => kind switch
    {
        QueryStatus.Answered => "answer",
        QueryStatus.Closed => "close",
        _ => "reopen",
    };
}
