namespace Equipoise.Eligibility.Evaluation;

/// <summary>What one recorded event says about a statement.</summary>
internal enum EventTruth
{
    /// <summary>It is about something else.</summary>
    Irrelevant,

    /// <summary>The record denies what is asked.</summary>
    Denies,

    /// <summary>The record does not commit itself.</summary>
    Uncertain,

    /// <summary>It is what is asked, and the record does not commit itself: a suspicion, or what could not be read.</summary>
    Doubtful,

    /// <summary>It is what is asked, and fulfills it.</summary>
    Holds,

    /// <summary>It is what is asked, and does not fulfill it.</summary>
    HoldsNot,

    /// <summary>A person must judge whether it is of the narrower kind.</summary>
    NeedsJudgment,

    /// <summary>What it was given for is asked, and not on record.</summary>
    LacksReason,

    /// <summary>What is asked lies in the future.</summary>
    NotYet,

    /// <summary>Its dates are not precise enough.</summary>
    Imprecise,
}
