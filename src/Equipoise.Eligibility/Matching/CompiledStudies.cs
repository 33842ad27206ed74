using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;

namespace Equipoise.Eligibility.Matching;

/// <summary>Many studies' criteria, made ready: each different statement once, and over them each study's logic.</summary>
/// <remarks>Immutable; any number of threads may match with it.</remarks>
public sealed class CompiledStudies
{
    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);
    private readonly List<CriterionNode> statements = [];

    /// <summary>Makes studies ready.</summary>
    /// <param name="studies">Each study's id and criteria.</param>
    public CompiledStudies(IEnumerable<(string Study, IReadOnlyList<Criterion> Criteria)> studies) =>
        Studies = [.. studies.Select(study => new CompiledStudy(study.Study, study.Criteria, Compile(study.Criteria)))];

    internal IReadOnlyList<CompiledStudy> Studies { get; }

    /// <summary>How many studies there are.</summary>
    public int Count => Studies.Count;

    /// <summary>How many different statements they make.</summary>
    public int StatementCount => statements.Count;

    /// <summary>The different statements that the studies make.</summary>
    internal IReadOnlyList<CriterionNode> Statements => statements;

    // As Judge does: an entry's tree, and for a lead-in of which one or some are enough, what stands below it beside its own tree.
    private Step?[] Compile(IReadOnlyList<Criterion> criteria)
    {
        var steps = criteria.ToDictionary(criterion => criterion.Id, Own, StringComparer.Ordinal);
        foreach (var id in CaseHeadings.Below(criteria))
            steps[id] = steps[id] is null ? null : new Step(StepKind.Unknown, [], 0);
        var children = criteria.ToLookup(criterion => criterion.Parent, StringComparer.Ordinal);
        foreach (var leadIn in criteria.Where(criterion => criterion.Grouping != Grouping.Each).Reverse())
        {
            Step[] below = [.. children[leadIn.Id].Prepend(leadIn).Select(child => steps[child.Id]).OfType<Step>()];
            if (below.Length > 0)
                steps[leadIn.Id] = below.Length < leadIn.AtLeast ? new Step(StepKind.Unknown, [], 0) : new Step(StepKind.AtLeast, below, Math.Max(1, leadIn.AtLeast));
        }

        return [.. criteria.Select(criterion => steps[criterion.Id])];
    }

    private Step? Own(Criterion criterion) => criterion switch
    {
        { Evaluability: Evaluability.Partial } => new Step(StepKind.Unknown, [], 0),
        { Tree: null } => null,
        { Tree: { } tree } => Of(tree),
    };

    private Step Of(CriterionNode node) => node switch
    {
        AllOf { Of: [Condition { Exists: true }, var rest] } when TreeEvaluator.Exceptions(rest) is not null => Statement(node),
        AllOf { Of: [Therapy { Exists: true, Comparison: null }, var rest] } when TreeEvaluator.TherapyExceptions(rest) is not null => Statement(node),
        AllOf all => new Step(StepKind.All, [.. all.Of.Select(Of)], 0),
        AnyOf any => new Step(StepKind.AtLeast, [.. any.Of.Select(Of)], 1),
        AtLeastOf some => new Step(StepKind.AtLeast, [.. some.Of.Select(Of)], Math.Max(1, some.Count)),
        Not not => new Step(StepKind.Not, [Of(not.Of)], 0),
        Given { Else: { } otherwise } given => new Step(StepKind.Given, [Of(given.Guard), Of(given.Then), Of(otherwise)], 0),
        Given given => new Step(StepKind.Given, [Of(given.Guard), Of(given.Then)], 0),
        _ => Statement(node),
    };

    // Where a statement stands in its text says nothing of what it means.
    private Step Statement(CriterionNode node)
    {
        var name = CriteriaJson.Write(node);
        if (!known.TryGetValue(name, out var place))
        {
            known.Add(name, place = statements.Count);
            statements.Add(node);
        }

        return new Step(StepKind.Statement, [], place);
    }
}
