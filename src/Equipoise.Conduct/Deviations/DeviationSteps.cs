using System.Globalization;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Deviations;

/// <summary>Documents protocol deviations of a participant, a site or the study, and changes what is said of them, with a reason. None is ever deleted; what was
/// done stays done: an allocation stands, whatever is found later.</summary>
/// <param name="store">The conduct database.</param>
public sealed class DeviationSteps(ConductStore store)
{
    private const int LongestText = 2000;
    private const int ShortestText = 3;

    /// <summary>The deviations that the actor may see, by number. What tells of a drug is for those alone who may know the arm.</summary>
    /// <exception cref="StepRefusedException">There is no such study.</exception>
    public async Task<IReadOnlyList<Deviation>> ListAsync(Actor actor, string study, DeviationFilter? filter = null, CancellationToken cancellation = default)
    {
        var all = await store.ReadAsync(
            async snapshot =>
            {
                await snapshot.StudyAsync(study);
                return await snapshot.DeviationsAsync(study);
            },
            cancellation);
        return [.. all.Where(deviation => MaySee(actor, deviation) && filter?.Takes(deviation) != false)];
    }

    /// <summary>One deviation.</summary>
    /// <exception cref="StepRefusedException">There is none that the actor may see.</exception>
    public async Task<Deviation> FindAsync(Actor actor, string study, long number, CancellationToken cancellation = default)
    {
        var found = await store.ReadAsync(snapshot => snapshot.DeviationAsync(study, number), cancellation);
        return MaySee(actor, found) ? found : throw DeviationTable.NoSuchDeviation(study, number);
    }

    /// <summary>Documents a deviation.</summary>
    /// <param name="actor">Who does.</param>
    /// <param name="study">The study.</param>
    /// <param name="place">What it concerns.</param>
    /// <param name="details">What is said of it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, or what is said will not do; or the system's finding is documented already.</exception>
    public Task<Deviation> DocumentAsync(Actor actor, string study, DeviationPlace place, DeviationDetails details, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var found = await change.StudyAsync(study);
                var participant = place.Participant is null ? null : await change.TakeParticipantAsync(Permission.DocumentDeviations, study, place.Participant);
                if (participant is not null && place.Site is { Length: > 0 } named && !string.Equals(named, participant.Site, StringComparison.Ordinal))
                    throw StepRefusedException.Invalid("deviation-site", $"{participant.Code} is a participant of {participant.Site}, not of the site that is named: leave the site out.");
                var site = await SiteOfAsync(change, study, participant?.Site, place.Site);
                actor.Demand(Permission.DocumentDeviations, site?.Code);
                var today = site is null ? DateOnly.FromDateTime(change.Now.UtcDateTime) : change.Today(site.TimeZone);
                var deviation = Said(details, today, new Deviation
                {
                    Number = 0, Site = site?.Code, Participant = place.Participant, Subject = place.Subject, Rule = place.Rule, Category = "", Description = "", OccurredOn = today, FoundOn = today,
                    By = actor.Name,
                });
                if (place.Rule.Length > 0 && (await change.DeviationsAsync(study, place.Participant ?? "")).FirstOrDefault(one => Same(one, place)) is { } there)
                    throw StepRefusedException.Conflict("deviation-exists", $"This is documented already, as deviation {there.Number}: change that one instead.");

                var kept = await change.AddDeviationAsync(deviation);
                change.Tell(Fact("deviation.document", kept, site, participant?.ProtocolVersion ?? found.ProtocolVersion) with { Changes = Differences(null, kept) });
                return kept;
            },
            cancellation);

    /// <summary>Changes what is said of a deviation, or closes or voids it.</summary>
    /// <param name="actor">Who does.</param>
    /// <param name="study">The study.</param>
    /// <param name="number">The deviation.</param>
    /// <param name="details">What is said of it now.</param>
    /// <param name="version">The version that the actor read.</param>
    /// <param name="reason">Why it is changed.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, somebody else has changed it, or what is said will not do.</exception>
    public Task<Deviation> ChangeAsync(Actor actor, string study, long number, DeviationDetails details, long version, string reason, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var known = await change.DeviationAsync(study, number);
                if (!MaySee(actor, known))
                    throw DeviationTable.NoSuchDeviation(study, number);
                actor.Demand(Permission.DocumentDeviations, known.Site);
                var site = await SiteOfAsync(change, study, known.Site, null);
                if (known.Version != version)
                    throw StepRefusedException.Stale($"The deviation {number}");
                if (reason is null || reason.Trim().Length is < ShortestText or > LongestText)
                    throw StepRefusedException.Invalid("reason-missing", "A change of a deviation needs a reason of 3 to 2,000 letters.");
                var changed = Said(details, site is null ? DateOnly.FromDateTime(change.Now.UtcDateTime) : change.Today(site.TimeZone), known);
                var differences = Differences(known, changed);
                if (differences.Count == 0)
                    throw StepRefusedException.Conflict("no-change", "This is what is on record: there is nothing to change.");

                var kept = await change.KeepDeviationAsync(changed);
                change.Tell(Fact("deviation.change", kept, site, (await change.StudyAsync(study)).ProtocolVersion) with { Changes = differences, Reason = reason.Trim() });
                return kept;
            },
            cancellation);

    internal static bool MaySee(Actor actor, Deviation deviation) =>
        actor.May(Permission.ReadParticipants, deviation.Site) && (deviation.Category is not DeviationCategory.Treatment || actor.May(Permission.ReadAllocations, deviation.Site));

    private static bool Same(Deviation deviation, DeviationPlace place) =>
        deviation.Status is not DeviationStatus.Void && string.Equals(deviation.Rule, place.Rule, StringComparison.Ordinal) && string.Equals(deviation.Subject, place.Subject, StringComparison.Ordinal);

    private static async Task<Site?> SiteOfAsync(ConductChange change, string study, string? ofParticipant, string? named) =>
        (ofParticipant ?? named) is { } code ? await change.SiteAsync(study, code) : null;

    // A flat list: what must hold of what is said.
    private static Deviation Said(DeviationDetails details, DateOnly today, Deviation deviation)
    {
        var foundOn = details.FoundOn ?? deviation.FoundOn;
        if (!DeviationCategory.All.Contains(details.Category, StringComparer.Ordinal))
            throw StepRefusedException.Invalid("deviation-category", $"The category is one of {string.Join(", ", DeviationCategory.All)}.");
        if (!DeviationStatus.All.Contains(details.Status, StringComparer.Ordinal))
            throw StepRefusedException.Invalid("deviation-status", $"The state is one of {string.Join(", ", DeviationStatus.All)}.");
        if (details.Description is null || details.Description.Trim().Length is < ShortestText or > LongestText)
            throw StepRefusedException.Invalid("deviation-description", "Say what happened, in 3 to 2,000 letters.");
        if (details.Cause is { Length: > LongestText } || details.Action is { Length: > LongestText })
            throw StepRefusedException.Invalid("deviation-text", $"Cause and action have at most {LongestText} letters each.");
        if (new[] { details.Description, details.Cause, details.Action }.Any(text => text?.Any(letter => char.IsControl(letter) && letter is not '\n' and not '\r' and not '\t') == true))
            throw StepRefusedException.Invalid("deviation-text", "The text holds signs that cannot be shown: write it anew.");
        if (details.OccurredOn > today || foundOn > today)
            throw StepRefusedException.Invalid("date-in-future", $"{(details.OccurredOn > today ? details.OccurredOn : foundOn):yyyy-MM-dd} has not come yet at the site.");
        if (details.OccurredOn.Year < 2000)
            throw StepRefusedException.Invalid("deviation-day", $"{details.OccurredOn:yyyy-MM-dd} is too long ago.");
        if (foundOn < details.OccurredOn)
            throw StepRefusedException.Invalid("deviation-day", $"It cannot have been found on {foundOn:yyyy-MM-dd}, before it happened on {details.OccurredOn:yyyy-MM-dd}.");
        if (details.Status is DeviationStatus.Closed && string.IsNullOrWhiteSpace(details.Action))
            throw StepRefusedException.Invalid("deviation-action", "Say what was done about it before it is closed; 'nothing' with the reason is an answer.");
        return deviation with
        {
            Category = details.Category,
            Description = details.Description.Trim(),
            OccurredOn = details.OccurredOn,
            FoundOn = foundOn,
            Important = details.IsImportant ? 1 : 0,
            Cause = details.Cause?.Trim() ?? "",
            Action = details.Action?.Trim() ?? "",
            Status = details.Status,
        };
    }

    private static AuditFact Fact(string action, Deviation deviation, Site? site, string protocolVersion) => new(action, string.Create(CultureInfo.InvariantCulture, $"deviation/{deviation.Number}"))
    {
        Site = site?.Code,
        TimeZone = site?.TimeZone,
        Participant = deviation.Participant,
        ProtocolVersion = protocolVersion,
    };

    private static List<AuditChange> Differences(Deviation? before, Deviation after)
    {
        (string Name, string? Old, string? New)[] all =
        [
            ("category", before?.Category, after.Category),
            ("description", before?.Description, after.Description),
            ("occurredOn", before is null ? null : Text(before.OccurredOn), Text(after.OccurredOn)),
            ("foundOn", before is null ? null : Text(before.FoundOn), Text(after.FoundOn)),
            ("important", before is null ? null : YesNo(before.Important), YesNo(after.Important)),
            ("cause", before?.Cause, after.Cause),
            ("action", before?.Action, after.Action),
            ("status", before?.Status, after.Status),
            ("subject", before?.Subject, after.Subject),
            ("rule", before?.Rule, after.Rule),
        ];
        return [.. all.Where(one => !string.Equals(one.Old ?? "", one.New, StringComparison.Ordinal)).Select(one => new AuditChange(one.Name, one.Old, one.New))];
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string YesNo(long flag) => flag != 0 ? "Y" : "N";
}
