using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Store;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Queries;

/// <summary>Keeps the queries of edit checks in step with the entries they are about, in the transaction of the entry.</summary>
/// <remarks>A check's query is about the answers that were there when it was opened. When these are corrected it closes, with the reason of the
/// correction; where the new answers fail the check as well, a new one opens. What was closed about answers that still stand is not asked again.</remarks>
internal static class CheckQueries
{
    private const int LongestReason = 2000;

    /// <summary>Closes what a correction settles, and opens what is to be asked.</summary>
    /// <param name="change">The step.</param>
    /// <param name="file">The participant, taken by the step.</param>
    /// <param name="form">The form.</param>
    /// <param name="before">The entry before; null for a new one.</param>
    /// <param name="entry">The entry as it is now.</param>
    /// <param name="asked">What the protocol's checks ask about it.</param>
    /// <param name="confirmation">What the person said to that; null where nobody was there to be asked.</param>
    /// <param name="reason">Why the entry was corrected or struck; empty for a new one.</param>
    /// <returns>What the trail is told of it.</returns>
    /// <exception cref="StepRefusedException">A question has not been put to the person yet.</exception>
    public static async Task<IReadOnlyList<AuditChange>> KeepAsync(
        ConductChange change, ParticipantFile file, Form form, FormEntry? before, FormEntry entry, IReadOnlyList<AnswerProblem> asked, Confirmation? confirmation, string reason)
    {
        if (before is null && asked.Count == 0)
            return [];
        var all = await change.QueriesAsync(file.Participant.Study, file.Participant.Code);
        var mine = all.Where(query => string.Equals(query.Entry, entry.Id, StringComparison.Ordinal)).ToList();
        var changed = Changed(before, entry);
        var fresh = asked.Where(problem => !mine.Exists(query => IsOf(query, problem) && !Touches(form, query, changed))).ToList();
        PutToThePerson(fresh, confirmation);

        var told = new List<AuditChange>();
        foreach (var query in mine.Where(query => query.IsPending && (!entry.Counts || (query.IsAutomatic && (Touches(form, query, changed) || !asked.Any(problem => IsOf(query, problem)))))))
            told.Add(await TurnAsync(change, query, "closed", Closing(entry, asked.Any(problem => IsOf(query, problem)), reason)));
        var number = all.Count == 0 ? 0 : all[^1].Number;
        foreach (var problem in fresh)
            told.AddRange(await OpenAsync(change, file, entry, problem, ++number, confirmation?.ReasonFor(problem.Check)));
        return told;
    }

    /// <summary>What the trail is told of a turn of a query.</summary>
    public static AuditChange Told(DataQuery before, DataQuery after, string words) =>
        new(before.NameInTrail, before.Status, words.Length == 0 ? after.Status : $"{after.Status}: {words}");

    private static void PutToThePerson(IReadOnlyList<AnswerProblem> fresh, Confirmation? confirmation)
    {
        if (confirmation is null)
            return;
        if (fresh.FirstOrDefault(problem => confirmation.ReasonFor(problem.Check)?.Length is < 3 or > LongestReason) is { } bad)
            throw Asking("reason-missing", $"Say in 3 to 2,000 letters why this is right: {bad.Message}", fresh);
        if (fresh.Any(problem => confirmation.ReasonFor(problem.Check) is null))
            throw Asking("to-be-confirmed", "Something is unusual: correct it, or say why it is right.", fresh);
    }

    private static StepRefusedException Asking(string code, string message, IReadOnlyList<AnswerProblem> questions) => new(RefusalKind.Invalid, code, message) { Questions = questions };

    private static string Closing(FormEntry entry, bool isAskedAnew, string reason) =>
        !entry.Counts ? $"The entry was struck out: {reason}"
        : isAskedAnew ? $"The answers were corrected and are asked about anew: {reason}"
        : $"The correction settled it: {reason}";

    private static async Task<IReadOnlyList<AuditChange>> OpenAsync(ConductChange change, ParticipantFile file, FormEntry entry, AnswerProblem problem, long number, string? said)
    {
        var query = new DataQuery
        {
            Participant = file.Participant.Code,
            Number = number,
            Site = file.Participant.Site,
            Entry = entry.Id,
            Form = entry.Form,
            Field = problem.Field,
            Check = problem.Check,
            Question = problem.Message,
            Status = QueryStatus.Open,
            OpenedAt = change.At,
            OpenedBy = change.Actor.AccountId,
            OpenedName = change.Actor.Name,
            Version = 1,
        };
        await change.AddQueryAsync(query);
        var opened = new AuditChange(query.NameInTrail, null, $"open: {problem.Message}");
        return said is null ? [opened] : [opened, await TurnAsync(change, query, QueryStatus.Answered, said)];
    }

    private static async Task<AuditChange> TurnAsync(ConductChange change, DataQuery query, string kind, string words) =>
        Told(query, await change.TurnAsync(query, kind, words), words);

    private static bool IsOf(DataQuery query, AnswerProblem problem) => string.Equals(query.Check, problem.Check, StringComparison.Ordinal);

    private static HashSet<string> Changed(FormEntry? before, FormEntry after)
    {
        if (before is null)
            return [];
        var (old, now) = (before.Values(), after.Values());
        return [.. old.Keys.Union(now.Keys, StringComparer.Ordinal).Where(key => !string.Equals(old.GetValueOrDefault(key), now.GetValueOrDefault(key), StringComparison.Ordinal))];
    }

    // Whether one of the answers that the query is about has changed.
    private static bool Touches(Form form, DataQuery query, HashSet<string> changed) =>
        changed.Contains(query.Field)
        || (form.Checks.FirstOrDefault(check => string.Equals(AnswerProblem.NameOf(check), query.Check, StringComparison.Ordinal)) is { } check
            && ((check.Require.Other is { } other && changed.Contains(other)) || (check.When is { } when && (changed.Contains(when.Field) || (when.Other is { } second && changed.Contains(second))))));
}
