using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;

namespace Equipoise.Eligibility.Matching;

/// <summary>Many studies' criteria, made ready: each different statement once, and over them each study's logic.</summary>
/// <remarks>Immutable; any number of threads may match with it.</remarks>
public sealed class CompiledStudies
{
    private static readonly Step Unknown = new(StepKind.Unknown, [], 0);

    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);
    private readonly List<CriterionNode> statements = [];
    private readonly List<bool> pastCounts = [];

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

    /// <summary>Of each statement, whether its text speaks of the past.</summary>
    internal IReadOnlyList<bool> PastCounts => pastCounts;

    // As Judge does: an entry's tree, and for a lead-in of which one or some are enough, what stands below it beside its own tree.
    private Step?[] Compile(IReadOnlyList<Criterion> criteria)
    {
        var wordings = Wording.Of(criteria);
        var steps = criteria.ToDictionary(criterion => criterion.Id, criterion => Own(criterion, wordings[criterion.Id]), StringComparer.Ordinal);
        foreach (var id in CaseHeadings.Below(criteria))
            steps[id] = steps[id] is null ? null : Unknown;
        var children = criteria.ToLookup(criterion => criterion.Parent, StringComparer.Ordinal);
        foreach (var leadIn in criteria.Where(criterion => criterion.Grouping != Grouping.Each).Reverse())
        {
            Step[] below = [.. children[leadIn.Id].Prepend(leadIn).Select(child => steps[child.Id]).OfType<Step>()];
            if (below.Length > 0)
                steps[leadIn.Id] = below.Length < leadIn.AtLeast ? Unknown : new Step(StepKind.AtLeast, below, Math.Max(1, leadIn.AtLeast));
        }

        return [.. criteria.Select(criterion => steps[criterion.Id])];
    }

    private Step? Own(Criterion criterion, Wording wording) => criterion switch
    {
        { Evaluability: Evaluability.Partial } => Unknown,
        { Tree: null } => null,
        _ when wording.NeedsPerson(criterion) => Unknown,
        { Tree: { } tree } => Of(tree, wording),
    };

    private Step Of(CriterionNode node, Wording wording) => node switch
    {
        AllOf all when ExceptedEvents.Read(all, wording.Excepts) is not ExceptionReading.None and var reading => reading == ExceptionReading.Exception ? Statement(all, wording) : new Step(StepKind.Agree, [Statement(all, wording), All(all, wording)], 0),
        AllOf all => All(all, wording),
        AnyOf any => new Step(StepKind.AtLeast, [.. any.Of.Select(part => Of(part, wording))], 1),
        AtLeastOf some => new Step(StepKind.AtLeast, [.. some.Of.Select(part => Of(part, wording))], Math.Max(1, some.Count)),
        Not not => new Step(StepKind.Not, [Of(not.Of, wording)], 0),
        Given { Else: { } otherwise } given => new Step(StepKind.Given, [Of(given.Guard, wording), Of(given.Then, wording), Of(otherwise, wording)], 0),
        Given given => new Step(StepKind.Given, [Of(given.Guard, wording), Of(given.Then, wording)], 0),
        _ => Statement(node, wording),
    };

    private Step All(AllOf all, Wording wording) => new(StepKind.All, [.. all.Of.Select(part => Of(part, wording))], 0);

    // Where a statement stands in its text says nothing of what it means.
    private Step Statement(CriterionNode node, Wording wording)
    {
        // Only of a condition does it matter whether the text speaks of the past.
        var isPast = wording.SpeaksOfPast || node is not (Condition { Within: null } or AllOf { Of: [Condition { Within: null }, ..] });
        var name = CriteriaJson.Write(node) + (isPast ? "" : " now");
        if (!known.TryGetValue(name, out var place))
        {
            known.Add(name, place = statements.Count);
            statements.Add(node);
            pastCounts.Add(isPast);
        }

        return new Step(StepKind.Statement, [], place);
    }
}
