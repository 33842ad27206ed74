using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Treatment;

/// <summary>Keeps the deviations of a dose in step with its entry: one for each rule that it breaks. One that it no longer breaks, since it was corrected, becomes void.</summary>
internal static class DoseDeviations
{
    // What exposes a participant to a drug or a length of treatment that the protocol does not allow.
    private static readonly string[] Important = ["not-of-the-arm", "after-last-day"];

    /// <summary>Raises and voids what there is to raise and void.</summary>
    /// <returns>That, for the trail.</returns>
    public static async Task<IReadOnlyList<AuditChange>> KeepAsync(ConductChange change, ParticipantFile file, FormEntry entry, ExposureEntry dose, IReadOnlyList<RuleBreach> breaches)
    {
        var subject = $"form/{entry.Id}";
        var standing = (await change.DeviationsAsync(file.Participant.Study, file.Participant.Code))
            .Where(deviation => string.Equals(deviation.Subject, subject, StringComparison.Ordinal) && deviation.Rule.Length > 0 && deviation.Status is not DeviationStatus.Void).ToList();
        var changes = new List<AuditChange>();
        foreach (var old in standing.Where(deviation => !breaches.Any(breach => string.Equals(breach.Code, deviation.Rule, StringComparison.Ordinal))))
        {
            await change.KeepDeviationAsync(old with { Status = DeviationStatus.Void });
            changes.Add(new AuditChange($"deviation.{old.Number}.status", old.Status, DeviationStatus.Void));
        }

        foreach (var breach in breaches)
        {
            var known = standing.Find(deviation => string.Equals(deviation.Rule, breach.Code, StringComparison.Ordinal));
            if (known is null)
            {
                var raised = await change.AddDeviationAsync(Raised(change, file, dose, subject, breach));
                changes.Add(new AuditChange($"deviation.{raised.Number}", null, breach.Message));
            }
            else if (!string.Equals(known.Description, breach.Message, StringComparison.Ordinal))
            {
                await change.KeepDeviationAsync(known with { Description = breach.Message, OccurredOn = dose.Day, Cause = CauseOf(file, dose) });
                changes.Add(new AuditChange($"deviation.{known.Number}", known.Description, breach.Message));
            }
        }

        return changes;
    }

    private static Deviation Raised(ConductChange change, ParticipantFile file, ExposureEntry dose, string subject, RuleBreach breach) => new()
    {
        Number = 0,
        Site = file.Site.Code,
        Participant = file.Participant.Code,
        Subject = subject,
        Rule = breach.Code,
        Category = DeviationCategory.Treatment,
        Description = breach.Message,
        OccurredOn = dose.Day,
        FoundOn = change.Today(file.Site.TimeZone),
        Important = Important.Contains(breach.Code, StringComparer.Ordinal) ? 1 : 0,
        Cause = CauseOf(file, dose),
        By = change.Actor.Name,
    };

    // The reason as people read it, and what was added in words.
    private static string CauseOf(ParticipantFile file, ExposureEntry dose)
    {
        var form = file.Protocol.Design.DoseLog!;
        var label = form.Field(form.Exposure!.Reason)!.Codes.FirstOrDefault(item => string.Equals(item.Code, dose.Reason, StringComparison.Ordinal))?.Label;
        return string.Join(": ", new[] { label, dose.Words }.Where(words => !string.IsNullOrEmpty(words)));
    }
}
