using System.Globalization;
using System.Runtime.CompilerServices;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Facts;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>Judges patients against criteria in three-valued logic, with reasons.</summary>
/// <remarks>Pure: the same criteria, facts and day give the same answer to the byte.</remarks>
public static class Judge
{
    // No study writes it down.
    private static readonly Criterion Alive = new() { Id = "patient-alive", Polarity = Polarity.Inclusion, Text = "The patient is alive.", Source = default, Evaluability = Evaluability.Computable };

    // What the words of a list say is found out once, not for each patient.
    private static readonly ConditionalWeakTable<IReadOnlyList<Criterion>, ReadWords> Words = [];

    /// <summary>Judges one patient.</summary>
    /// <param name="criteria">The study's criteria; a list that does not change.</param>
    /// <param name="patient">What is known of the patient.</param>
    /// <param name="asOf">The day judged on; it also stands for randomization and every other anchor.</param>
    /// <param name="ranges">The site's normal ranges, for values that came without one; null for none.</param>
    public static PatientAnswer Screen(IReadOnlyList<Criterion> criteria, PatientFacts patient, DateOnly asOf, SiteRanges? ranges = null)
    {
        var evaluator = new TreeEvaluator(patient, asOf, ranges ?? SiteRanges.None);
        var (wordings, cases, groups, optional) = Words.GetValue(criteria, static list => ReadWords.Of(list));
        var findings = criteria.ToDictionary(criterion => criterion.Id, criterion => Find(criterion, evaluator, wordings[criterion.Id]), StringComparer.Ordinal);
        foreach (var id in cases)
        {
            if (findings[id] is { } finding)
                findings[id] = Finding.Unknown(Reason.NeedsJudgment, null, $"It stands below a heading that speaks of some participants only; a person must say whether it concerns this one. {finding.Sentence}", [.. finding.Evidence]);
        }

        // A lead-in of which one or some are enough is judged by what stands below it, the deepest first; the first of several alternatives
        // by itself and the others.
        foreach (var (leadIn, items) in groups)
        {
            var below = items.Where(criterion => findings[criterion.Id] is not null).Select(criterion => findings[criterion.Id]!).ToList();
            if (below.Count > 0)
                findings[leadIn.Id] = below.Count < leadIn.AtLeast ? Finding.Unknown(Reason.NotComputable, null, $"{leadIn.AtLeast} are asked for and {below.Count} stand below; a person must read it.") : Kleene.AtLeast(leadIn.AtLeast, below);
        }

        var verdicts = criteria.Select(criterion => Verdict(criterion, findings[criterion.Id], criterion.Parent is null || !optional.Contains(criterion.Parent))).ToList();
        if (HasDied(patient, asOf))
            verdicts.Add(new CriterionVerdict(Alive, Evaluation.Verdict.NotMet, Finding.Known(false, [new Evidence("death", "yes", null, patient.Died?.Text, $"Patient/{patient.Id}")], $"The patient has died{(patient.Died is { } day ? $" on {day.Text}" : "")}."), Decides: true));
        var failed = verdicts.Where(verdict => verdict is { Verdict: Evaluation.Verdict.NotMet, Decides: true }).Select(verdict => verdict.Criterion.Id).ToList();
        var missing = Missing(verdicts);
        return new PatientAnswer(patient.Id, failed.Count > 0 ? Answer.Ineligible : missing.Count > 0 ? Answer.Open : Answer.EligibleAsFarAsComputable, failed, missing, verdicts) { Unread = UnreadOf(patient, asOf) };
    }

    /// <summary>What of a patient's record is not read when it is judged on a day: what cannot be read at all, and a birth after that day.</summary>
    public static IReadOnlyList<string> UnreadOf(PatientFacts patient, DateOnly asOf) => patient.Born is { } born && born.First > asOf
        ? [.. patient.Unreadable, $"The date of birth, {born.Text}, lies after {asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}."]
        : patient.Unreadable;

    /// <summary>Whether a patient was dead on a day, or may have been.</summary>
    internal static bool HasDied(PatientFacts patient, DateOnly asOf) => patient.HasDied && (patient.Died is null || patient.Died.First <= asOf);

    /// <summary>What the criteria of a list say of each other, whoever the patient is.</summary>
    /// <param name="Wordings">What each says beside its tree.</param>
    /// <param name="Cases">Those that concern some participants only.</param>
    /// <param name="Groups">Those that are judged by themselves and what stands below them, the deepest first.</param>
    /// <param name="Optional">The ids of these.</param>
    private sealed record ReadWords(IReadOnlyDictionary<string, Wording> Wordings, IReadOnlySet<string> Cases, IReadOnlyList<(Criterion LeadIn, IReadOnlyList<Criterion> Items)> Groups, IReadOnlySet<string> Optional)
    {
        public static ReadWords Of(IReadOnlyList<Criterion> list)
        {
            var children = list.ToLookup(criterion => criterion.Parent, StringComparer.Ordinal);
            var groups = list.Where(criterion => criterion.Grouping != Grouping.Each).Reverse().Select(criterion => (criterion, (IReadOnlyList<Criterion>)[criterion, .. children[criterion.Id]])).ToList();
            return new ReadWords(Wording.Of(list), CaseHeadings.Below(list), groups, groups.Select(group => group.criterion.Id).ToHashSet(StringComparer.Ordinal));
        }
    }

    private static Finding? Find(Criterion criterion, TreeEvaluator evaluator, Wording wording) => criterion switch
    {
        { Evaluability: Evaluability.Partial } => Finding.Unknown(Reason.NotComputable, null, "Part of the text was not understood; a person must read it."),
        { Tree: null } => null,
        { Tree: { } tree } when wording.NeedsPerson(criterion) => ForPerson(
            evaluator.Evaluate(tree, wording),
            wording.IsTurnedRound(criterion) ? "It stands among what excludes and denies what would; whether it is asked for or excludes, a person must read." : "A note below it says more; a person must read both."),
        { Tree: { } tree } => evaluator.Evaluate(tree, wording),
    };

    private static Finding ForPerson(Finding finding, string why) => Finding.Unknown(Reason.NeedsJudgment, null, $"{why} {finding.Sentence}", [.. finding.Evidence]);

    private static CriterionVerdict Verdict(Criterion criterion, Finding? finding, bool decides)
    {
        if (finding is null)
            return new CriterionVerdict(criterion, Evaluation.Verdict.NotApplicable, Finding.Unknown(Reason.NotComputable, null, "Nothing is asked here."), decides);
        var verdict = (finding.Truth, criterion.Polarity) switch
        {
            (Truth.Unknown, _) => Evaluation.Verdict.Unknown,
            (Truth.True, Polarity.Inclusion) or (Truth.False, Polarity.Exclusion) => Evaluation.Verdict.Met,
            _ => Evaluation.Verdict.NotMet,
        };
        return new CriterionVerdict(criterion, verdict, finding, decides);
    }

    // Only what a record could hold is missing; what a person must say is not. What settles most stands first, and of that what is had most easily.
    private static List<MissingFact> Missing(List<CriterionVerdict> verdicts) =>
    [
        .. verdicts.Where(verdict => verdict is { Verdict: Evaluation.Verdict.Unknown, Finding.SettledBy: not null, Finding.Reason: not (Reason.NotComputable or Reason.NeedsJudgment or Reason.NeedsAttestation) })
            .SelectMany(verdict => verdict.Finding.Lacks.Select(fact => (Fact: fact, verdict.Criterion.Id)))
            .GroupBy(one => one.Fact, one => one.Id, StringComparer.Ordinal)
            .Select(group => new MissingFact(group.Key, [.. group.Distinct(StringComparer.Ordinal)]))
            .OrderByDescending(fact => fact.Criteria.Count).ThenBy(fact => FactCost.Of(fact.Fact)),
    ];
}
