namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>Results that were submitted and are not public yet.</summary>
internal static class AnnotationMapping
{
    private static readonly (string Name, string Type)[] Events =
    [
        ("submitted", "RELEASE"),
        ("returned", "RESET"),
        ("submission_canceled", "UNRELEASE"),
    ];

    public static RecordObject Map(LegacyElement study)
    {
        var pending = study.One("pending_results");
        var events = Events.SelectMany(kind => (pending?.All(kind.Name) ?? []).Select(element => MapEvent(kind.Type, element)));
        return new RecordObject().Put("annotationModule", new RecordObject().Put("unpostedAnnotation", new RecordObject()
            .Text("unpostedResponsibleParty", pending is null ? null : study.One("sponsors")?.One("lead_sponsor")?.Take("agency"))
            // The newer form tells the events in the order of their days.
            .Put("unpostedEvents", events.OrderBy(happened => happened.Json?["date"]?.GetValue<string>() ?? "9", StringComparer.Ordinal))));
    }

    private static RecordObject MapEvent(string type, LegacyElement element)
    {
        var happened = new RecordObject().Text("type", type);
        return element.Take()?.Trim() is "Unknown" ? happened.Put("dateUnknown", true) : happened.Date("date", element);
    }
}
