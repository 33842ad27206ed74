namespace Equipoise.Registry.Records;

/// <summary>What a date of a record is the date of, in the order in which they mostly come.</summary>
public enum StudyDateKind
{
    /// <summary>The sponsor first sent the record to the registry.</summary>
    FirstSubmitted,

    /// <summary>The record first passed the registry's review.</summary>
    FirstPassedReview,

    /// <summary>The registry first showed the record.</summary>
    FirstPosted,

    /// <summary>The first participant enrolled.</summary>
    Start,

    /// <summary>The last participant was measured for the primary outcome.</summary>
    PrimaryCompletion,

    /// <summary>The last participant was measured for any outcome.</summary>
    Completion,

    /// <summary>The sponsor first asked to post the results later.</summary>
    DelayFirstSubmitted,

    /// <summary>That request first passed the registry's review.</summary>
    DelayFirstPassedReview,

    /// <summary>The registry first showed that request.</summary>
    DelayFirstPosted,

    /// <summary>The sponsor first sent results.</summary>
    ResultsFirstSubmitted,

    /// <summary>The results first passed the registry's review.</summary>
    ResultsFirstPassedReview,

    /// <summary>The registry first showed the results.</summary>
    ResultsFirstPosted,

    /// <summary>The sponsor last sent a change.</summary>
    LastUpdateSubmitted,

    /// <summary>The registry last showed a change.</summary>
    LastUpdatePosted,

    /// <summary>Somebody last confirmed that the record is right.</summary>
    Verified,
}
