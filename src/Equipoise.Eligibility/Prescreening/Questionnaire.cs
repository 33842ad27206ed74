using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Prescreening;

/// <summary>The questions that a study's criteria come down to for a person without medical training, most decisive first. What only a
/// physician, a laboratory or a signature can say is not asked.</summary>
public sealed class Questionnaire
{
    // From when a time counts that is not "the last months": a person cannot be asked so.
    private const string AfterTreatment = "progression";

    private readonly Dictionary<string, Question> byKey = new(StringComparer.Ordinal);
    private readonly HashSet<string> asksOfDisease = new(StringComparer.Ordinal);
    private readonly HashSet<string> answerable = new(StringComparer.Ordinal);
    private readonly HashSet<string> shared;

    // The statements in which what is denied beside a condition only does not count.
    private readonly HashSet<CriterionNode> excepting = new(ReferenceEqualityComparer.Instance);

    // Conditions of criteria that do not speak of the past.
    private readonly HashSet<CriterionNode> present = new(ReferenceEqualityComparer.Instance);

    // Parts of a list that another part of it covers: who had no local treatment had no local radiation.
    private readonly HashSet<CriterionNode> covered = new(ReferenceEqualityComparer.Instance);

    // Statements about the disease that the study is of.
    private readonly HashSet<CriterionNode> diseases = new(ReferenceEqualityComparer.Instance);

    /// <summary>Derives the questions of a study's criteria.</summary>
    public Questionnaire(IReadOnlyList<Criterion> criteria)
    {
        Criteria = criteria;
        var wordings = Wording.Of(criteria);
        // What one criterion asks of the past and another of the present is asked of both at once.
        var past = criteria.Where(criterion => criterion.Tree is not null && wordings[criterion.Id].SpeaksOfPast).SelectMany(criterion => Leaves(criterion.Tree!)).Select(PlainWords.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var criterion in criteria.Where(criterion => criterion.Tree is not null))
        {
            covered.UnionWith(Nodes(criterion.Tree!).OfType<AnyOf>().SelectMany(any => any.Of.Where(part => any.Of.Any(other => Asserted(part).Any(leaf => PlainWords.Covers(other, leaf))))));
            if (criterion.Polarity == Polarity.Inclusion)
                diseases.UnionWith(Affirmed(criterion.Tree!));
            excepting.UnionWith(Nodes(criterion.Tree!).Where(node => node is AllOf { Of: [Condition, _] } && ExceptedEvents.Read(node, wordings[criterion.Id].Excepts) == ExceptionReading.Exception));
            if (!wordings[criterion.Id].SpeaksOfPast)
                present.UnionWith(Nodes(criterion.Tree!).Where(node => node is Condition { Within: null } or AnyOf { Of: [Condition { Within: null }, ..] } && !Leaves(node).Any(leaf => past.Contains(PlainWords.Key(leaf)))));
        }

        var whole = criteria.Where(criterion => criterion is { Tree: not null, Evaluability: not (Evaluability.Partial or Evaluability.Administrative) }).ToList();
        // What several criteria speak of is asked by itself, so that one answer serves them all.
        shared = whole.SelectMany(criterion => Leaves(criterion.Tree!).Select(Key).Distinct(StringComparer.Ordinal)).GroupBy(key => key, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var criterion in whole.Where(IsAnswerable))
        {
            answerable.Add(criterion.Id);
            Collect(criterion.Tree!, criterion, 1, weights);
        }

        Questions = [.. byKey.Values.Where(question => asksOfDisease.Contains(question.Key)), .. byKey.Values.Where(question => !asksOfDisease.Contains(question.Key)).OrderByDescending(question => Math.Round(weights[question.Key], 6))];
    }

    /// <summary>The questions: those about the disease itself in the order of the criteria, then the most decisive; those of equal weight in the order of the
    /// criteria.</summary>
    public IReadOnlyList<Question> Questions { get; }

    /// <summary>The criteria they were derived from.</summary>
    public IReadOnlyList<Criterion> Criteria { get; }

    /// <summary>Whether a person's answers can decide a criterion.</summary>
    public bool CanAnswer(Criterion criterion) => answerable.Contains(criterion.Id);

    /// <summary>Whether a person's answers can fulfill a criterion, or only speak against it.</summary>
    public bool CanFulfill(Criterion criterion) => CanAnswer(criterion) && Uniform(criterion).Contains(criterion.Polarity == Polarity.Inclusion ? Truth.True : Truth.False);

    /// <summary>The question that asks a statement as a whole; null where its parts are asked, or nothing.</summary>
    internal Question? Of(CriterionNode node) => IsAsked(node) ? byKey.GetValueOrDefault(Key(node)) : null;

    /// <summary>Whether a part of a list says nothing beside another part of it.</summary>
    internal bool IsCovered(CriterionNode node) => covered.Contains(node);

    /// <summary>For each place that the disease may have begun in where one is enough, the questions about the others.</summary>
    internal IEnumerable<IReadOnlyList<Question>> AlternativeSites() =>
        Criteria.Where(criterion => criterion.Polarity == Polarity.Inclusion && CanAnswer(criterion)).SelectMany(criterion => Nodes(criterion.Tree!)).OfType<AnyOf>()
            .Where(any => any.Of.All(part => part is Condition { Exists: true, Within: null } site && Concepts.Conditions.IsA(site.Concept, "cancer")))
            .Select(any => any.Of.Select(Of).OfType<Question>().ToList())
            .Where(questions => questions.Count > 1);

    private void Collect(CriterionNode node, Criterion criterion, double weight, Dictionary<string, double> weights)
    {
        if (covered.Contains(node))
            return;
        if (!IsAsked(node))
        {
            // One part of a list decides it alone where one is enough to fail: all of an inclusion, any of an exclusion.
            var decides = (node, criterion.Polarity) is (AllOf, Polarity.Inclusion) or (AnyOf, Polarity.Exclusion);
            foreach (var part in node.Parts)
                Collect(part, criterion, decides ? weight : weight / 2, weights);
            return;
        }

        var key = Key(node);
        weights[key] = weights.GetValueOrDefault(key) + weight;
        if (diseases.Contains(node))
            asksOfDisease.Add(key);
        byKey[key] = byKey.TryGetValue(key, out var known)
            ? known with { Criteria = [.. known.Criteria.Append(criterion.Id).Distinct(StringComparer.Ordinal)] }
            : Make(key, node, criterion.Id);
    }

    private Question Make(string key, CriterionNode node, string criterion) => node switch
    {
        AnyOf any => new Question(key, QuestionKind.YesNo, PlainWords.AskAny(any.Of, present.Contains(node)), [.. any.Of.Select(part => PlainWords.Item(part, timed: any.Of.All(other => Equals(WithinOf(other), WithinOf(part)))))], [criterion])
        {
            IsTechnical = any.Of.Any(PlainWords.IsTechnical), IsWide = any.Of.Any(PlainWords.IsWide),
        },
        AllOf { Of: [Condition head, var rest] } => new Question(key, QuestionKind.YesNo, PlainWords.AskOther(head), [.. ExceptedEvents.Conditions(rest)!.Select(part => PlainWords.Item(part))], [criterion]),
        _ => new Question(key, KindOf(node), PlainWords.Ask(node, present.Contains(node)), [], [criterion])
        {
            Variable = (node as Measurement)?.Variable, IsTechnical = PlainWords.IsTechnical(node), IsWide = PlainWords.IsWide(node),
        },
    };

    // The same thing asked of now and of ever is two questions.
    private string Key(CriterionNode node) => PlainWords.Key(node) + (present.Contains(node) ? "n" : "");

    private static Window? WithinOf(CriterionNode node) => (node as Therapy)?.Within ?? (node as Condition)?.Within;

    private static QuestionKind KindOf(CriterionNode leaf) => leaf switch
    {
        AgeLimit => QuestionKind.Age,
        PerformanceStatus => QuestionKind.Activity,
        Measurement { Variable: "bmi" } => QuestionKind.Stature,
        Measurement => QuestionKind.Number,
        Circumstance { Kind: CircumstanceKind.Sex } => QuestionKind.Sex,
        _ => QuestionKind.YesNo,
    };

    // A statement that one question asks: a leaf that people can answer, an exception, or a list of alike things.
    private bool IsAsked(CriterionNode node) => node switch
    {
        AllOf => excepting.Contains(node),
        AnyOf { Of: [var first, _, ..] } any => any.Of.All(part => part.GetType() == first.GetType() && part is Condition { Exists: true } or Therapy { Exists: true, Comparison: null } && IsAskedLeaf(part) && !shared.Contains(Key(part))),
        _ => node.Parts.Count == 0 && IsAskedLeaf(node),
    };

    private static bool IsAskedLeaf(CriterionNode leaf) => leaf switch
    {
        AgeLimit => true,
        PerformanceStatus status => status.Scale is "ecog",
        Measurement value => value.RelativeTo is null && PlainWords.IsKnownToPatients(value.Variable) && string.Equals(value.Unit, Variables.Find(value.Variable)?.Unit, StringComparison.Ordinal),
        Condition condition => !HasNumber(condition.Concept) && condition.Within is null or { Direction: "before", Anchor: not AfterTreatment },
        Therapy therapy => !HasNumber(therapy.Concept) && therapy.Comparison is null && therapy.Within is null or { Direction: "before", Unit: not Window.HalfLife, Anchor: not AfterTreatment },
        Circumstance circumstance => circumstance.Kind is CircumstanceKind.Sex or CircumstanceKind.Pregnancy,
        _ => false,
    };

    // "Neuropathy of grade 2", "prednisone above 10 mg a day": a dose or grade is not for the person to say. HER2 and PD-1 are names.
    private static bool HasNumber(string concept) => concept.Split(' ').Any(word => word.Length > 0 && char.IsAsciiDigit(word[0]));

    // Where neither all yes nor all no decides, the answers would be asked for nothing.
    private bool IsAnswerable(Criterion criterion) => Uniform(criterion).Any(truth => truth != Truth.Unknown);

    private IEnumerable<Truth> Uniform(Criterion criterion) =>
        ((bool[])[true, false]).Select(answer => KleeneTree.Evaluate(criterion.Tree!, node => IsCovered(node) ? Finding.Known(false, [], "") : IsAsked(node) ? Finding.Known(answer, [], "") : node.Parts.Count == 0 ? Finding.Unknown(Reason.NeedsJudgment, null, "") : null).Truth);

    // What a part cannot hold without.
    private static IEnumerable<CriterionNode> Asserted(CriterionNode part) => part is AllOf all ? all.Of : [part];

    // Conditions that are asked for, by themselves or as one of several.
    private static IEnumerable<CriterionNode> Affirmed(CriterionNode node) => node switch
    {
        Not => [],
        Condition { Exists: true } => [node],
        AnyOf any when any.Of.All(part => part is Condition { Exists: true }) => any.Of.Prepend(node),
        _ => node.Parts.SelectMany(Affirmed),
    };

    private static IEnumerable<CriterionNode> Nodes(CriterionNode node) => node.Parts.SelectMany(Nodes).Prepend(node);

    private static IEnumerable<CriterionNode> Leaves(CriterionNode node) => node.Parts.Count == 0 ? [node] : node.Parts.SelectMany(Leaves);
}
