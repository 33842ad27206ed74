using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>Whether the patient has or had a condition or treatment. Absence of a record is not absence of the fact, unless
/// the record says that it is complete or denies it.</summary>
internal sealed class EventEvaluator(PatientFacts patient, DateOnly asOf)
{
    public Finding Evaluate(Condition leaf) => Evaluate(leaf.Concept, leaf.Within, leaf.Exists, patient.Conditions, Concepts.Conditions, patient.ConditionsAreComplete);

    /// <summary>A condition that is none of the exceptions.</summary>
    public Finding Evaluate(Condition head, IReadOnlyList<Condition> exceptions)
    {
        var split = exceptions.Select(exception => QualifiedConcept.Split(exception.Concept, Concepts.Conditions)).ToList();
        var others = patient.Conditions.Where(fact => !split.Exists(one => one.Concept is { } except && fact.Concepts.All(found => Concepts.Conditions.IsA(found, except)) && one.Modifiers.All(modifier => QualifiedConcept.Fits(modifier, fact, asOf) == Truth.True))).ToList();
        return Evaluate(head.Concept, head.Within, head.Exists, others, Concepts.Conditions, patient.ConditionsAreComplete);
    }

    public Finding Evaluate(Therapy leaf)
    {
        if (leaf.Comparison is null)
            return Evaluate(leaf.Concept, leaf.Within, leaf.Exists, patient.Therapies, Concepts.Therapies, patient.TherapiesAreComplete);
        return Finding.Unknown(Reason.NeedsJudgment, null, $"How often {leaf.Concept} was given is for a person to count.");
    }

    public Finding Evaluate(Circumstance leaf)
    {
        var facts = patient.Circumstances.Where(fact => fact.Kind == leaf.Kind && string.Equals(fact.Concept, leaf.Concept, StringComparison.Ordinal) && (fact.Date is null || fact.Date.First <= asOf)).ToList();
        if (leaf.Kind == CircumstanceKind.Sex)
        {
            return patient.Sex is { } sex
                ? Finding.Known(string.Equals(sex, leaf.Concept, StringComparison.Ordinal), [new Evidence("sex", sex, null, null, $"Patient/{patient.Id}")], $"The patient's sex is {sex}.")
                : Finding.Unknown(Reason.NoData, "sex", "The patient's sex is not on record.");
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

    private static Finding Latest(Circumstance leaf, List<CircumstanceFact> facts)
    {
        var latest = facts.Max(fact => fact.Date?.Last ?? DateOnly.MinValue);
        var last = facts.Where(fact => (fact.Date?.Last ?? DateOnly.MinValue) == latest).ToList();
        Evidence[] evidence = [.. last.Select(fact => new Evidence(leaf.Concept, fact.Holds ? "yes" : "no", null, fact.Date?.Text, fact.Source))];
        return last.DistinctBy(fact => fact.Holds).Count() > 1
            ? Finding.Unknown(Reason.Conflict, leaf.Concept, $"The record says both yes and no: {leaf.Concept}.", evidence)
            : Finding.Known(last[0].Holds, evidence, $"On record: {leaf.Concept}, {(last[0].Holds ? "yes" : "no")}.");
    }

    private Finding Evaluate(string name, Window? within, bool exists, IReadOnlyList<EventFact> facts, Concepts concepts, bool complete)
    {
        var (modifiers, concept) = QualifiedConcept.Split(name, concepts);
        if (concept is null)
            return Finding.Unknown(Reason.NeedsJudgment, null, $"No code says {name}; a person must look.");
        var about = facts.Where(fact => fact.Start is null || fact.Start.First <= asOf).ToList();
        var denied = about.Where(fact => fact.Standing == Standing.Absent && fact.Concepts.Any(denies => concepts.IsA(concept, denies))).ToList();
        var present = about.Where(fact => fact.Standing != Standing.Absent && fact.Concepts.Any(found => concepts.IsA(found, concept))).ToList();
        var certain = present.Where(fact => fact.Standing != Standing.Uncertain).ToList();
        if (denied.Count > 0 && certain.Count > 0 && within is null)
            return Finding.Unknown(Reason.Conflict, name, $"The record both names and denies {concept}.", [.. certain.Concat(denied).Select(fact => Show(concept, fact))]);
        var judged = certain.Select(fact => Judge(name, modifiers, within, exists, fact, concept)).ToList();
        if (judged.Exists(one => one.Truth == Truth.True))
            return judged.First(one => one.Truth == Truth.True);
        if (judged.Find(one => one is { Truth: Truth.Unknown }) is { } open)
            return open;
        if (denied.Count > 0)
            return Finding.Known(false, [.. denied.Select(fact => Show(concept, fact))], $"The record denies {concept}.");
        if (complete && present.Count == certain.Count)
            return Finding.Known(false, [.. judged.SelectMany(one => one.Evidence)], $"The record, which says it is complete, holds no {name}{PlainEnglish.Of(within)}.");
        return certain.Count > 0
            ? Finding.Unknown(within is null ? Reason.NoData : Reason.Stale, name, $"The record holds {concept}, but none that answers {name}{PlainEnglish.Of(within)}; it does not say that there was no other.", [.. judged.SelectMany(one => one.Evidence)])
            : Finding.Unknown(Reason.NoData, name, $"The record says nothing of {name}.", [.. present.Select(fact => Show(concept, fact))]);
    }

    private Finding Judge(string name, IReadOnlyList<string> modifiers, Window? within, bool exists, EventFact fact, string concept)
    {
        var evidence = Show(concept, fact);
        foreach (var modifier in modifiers)
        {
            var fits = QualifiedConcept.Fits(modifier, fact, asOf);
            if (fits == Truth.False)
                return Finding.Known(false, [evidence], $"{fact.Words} is on record, but not {modifier}.");
            if (fits == Truth.Unknown)
                return Finding.Unknown(Reason.NeedsJudgment, null, $"{fact.Words} is on record; whether it is {modifier}, a person must judge.", evidence);
        }

        if (within is null)
            return Finding.Known(true, [evidence], $"On record: {fact.Words}{(fact.Start is null ? "" : $" ({fact.Start.Text})")}.");
        if (within.Direction is not "before")
            return Finding.Unknown(Reason.NotComputable, null, $"What happens after {within.Anchor ?? "today"} is not on record yet.", evidence);
        var end = fact.End ?? (fact.Standing == Standing.Active ? FactDate.On(asOf) : fact.Standing == Standing.Over ? null : fact.Start);
        var window = TimeWindow.Before(within, asOf);
        // "At least 4 weeks since" is fulfilled on the day the 4 weeks are full.
        if (!exists && window.First < asOf)
            window = window with { First = window.First.AddDays(1) };
        return window.Touches(fact.Start, end) switch
        {
            Truth.True => Finding.Known(true, [evidence], $"On record{PlainEnglish.Of(within)}: {fact.Words} ({When(fact)})."),
            Truth.False => Finding.Known(false, [evidence], $"{fact.Words} is on record, but not{PlainEnglish.Of(within)}."),
            _ => Finding.Unknown(Reason.ImpreciseDate, $"exact date of {name}", $"{fact.Words}: its date is not precise enough to say whether it was{PlainEnglish.Of(within)}.", evidence),
        };
    }

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
