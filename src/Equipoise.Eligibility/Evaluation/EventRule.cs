using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>A statement about conditions or treatments, ready to be asked of recorded events, one after the other and then of all.
/// Both the single-patient path and matching ask it, so that they cannot differ.</summary>
internal sealed class EventRule
{
    // Words of no exception: whether an event is one, nobody can say.
    private static readonly IReadOnlyList<string> Undecided = ["\0"];

    private readonly Concepts concepts;
    private readonly string[] modifiers;
    private readonly IReadOnlyList<(IReadOnlyList<string> Modifiers, string? Concept)> exceptions;
    private readonly TimeWindow window;
    private readonly bool exists;
    private readonly bool acceptsSuspicion;
    private readonly bool pastCounts;
    private readonly bool saidPast;
    private readonly bool asksForNow;
    private readonly DateOnly asOf;
    private readonly FactDate today;

    private EventRule(string name, Window? within, bool exists, IEnumerable<string> exceptions, Concepts concepts, DateOnly asOf, bool pastCounts)
    {
        (Name, Within, this.exists, this.concepts, this.asOf, saidPast, this.pastCounts, today) = (name, within, exists, concepts, asOf, pastCounts, pastCounts || within is not null, FactDate.On(asOf));
        var (plain, purpose) = QualifiedConcept.Purpose(name, concepts);
        Purpose = purpose is null ? null : new TherapyPurpose(purpose);
        var (narrowing, concept) = QualifiedConcept.Split(plain, concepts);
        // "Confirmed or suspected Gilbert syndrome" is named "suspected Gilbert syndrome".
        acceptsSuspicion = narrowing is ["suspected", ..];
        (modifiers, Concept) = ([.. narrowing.Skip(acceptsSuspicion ? 1 : 0)], concept);
        asksForNow = within is not null || !pastCounts || Array.Exists(modifiers, modifier => modifier is "active" or "current" or "concurrent");
        this.exceptions = [.. exceptions.Select(exception => Exception(exception, concepts))];
        if (within is { Direction: "before" })
            window = Before(within, asOf);
    }

    /// <summary>Prepares a statement about conditions for a day.</summary>
    /// <param name="leaf">The statement.</param>
    /// <param name="exceptions">What does not count although it is of that kind.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="pastCounts">Whether the text speaks of the past, so that what is over counts.</param>
    public static EventRule Of(Condition leaf, IEnumerable<Condition> exceptions, DateOnly asOf, bool pastCounts) =>
        new(leaf.Concept, leaf.Within, leaf.Exists, exceptions.Select(exception => exception.Concept), Concepts.Conditions, asOf, pastCounts);

    /// <summary>Prepares a statement about treatments for a day. What was given once was given, whether or not it goes on.</summary>
    public static EventRule Of(Therapy leaf, IEnumerable<Therapy> exceptions, DateOnly asOf) =>
        new(leaf.Concept, leaf.Within, leaf.Exists, exceptions.Select(exception => exception.Concept), Concepts.Therapies, asOf, pastCounts: true);

    /// <summary>Whether it was prepared for this statement, without exceptions, and this day.</summary>
    public bool Asks(string name, Window? within, bool holds, Concepts table, DateOnly day, bool past) =>
        asOf == day && exists == holds && saidPast == past && exceptions.Count == 0 && ReferenceEquals(concepts, table) && string.Equals(Name, name, StringComparison.Ordinal) && Equals(Within, within);

    /// <summary>What is asked, with what narrows it.</summary>
    public string Name { get; }

    /// <summary>When.</summary>
    public Window? Within { get; }

    /// <summary>Whether the window ends with a progression of the disease, so that recorded ones count beside the day of asking.</summary>
    public bool CountsFromProgression => Within is { Direction: "before", Anchor: "progression" };

    /// <summary>What narrows the concept.</summary>
    public IReadOnlyList<string> Modifiers => modifiers;

    /// <summary>What a treatment is asked to have been given for; null where nothing is said of that.</summary>
    public TherapyPurpose? Purpose { get; }

    /// <summary>The concept of the table; null where there is none, and so no event can answer.</summary>
    public string? Concept { get; }

    /// <summary>Whether events of these concepts can have a say at all, whatever their dates; what narrows the concept does not matter.</summary>
    public bool Concerns(EventFact fact)
    {
        if (Concept is not { } concept)
            return false;
        for (var i = 0; i < fact.Concepts.Count; i++)
        {
            if (fact.Standing != Standing.Absent && concepts.IsA(fact.Concepts[i], concept))
                return true;
            // Who has no cancer of the larynx may have another cancer, and another disease of the larynx: only what is both is denied.
            if (fact.Standing == Standing.Absent && !concepts.IsA(concept, fact.Concepts[i]))
                return false;
        }

        return fact.Standing == Standing.Absent && fact.Concepts.Count > 0;
    }

    // What is recorded may be what is asked: nobody says that it is not.
    private bool IsWider(EventFact fact)
    {
        for (var i = 0; Concept is { } concept && fact.Standing != Standing.Absent && i < fact.Concepts.Count; i++)
        {
            if (concepts.IsA(concept, fact.Concepts[i]) && !fact.NamedCloser.Contains(fact.Concepts[i], StringComparer.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>Whether what this rule says of an event depends on more than <see cref="Concept"/>.</summary>
    public bool HasExceptions => exceptions.Count > 0;

    /// <summary>What an event has to do with the statement; null where it has no say at all.</summary>
    public EventBearing? BearingOf(EventFact fact)
    {
        var isFor = Purpose is null || !(Concerns(fact) || IsWider(fact)) ? Truth.True : IsForThat(fact);
        if (isFor == Truth.False)
            return null;
        if (!Concerns(fact))
            return IsWider(fact) ? EventBearing.Wider : null;
        var passes = asksForNow && AcuteEvents.IsAcute(fact);
        return exceptions.Count == 0 && isFor == Truth.True && !passes ? EventBearing.Plain : new EventBearing([.. exceptions.Select(one => NarrowingOf(fact, one.Modifiers, one.Concept)).OfType<IReadOnlyList<string>>()], IsWider: false, isFor, passes);
    }

    /// <summary>Whether an event would be what is asked, had it not been given for something else.</summary>
    public bool IsForAnother(EventFact fact) => Purpose is not null && fact.Standing != Standing.Absent && Concerns(fact) && Purpose.Fits(fact) == Truth.False;

    /// <summary>Whether an event may be what is asked by its kind, and is not by its time.</summary>
    public bool IsWiderAtAnotherTime(EventFact fact) => Within is not null && fact.Start is { } start && start.First <= asOf && IsWider(fact) && !Concerns(fact);

    // Who never had a treatment did not have it for that; who did not have it for something else may have.
    private Truth IsForThat(EventFact fact) => fact.Standing == Standing.Absent && !TherapyPurpose.HasReason(fact) ? Truth.True : Purpose!.Fits(fact);

    // What an exception is that no table knows, nobody can say of an event.
    private static (IReadOnlyList<string> Modifiers, string? Concept) Exception(string name, Concepts concepts)
    {
        var (plain, purpose) = QualifiedConcept.Purpose(name, concepts);
        var (modifiers, concept) = QualifiedConcept.Split(plain, concepts);
        return (concept is null ? Undecided : purpose is null ? modifiers : [.. modifiers, $"for {purpose}"], concept);
    }

    // A skin cancer may be the basal cell carcinoma that is excepted; a cancer that has a name of its own, and stands in no table, is mostly not.
    private IReadOnlyList<string>? NarrowingOf(EventFact fact, IReadOnlyList<string> narrowing, string? except)
    {
        if (except is null || fact.Concepts.All(found => concepts.IsA(found, except)))
            return narrowing;
        return fact.Concepts.All(found => concepts.IsA(found, except) || (concepts.IsA(except, found) && concepts.Find(found) is { Parents.Count: > 0 })) ? Undecided : null;
    }

    /// <summary>What an event says.</summary>
    /// <param name="fact">The event; its own dates do not count.</param>
    /// <param name="start">When it began.</param>
    /// <param name="end">When it ended.</param>
    /// <param name="bearing">What <see cref="BearingOf"/> says of it.</param>
    /// <param name="progressions">When the patient's disease progressed, as far as it is on record.</param>
    public EventTruth Ask(EventFact fact, FactDate? start, FactDate? end, EventBearing? bearing, IReadOnlyList<FactDate> progressions)
    {
        if (bearing is null || (start is not null && start.First > asOf))
            return EventTruth.Irrelevant;
        start = start?.UpTo(asOf);
        if (bearing.IsWider)
            return InTime(start, end ?? (fact.Standing == Standing.Active ? today : null), progressions) == EventTruth.HoldsNot ? EventTruth.Irrelevant : EventTruth.Uncertain;
        var excepted = IsException(fact, end, bearing.Exceptions);
        if (excepted == Truth.True)
            return EventTruth.Irrelevant;
        var says = fact.Standing switch
        {
            // "No cancer", and a cancer of the larynx on record: such a denial denies nothing.
            Standing.Absent when fact.NamedCloser.Count > 0 || bearing.IsForThat != Truth.True => EventTruth.Uncertain,
            Standing.Absent => EventTruth.Denies,
            Standing.Uncertain when !acceptsSuspicion => EventTruth.Doubtful,
            _ => Judge(fact, start, end, progressions),
        };
        if (says != EventTruth.Holds)
            return says;
        if (bearing.IsForThat != Truth.True)
            return TherapyPurpose.HasReason(fact) ? EventTruth.NeedsJudgment : EventTruth.LacksReason;
        return excepted == Truth.Unknown || (!pastCounts && IsOver(fact, end)) || (bearing.Passes && AcuteEvents.IsLongAgo(fact, start, end, asOf)) ? EventTruth.NeedsJudgment : says;
    }

    /// <summary>Whether an event that is over leaves it open whether it is meant: "kidney disease", where the text does not speak of the past.</summary>
    public bool MayBeTooLongAgo(EventFact fact) => !pastCounts && IsOver(fact, fact.End);

    /// <summary>Whether an illness that the record does not end is asked for as one that goes on, or by its time, and began so long ago that it has mostly passed.</summary>
    public bool MayHavePassed(EventFact fact) => asksForNow && AcuteEvents.IsAcute(fact) && AcuteEvents.IsLongAgo(fact, fact.Start, fact.End, asOf);

    private bool IsOver(EventFact fact, FactDate? end) => fact.Standing == Standing.Over || (end is not null && end.Last < asOf);

    /// <summary>What all events together say, and whether a record could settle what stays unknown.</summary>
    /// <param name="events">What the events said.</param>
    /// <param name="complete">Whether the record says that it names everything.</param>
    public (Truth Truth, bool CanSettle) Combine(EventTally events, bool complete)
    {
        if (Concept is null)
            return (Truth.Unknown, false);
        if (Contradicts(events))
            return (Truth.Unknown, true);
        if (events.Has(EventTruth.Holds))
            return (Truth.True, false);
        if (events.IsOpen)
            return (Truth.Unknown, events.Has(EventTruth.Imprecise) || events.Has(EventTruth.LacksReason));
        var denied = events.Has(EventTruth.Denies) && (Within is not null || !events.IsNamed) && !events.IsDoubtedAfterwards;
        return denied || (complete && !events.Has(EventTruth.Uncertain) && !events.Has(EventTruth.Doubtful)) ? (Truth.False, false) : (Truth.Unknown, true);
    }

    /// <summary>Whether the record both names and denies what is asked. What is denied on one day may have come later.</summary>
    public bool Contradicts(EventTally events) => events.IsDeniedAfterwards && (Within is null || events.Has(EventTruth.Holds));

    private EventTruth Judge(EventFact fact, FactDate? start, FactDate? end, IReadOnlyList<FactDate> progressions)
    {
        var fits = Truth.True;
        foreach (var modifier in modifiers)
        {
            var one = QualifiedConcept.Fits(modifier, fact, end, asOf);
            if (one == Truth.False)
                return EventTruth.HoldsNot;
            if (one == Truth.Unknown)
                fits = one;
        }

        // What lies outside the time asked for is not what is asked, whatever its kind.
        var inTime = InTime(start, end ?? (fact.Standing == Standing.Active ? today : null), progressions);
        return inTime == EventTruth.HoldsNot || fits == Truth.True ? inTime : EventTruth.NeedsJudgment;
    }

    private EventTruth InTime(FactDate? start, FactDate? end, IReadOnlyList<FactDate> progressions)
    {
        if (Within is null)
            return EventTruth.Holds;
        if (Within.Direction is not "before")
            return EventTruth.NotYet;
        // How long a half-life is, no record says; what is going on is within any.
        if (Within.Unit is Window.HalfLife)
            return new TimeWindow(asOf, asOf).Touches(start, end) == Truth.True ? EventTruth.Holds : EventTruth.NeedsJudgment;
        var touches = window.Touches(start, end);
        for (var i = 0; CountsFromProgression && touches != Truth.True && i < progressions.Count; i++)
        {
            if (progressions[i].First > asOf)
                continue;
            var (earliest, latest) = (Before(Within, progressions[i].First), Before(Within, progressions[i].Last));
            if (earliest.Touches(start, end) == Truth.True && latest.Touches(start, end) == Truth.True)
                touches = Truth.True;
            // The disease progressed on one of these days, nobody knows which.
            else if (new TimeWindow(earliest.First, latest.Last).Touches(start, end) != Truth.False)
                touches = Truth.Unknown;
        }

        return touches switch { Truth.True => EventTruth.Holds, Truth.False => EventTruth.HoldsNot, _ => EventTruth.Imprecise };
    }

    private TimeWindow Before(Window within, DateOnly day)
    {
        var before = TimeWindow.Before(within, day);
        // "At least 4 weeks since" is fulfilled on the day the 4 weeks are full.
        return !exists && before.First < day ? before with { First = before.First.AddDays(1) } : before;
    }

    private Truth IsException(EventFact fact, FactDate? end, IReadOnlyList<IReadOnlyList<string>> narrowing)
    {
        var excepted = Truth.False;
        for (var i = 0; i < narrowing.Count && excepted != Truth.True; i++)
        {
            var fits = Truth.True;
            for (var j = 0; fits != Truth.False && j < narrowing[i].Count; j++)
            {
                var one = ReferenceEquals(narrowing[i], Undecided) ? Truth.Unknown : QualifiedConcept.Fits(narrowing[i][j], fact, end, asOf);
                fits = one == Truth.True ? fits : one;
            }

            excepted = fits == Truth.False ? excepted : fits;
        }

        return excepted;
    }
}
