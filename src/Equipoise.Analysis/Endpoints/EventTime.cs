namespace Equipoise.Analysis.Endpoints;

/// <summary>One participant's time to an event: a row of ADaM ADTTE (Basic Data Structure for Time-to-Event Analyses, version 1.0), with the trace to what a site
/// entered.</summary>
public sealed record EventTime
{
    /// <summary>The participant's code (SUBJID).</summary>
    public required string Participant { get; init; }

    /// <summary>The site (SITEID).</summary>
    public required string Site { get; init; }

    /// <summary>The arm allocated (TRT01P).</summary>
    public required string Arm { get; init; }

    /// <summary>The stratum as used in the allocation (STRATA).</summary>
    public required string Stratum { get; init; }

    /// <summary>The endpoint (PARAMCD).</summary>
    public required string Parameter { get; init; }

    /// <summary>The day of randomization (STARTDT).</summary>
    public required DateOnly Start { get; init; }

    /// <summary>The day of the event or of censoring (ADT).</summary>
    public required DateOnly End { get; init; }

    /// <summary>Days from randomization, that day being the first: ADT − STARTDT + 1 (AVAL).</summary>
    public int Days => End.DayNumber - Start.DayNumber + 1;

    /// <summary>Whether the event was seen (CNSR = 0) or not (CNSR = 1).</summary>
    public required bool IsEvent { get; init; }

    /// <summary>What was seen, or why not (EVNTDESC, CNSDTDSC).</summary>
    public required string Description { get; init; }

    /// <summary>The SDTM domain of the source (SRCDOM), such as <c>SS</c>; <c>DM</c> where it is the allocation.</summary>
    public required string SourceDomain { get; init; }

    /// <summary>The field of the source (SRCVAR).</summary>
    public required string SourceField { get; init; }

    /// <summary>The form entry of the source (SRCSEQ), such as <c>SS-3</c>; empty where it is the allocation.</summary>
    public required string SourceEntry { get; init; }
}
