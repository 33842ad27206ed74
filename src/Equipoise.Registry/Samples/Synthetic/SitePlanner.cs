namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>Finds the places of a study.</summary>
internal sealed class SitePlanner(Words words, Draw draw)
{
    /// <summary>The sites; none where the study has named none yet.</summary>
    public IReadOnlyList<PlannedSite> Place(StudyPlan plan)
    {
        var within = words.Cities.Where(city => plan.Area.Countries.Count == 0 || plan.Area.Countries.Contains(city.Country)).ToList();
        var home = within.Where(city => string.Equals(city.Country, plan.Sponsor.Country, StringComparison.Ordinal)).ToList();
        var chosen = Choose(plan, within, home.Count > 0 ? home : within);
        var places = words.Phrases("place");
        var houses = words.Phrases("house");
        var first = draw.Below(places.Count);
        return [.. chosen.Select((city, at) => new PlannedSite(
            $"{places[(first + (at * 7)) % places.Count]} {houses[(first + at) % houses.Count]} (invented)", SiteStatus(plan.Status, at), city))];
    }

    private IReadOnlyList<City> Choose(StudyPlan plan, List<City> within, List<City> home)
    {
        if (plan.Status is "WITHHELD" or "APPROVED_FOR_MARKETING" or "NO_LONGER_AVAILABLE" || (plan.Status is "NOT_YET_RECRUITING" or "WITHDRAWN" && draw.Chance(45)))
            return [];
        var count = plan.ArmSizes.Sum() switch
        {
            > 700 when plan.IsInterventional && within.Count > 100 => draw.Weigh((3, draw.Between(25, 90)), (2, draw.Between(101, within.Count))),
            > 200 => draw.Between(4, 28),
            > 60 => draw.Between(1, 9),
            _ => draw.Chance(70) ? 1 : draw.Between(2, 4),
        };
        return count <= home.Count && draw.Chance(60) ? draw.Some(home, count) : count == 1 ? [draw.Pick(home)] : draw.Some(within, count);
    }

    /// <summary>The registry keeps a status of sites only while a study may still enroll.</summary>
    private string? SiteStatus(string study, int at) => study switch
    {
        "RECRUITING" when at == 0 => "RECRUITING",
        "RECRUITING" => draw.Weigh((60, "RECRUITING"), (16, "NOT_YET_RECRUITING"), (8, "COMPLETED"), (8, "WITHDRAWN"), (4, "SUSPENDED"), (3, "ACTIVE_NOT_RECRUITING"), (2, "TERMINATED")),
        "SUSPENDED" => draw.Weigh((9, "SUSPENDED"), (1, "WITHDRAWN")),
        "AVAILABLE" => "AVAILABLE",
        "NOT_YET_RECRUITING" or "ENROLLING_BY_INVITATION" => study,
        _ => null,
    };
}
