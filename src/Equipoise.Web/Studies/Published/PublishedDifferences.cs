using System.Globalization;
using Equipoise.Conduct.Publication;
using Equipoise.Registry.Records;

namespace Equipoise.Web.Studies.Published;

/// <summary>Where what a sponsor published differs from the registry's record.</summary>
internal static class PublishedDifferences
{
    /// <summary>The label of a status, as other pages word it.</summary>
    public static string Label(string status) => string.Equals(status, PublishedStatus.TakenBack, StringComparison.Ordinal) ? "Taken back" : EnumLabels.Of("Status", status);

    /// <summary>The day of a publication.</summary>
    public static string Day(PublishedState state) => DateTimeOffset.Parse(state.At, CultureInfo.InvariantCulture).ToString("MMMM d, yyyy", CultureInfo.InvariantCulture);

    /// <summary>Each difference in a sentence; none where both say the same.</summary>
    public static IReadOnlyList<string> Of(PublishedState state, StudyRecord record)
    {
        var sentences = new List<string>();
        if (!string.Equals(state.Status, record.StatusCode, StringComparison.Ordinal))
            sentences.Add($"The registry says “{record.Status ?? "nothing"}”, the sponsor's system “{Label(state.Status)}”.");
        var sites = state.SiteList();
        var unlisted = sites.Where(site => !IsListed(site, record)).ToList();
        if (unlisted.Count > 0)
            sentences.Add($"{Wording.Count(unlisted.Count, "site", "sites")} of {Wording.Count(sites.Count)} in the sponsor's system {(unlisted.Count == 1 ? "is" : "are")} not in the registry's record, which lists {Wording.Count(record.Sites.Count)}.");
        return sentences;
    }

    /// <summary>Whether the registry's record lists a site, by its institution and country.</summary>
    public static bool IsListed(PublishedSite site, StudyRecord record) =>
        record.Sites.Any(listed => string.Equals(listed.Country, site.Country, StringComparison.OrdinalIgnoreCase) && string.Equals(listed.Facility?.Trim(), site.Name.Trim(), StringComparison.OrdinalIgnoreCase));
}
