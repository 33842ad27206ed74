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
public sealed record FormAct(DateOnly On, string Form, string Visit, int VisitCount, IReadOnlyDictionary<string, string?> Answers) : StoryAct(On);

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
public sealed record DoseAct(DateOnly On, DateOnly Given, int Cycle, string? LateReason, string? LateWords) : StoryAct(On);
