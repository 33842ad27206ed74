using Equipoise.Registry.Records;

namespace Equipoise.Registry.Api.Tables;

/// <summary>A column of the table of studies.</summary>
/// <param name="Name">What stands above it.</param>
/// <param name="Read">What it says of a record; empty where the record says nothing.</param>
internal sealed record StudyColumn(string Name, Func<RecordPart, string?> Read)
{
    private const string StudyAddress = "https://clinicaltrials.gov/study/";
    private const string DocumentAddress = "https://cdn.clinicaltrials.gov/large-docs/";

    /// <summary>All columns in their order, which no request changes.</summary>
    public static IReadOnlyList<StudyColumn> All { get; } =
    [
        new("NCT Number", Id),
        new("Study Title", record => Identification(record).Text("briefTitle")),
        new("Study URL", record => StudyAddress + Id(record)),
        new("Acronym", record => Identification(record).Text("acronym")),
        new("Study Status", record => Status(record).Text("overallStatus")),
        new("Brief Summary", record => record.Text("protocolSection", "descriptionModule", "briefSummary")),
        new("Study Results", record => record.Flag("hasResults") == true ? "YES" : "NO"),
        new("Conditions", record => Joined(record.Texts("protocolSection", "conditionsModule", "conditions"))),
        new("Interventions", record => Joined(record.List(item => $"{item.Text("type")}: {item.Text("name")}", "protocolSection", "armsInterventionsModule", "interventions"))),
        new("Primary Outcome Measures", record => Outcomes(record, "primaryOutcomes")),
        new("Secondary Outcome Measures", record => Outcomes(record, "secondaryOutcomes")),
        new("Other Outcome Measures", record => Outcomes(record, "otherOutcomes")),
        new("Sponsor", record => Sponsors(record).Text("leadSponsor", "name")),
        new("Collaborators", record => Joined(Sponsors(record).List(item => item.Text("name"), "collaborators"))),
        new("Sex", record => Eligibility(record).Text("sex")),
        new("Age", record => string.Join(", ", Eligibility(record).Texts("stdAges"))),
        new("Phases", record => Joined(Design(record).Texts("phases"))),
        new("Enrollment", record => Design(record).Whole("enrollmentInfo", "count")?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        new("Funder Type", record => Sponsors(record).Text("leadSponsor", "class")),
        new("Study Type", record => Design(record).Text("studyType")),
        new("Study Design", StudyDesign),
        new("Other IDs", record => Joined([Identification(record).Text("orgStudyIdInfo", "id"), .. Identification(record).List(item => item.Text("id"), "secondaryIdInfos")])),
        new("Start Date", record => Status(record).Text("startDateStruct", "date")),
        new("Primary Completion Date", record => Status(record).Text("primaryCompletionDateStruct", "date")),
        new("Completion Date", record => Status(record).Text("completionDateStruct", "date")),
        new("First Posted", record => Status(record).Text("studyFirstPostDateStruct", "date")),
        new("Results First Posted", record => Status(record).Text("resultsFirstSubmitDate")),
        new("Last Update Posted", record => Status(record).Text("lastUpdatePostDateStruct", "date")),
        new("Locations", record => Joined(record.List(site => Listed(site, "facility", "city", "state", "zip", "country"), "protocolSection", "contactsLocationsModule", "locations"))),
        new("Study Documents", Documents),
    ];

    private static string? Id(RecordPart record) => Identification(record).Text("nctId");

    private static RecordPart Identification(RecordPart record) => record.Find("protocolSection", "identificationModule");

    private static RecordPart Status(RecordPart record) => record.Find("protocolSection", "statusModule");

    private static RecordPart Sponsors(RecordPart record) => record.Find("protocolSection", "sponsorCollaboratorsModule");

    private static RecordPart Design(RecordPart record) => record.Find("protocolSection", "designModule");

    private static RecordPart Eligibility(RecordPart record) => record.Find("protocolSection", "eligibilityModule");

    private static string Joined(IEnumerable<string?> items) => string.Join('|', items.Where(item => !string.IsNullOrEmpty(item)));

    private static string Listed(RecordPart part, params IReadOnlyList<string> members) =>
        string.Join(", ", members.Select(member => part.Text(member)).Where(text => !string.IsNullOrEmpty(text)));

    private static string Outcomes(RecordPart record, string list) =>
        Joined(record.List(outcome => Listed(outcome, "measure", "description", "timeFrame"), "protocolSection", "outcomesModule", list));

    // Of an observational study the registry's own table says no more than this, and programs compare with it.
    private static string? StudyDesign(RecordPart record)
    {
        var design = Design(record).Find("designInfo");
        if (string.Equals(Design(record).Text("studyType"), "OBSERVATIONAL", StringComparison.Ordinal))
            return "Observational Model: |Time Perspective: p";
        if (!string.Equals(Design(record).Text("studyType"), "INTERVENTIONAL", StringComparison.Ordinal))
            return null;
        var masked = string.Join(", ", design.Texts("maskingInfo", "whoMasked"));
        return $"Allocation: {design.Text("allocation")}|Intervention Model: {design.Text("interventionModel")}"
            + $"|Masking: {design.Text("maskingInfo", "masking")}{(masked.Length > 0 ? $" ({masked})" : "")}|Primary Purpose: {design.Text("primaryPurpose")}";
    }

    private static string? Documents(RecordPart record) =>
        Id(record) is { Length: > 2 } id
            ? Joined(record.List(document => $"{document.Text("label")}, {DocumentAddress}{id[^2..]}/{id}/{document.Text("filename")}", "documentSection", "largeDocumentModule", "largeDocs"))
            : null;
}
