namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>What to read beside the record, and whether data is shared.</summary>
internal static class ReferencesMapping
{
    public static RecordObject MapReferences(LegacyElement study)
    {
        return new RecordObject()
            .Put("references", References("reference", "BACKGROUND").Concat(References("results_reference", "RESULT")))
            .Put("seeAlsoLinks", study.All("link").Select(link => new RecordObject()
                .Markup("label", link.Take("description"))
                .Text("url", link.Take("url"))))
            .Put("availIpds", (study.One("study_docs")?.All("study_doc") ?? []).Select(document => new RecordObject()
                .Text("id", document.Take("doc_id"))
                .Text("type", document.Take("doc_type"))
                .Text("url", document.Take("doc_url"))
                .Markup("comment", document.Take("doc_comment"))));

        IEnumerable<RecordObject> References(string name, string type) => study.All(name).Select(reference => new RecordObject()
            .Text("pmid", reference.Take("PMID"))
            .Text("type", type)
            .Text("citation", reference.Take("citation")));
    }

    public static RecordObject MapSharing(LegacyElement study)
    {
        var data = study.One("patient_data");
        return new RecordObject()
            .Value("ipdSharing", "IpdSharing", data?.One("sharing_ipd"))
            .Markup("description", data?.Take("ipd_description"))
            .Texts("infoTypes", data?.All("ipd_info_type").Select(InfoType).OfType<string>() ?? [])
            .Markup("timeFrame", data?.Take("ipd_time_frame"))
            .Markup("accessCriteria", data?.Take("ipd_access_criteria"))
            .Text("url", data?.Take("ipd_url"));
    }

    private static string? InfoType(LegacyElement element)
    {
        var value = element.Take() is { } label ? LegacyLabels.Find("IpdSharingInfoType", label) : null;
        if (value is null)
            element.Leave();
        return value;
    }
}
