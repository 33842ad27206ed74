namespace Equipoise.Analysis.Stories;

/// <summary>A made-up course of a trial, as its file states it: sites, what forms say, who fails screening, how disease and treatment go.</summary>
public sealed record TrialStory
{
    internal TrialStory(DiseaseStory disease) => Disease = disease;

    /// <summary>Where its numbers come from.</summary>
    public required string Note { get; init; }

    /// <summary>The day on which the first site is activated.</summary>
    public required DateOnly Begins { get; init; }

    /// <summary>In so many months all sites are.</summary>
    public required double SitesOpenWithin { get; init; }

    /// <summary>Where sites are.</summary>
    public required IReadOnlyList<StoryCountry> Countries { get; init; }

    /// <summary>What every site's laboratory calls normal.</summary>
    public required IReadOnlyList<StoryRange> Ranges { get; init; }

    /// <summary>How many of those screened fail.</summary>
    public required double ScreenFailures { get; init; }

    internal IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, AnswerRule>>> Forms { get; init; } = new Dictionary<string, IReadOnlyList<KeyValuePair<string, AnswerRule>>>(StringComparer.Ordinal);

    internal IReadOnlyList<(FailingStory Failing, double Weight)> Failing { get; init; } = [];

    internal DiseaseStory Disease { get; }

    internal TumorStory? Tumors { get; init; }

    internal OversightStory? Oversight { get; init; }

    internal AdverseEventStory? AdverseEvents { get; init; }
}
