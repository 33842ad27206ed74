namespace Equipoise.Analysis.Stories;

/// <summary>Which adverse events there are.</summary>
internal sealed record AdverseEventStory
{
    public required string Form { get; init; }

    public required IReadOnlyList<AdverseEventKind> Events { get; init; }

    /// <summary>How many events of a grade are serious, by grade.</summary>
    public required IReadOnlyDictionary<string, double> Serious { get; init; }

    public required IReadOnlyList<KeyValuePair<string, AnswerRule>> Answers { get; init; }
}
