namespace Equipoise.Registry.Finding;

/// <summary>What a person looks for: words, a place, who it is for, and filters. An empty one finds every study.</summary>
public sealed record FinderQuery
{
    /// <summary>Words for a condition, treatment, sponsor, title or id; words in quotation marks stay together. Empty for any.</summary>
    public string Words { get; init; } = "";

    /// <summary>Where to be near, or null for anywhere.</summary>
    public FinderPlace? Near { get; init; }

    /// <summary>The city to be in, by its name, where a person asks for a place of which no record says where it lies; or null.</summary>
    public Indexing.Place? NamedCity { get; init; }

    /// <summary>True where a person asks for a place that no record names: nothing is there.</summary>
    public bool IsPlaceUnknown { get; init; }

    /// <summary>The age of the person it is for in years, or null. A study without a limit of age is open to any.</summary>
    public int? Age { get; init; }

    /// <summary>The person's sex as the registry's code, <c>FEMALE</c> or <c>MALE</c>, or null. Studies open to all sexes
    /// are found too.</summary>
    public string? PersonSex { get; init; }

    /// <summary>True to find only studies that take participants now; with a place, only those with a site near it that does.</summary>
    public bool RecruitingNow { get; init; }

    /// <summary>The chosen values of each facet, by the facet's name; of one facet any of them may fit.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Chosen { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Only studies with a site in this country, state or city.</summary>
    public Indexing.Place? In { get; init; }

    /// <summary>Only studies with a site of this name in <see cref="In"/>, which then names a city.</summary>
    public string? Facility { get; init; }

    /// <summary>Only studies of this condition, however it is spelled, or null.</summary>
    public string? Condition { get; init; }

    /// <summary>The order.</summary>
    public FinderOrder Order { get; init; } = FinderOrder.Relevance;

    /// <summary>How many studies to leave out before the first.</summary>
    public int Offset { get; init; }

    /// <summary>How many studies a page shows, from 0.</summary>
    public int PageSize { get; init; } = 20;

    /// <summary>True where nothing narrows the search.</summary>
    public bool IsEmpty => Words.Length == 0 && Near is null && NamedCity is null && !IsPlaceUnknown && Age is null && PersonSex is null && !RecruitingNow && Chosen.Count == 0 && In is null && Condition is null;
}
