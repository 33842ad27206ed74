using Equipoise.Conduct.Assessments;
using Equipoise.Protocols;
using Equipoise.Protocols.Forms;
using Equipoise.Protocols.Outcomes;

namespace Equipoise.Conduct.Tumors;

/// <summary>What the images of one participant show, by evaluator.</summary>
/// <param name="Evaluators">One for each who assessed lesions or judged a response, the investigator first.</param>
public sealed record TumorReport(IReadOnlyList<EvaluatorReport> Evaluators)
{
    /// <summary>The evaluator where the forms name none: CDISC's term.</summary>
    public const string Investigator = "INVESTIGATOR";

    /// <summary>Derives the report from the forms that the protocol says tell of lesions and responses.</summary>
    public static TumorReport Of(AssessedParticipant participant) => Of(participant.Design, participant.Forms, participant.RandomizedOn);

    /// <summary>The same from the forms alone.</summary>
    /// <param name="design">The protocol.</param>
    /// <param name="forms">The forms that count.</param>
    /// <param name="randomizedOn">The day of randomization; null before it.</param>
    public static TumorReport Of(StudyDesign design, IReadOnlyList<FilledForm> forms, DateOnly? randomizedOn)
    {
        var seen = forms.Where(filled => filled.Form.Lesions is not null).Select(filled => (Evaluator: filled.Words(filled.Form.Lesions!.Evaluator) ?? Investigator, Observation: Observation(filled, filled.Form.Lesions!)))
            .Where(one => one.Observation is not null).ToLookup(one => one.Evaluator, one => one.Observation!, StringComparer.Ordinal);
        var calls = forms.Where(filled => filled.Form.Response is not null).Select(filled => (Evaluator: filled.Words(filled.Form.Response!.Evaluator) ?? Investigator, Call: Call(filled, filled.Form.Response!)))
            .Where(one => one.Call is not null).ToLookup(one => one.Evaluator, one => one.Call!, StringComparer.Ordinal);
        var evaluators = seen.Select(group => group.Key).Union(calls.Select(group => group.Key), StringComparer.Ordinal).OrderBy(name => name is not Investigator).ThenBy(name => name, StringComparer.Ordinal);
        return new TumorReport([.. evaluators.Select(name => EvaluatorReport.Of(name, [.. seen[name]], [.. calls[name].OrderBy(call => call.Date)], design.TumorResponse ?? Plain, randomizedOn))]);
    }

    /// <summary>The day on which the investigator first saw progression: by their own judgment of a day, or, where they judged none of that day, by what RECIST 1.1
    /// derives from the lesions; null where there was none.</summary>
    public DateOnly? FirstProgression => Evaluators.FirstOrDefault(one => one.Evaluator is Investigator) is { } report
        ? report.Calls.Where(call => call.Overall == Response.Progressive).Select(call => (DateOnly?)call.Date)
            .Concat(report.Rows.Where(row => row.Call is null && row.Derived.Overall == Response.Progressive).Select(row => (DateOnly?)row.Derived.Date)).Min()
        : null;

    // RECIST 1.1 itself names no shortest time of stable disease for a study that does not.
    private static TumorResponse Plain { get; } = new("RECIST 1.1", ConfirmationDays: null, MinimumStableDays: 0);

    private static LesionObservation? Observation(FilledForm filled, LesionFields fields)
    {
        if (filled.Day(fields.Date) is not { } day || filled.Words(fields.Lesion)?.Trim() is not { Length: > 0 } lesion || RoleOf(filled.Text(fields.Role)) is not { } role || StateOf(filled.Text(fields.State)) is not { } state)
            return null;
        return new LesionObservation(day, lesion, role, filled.Words(fields.Site)?.Trim() ?? "", filled.Text(fields.Nodal) is "Y", filled.Number(fields.Diameter), state, filled.Entry.Id);
    }

    private static ResponseCall? Call(FilledForm filled, ResponseFields fields) =>
        filled.Day(fields.Date) is { } day && filled.Text(fields.Overall) is { } code && ResponseCodes.Find(code.Replace('_', '/')) is { } response ? new ResponseCall(filled.Entry.Id, day, response) : null;

    private static LesionRole? RoleOf(string? code) => code switch
    {
        "target" => LesionRole.Target,
        "non-target" => LesionRole.NonTarget,
        "new" => LesionRole.New,
        _ => null,
    };

    private static LesionState? StateOf(string? code) => code switch
    {
        "measured" => LesionState.Measured,
        "too-small" => LesionState.TooSmall,
        "absent" => LesionState.Absent,
        "present" => LesionState.Present,
        "unequivocal-progression" => LesionState.UnequivocalProgression,
        "equivocal" => LesionState.Equivocal,
        "not-evaluated" => LesionState.NotEvaluated,
        _ => null,
    };
}
