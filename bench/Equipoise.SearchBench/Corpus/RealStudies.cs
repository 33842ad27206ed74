using Equipoise.Registry.Import.Sources;
using Equipoise.Registry.Records;

namespace Equipoise.SearchBench.Corpus;

/// <summary>Real records, in groups of related ones.</summary>
internal static class RealStudies
{
    private const int SmallestGroup = 8;

    /// <summary>Reads files, archives and folders, and puts records together that share a MeSH heading or a condition.</summary>
    public static IReadOnlyList<IReadOnlyList<RealStudy>> Read(string sources)
    {
        var records = sources.Split(':').SelectMany(source => new StudySources().Read(source))
            .Where(item => item.Rejection is null)
            .Select(item => StudyRecord.Parse(item.Json))
            .ToList();
        // The older XML has no coordinates: a city that another record places lies there.
        var places = records.SelectMany(record => record.Sites).Where(site => site.Point is not null).DistinctBy(Address, StringComparer.Ordinal).ToDictionary(Address, site => site.Point, StringComparer.Ordinal);
        var studies = records.ConvertAll(record => new RealStudy(record, [.. record.Sites.Select(site => site with { Point = site.Point ?? places.GetValueOrDefault(Address(site)) })]));
        var uses = studies.SelectMany(Topics).CountBy(topic => topic, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

        // The broadest topic that is not yet everything: wide enough to mix, narrow enough to make sense.
        var widest = Math.Max(SmallestGroup, studies.Count / 12);
        var groups = studies.GroupBy(
            study => Topics(study).Where(topic => uses[topic] >= SmallestGroup && uses[topic] <= widest).OrderByDescending(topic => uses[topic]).ThenBy(topic => topic, StringComparer.Ordinal).FirstOrDefault() ?? "",
            StringComparer.Ordinal);
        return [.. groups.OrderBy(group => group.Key, StringComparer.Ordinal).Select(IReadOnlyList<RealStudy> (group) => [.. group])];
    }

    private static string Address(StudySite site) => $"{site.City}, {site.Country}";

    private static IEnumerable<string> Topics(RealStudy study) =>
        study.Headings.Concat(study.Conditions).Select(topic => topic.ToLowerInvariant()).Distinct(StringComparer.Ordinal);
}
