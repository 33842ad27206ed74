namespace Equipoise.Analysis.Stories;

/// <summary>Something that a site records.</summary>
/// <param name="On">The day on which it does.</param>
public abstract record StoryAct(DateOnly On);

/// <summary>A form is filled in.</summary>
/// <param name="On">The day.</param>
/// <param name="Form">The form.</param>
/// <param name="Visit">The visit.</param>
/// <param name="VisitCount">Which time of it, from 1.</param>
/// <param name="Answers">The answers by field.</param>
public record FormAct(DateOnly On, string Form, string Visit, int VisitCount, IReadOnlyDictionary<string, string?> Answers) : StoryAct(On);

/// <summary>A serious adverse event is entered and reported.</summary>
/// <param name="On">The day.</param>
/// <param name="Form">The form.</param>
/// <param name="Visit">The visit.</param>
/// <param name="Answers">The answers by field.</param>
/// <param name="ReportedAt">When it was reported, on the site's clock: <c>2027-03-04T17:00</c>.</param>
public sealed record SeriousEventAct(DateOnly On, string Form, string Visit, IReadOnlyDictionary<string, string?> Answers, string ReportedAt) : FormAct(On, Form, Visit, 1, Answers);

/// <summary>A monitor compares what is on record of a participant with its source, and may ask about it.</summary>
/// <param name="On">The day.</param>
/// <param name="Question">What is asked; null for nothing.</param>
public sealed record MonitorAct(DateOnly On, StoryQuestion? Question) : StoryAct(On);

/// <summary>A protocol deviation is documented.</summary>
/// <param name="On">The day.</param>
/// <param name="Happened">The day on which it happened.</param>
/// <param name="Deviation">What it was.</param>
public sealed record DeviationAct(DateOnly On, DateOnly Happened, StoryDeviation Deviation) : StoryAct(On);

/// <summary>An end of treatment or study, a withdrawal or a death is recorded.</summary>
/// <param name="On">The day.</param>
/// <param name="Kind">What it is, in the words of the disposition of participants.</param>
/// <param name="Happened">The day on which it happened.</param>
/// <param name="Reason">The protocol's reason; empty where none is asked for.</param>
/// <param name="StillAllowed">The forms that a participant who withdraws still allows.</param>
public sealed record DispositionAct(DateOnly On, string Kind, DateOnly Happened, string Reason, IReadOnlyList<string>? StillAllowed = null) : StoryAct(On);

/// <summary>The doses of a cycle are given, as the platform has planned them.</summary>
/// <param name="On">The day on which they are recorded.</param>
/// <param name="Given">The day on which they were given.</param>
/// <param name="Cycle">The cycle, from 1.</param>
/// <param name="LateReason">The protocol's reason, should the day lie outside the window; null for none.</param>
/// <param name="LateWords">The same in words.</param>
/// <param name="Missed">Why they are left out, and in words; null where they are given.</param>
public sealed record DoseAct(DateOnly On, DateOnly Given, int Cycle, string? LateReason, string? LateWords, StoryMissedDose? Missed = null) : StoryAct(On);
