using System.Globalization;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Visits;
using Equipoise.Eligibility.Facts;

namespace Equipoise.Conduct.Laboratory.Import;

/// <summary>The results of one file on their way into the forms, sample by sample.</summary>
/// <param name="actor">Who enters them.</param>
/// <param name="study">The study.</param>
/// <param name="results">The results.</param>
/// <param name="reason">What the trail gives as the reason where an entry is completed.</param>
internal sealed class ImportBatch(Actor actor, string study, IReadOnlyList<ReportedResult> results, string reason)
{
    /// <summary>Enters them on a store, and says what became of each, in the order of the file.</summary>
    public async Task<IReadOnlyList<ImportedResult>> RunAsync(ConductStore store, CancellationToken cancellation)
    {
        var outcomes = new Dictionary<string, ImportedResult>(StringComparer.Ordinal);
        var known = await ParticipantsAsync(store, cancellation);
        var samples = new Dictionary<(string Participant, string Form, DateOnly Day, string? Visit, int? Count), List<MatchedResult>>();
        var assessed = new Dictionary<string, AssessedParticipant>(StringComparer.Ordinal);
        foreach (var (result, at) in results.Select((result, at) => (result with { Where = Key(at, result.Where) }, at)))
        {
            if (result.Participants.FirstOrDefault(known.ContainsKey) is not { } code)
            {
                outcomes[result.Where] = Refused(result, null, result.Participants.All(string.IsNullOrEmpty) ? "There is no participant." : $"There is no participant '{Short(result.Participants[0])}' whose data you may enter.");
                continue;
            }

            try
            {
                if (!assessed.TryGetValue(code, out var participant))
                    assessed[code] = participant = await ReadAsync(store, known[code], cancellation);
                var matched = MatchedResult.Of(result, participant, store.ClockAt(participant.Site.TimeZone));
                var place = (code, matched.Form.Code, matched.Day, result.Visit, result.VisitCount);
                if (!samples.TryGetValue(place, out var sample))
                    samples[place] = sample = [];
                sample.Add(matched);
            }
            catch (StepRefusedException refusal)
            {
                outcomes[result.Where] = Refused(result, code, refusal.Message);
            }
        }

        foreach (var (place, sample) in samples)
            await EnterAsync(store, known[place.Participant], sample, outcomes, cancellation);
        return [.. results.Select((result, at) => outcomes[Key(at, result.Where)] with { Where = result.Where })];
    }

    private async Task EnterAsync(ConductStore store, Participant participant, List<MatchedResult> sample, Dictionary<string, ImportedResult> outcomes, CancellationToken cancellation)
    {
        var code = participant.Code;
        var fresh = new List<MatchedResult>();
        try
        {
            var assessed = await ReadAsync(store, participant, cancellation);
            var there = There(assessed, sample[0]);
            var answers = there?.Answers.ToDictionary(answer => answer.Key, answer => (string?)answer.Value, StringComparer.Ordinal) ?? new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var result in sample)
            {
                if (answers.GetValueOrDefault(result.Field.Code) is not { } before)
                {
                    answers[result.Field.Code] = result.Value;
                    fresh.Add(result);
                }
                else
                {
                    outcomes[result.Source.Where] = decimal.Parse(before, CultureInfo.InvariantCulture) == decimal.Parse(result.Value, CultureInfo.InvariantCulture)
                        ? new ImportedResult(result.Source.Where, ImportedResult.Unchanged, code, there?.Entry.Id, null)
                        : Refused(result.Source, code, $"{there?.Entry.Id ?? "An earlier result of the file"} has {before} for {result.Field.Label} on {result.Day:yyyy-MM-dd}, the file {result.Value}: correct the entry by hand, with a reason.");
                }
            }

            if (fresh.Count == 0)
                return;
            var forms = new FormSteps(store);
            answers[sample[0].Form.Laboratory!.Date] = sample[0].Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var note = KeepRanges(assessed, fresh, answers);
            var entry = there is null
                ? await forms.EnterAsync(actor, study, code, LaboratoryVisits.Find(assessed, await MilestonesAsync(store, assessed, cancellation), sample[0].Form, sample[0].Day, sample[0].Source), answers, cancellation)
                : await forms.CorrectAsync(actor, study, code, there.Entry.Id, answers, there.Entry.Version, reason, cancellation);
            foreach (var result in fresh)
                outcomes[result.Source.Where] = new ImportedResult(result.Source.Where, ImportedResult.Entered, code, entry.Id, result.Range is null ? null : note);
        }
        catch (StepRefusedException refusal)
        {
            foreach (var result in fresh.Count > 0 ? fresh : sample)
                outcomes[result.Source.Where] = Refused(result.Source, code, refusal.Message);
        }
    }

    // The entry of the same day, of the visit that the file names where it names one.
    private static FilledForm? There(AssessedParticipant participant, MatchedResult result)
    {
        var same = participant.Forms.Where(filled => string.Equals(filled.Form.Code, result.Form.Code, StringComparison.Ordinal) && filled.Day(filled.Form.Laboratory!.Date) == result.Day
            && (result.Source.Visit is not { } visit || (string.Equals(filled.Entry.Visit, visit, StringComparison.OrdinalIgnoreCase) && (result.Source.VisitCount is not { } count || filled.Entry.VisitCount == count)))).ToList();
        return same.Count <= 1 ? same.FirstOrDefault() : throw StepRefusedException.Conflict("import-entry", $"{string.Join(" and ", same.Select(filled => filled.Entry.Id))} are both of {result.Day:yyyy-MM-dd}: name the visit in the file.");
    }

    // Ranges that are the site's need not be kept again.
    private static string? KeepRanges(AssessedParticipant participant, List<MatchedResult> fresh, Dictionary<string, string?> answers)
    {
        var site = new SiteRanges(participant.Site.ReferenceRanges());
        var own = fresh.Select(result => result.Range).OfType<ReferenceRange>()
            .Where(range => site.Find(range.Variable, upper: false, range.Unit, participant.Sex) != range.Low || site.Find(range.Variable, upper: true, range.Unit, participant.Sex) != range.High).ToList();
        if (own.Count == 0)
            return null;
        if (fresh[0].Form.Laboratory!.Ranges is not { } field)
            return "The form keeps no reference range of its own, so the site's is taken.";
        var kept = RangeList.Read(answers.GetValueOrDefault(field) ?? "").Where(range => !own.Exists(other => string.Equals(other.Variable, range.Variable, StringComparison.Ordinal)));
        answers[field] = string.Join("; ", kept.Concat(own).Select(RangeList.Write));
        return null;
    }

    private Task<Dictionary<string, Participant>> ParticipantsAsync(ConductStore store, CancellationToken cancellation) =>
        store.ReadAsync(
            async snapshot =>
            {
                await snapshot.StudyAsync(study);
                return (await snapshot.ParticipantsAsync(study)).Where(one => actor.May(Permission.EnterData, one.Site)).ToDictionary(one => one.Code, StringComparer.Ordinal);
            },
            cancellation);

    private Task<AssessedParticipant> ReadAsync(ConductStore store, Participant participant, CancellationToken cancellation) =>
        store.ReadAsync(snapshot => AssessmentReader.ReadAsync(snapshot, actor, participant), cancellation);

    private static Task<ParticipantMilestones> MilestonesAsync(ConductStore store, AssessedParticipant participant, CancellationToken cancellation) =>
        store.ReadAsync(
            async snapshot =>
            {
                var happened = await snapshot.DispositionsAsync(participant.Participant.Study, participant.Participant.Code);
                DateOnly? On(string kind) => happened.LastOrDefault(one => string.Equals(one.Kind, kind, StringComparison.Ordinal))?.OnDay;
                return new ParticipantMilestones(
                    participant.RandomizedOn, participant.FirstDose, participant.LastDose, On(DispositionKind.TreatmentEnd), Progressed: null, On(DispositionKind.StudyEnd) ?? On(DispositionKind.Withdrawal), participant.DiedOn);
            },
            cancellation);

    private static ImportedResult Refused(ReportedResult result, string? participant, string sentence) => new(result.Where, ImportedResult.Refused, participant, null, sentence);

    // Files may name two results alike.
    private static string Key(int at, string where) => string.Create(CultureInfo.InvariantCulture, $"{at} {where}");

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
