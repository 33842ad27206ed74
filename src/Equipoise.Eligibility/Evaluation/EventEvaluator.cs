using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>Whether the patient has or had a condition or treatment. Absence of a record is not absence of the fact, unless
/// the record says that it is complete or denies it.</summary>
internal sealed class EventEvaluator(PatientFacts patient, DateOnly asOf)
{
    // Days for which a test that was negative says something: the usual time of screening.
    private const int PregnancyTestCounts = 28;
    private const int LongestPregnancy = 301;

    private IReadOnlyList<EventFact>? conditions;
    private IReadOnlyList<EventFact>? therapies;

    private IReadOnlyList<EventFact> Conditions => conditions ??= CloserNames.Mark(patient.Conditions, Concepts.Conditions);

    private IReadOnlyList<EventFact> Therapies => therapies ??= TherapyPurpose.Mark(CloserNames.Mark(patient.Therapies, Concepts.Therapies), patient.Conditions);

    public Finding Evaluate(Condition leaf, bool pastCounts) => Evaluate(EventRules.Of(leaf, asOf, pastCounts), Conditions, patient.AllConditions?.CountsOn(asOf) == true, patient.Progressions);

    /// <summary>A condition that is none of the exceptions.</summary>
    public Finding Evaluate(Condition head, IReadOnlyList<Condition> exceptions, bool pastCounts) =>
        Evaluate(EventRule.Of(head, exceptions, asOf, pastCounts), Conditions, patient.AllConditions?.CountsOn(asOf) == true, patient.Progressions);

    /// <summary>A treatment that is none of the exceptions.</summary>
    public Finding Evaluate(Therapy head, IReadOnlyList<Therapy> exceptions) =>
        Evaluate(EventRule.Of(head, exceptions, asOf), Therapies, patient.AllTherapies?.CountsOn(asOf) == true, patient.Progressions);

    public Finding Evaluate(Therapy leaf)
    {
        var given = Evaluate(EventRules.Of(leaf, asOf), Therapies, patient.AllTherapies?.CountsOn(asOf) == true, patient.Progressions);
        return leaf.Comparison is null ? given : Count(leaf, given);
    }

    // What was never given was given no time, and what was given, once at least; courses and lines are for people to count.
    private static Finding Count(Therapy leaf, Finding given) => CountedTherapy.Holds(leaf, given.Truth) switch
    {
        Truth.Unknown when given.Truth == Truth.True => Finding.Unknown(Reason.NeedsJudgment, null, $"{given.Sentence} How often {leaf.Concept} was given is for a person to count.", [.. given.Evidence]),
        Truth.Unknown => given,
        var decided => Finding.Known(decided == Truth.True, given.Evidence, given.Sentence),
    };

    public Finding Evaluate(Circumstance leaf)
    {
        var facts = patient.Circumstances.Where(fact => fact.Kind == leaf.Kind && string.Equals(fact.Concept, leaf.Concept, StringComparison.Ordinal) && (fact.Date is null || fact.Date.First <= asOf)).ToList();
        if (leaf.Kind == CircumstanceKind.Sex)
        {
            return patient.Sex is { } sex
                ? Finding.Known(string.Equals(sex, leaf.Concept, StringComparison.Ordinal), [new Evidence("sex", sex, null, null, $"Patient/{patient.Id}")], $"The patient's sex is {sex}.")
                : Finding.Unknown(patient.SexDoubt is { IsConflict: true } ? Reason.Conflict : Reason.NoData, "sex", patient.SexDoubt?.Sentence ?? "The patient's sex is not on record.");
        }

        if (facts.Count > 0)
            return Latest(leaf, facts);
        return leaf.Kind switch
        {
            CircumstanceKind.Pregnancy when patient.Sex is "male" && leaf.Concept is not "contraception" => Finding.Known(false, [new Evidence("sex", "male", null, null, $"Patient/{patient.Id}")], "The patient is male."),
            CircumstanceKind.Pregnancy when leaf.Concept is "pregnant" => Finding.Unknown(Reason.NoData, "pregnancy test", "No pregnancy test is on record."),
            CircumstanceKind.Pregnancy or CircumstanceKind.Consent => Finding.Unknown(Reason.NeedsAttestation, null, $"Only the patient or a signature can say: {leaf.Concept}."),
            CircumstanceKind.Judgment => Finding.Unknown(Reason.NeedsJudgment, null, $"For the investigator to judge: {leaf.Concept}."),
            _ => Finding.Unknown(Reason.NeedsJudgment, null, $"For a person to say: {leaf.Concept}."),
        };
    }

    private Finding Latest(Circumstance leaf, List<CircumstanceFact> facts)
    {
        var dated = facts.Where(fact => fact.Date is not null).ToList();
        var last = dated.Count == 0 ? facts : dated.FindAll(fact => fact.Date!.Last >= dated.Max(one => one.Date!.First));
        var latest = last.Max(fact => fact.Date?.Last ?? DateOnly.MinValue);
        // What cannot be read and has no day may be the latest.
        if (last.Find(fact => fact.Unread is not null) is { } unread || (unread = facts.Find(fact => fact is { Unread: not null, Date: null })) is not null)
            return Finding.Unknown(last.Exists(fact => fact.Unread is null) ? Reason.Conflict : Reason.NoData, leaf.Concept, $"What the record says of {leaf.Concept} cannot be read: '{unread.Unread}'{(unread.Date is null ? "" : $" on {unread.Date.Text}")}. No other entry counts in its place.", [.. last.Append(unread).Distinct().Select(Show)]);
        if (leaf.Kind == CircumstanceKind.Pregnancy && leaf.Concept is "pregnant" && last[0].Date is not null && latest < asOf.AddDays(-(last.Exists(fact => fact.Holds) ? LongestPregnancy : PregnancyTestCounts)))
            return Finding.Unknown(Reason.Stale, "pregnancy test", $"The latest word on pregnancy is of {last[0].Date!.Text}.", [.. last.Select(Show)]);
        Evidence[] evidence = [.. last.Select(Show)];
        return last.DistinctBy(fact => fact.Holds).Count() > 1
            ? Finding.Unknown(Reason.Conflict, leaf.Concept, $"The record says both yes and no: {leaf.Concept}.", evidence)
            : Finding.Known(last[0].Holds, evidence, $"On record: {leaf.Concept}, {(last[0].Holds ? "yes" : "no")}.");
    }

    private static Evidence Show(CircumstanceFact fact) => new(fact.Concept, fact.Unread ?? (fact.Holds ? "yes" : "no"), null, fact.Date?.Text, fact.Source);

    private static Finding Evaluate(EventRule rule, IReadOnlyList<EventFact> facts, bool complete, IReadOnlyList<FactDate> progressions) =>
        Weigh(rule, facts, complete, progressions) is var weighed && rule.Purpose is null ? weighed : With(weighed, [.. facts.Where(rule.IsForAnother)], rule.Concept ?? rule.Name);

    private static Finding Weigh(EventRule rule, IReadOnlyList<EventFact> facts, bool complete, IReadOnlyList<FactDate> progressions)
    {
        if (rule.Concept is not { } concept)
            return Finding.Unknown(Reason.NeedsJudgment, null, $"No code says {rule.Name}; a person must look.");
        var asked = new List<(EventFact Fact, EventTruth Says)>();
        var tally = default(EventTally);
        for (var i = 0; i < facts.Count; i++)
        {
            var fact = facts[i];
            if (rule.Ask(fact, fact.Start, fact.End, rule.BearingOf(fact), progressions) is not EventTruth.Irrelevant and var says)
            {
                asked.Add((fact, says));
                tally.Add(says, fact.Start, fact.End);
            }
        }

        var (truth, _) = rule.Combine(tally, complete);
        if (truth == Truth.Unknown && asked.Count == 0)
            return Unmentioned(rule, facts, concept);
        return Weighed(rule, asked, tally, truth, concept, progressions);
    }

    private static Finding Unmentioned(EventRule rule, IReadOnlyList<EventFact> facts, string concept)
    {
        if (rule.Within is not null && facts.FirstOrDefault(rule.IsWiderAtAnotherTime) is { } elsewhen)
            return Finding.Unknown(Reason.NoData, rule.Name, $"The record says nothing of {rule.Name}{PlainEnglish.Of(rule.Within)}; {Named(elsewhen)}{At(elsewhen)} was at another time.", Show(concept, elsewhen));
        return Finding.Unknown(Reason.NoData, rule.Name, $"The record says nothing of {rule.Name}{(rule.HasExceptions ? " other than what is excepted" : "")}.");
    }

    private static Finding Weighed(EventRule rule, List<(EventFact Fact, EventTruth Says)> asked, EventTally tally, Truth truth, string concept, IReadOnlyList<FactDate> progressions)
    {
        var denied = asked.Where(one => one.Says == EventTruth.Denies).ToList();
        var certain = asked.Where(one => one.Says is not (EventTruth.Denies or EventTruth.Uncertain or EventTruth.Doubtful)).ToList();
        List<Evidence> Shown(IEnumerable<(EventFact Fact, EventTruth Says)> ones) => [.. ones.Select(one => Show(concept, one.Fact))];
        if (truth == Truth.True)
            return Holding(certain.First(one => one.Says == EventTruth.Holds).Fact, rule.CountsFromProgression && progressions.Count == 0 ? rule.Within! with { Anchor = "the day judged on" } : rule.Within, concept);
        if (truth == Truth.False)
        {
            return denied.Count > 0
                ? Finding.Known(false, Shown(denied), $"The record denies {concept}.")
                : Finding.Known(false, Shown(certain), $"The record, which says it is complete, holds no {rule.Name}{PlainEnglish.Of(rule.Within)}.");
        }

        if (rule.Contradicts(tally))
            return Finding.Unknown(Reason.Conflict, rule.Name, $"The record both names and denies {concept}.", Shown([.. certain, .. denied]));
        foreach (var says in (EventTruth[])[EventTruth.Imprecise, EventTruth.LacksReason, EventTruth.NeedsJudgment, EventTruth.NotYet])
        {
            if (certain.Find(one => one.Says == says) is { Fact: { } fact })
                return Open(fact, says, rule, concept);
        }

        return certain.Count > 0
            ? Finding.Unknown(rule.Within is null ? Reason.NoData : Reason.Stale, rule.Name, $"On record: {string.Join(", ", certain.Select(one => Named(one.Fact) + At(one.Fact)).Distinct(StringComparer.Ordinal))}, which is not {rule.Name}{PlainEnglish.Of(rule.Within)}; whether there was another, the record does not say.", Shown(certain))
            : Finding.Unknown(Reason.NoData, rule.Name, asked.Find(one => one.Says == EventTruth.Uncertain && one.Fact.Standing != Standing.Uncertain).Fact is { } wider ? $"The record holds {wider.Words}, and does not say whether that is {rule.Name}." : asked.Find(one => one.Says == EventTruth.Doubtful).Fact is { } doubtful ? $"The record names {Named(doubtful)}{At(doubtful)}, and does not commit itself." : $"The record says nothing of {rule.Name}{(rule.HasExceptions ? " other than what is excepted" : "")}.", Shown(asked));
    }

    private static Finding Holding(EventFact fact, Window? within, string concept) => within is null
        ? Finding.Known(true, [Show(concept, fact)], $"On record: {Named(fact)}{(fact.End is not null ? At(fact) : fact.Start is null ? "" : $" ({fact.Start.Text})")}.")
        : Finding.Known(true, [Show(concept, fact)], $"On record{PlainEnglish.Of(within)}: {Named(fact)} ({When(fact)}).");

    // What was given for something else is named, so that whoever reads the verdict can see why it does not count.
    private static Finding With(Finding finding, IReadOnlyList<EventFact> forAnother, string concept) => forAnother.Count == 0 || finding.Truth == Truth.True
        ? finding
        : finding with { Evidence = [.. finding.Evidence, .. forAnother.Select(fact => Show(concept, fact))], Sentence = $"{finding.Sentence} {string.Join(" ", forAnother.Select(fact => $"{Named(fact)}, does not count."))}" };

    private static Finding Open(EventFact fact, EventTruth says, EventRule rule, string concept) => says switch
    {
        EventTruth.Imprecise when fact is { End: null, Standing: not Standing.Active, Start: { } start } && start.First == start.Last =>
            Finding.Unknown(Reason.ImpreciseDate, $"when {fact.Words} ended", $"{fact.Words} is on record from {start.Text}; whether it went on{PlainEnglish.Of(rule.Within)}, the record does not say.", Show(concept, fact)),
        EventTruth.Imprecise => Finding.Unknown(Reason.ImpreciseDate, $"exact date of {rule.Name}", $"{fact.Words}: its date is not precise enough to say whether it was{PlainEnglish.Of(rule.Within)}.", Show(concept, fact)),
        EventTruth.NotYet => Finding.Unknown(Reason.NotComputable, null, $"What happens after {rule.Within!.Anchor ?? "today"} is not on record yet.", Show(concept, fact)),
        EventTruth.LacksReason => Finding.Unknown(Reason.NoData, $"what {fact.Words} was given for", $"{Named(fact)} is on record{At(fact)}, but not what it was given for; asked for is {rule.Purpose!.Name}.", Show(concept, fact)),
        _ when rule.Purpose is { } purpose && purpose.Fits(fact) == Truth.Unknown => Finding.Unknown(Reason.NeedsJudgment, null, $"{Named(fact)} is on record{At(fact)}; whether that was for {purpose.Name}, a person must judge.", Show(concept, fact)),
        _ when rule.MayHavePassed(fact) => Finding.Unknown(Reason.NeedsJudgment, null, $"{fact.Words} is on record since {fact.Start!.Text} without an end; whether it still goes on, a person must judge.", Show(concept, fact)),
        _ when rule.MayBeTooLongAgo(fact) => Finding.Unknown(Reason.NeedsJudgment, null, $"{fact.Words} is on record as over{(fact.End is null ? "" : $" since {fact.End.Text}")}; whether a past one counts, a person must judge.", Show(concept, fact)),
        _ when rule.Within is { Unit: Window.HalfLife } => Finding.Unknown(Reason.NeedsJudgment, null, $"{fact.Words} is on record; how long its half-life is, a person must look up.", Show(concept, fact)),
        _ => Finding.Unknown(Reason.NeedsJudgment, null, $"{fact.Words} is on record; whether it is {string.Join(' ', rule.Modifiers)}, a person must judge.", Show(concept, fact)),
    };

    private static string At(EventFact fact) => fact is { Start: null, End: null } ? "" : $" ({When(fact)})";

    private static string Named(EventFact fact) => fact.GivenFor.Length == 0 ? fact.Words : $"{fact.Words}, given for {fact.GivenFor}";

    // The dates on record, never the day of asking.
    private static string When(EventFact fact) => (fact.Start, fact.End) switch
    {
        ({ } start, null) when fact.Standing == Standing.Active => $"since {start.Text}, still active",
        ({ } start, { } end) when !Equals(start, end) => $"{start.Text} to {end.Text}",
        (null, null) => "still active",
        var (start, end) => (start ?? end)!.Text,
    };

    private static Evidence Show(string concept, EventFact fact) => new(
        concept,
        fact.Standing == Standing.Absent ? $"denied: {fact.Words}" : fact.Words,
        null,
        fact.End is { } end && fact.Start is { } start && !Equals(start, end) ? $"{start.Text}/{end.Text}" : (fact.Start ?? fact.End)?.Text,
        fact.Source);
}
