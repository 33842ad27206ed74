using System.Globalization;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Tumors;
using Equipoise.Protocols;
using Equipoise.Protocols.Forms;

namespace Equipoise.Analysis.Datasets;

/// <summary>What the tumor assessments of a participant show by RECIST 1.1, from entries of a form of the domain TR.</summary>
/// <param name="Series">The responses by day; null where there is no assessment, or they contradict each other.</param>
/// <param name="Best">The best overall response; null where there is none.</param>
/// <param name="Problem">Why the assessments cannot be judged, in a sentence; null where they can.</param>
/// <param name="Entries">The entries of each day.</param>
internal sealed record TumorHistory(TumorSeries? Series, BestResponse? Best, string? Problem, ILookup<DateOnly, FormEntry> Entries)
{
    private static readonly (string Code, LesionRole Role)[] Roles = [("target", LesionRole.Target), ("non-target", LesionRole.NonTarget), ("new", LesionRole.New)];
    private static readonly (string Code, LesionState State)[] States =
    [
        ("measured", LesionState.Measured), ("too-small", LesionState.TooSmall), ("absent", LesionState.Absent), ("present", LesionState.Present),
        ("unequivocal-progression", LesionState.UnequivocalProgression), ("equivocal", LesionState.Equivocal), ("not-evaluated", LesionState.NotEvaluated),
    ];

    /// <summary>The day of the first progression; null for none.</summary>
    public TumorAssessment? Progression => Series?.Assessments.FirstOrDefault(assessment => assessment.Overall is Response.Progressive);

    /// <summary>The last assessment that could be judged; null for none.</summary>
    public TumorAssessment? LastAdequate => Series?.Assessments.LastOrDefault(assessment => assessment.Overall is not Response.NotEvaluable);

    /// <summary>Judges what is on record until a day.</summary>
    public static TumorHistory Of(StudyDesign design, IEnumerable<FormEntry> entries, DateOnly cutoff)
    {
        var seen = new List<(LesionObservation Observation, FormEntry Entry)>();
        foreach (var entry in entries)
        {
            if (design.Form(entry.Form) is { Domain: "TR" } form && Read(form, entry) is { } observation && observation.Date <= cutoff)
                seen.Add((observation, entry));
        }

        var byDay = seen.ToLookup(one => one.Observation.Date, one => one.Entry);
        if (seen.Count == 0 || design.TumorResponse is not { } rules)
            return new TumorHistory(null, null, null, byDay);
        try
        {
            var series = Recist.Assess([.. seen.Select(one => one.Observation)]);
            return new TumorHistory(series, BestOverallResponse.Of(series, rules.MinimumStableDays, rules.ConfirmationDays), null, byDay);
        }
        catch (LesionException contradiction)
        {
            return new TumorHistory(null, null, contradiction.Message, byDay);
        }
    }

    private static LesionObservation? Read(Form form, FormEntry entry)
    {
        var answers = entry.Values();
        var texts = form.Fields.Where(field => field.Type is FieldType.Text).Select(field => answers.GetValueOrDefault(field.Code) ?? "").ToList();
        if (Answer(form.First(FieldType.Date)) is not { } day || texts is not [{ Length: > 0 } lesion, ..])
            return null;
        return new LesionObservation(
            DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            lesion,
            Array.Find(Roles, pair => string.Equals(pair.Code, Answer(form.WithAnswer("non-target")), StringComparison.Ordinal)).Role,
            texts.ElementAtOrDefault(1) ?? "",
            Answer(form.First(FieldType.YesNo)) is "Y",
            decimal.TryParse(Answer(form.First(FieldType.Number)), NumberStyles.Float, CultureInfo.InvariantCulture, out var diameter) ? diameter : null,
            Array.Find(States, pair => string.Equals(pair.Code, Answer(form.WithAnswer("measured")), StringComparison.Ordinal)).State,
            $"entry {entry.Id}");

        string? Answer(string? field) => field is null ? null : answers.GetValueOrDefault(field);
    }
}
