using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Facts;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>Evaluates a tree for one patient on one day.</summary>
internal sealed class TreeEvaluator(PatientFacts patient, DateOnly asOf, SiteRanges ranges)
{
    private readonly MeasurementEvaluator measurements = new(patient, asOf, ranges);
    private readonly EventEvaluator events = new(patient, asOf);

    public Finding Evaluate(CriterionNode node) => KleeneTree.Evaluate(node, Known);

    private Finding? Known(CriterionNode node) => node switch
    {
        AllOf { Of: [Condition { Exists: true } head, var rest] } when Exceptions(rest) is { } exceptions => events.Evaluate(head, exceptions),
        AllOf { Of: [Therapy { Exists: true, Comparison: null } head, var rest] } when TherapyExceptions(rest) is { } exceptions => events.Evaluate(head, exceptions),
        Measurement leaf => measurements.Evaluate(leaf),
        PerformanceStatus leaf => measurements.Evaluate(leaf),
        AgeLimit leaf => AgeEvaluator.Evaluate(leaf, patient, asOf),
        Condition leaf => Exists(events.Evaluate(leaf), leaf.Exists),
        Therapy leaf => Exists(events.Evaluate(leaf), leaf.Exists),
        Circumstance leaf => Exists(events.Evaluate(leaf), leaf.Exists),
        LifeExpectancy => Finding.Unknown(Reason.NeedsJudgment, null, "How long the patient will live is for a physician to judge."),
        _ => null,
    };

    // "a cancer, except these": a cancer that is none of these. The patient who had one of these and another has another.
    internal static IReadOnlyList<Condition>? Exceptions(CriterionNode rest) => rest switch
    {
        Condition { Exists: false } one => [one with { Exists = true }],
        Not { Of: AnyOf any } when any.Of.All(part => part is Condition { Exists: true }) => [.. any.Of.Cast<Condition>()],
        _ => null,
    };

    // "A palliative radiotherapy, except of the head and neck", likewise.
    internal static IReadOnlyList<Therapy>? TherapyExceptions(CriterionNode rest) => rest switch
    {
        Not { Of: AnyOf any } when any.Of.All(part => part is Therapy { Exists: true, Comparison: null }) => [.. any.Of.Cast<Therapy>()],
        _ => null,
    };

    private static Finding Exists(Finding finding, bool exists) => exists ? finding : Kleene.Not(finding);
}
