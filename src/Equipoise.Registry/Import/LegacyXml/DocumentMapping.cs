namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>The protocol and plans that were handed in with the record.</summary>
internal static class DocumentMapping
{
    public static RecordObject Map(LegacyElement study)
    {
        var documents = study.One("provided_document_section")?.All("provided_document") ?? [];
        return new RecordObject().Put("largeDocumentModule", new RecordObject().Put("largeDocs", documents.Select(MapDocument)));
    }

    private static RecordObject MapDocument(LegacyElement document)
    {
        var holds = new RecordObject()
            .YesNo("hasProtocol", document.One("document_has_protocol"))
            .YesNo("hasSap", document.One("document_has_sap"))
            .YesNo("hasIcf", document.One("document_has_icf"));
        (string Member, string Abbreviation)[] kinds = [("hasProtocol", "Prot"), ("hasSap", "SAP"), ("hasIcf", "ICF")];
        var abbreviation = string.Join('_', kinds.Where(kind => holds.Json?[kind.Member]?.GetValue<bool>() == true).Select(kind => kind.Abbreviation));
        var record = new RecordObject().Text("typeAbbrev", abbreviation.Length > 0 ? abbreviation : null);
        foreach (var (member, _) in kinds.Where(kind => holds.Json?[kind.Member] is not null))
            record.Put(member, holds.Json![member]!.GetValue<bool>());
        // The registry's address of a document is made of the study's id and this name.
        return record
            .Text("label", document.Take("document_type"))
            .Date("date", document.One("document_date"))
            .Text("filename", document.Take("document_url")?.Trim().Split('/')[^1]);
    }
}
