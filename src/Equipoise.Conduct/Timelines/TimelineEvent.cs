namespace Equipoise.Conduct.Timelines;

/// <summary>Something that happened to a participant, or to their data.</summary>
/// <param name="Day">The day at the site.</param>
/// <param name="Time">The time on the site's clock; null where only the day is known.</param>
/// <param name="Kind">What it belongs to.</param>
/// <param name="Title">What happened, in a few words.</param>
/// <param name="Detail">More of it; empty where there is no more.</param>
public sealed record TimelineEvent(DateOnly Day, TimeOnly? Time, TimelineKind Kind, string Title, string Detail = "")
{
    /// <summary>What of one day comes first where times do not tell: consent and screening before all else, ends after it, death last.</summary>
    internal TimelineStep Step { get; init; } = TimelineStep.Between;

    /// <summary>The last day of what lasts; null for what does not, or goes on.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Whether it lasts and has not ended.</summary>
    public bool GoesOn { get; init; }

    /// <summary>The grade of an adverse event; null for all else.</summary>
    public int? Grade { get; init; }

    /// <summary>A code to be shown in a figure: a response, or a dose that was not given; empty for none.</summary>
    public string Mark { get; init; } = "";

    /// <summary>The form entries that tell it, by id, each with the form's title.</summary>
    public IReadOnlyList<(string Id, string Form)> Entries { get; init; } = [];

    /// <summary>The number of the deviation; null for all else.</summary>
    public long? Deviation { get; init; }
}
