using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Facts;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>Evaluates a tree for one patient on one day.</summary>
internal sealed class TreeEvaluator(PatientFacts patient, DateOnly asOf, SiteRanges ranges)
{
    private readonly MeasurementEvaluator measurements = new(patient, asOf, ranges);
    private readonly EventEvaluator events = new(patient, asOf);

    /// <summary>The finding for a tree.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="wording">What its text says beside it.</param>
    public Finding Evaluate(CriterionNode node, Wording wording) => KleeneTree.Evaluate(node, part => Known(part, wording));

    private Finding? Known(CriterionNode node, Wording wording) => node switch
    {
        AllOf all when ExceptedEvents.Read(all, wording.Excepts) is not ExceptionReading.None and var reading => Excepting(all, reading, wording),
        Measurement leaf => measurements.Evaluate(leaf),
        PerformanceStatus leaf => measurements.Evaluate(leaf),
        AgeLimit leaf => AgeEvaluator.Evaluate(leaf, patient, asOf),
        Condition leaf => Exists(events.Evaluate(leaf, wording.SpeaksOfPast), leaf.Exists),
        Therapy leaf => Exists(events.Evaluate(leaf), leaf.Exists),
        Circumstance leaf => Exists(events.Evaluate(leaf), leaf.Exists),
        LifeExpectancy => Finding.Unknown(Reason.NeedsJudgment, null, "How long the patient will live is for a physician to judge."),
        _ => null,
    };

    private Finding Excepting(AllOf all, ExceptionReading reading, Wording wording)
    {
        var excepting = all.Of[0] is Condition condition
            ? events.Evaluate(condition, ExceptedEvents.Conditions(all.Of[1])!, wording.SpeaksOfPast)
            : events.Evaluate((Therapy)all.Of[0], ExceptedEvents.Therapies(all.Of[1])!);
        return reading == ExceptionReading.Exception ? excepting : Kleene.Agree(excepting, Kleene.All([.. all.Of.Select(part => Evaluate(part, wording))]));
    }

    private static Finding Exists(Finding finding, bool exists) => exists ? finding : Kleene.Not(finding);
}
