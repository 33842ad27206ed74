namespace Equipoise.Analysis.Stories;

/// <summary>How disease and treatment go.</summary>
internal sealed record DiseaseStory
{
    /// <summary>At which part of a person's survival progression comes, at the earliest and the latest.</summary>
    public required (double From, double To) Progression { get; init; }

    /// <summary>How many die without progression.</summary>
    public required double WithoutProgression { get; init; }

    /// <summary>Other reasons to stop treatment.</summary>
    public required IReadOnlyList<StoryStopping> Stopping { get; init; }

    /// <summary>The protocol's reasons for what happens: progression, death, maximum, lost, withdrawal.</summary>
    public required IReadOnlyDictionary<string, string> Ends { get; init; }

    /// <summary>The protocol's reason for a dose outside its window, and its words; null where the story gives none.</summary>
    public (string Reason, string Words)? LateDose { get; init; }

    /// <summary>How many of those who are lost withdraw their consent.</summary>
    public required double Withdrawn { get; init; }
}
