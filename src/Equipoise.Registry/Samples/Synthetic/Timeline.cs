using System.Globalization;

namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>The days of a study, as they fit its status on <see cref="Today"/>.</summary>
internal sealed record Timeline(DateOnly Submitted, DateOnly Start, DateOnly PrimaryCompletion, DateOnly Completion, DateOnly Updated, DateOnly? Results, bool MonthsOnly)
{
    /// <summary>The day on which all records were "last read".</summary>
    public static DateOnly Today { get; } = new(2026, 11, 1);

    /// <summary>The dates of a study of this status.</summary>
    public static Timeline Of(string status, int weeks, Draw draw)
    {
        var recruitmentDays = draw.Between(240, 1100);
        var followUpDays = (weeks * 7) + 30;
        var start = Today.AddDays(status switch
        {
            "NOT_YET_RECRUITING" => draw.Between(20, 260),
            "RECRUITING" or "ENROLLING_BY_INVITATION" or "AVAILABLE" or "TEMPORARILY_NOT_AVAILABLE" => -draw.Between(30, Math.Max(60, recruitmentDays - 60)),
            "SUSPENDED" => -draw.Between(120, Math.Max(150, recruitmentDays - 60)),
            "ACTIVE_NOT_RECRUITING" => -recruitmentDays - draw.Between(10, Math.Max(20, followUpDays - 40)),
            "WITHDRAWN" => -draw.Between(100, 1500),
            "UNKNOWN" => -recruitmentDays - followUpDays - draw.Between(900, 2500),
            _ => -recruitmentDays - followUpDays - draw.Between(40, 2600),
        });
        var primary = start.AddDays(recruitmentDays + followUpDays);
        var completion = primary.AddDays(draw.Chance(40) ? 0 : draw.Between(20, status is "COMPLETED" or "TERMINATED" ? 39 : 500));
        if (status is "TERMINATED")
            (primary, completion) = (start.AddDays(recruitmentDays / 2), start.AddDays((recruitmentDays / 2) + draw.Between(0, 60)));
        else if (status is "ACTIVE_NOT_RECRUITING" && completion <= Today)
            completion = Today.AddDays(draw.Between(60, 400));
        var submitted = Earlier(start.AddDays(-draw.Between(5, 150)), Today.AddDays(-draw.Between(12, 60)));
        var last = status switch
        {
            "COMPLETED" or "TERMINATED" => Earlier(completion.AddDays(draw.Between(20, 400)), Today.AddDays(-draw.Between(6, 30))),
            "UNKNOWN" => Earlier(start.AddDays(draw.Between(30, 500)), Today.AddDays(-draw.Between(800, 890))),
            "WITHDRAWN" => Earlier(submitted.AddDays(draw.Between(60, 700)), Today.AddDays(-6)),
            _ => Today.AddDays(-draw.Between(6, 300)),
        };
        return new Timeline(submitted, start, primary, completion, last < submitted ? submitted : last, Results: null, draw.Chance(25));
    }

    /// <summary>The same with results, where they can have come by now.</summary>
    public Timeline WithResults(Draw draw)
    {
        var results = PrimaryCompletion.AddDays(draw.Between(250, 380));
        if (results < Completion)
            results = Completion.AddDays(30);
        return results > Today.AddDays(-40) ? this : this with { Results = results, Updated = Updated < results ? results : Updated };
    }

    /// <summary>A day of the study's life, which a record may know to the month only.</summary>
    public string Write(DateOnly day) => day.ToString(MonthsOnly ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A day of the record's life.</summary>
    public static string Exact(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Whether the registry would call the day actual or estimated.</summary>
    public static string Kind(DateOnly day, bool neverCame) => day > Today || neverCame ? "ESTIMATED" : "ACTUAL";

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
