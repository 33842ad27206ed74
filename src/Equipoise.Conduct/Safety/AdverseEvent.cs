namespace Equipoise.Conduct.Safety;

/// <summary>An adverse event as a site entered it, and what follows from that.</summary>
public sealed record AdverseEvent
{
    /// <summary>The entry it was read from: <c>AE-3</c>.</summary>
    public required string Entry { get; init; }

    /// <summary>The version of that entry.</summary>
    public required long Version { get; init; }

    /// <summary>The term.</summary>
    public required string Term { get; init; }

    /// <summary>The investigator's grade, 1 to 5.</summary>
    public required int Grade { get; init; }

    /// <summary>The day it began.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>The day it ended; null while it goes on.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Whether it is serious.</summary>
    public required bool IsSerious { get; init; }

    /// <summary>Why it is serious, as people read it; empty where nothing says.</summary>
    public required string Seriousness { get; init; }

    /// <summary>When the site knew that it was serious, on the site's clock; null where nothing says.</summary>
    public DateTime? Aware { get; init; }

    /// <summary>What was done with the study treatment, as people read it; empty where nothing says.</summary>
    public required string Action { get; init; }

    /// <summary>The outcome, as people read it.</summary>
    public required string Outcome { get; init; }

    /// <summary>Whether the outcome is that the participant died of it.</summary>
    public required bool IsFatal { get; init; }

    /// <summary>For each treatment of the participant's arm, whether it caused the event; empty where the arm is not known.</summary>
    public required IReadOnlyList<Causality> Causality { get; init; }

    /// <summary>Whether it began from the first dose on, and no later after the last than events are collected (ICH E9: treatment-emergent);
    /// null where no dose is on record.</summary>
    public required bool? IsTreatmentEmergent { get; init; }

    /// <summary>What does not fit together, each a sentence.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    /// <summary>Whether its entry was struck out, so that it no longer counts.</summary>
    public bool IsStruck { get; init; }

    /// <summary>Whether any treatment of the arm caused it.</summary>
    public bool IsRelated => Causality.Any(one => one.IsRelated);

    /// <summary>Whether it was there on a day.</summary>
    public bool Covers(DateOnly day) => Start <= day && (End is null || day <= End);
}
