using Equipoise.Conduct.Forms;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;

namespace Equipoise.Conduct.Screening;

/// <summary>Judges a participant by the facts on record and, where only a person can tell, by the investigator's decisions.</summary>
/// <remarks>A decision settles nothing that the facts settle, and nothing for which facts are merely missing: no criterion can be waived.</remarks>
public static class EligibilityJudge
{
    /// <summary>Judges.</summary>
    /// <param name="criteria">The protocol's criteria.</param>
    /// <param name="protocolVersion">Its version.</param>
    /// <param name="facts">What the forms say.</param>
    /// <param name="entries">The forms themselves.</param>
    /// <param name="decisions">What the investigator decided.</param>
    /// <param name="asOf">The day at the site.</param>
    public static EligibilityReport Judge(
        IReadOnlyList<Criterion> criteria, string protocolVersion, PatientFacts facts, IReadOnlyList<FormEntry> entries, IReadOnlyList<Decision> decisions, DateOnly asOf)
    {
        var statements = new Dictionary<string, IReadOnlyList<OpenStatement>>(StringComparer.Ordinal);
        var decided = new List<CircumstanceFact>();
        var effective = new List<Criterion>();
        foreach (var asked in criteria.Select(WithTree))
        {
            var open = new List<OpenStatement>();
            var tree = asked.Tree is { } whole ? Replace(whole, leaf => Settle(leaf, asked, facts, decisions, asOf, open, decided)) : null;
            effective.Add(asked with { Tree = tree });
            statements[asked.Id] = open;
        }

        var answer = Eligibility.Evaluation.Judge.Screen(effective, facts with { Circumstances = [.. facts.Circumstances, .. decided] }, asOf);
        IReadOnlyList<JudgedCriterion> judged =
            [.. answer.Criteria.Select((verdict, place) => new JudgedCriterion(verdict with { Criterion = criteria[place] }, statements[criteria[place].Id]))];
        return new EligibilityReport(judged, EligibilityReport.Hash(protocolVersion, entries, decisions, judged));
    }

    // What is written for people alone is one statement.
    private static Criterion WithTree(Criterion criterion) => criterion.Tree is null && criterion.Evaluability is Evaluability.Judgment or Evaluability.Attested or Evaluability.Partial
        ? criterion with { Tree = criterion.Tree ?? new Circumstance(CircumstanceKind.Judgment, criterion.Text), Evaluability = Evaluability.Judgment }
        : criterion;

    private static CriterionNode Settle(
        CriterionNode leaf, Criterion criterion, PatientFacts facts, IReadOnlyList<Decision> decisions, DateOnly asOf, List<OpenStatement> open, List<CircumstanceFact> decided)
    {
        var probe = criterion with { Tree = leaf, Polarity = Polarity.Inclusion, Evaluability = Evaluability.Judgment, Parent = null, Grouping = Grouping.Each };
        var finding = Eligibility.Evaluation.Judge.Screen([probe], facts, asOf).Criteria[0].Finding;
        if (leaf is Circumstance { Kind: CircumstanceKind.Consent } || finding is not { Truth: Truth.Unknown, Reason: Reason.NeedsJudgment or Reason.NeedsAttestation or Reason.NotComputable })
            return leaf;
        var statement = PlainEnglish.Of(leaf);
        var decision = decisions.FirstOrDefault(one => string.Equals(one.Criterion, criterion.Id, StringComparison.Ordinal) && string.Equals(one.Statement, statement, StringComparison.Ordinal));
        open.Add(new OpenStatement(statement, decision));
        if (decision is null)
            return leaf;
        var name = $"{criterion.Id}: {statement}";
        decided.Add(new CircumstanceFact(CircumstanceKind.Judgment, name, decision.Holds != 0, FactDate.On(decision.DecidedOn), $"decision of {decision.DecidedBy}: {decision.Source}"));
        return new Circumstance(CircumstanceKind.Judgment, name);
    }

    private static CriterionNode Replace(CriterionNode node, Func<CriterionNode, CriterionNode> settle) => node switch
    {
        AllOf all => new AllOf([.. all.Of.Select(part => Replace(part, settle))]),
        AnyOf any => new AnyOf([.. any.Of.Select(part => Replace(part, settle))]),
        AtLeastOf some => new AtLeastOf(some.Count, [.. some.Of.Select(part => Replace(part, settle))]),
        Not not => new Not(Replace(not.Of, settle)),
        Given given => new Given(Replace(given.Guard, settle), Replace(given.Then, settle), given.Else is { } other ? Replace(other, settle) : null),
        _ => settle(node),
    };
}
