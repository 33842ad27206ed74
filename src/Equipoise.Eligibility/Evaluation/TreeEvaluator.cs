using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Facts;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>Evaluates a tree for one patient on one day.</summary>
internal sealed class TreeEvaluator(PatientFacts patient, DateOnly asOf, SiteRanges ranges)
{
    private readonly MeasurementEvaluator measurements = new(patient, asOf, ranges);
    private readonly EventEvaluator events = new(patient, asOf);

    public Finding Evaluate(CriterionNode node) => node switch
    {
        AllOf { Of: [Condition { Exists: true } head, var rest] } when Exceptions(rest) is { } exceptions => events.Evaluate(head, exceptions),
        AllOf all => Kleene.All([.. all.Of.Select(Evaluate)]),
        AnyOf any => Kleene.Any([.. any.Of.Select(Evaluate)]),
        AtLeastOf some => Kleene.AtLeast(some.Count, [.. some.Of.Select(Evaluate)]),
        Not not => Kleene.Not(Evaluate(not.Of)),
        Given given => Guarded(given),
        Measurement leaf => measurements.Evaluate(leaf),
        PerformanceStatus leaf => measurements.Evaluate(leaf),
        AgeLimit leaf => AgeEvaluator.Evaluate(leaf, patient, asOf),
        Condition leaf => Exists(events.Evaluate(leaf), leaf.Exists),
        Therapy leaf => Exists(events.Evaluate(leaf), leaf.Exists),
        Circumstance leaf => Exists(events.Evaluate(leaf), leaf.Exists),
        LifeExpectancy => Finding.Unknown(Reason.NeedsJudgment, null, "How long the patient will live is for a physician to judge."),
        _ => throw new ArgumentException($"A node of kind {node.GetType().Name} cannot be judged.", nameof(node)),
    };

    // "a cancer, except these": a cancer that is none of these. The patient who had one of these and another has another.
    private static IReadOnlyList<Condition>? Exceptions(CriterionNode rest) => rest switch
    {
        Condition { Exists: false } one => [one with { Exists = true }],
        Not { Of: AnyOf any } when any.Of.All(part => part is Condition { Exists: true }) => [.. any.Of.Cast<Condition>()],
        _ => null,
    };

    private static Finding Exists(Finding finding, bool exists) => exists ? finding : Kleene.Not(finding);

    private Finding Guarded(Given given)
    {
        var guard = Evaluate(given.Guard);
        var then = Evaluate(given.Then);
        var otherwise = given.Else is { } other ? Evaluate(other) : Finding.Known(true, [], "Nothing is asked where the condition does not hold.");
        return guard.Truth switch
        {
            Truth.True => then with { Evidence = [.. guard.Evidence, .. then.Evidence] },
            Truth.False => otherwise with { Evidence = [.. guard.Evidence, .. otherwise.Evidence] },
            // Whichever way the guard turns out, the answer is the same.
            _ when then.Truth == otherwise.Truth && then.Truth != Truth.Unknown => then with { Evidence = [.. then.Evidence, .. otherwise.Evidence.Except(then.Evidence)] },
            _ => guard with { Evidence = [.. guard.Evidence, .. then.Evidence] },
        };
    }
}
