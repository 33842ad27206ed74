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
    /// <param name="screeningDays">How many days back screening reaches: a value measured before settles nothing, unless the criterion itself has a window
    /// of its own; 0 for any.</param>
    public static EligibilityReport Judge(
        IReadOnlyList<Criterion> criteria, string protocolVersion, PatientFacts facts, IReadOnlyList<FormEntry> entries, IReadOnlyList<Decision> decisions, DateOnly asOf, int screeningDays = 0)
    {
        var judged = Judge(criteria, facts, decisions, asOf);
        var first = asOf.AddDays(-screeningDays);
        var timely = facts with { Values = [.. facts.Values.Where(value => value.Date is null || value.Date.Last >= first)] };
        if (screeningDays > 0 && timely.Values.Count < facts.Values.Count)
            judged = [.. judged.Zip(Judge(criteria, timely, decisions, asOf), (whole, recent) => Timely(whole, recent, screeningDays))];
        return new EligibilityReport(judged, EligibilityReport.Hash(protocolVersion, entries, decisions, judged));
    }

    private static JudgedCriterion Timely(JudgedCriterion whole, JudgedCriterion recent, int screeningDays)
    {
        if (whole.Verdict.Criterion.Tree is { } tree && HasOwnWindow(tree))
            return whole;
        // What is known by the old values alone is not known.
        return whole.Verdict.Finding.Truth is not Truth.Unknown && recent.Verdict.Finding is { Truth: Truth.Unknown, Reason: Reason.NoData } missing
            ? recent with
            {
                Verdict = recent.Verdict with
                {
                    Finding = missing with
                    {
                        Reason = Reason.Stale,
                        Evidence = whole.Verdict.Finding.Evidence,
                        Sentence = $"What is on record is older than the {screeningDays} days of screening: measure it anew. {whole.Verdict.Finding.Sentence}",
                    },
                },
            }
            : recent;
    }

    private static bool HasOwnWindow(CriterionNode tree)
    {
        var found = false;
        Replace(tree, leaf =>
        {
            found |= leaf is Measurement { Within: not null };
            return leaf;
        });
        return found;
    }

    private static IReadOnlyList<JudgedCriterion> Judge(IReadOnlyList<Criterion> criteria, PatientFacts facts, IReadOnlyList<Decision> decisions, DateOnly asOf)
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
        return [.. answer.Criteria.Select((verdict, place) => new JudgedCriterion(verdict with { Criterion = criteria[place] }, statements[criteria[place].Id]))];
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
