namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>What the registry adds to a record.</summary>
internal static class DerivedMapping
{
    private const string Processed = "processed this data on ";

    public static RecordObject Map(LegacyElement study) => new RecordObject()
        .Put("miscInfoModule", new RecordObject()
            .Text("versionHolder", Version(study.One("required_header")?.One("download_date")))
            .Texts("removedCountries", study.One("removed_countries")?.TakeAll("country") ?? []))
        .Put("conditionBrowseModule", MapTerms(study.One("condition_browse")))
        .Put("interventionBrowseModule", MapTerms(study.One("intervention_browse")));

    /// <summary>The older XML has the terms without their ids and without telling terms from their ancestors.</summary>
    private static RecordObject MapTerms(LegacyElement? browse) =>
        new RecordObject().Put("meshes", browse?.TakeAll("mesh_term").Select(term => new RecordObject().Text("term", term)) ?? []);

    private static string? Version(LegacyElement? element)
    {
        var date = element?.Take() is { } sentence && sentence.IndexOf(Processed, StringComparison.Ordinal) is var at and >= 0 ? LegacyDate.Read(sentence[(at + Processed.Length)..]) : null;
        if (date is null)
            element?.Leave();
        return date;
    }
}
