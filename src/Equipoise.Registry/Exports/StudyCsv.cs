using Equipoise.Registry.Records;

namespace Equipoise.Registry.Exports;

/// <summary>Studies as rows: the 30 columns of the registry's CSV form, with its headers, in its order.</summary>
/// <remarks>ClinicalTrials.gov API v2, <c>format=csv</c>, as its clients know it: enum values as the API writes them, lists
/// joined by <c>|</c>, ISO dates, empty where the record does not say. In one point this says more than the registry, which
/// writes the same words for every observational study: here their model and time perspective are the record's.</remarks>
public static class StudyCsv
{
    private const string Registry = "https://clinicaltrials.gov/study/";
    private const string Documents = "https://cdn.clinicaltrials.gov/large-docs/";

    /// <summary>The columns.</summary>
    public static IReadOnlyList<CsvColumn> Columns { get; } =
    [
        new("NCT Number", study => study.Id.ToString()),
        new("Study Title", study => Text(study, "identificationModule", "briefTitle")),
        new("Study URL", study => study.Id.IsSynthetic ? "" : $"{Registry}{study.Id}"),
        new("Acronym", study => Text(study, "identificationModule", "acronym")),
        new("Study Status", study => Text(study, "statusModule", "overallStatus")),
        new("Brief Summary", study => Text(study, "descriptionModule", "briefSummary")),
        new("Study Results", study => study.HasResults ? "YES" : "NO"),
        new("Conditions", study => Joined(study.Conditions)),
        new("Interventions", study => List(study, TypedName, "armsInterventionsModule", "interventions")),
        new("Primary Outcome Measures", study => List(study, Outcome, "outcomesModule", "primaryOutcomes")),
        new("Secondary Outcome Measures", study => List(study, Outcome, "outcomesModule", "secondaryOutcomes")),
        new("Other Outcome Measures", study => List(study, Outcome, "outcomesModule", "otherOutcomes")),
        new("Sponsor", study => Text(study, "sponsorCollaboratorsModule", "leadSponsor", "name")),
        new("Collaborators", study => Joined(study.Collaborators.Select(collaborator => collaborator.Name))),
        new("Sex", study => Text(study, "eligibilityModule", "sex")),
        new("Age", study => string.Join(", ", Protocol(study).Texts("eligibilityModule", "stdAges"))),
        new("Phases", study => Joined(Protocol(study).Texts("designModule", "phases"))),
        new("Enrollment", study => Number(Protocol(study).Whole("designModule", "enrollmentInfo", "count"))),
        new("Funder Type", study => Text(study, "sponsorCollaboratorsModule", "leadSponsor", "class")),
        new("Study Type", study => Text(study, "designModule", "studyType")),
        new("Study Design", Design),
        new("Other IDs", study => Joined(OtherIds(study))),
        new("Start Date", study => Text(study, "statusModule", "startDateStruct", "date")),
        new("Primary Completion Date", study => Text(study, "statusModule", "primaryCompletionDateStruct", "date")),
        new("Completion Date", study => Text(study, "statusModule", "completionDateStruct", "date")),
        new("First Posted", study => Text(study, "statusModule", "studyFirstPostDateStruct", "date")),
        new("Results First Posted", study => Text(study, "statusModule", "resultsFirstPostDateStruct", "date")),
        new("Last Update Posted", study => Text(study, "statusModule", "lastUpdatePostDateStruct", "date")),
        new("Locations", study => List(study, Location, "contactsLocationsModule", "locations")),
        new("Study Documents", study => Joined(study.Documents.Select(document => Document(study, document)))),
    ];

    private static RecordPart Protocol(StudyRecord study) => study.Root.Find("protocolSection");

    private static string Text(StudyRecord study, params ReadOnlySpan<string> path) => Protocol(study).Text(path) ?? "";

    private static string Number(long? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";

    private static string Joined(IEnumerable<string> values) => string.Join('|', values);

    private static string List(StudyRecord study, Func<RecordPart, string> read, params ReadOnlySpan<string> path) =>
        Joined(Protocol(study).List(read, path));

    private static string TypedName(RecordPart intervention) =>
        (intervention.Text("type"), intervention.Text("name")) switch
        {
            ({ } type, { } name) => $"{type}: {name}",
            (var type, var name) => type ?? name ?? "",
        };

    private static string Outcome(RecordPart outcome) => Parts(outcome, "measure", "description", "timeFrame");

    private static string Location(RecordPart site) => Parts(site, "facility", "city", "state", "zip", "country");

    private static string Parts(RecordPart part, params string[] members) =>
        string.Join(", ", members.Select(member => part.Text(member)).Where(text => !string.IsNullOrEmpty(text)));

    private static string Design(StudyRecord study)
    {
        var info = Protocol(study).Find("designModule", "designInfo");
        return study.StudyTypeCode switch
        {
            "INTERVENTIONAL" =>
                $"Allocation: {info.Text("allocation")}|Intervention Model: {info.Text("interventionModel")}|Masking: {Masking(info.Find("maskingInfo"))}|Primary Purpose: {info.Text("primaryPurpose")}",
            "OBSERVATIONAL" => $"Observational Model: {info.Text("observationalModel")}|Time Perspective: {info.Text("timePerspective")}",
            _ => "",
        };
    }

    private static string Masking(RecordPart masking) =>
        masking.Texts("whoMasked") is { Count: > 0 } masked
            ? $"{masking.Text("masking")} ({string.Join(", ", masked)})"
            : masking.Text("masking") ?? "";

    private static IEnumerable<string> OtherIds(StudyRecord study)
    {
        var identification = Protocol(study).Find("identificationModule");
        var own = identification.Text("orgStudyIdInfo", "id");
        return identification.List(secondary => secondary.Text("id"), "secondaryIdInfos").Prepend(own).OfType<string>();
    }

    /// <summary>Where the registry keeps a study's documents: in a folder named by the last two digits of its id.</summary>
    private static string Document(StudyRecord study, StudyDocument document) =>
        document.FileName is { } file ? $"{document.Label}, {Documents}{study.Id.ToString()[^2..]}/{study.Id}/{file}" : document.Label ?? "";
}
