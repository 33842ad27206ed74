using Equipoise.Registry.Records;
using Equipoise.Registry.Samples.Synthetic;

namespace Equipoise.Registry.Samples;

/// <summary>The studies that Equipoise ships, so that a new site has something to show: ILLUMINE in our own words, and
/// synthetic ones that say so.</summary>
public static class SampleStudies
{
    /// <summary>All of them, in the order of their ids. Read and made anew each time, so that nothing stays in memory after
    /// they are stored.</summary>
    public static IReadOnlyList<StudyRecord> All =>
    [
        .. typeof(SampleStudies).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("sample/", StringComparison.Ordinal))
            .Select(Read)
            .Concat(SyntheticStudies.Make())
            .OrderBy(study => study.Id.ToString(), StringComparer.Ordinal),
    ];

    private static StudyRecord Read(string resource)
    {
        using var reader = new StreamReader(typeof(SampleStudies).Assembly.GetManifestResourceStream(resource)!);
        return StudyRecord.Parse(reader.ReadToEnd());
    }
}
