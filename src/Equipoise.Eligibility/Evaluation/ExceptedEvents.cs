using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>"A cancer, except these" is a cancer that is none of these: whoever had one of these and another had another. "Chemotherapy, but no
/// cisplatin" has the same tree and asks that cisplatin is not there at all.</summary>
internal static class ExceptedEvents
{
    /// <summary>How an <c>all</c> of a condition or treatment and what is denied beside it is to be read.</summary>
    /// <param name="node">The statement.</param>
    /// <param name="excepts">Whether its text speaks of an exception.</param>
    public static ExceptionReading Read(CriterionNode node, bool excepts) => node switch
    {
        AllOf { Of: [Condition { Exists: true } head, var rest] } when Conditions(rest) is { } exceptions =>
            Read(rest, excepts, exceptions.Any(one => IsPart(one.Concept, head.Concept, Concepts.Conditions))),
        AllOf { Of: [Therapy { Exists: true, Comparison: null } head, var rest] } when Therapies(rest) is { } exceptions =>
            Read(rest, excepts, exceptions.Any(one => IsPart(one.Concept, head.Concept, Concepts.Therapies))),
        _ => ExceptionReading.None,
    };

    /// <summary>The conditions that are denied; null where it is something else.</summary>
    public static IReadOnlyList<Condition>? Conditions(CriterionNode rest) => rest switch
    {
        Condition { Exists: false } one => [one with { Exists = true }],
        Not { Of: Condition { Exists: true } one } => [one],
        Not { Of: AnyOf any } when any.Of.All(part => part is Condition { Exists: true }) => [.. any.Of.Cast<Condition>()],
        _ => null,
    };

    /// <summary>The treatments that are denied; null where it is something else.</summary>
    public static IReadOnlyList<Therapy>? Therapies(CriterionNode rest) => rest switch
    {
        Therapy { Exists: false, Comparison: null } one => [one with { Exists = true }],
        Not { Of: Therapy { Exists: true, Comparison: null } one } => [one],
        Not { Of: AnyOf any } when any.Of.All(part => part is Therapy { Exists: true, Comparison: null }) => [.. any.Of.Cast<Therapy>()],
        _ => null,
    };

    // A list is written as an exception; of one that is denied, nobody knows without the words.
    private static ExceptionReading Read(CriterionNode rest, bool excepts, bool isPart) =>
        excepts || (isPart && rest is Not) ? ExceptionReading.Exception : isPart ? ExceptionReading.Either : ExceptionReading.None;

    private static bool IsPart(string name, string wider, Concepts concepts) =>
        Bare(name, concepts) is { } one && Bare(wider, concepts) is { } other && concepts.IsA(one, other);

    private static string? Bare(string name, Concepts concepts) => QualifiedConcept.Split(QualifiedConcept.Purpose(name, concepts).Name, concepts).Concept;
}
