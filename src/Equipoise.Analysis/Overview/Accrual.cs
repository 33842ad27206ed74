using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Records;
using Equipoise.Statistics.Design;

namespace Equipoise.Analysis.Overview;

/// <summary>How the trial fills: month by month against what was planned, and by region and site.</summary>
/// <param name="Planned">How many are to be randomized.</param>
/// <param name="Months">From the day of the first randomization until today, in steps of a calendar month; empty before the first.</param>
/// <param name="Regions">The regions, each followed by nothing: their sites are in <paramref name="Sites"/>.</param>
/// <param name="Sites">The sites, by region and code.</param>
public sealed record Accrual(int Planned, IReadOnlyList<AccrualMonth> Months, IReadOnlyList<AccrualRow> Regions, IReadOnlyList<AccrualRow> Sites)
{
    /// <summary>How many are randomized.</summary>
    public int Randomized => Months.Count == 0 ? 0 : Months[^1].Cumulative;

    /// <summary>Counts it.</summary>
    /// <param name="overview">What is on record at the sites that the reader may see.</param>
    /// <param name="plan">Arrivals per month, from the first randomization on; null where nothing is planned. A reader who sees some of the sites gets no
    /// plan, since it is one for all of them.</param>
    /// <param name="today">The last day that counts.</param>
    public static Accrual Of(StudyOverview overview, PiecewiseRate? plan, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(overview);
        var sites = overview.Sites.Select(site => Row(overview, site)).OrderBy(row => row.Region, StringComparer.Ordinal).ThenBy(row => row.Site, StringComparer.Ordinal).ToList();
        var regions = sites.GroupBy(row => row.Region, StringComparer.Ordinal).Select(Sum).ToList();
        return new Accrual(overview.Records.Protocol.Design.Enrollment, MonthsOf(overview, overview.IsWhole ? plan : null, today), regions, sites);
    }

    private static AccrualRow Row(StudyOverview overview, Conduct.Sites.Site site)
    {
        var randomized = overview.Records.Allocations.Where(allocation => string.Equals(allocation.Site, site.Code, StringComparison.Ordinal)).ToList();
        var screened = overview.Records.Participants.Where(participant => string.Equals(participant.Site, site.Code, StringComparison.Ordinal)).ToList();
        return new AccrualRow(
            site.Region,
            site.Code,
            site.Name,
            site.IsActive ? 1 : 0,
            screened.Count,
            screened.Count(participant => participant.Status is ParticipantStatus.ScreenFailure),
            randomized.Count,
            site.EnrollmentCap,
            randomized.Count == 0 ? null : randomized.Max(allocation => allocation.RandomizedOn));
    }

    private static AccrualRow Sum(IGrouping<string, AccrualRow> sites) => new(
        sites.Key,
        null,
        sites.Key,
        sites.Sum(site => site.ActiveSites),
        sites.Sum(site => site.Screened),
        sites.Sum(site => site.Failed),
        sites.Sum(site => site.Randomized),
        sites.All(site => site.Cap is not null) ? sites.Sum(site => site.Cap) : null,
        sites.Max(site => site.Last));

    private static List<AccrualMonth> MonthsOf(StudyOverview overview, PiecewiseRate? plan, DateOnly today)
    {
        var days = overview.Records.Allocations.Select(allocation => allocation.RandomizedOn).Where(day => day <= today).Order().ToList();
        var months = new List<AccrualMonth>();
        if (days.Count == 0)
            return months;
        var planned = overview.Records.Protocol.Design.Enrollment;
        for (var (month, before) = (0, 0); days[0].AddMonths(month) <= today; month++)
        {
            var end = days[0].AddMonths(month + 1);
            var cumulative = days.FindIndex(day => day >= end) is var next and >= 0 ? next : days.Count;
            months.Add(new AccrualMonth(days[0].AddMonths(month), cumulative - before, cumulative, plan is null ? null : Math.Min(planned, plan.Integral(month + 1))));
            before = cumulative;
        }

        return months;
    }
}
