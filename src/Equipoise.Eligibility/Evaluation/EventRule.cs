using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>A statement about conditions or treatments, ready to be asked of recorded events, one after the other and then of all.
/// Both the single-patient path and matching ask it, so that they cannot differ.</summary>
internal sealed class EventRule
{
    private readonly Concepts concepts;
    private readonly string[] modifiers;
    private readonly IReadOnlyList<(IReadOnlyList<string> Modifiers, string? Concept)> exceptions;
    private readonly TimeWindow window;
    private readonly DateOnly asOf;
    private readonly FactDate today;

    /// <summary>Prepares a statement for a day.</summary>
    public EventRule(string name, Window? within, bool exists, IReadOnlyList<Condition> exceptions, Concepts concepts, DateOnly asOf)
    {
        (Name, Within, this.concepts, this.asOf, today) = (name, within, concepts, asOf, FactDate.On(asOf));
        var (narrowing, concept) = QualifiedConcept.Split(name, concepts);
        (modifiers, Concept) = ([.. narrowing], concept);
        this.exceptions = [.. exceptions.Select(exception => QualifiedConcept.Split(exception.Concept, concepts))];
        if (within is not { Direction: "before" })
            return;
        window = TimeWindow.Before(within, asOf);
        // "At least 4 weeks since" is fulfilled on the day the 4 weeks are full.
        if (!exists && window.First < asOf)
            window = window with { First = window.First.AddDays(1) };
    }

    /// <summary>What is asked, with what narrows it.</summary>
    public string Name { get; }

    /// <summary>When.</summary>
    public Window? Within { get; }

    /// <summary>What narrows the concept.</summary>
    public IReadOnlyList<string> Modifiers => modifiers;

    /// <summary>The concept of the table; null where there is none, and so no event can answer.</summary>
    public string? Concept { get; }

    /// <summary>Whether events of these concepts can have a say at all, whatever their dates; what narrows the concept does not matter.</summary>
    public bool Concerns(EventFact fact)
    {
        if (Concept is not { } concept)
            return false;
        for (var i = 0; i < fact.Concepts.Count; i++)
        {
            if (fact.Standing == Standing.Absent ? concepts.IsA(concept, fact.Concepts[i]) : concepts.IsA(fact.Concepts[i], concept))
                return true;
        }

        return false;
    }

    /// <summary>Whether there are exceptions, so that <see cref="ExceptionsOf"/> says more than <see cref="Concerns"/>.</summary>
    public bool HasExceptions => exceptions.Count > 0;

    /// <summary>What narrows the exceptions that events of these concepts may be, a list each; null where such events have no say at all.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? ExceptionsOf(EventFact fact)
    {
        if (!Concerns(fact))
            return null;
        return exceptions.Count == 0 ? [] : [.. exceptions.Where(one => one.Concept is { } except && fact.Concepts.All(found => concepts.IsA(found, except))).Select(one => one.Modifiers)];
    }

    /// <summary>What an event says.</summary>
    /// <param name="fact">The event; its own dates do not count.</param>
    /// <param name="start">When it began.</param>
    /// <param name="end">When it ended.</param>
    /// <param name="narrowing">What <see cref="ExceptionsOf"/> says of it.</param>
    public EventTruth Ask(EventFact fact, FactDate? start, FactDate? end, IReadOnlyList<IReadOnlyList<string>>? narrowing)
    {
        if (narrowing is null || (start is not null && start.First > asOf) || IsException(fact, end, narrowing))
            return EventTruth.Irrelevant;
        return fact.Standing switch
        {
            Standing.Absent => EventTruth.Denies,
            Standing.Uncertain => EventTruth.Uncertain,
            _ => Judge(fact, start, end),
        };
    }

    /// <summary>What all events together say, and whether a record could settle what stays unknown.</summary>
    /// <param name="seen">Which kinds of saying occurred, one bit each.</param>
    /// <param name="complete">Whether the record says that it names everything.</param>
    public (Truth Truth, bool CanSettle) Combine(uint seen, bool complete)
    {
        if (Concept is null)
            return (Truth.Unknown, false);
        const uint Certain = (1u << (int)EventTruth.Holds) | (1u << (int)EventTruth.HoldsNot) | Open;
        if (Has(seen, EventTruth.Denies) && (seen & Certain) != 0 && Within is null)
            return (Truth.Unknown, true);
        if (Has(seen, EventTruth.Holds))
            return (Truth.True, false);
        if ((seen & Open) != 0)
            return (Truth.Unknown, Has(seen, EventTruth.Imprecise));
        if (Has(seen, EventTruth.Denies) || (complete && !Has(seen, EventTruth.Uncertain)))
            return (Truth.False, false);
        return (Truth.Unknown, true);
    }

    private const uint Open = (1u << (int)EventTruth.NeedsJudgment) | (1u << (int)EventTruth.NotYet) | (1u << (int)EventTruth.Imprecise);

    private static bool Has(uint seen, EventTruth truth) => (seen & (1u << (int)truth)) != 0;

    private EventTruth Judge(EventFact fact, FactDate? start, FactDate? end)
    {
        foreach (var modifier in modifiers)
        {
            var fits = QualifiedConcept.Fits(modifier, fact, end, asOf);
            if (fits != Truth.True)
                return fits == Truth.False ? EventTruth.HoldsNot : EventTruth.NeedsJudgment;
        }

        if (Within is null)
            return EventTruth.Holds;
        if (Within.Direction is not "before")
            return EventTruth.NotYet;
        var until = end ?? (fact.Standing == Standing.Active ? today : fact.Standing == Standing.Over ? null : start);
        return window.Touches(start, until) switch { Truth.True => EventTruth.Holds, Truth.False => EventTruth.HoldsNot, _ => EventTruth.Imprecise };
    }

    private bool IsException(EventFact fact, FactDate? end, IReadOnlyList<IReadOnlyList<string>> narrowing)
    {
        for (var i = 0; i < narrowing.Count; i++)
        {
            var fits = true;
            for (var j = 0; fits && j < narrowing[i].Count; j++)
                fits = QualifiedConcept.Fits(narrowing[i][j], fact, end, asOf) == Truth.True;
            if (fits)
                return true;
        }

        return false;
    }
}
