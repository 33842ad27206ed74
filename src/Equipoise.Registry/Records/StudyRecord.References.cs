namespace Equipoise.Registry.Records;

// What else there is to read, and whether the data will be shared.
public sealed partial class StudyRecord
{
    /// <summary>Publications.</summary>
    public IReadOnlyList<Reference> References => ReferencesModule.List(Reference.From, "references");

    /// <summary>Pages on the web.</summary>
    public IReadOnlyList<WebLink> Links => ReferencesModule.List(link => new WebLink(link.Text("label"), link.Text("url")), "seeAlsoLinks");

    /// <summary>Data and documents that others hold ready.</summary>
    public IReadOnlyList<AvailableData> AvailableData => ReferencesModule.List(Records.AvailableData.From, "availIpds");

    /// <summary>Whether the data of individual participants will be shared.</summary>
    public DataSharing? DataSharing => Records.DataSharing.From(Protocol.Find("ipdSharingStatementModule"));

    /// <summary>The protocol, analysis plan and consent form, where the sponsor has uploaded them.</summary>
    public IReadOnlyList<StudyDocument> Documents => root.List(StudyDocument.From, "documentSection", "largeDocumentModule", "largeDocs");

    /// <summary>Whether the sponsor says that there is no analysis plan.</summary>
    public bool? HasNoAnalysisPlan => root.Flag("documentSection", "largeDocumentModule", "noSap");

    private RecordPart ReferencesModule => Protocol.Find("referencesModule");
}
