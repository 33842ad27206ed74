namespace Equipoise.Analysis.Stories;

/// <summary>How tumors look at imaging.</summary>
internal sealed record TumorStory
{
    public required string Form { get; init; }

    /// <summary>Where lesions are.</summary>
    public required IReadOnlyList<string> Organs { get; init; }

    /// <summary>Which of these are lymph nodes.</summary>
    public required IReadOnlyList<string> Nodes { get; init; }

    /// <summary>How many target lesions people have, by weight.</summary>
    public required IReadOnlyList<(string Value, double Weight)> Targets { get; init; }

    /// <summary>How many others.</summary>
    public required IReadOnlyList<(string Value, double Weight)> Others { get; init; }

    /// <summary>The diameter of a target lesion at baseline, in mm.</summary>
    public required (double From, double To) Diameter { get; init; }

    /// <summary>The mean best change of the sum of diameters by arm, as a part of the baseline.</summary>
    public required IReadOnlyDictionary<string, double> Change { get; init; }

    /// <summary>Its standard deviation between people.</summary>
    public required double Spread { get; init; }

    /// <summary>How many progressions are by a new lesion.</summary>
    public required double NewLesion { get; init; }

    public required IReadOnlyList<KeyValuePair<string, AnswerRule>> Answers { get; init; }
}
