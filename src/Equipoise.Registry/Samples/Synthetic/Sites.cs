using System.Text.Json.Nodes;

namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>Writes where a study is done and whom to ask. Every name is invented, every address one that cannot be reached.</summary>
internal static class Sites
{
    public static JsonObject? Module(StudyPlan plan, Words words, Draw draw)
    {
        var mayAsk = plan.Status is "RECRUITING" or "NOT_YET_RECRUITING" or "AVAILABLE";
        return Part.Of(
            ("centralContacts", mayAsk ? Part.List(Enumerable.Range(0, draw.Between(1, 2)).Select(_ => Contact(words, draw))) : null),
            ("overallOfficials", draw.Chance(70) ? Part.List([Part.Of(("name", $"{Person(words, draw)}, MD"), ("affiliation", plan.Sponsor.Name), ("role", draw.Pick(["PRINCIPAL_INVESTIGATOR", "STUDY_DIRECTOR", "STUDY_CHAIR"])))]) : null),
            ("locations", Part.List(plan.Sites.Select(site => Location(site, words, draw)))));
    }

    /// <summary>The name of nobody.</summary>
    public static string Person(Words words, Draw draw) => $"{draw.Pick(words.Phrases("first"))} {draw.Pick(words.Phrases("family"))}";

    private static JsonObject Location(PlannedSite site, Words words, Draw draw) => Part.Of(
        ("facility", site.Facility),
        ("status", site.Status),
        ("city", site.City.Name),
        ("state", site.City.State),
        ("zip", site.City.Zip),
        ("country", site.City.Country),
        ("contacts", site.Status is "RECRUITING" && draw.Chance(60) ? Part.List([Contact(words, draw)]) : null),
        ("geoPoint", Part.Of(("lat", site.City.Latitude), ("lon", site.City.Longitude))),
        ("countryCode", site.City.CountryCode));

    // 555-0100 to 555-0199 are set aside for fiction, and so is example.org.
    private static JsonObject Contact(Words words, Draw draw)
    {
        var person = Person(words, draw);
        return Part.Of(("name", person), ("role", "CONTACT"), ("phone", $"+1-555-01{draw.Between(0, 99):D2}"), ("email", $"{person.Replace(' ', '.').ToLowerInvariant()}@example.org"));
    }
}
