using System.Collections.Frozen;
using System.Text.Json;
using Equipoise.Registry.Api.Describing;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Api.Fhir;

/// <summary>A study as a FHIR R4 ResearchStudy.</summary>
/// <remarks>Elements and codes as <c>hl7.org/fhir/R4/researchstudy.html</c> gives them. No body of the registry's own is
/// published; the mapping is ours.</remarks>
public static class FhirResearchStudy
{
    private const string Registry = "https://clinicaltrials.gov";
    private const string Terminology = "http://terminology.hl7.org/CodeSystem";
    private const string AbsentReason = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private static readonly FrozenDictionary<string, string> Statuses = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["NOT_YET_RECRUITING"] = "approved",
        ["RECRUITING"] = "active",
        ["ENROLLING_BY_INVITATION"] = "active",
        ["AVAILABLE"] = "active",
        ["ACTIVE_NOT_RECRUITING"] = "closed-to-accrual",
        ["NO_LONGER_AVAILABLE"] = "closed-to-accrual-and-intervention",
        ["SUSPENDED"] = "temporarily-closed-to-accrual",
        ["TEMPORARILY_NOT_AVAILABLE"] = "temporarily-closed-to-accrual",
        ["COMPLETED"] = "completed",
        ["TERMINATED"] = "administratively-completed",
        ["WITHDRAWN"] = "withdrawn",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Purposes = new[] { "treatment", "prevention", "diagnostic", "supportive-care", "screening", "health-services-research", "basic-science", "device-feasibility" }
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Writes the resource.</summary>
    public static byte[] Write(StudyRecord record) => ApiJson.Write(json =>
    {
        var protocol = record.Root.Find("protocolSection");
        json.WriteStartObject();
        json.WriteString("resourceType", "ResearchStudy");
        json.WriteString("id", record.Id.ToString());
        WriteIdentifiers(json, record, protocol);
        json.WriteString("title", record.Title);
        WriteStatus(json, record.StatusCode);
        WriteDesign(json, protocol.Find("designModule"));
        WriteTexts(json, "condition", record.Conditions);
        WriteTexts(json, "keyword", protocol.Texts("conditionsModule", "keywords"));
        WriteTexts(json, "location", [.. protocol.List(site => site.Text("country"), "contactsLocationsModule", "locations").OfType<string>().Distinct(StringComparer.Ordinal)]);
        if (protocol.Text("descriptionModule", "briefSummary") is { } summary)
            json.WriteString("description", summary);
        WritePeriod(json, protocol.Find("statusModule"));
        if (record.Sponsor is { } sponsor)
            WriteReference(json, "sponsor", sponsor);
        if (protocol.List(item => item.Text("name"), "contactsLocationsModule", "overallOfficials").OfType<string>().FirstOrDefault() is { } investigator)
            WriteReference(json, "principalInvestigator", investigator);
        WriteArms(json, protocol);
        WriteObjectives(json, protocol);
        json.WriteEndObject();
    });

    private static void WriteIdentifiers(Utf8JsonWriter json, StudyRecord record, RecordPart protocol)
    {
        json.WriteStartArray("identifier");
        json.WriteStartObject();
        json.WriteString("use", "official");
        json.WriteString("system", Registry);
        json.WriteString("value", record.Id.ToString());
        json.WriteEndObject();
        foreach (var id in protocol.List(item => item.Text("id"), "identificationModule", "secondaryIdInfos").Prepend(protocol.Text("identificationModule", "orgStudyIdInfo", "id")).Where(id => !string.IsNullOrEmpty(id)))
        {
            json.WriteStartObject();
            json.WriteString("use", "secondary");
            json.WriteString("value", id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // The element is required: where nobody knows the status, the resource says so.
    private static void WriteStatus(Utf8JsonWriter json, string? status)
    {
        if (status is not null && Statuses.TryGetValue(status, out var code))
        {
            json.WriteString("status", code);
            return;
        }

        json.WriteStartObject("_status");
        json.WriteStartArray("extension");
        json.WriteStartObject();
        json.WriteString("url", AbsentReason);
        json.WriteString("valueCode", "unknown");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDesign(Utf8JsonWriter json, RecordPart design)
    {
        var purpose = design.Text("designInfo", "primaryPurpose")?.ToLowerInvariant().Replace('_', '-');
        if (purpose is not null && Purposes.Contains(purpose))
            WriteCode(json, "primaryPurposeType", "research-study-prim-purp-type", purpose);
        var phase = string.Join('-', design.Texts("phases").Select(text => text switch
        {
            "NA" => "n-a",
            "EARLY_PHASE1" => "early-phase-1",
            _ => text.Replace("PHASE", "phase-", StringComparison.Ordinal),
        }));
        if (phase is "n-a" or "early-phase-1" or "phase-1" or "phase-1-phase-2" or "phase-2" or "phase-2-phase-3" or "phase-3" or "phase-4")
            WriteCode(json, "phase", "research-study-phase", phase);
    }

    private static void WriteCode(Utf8JsonWriter json, string element, string system, string code)
    {
        json.WriteStartObject(element);
        json.WriteStartArray("coding");
        json.WriteStartObject();
        json.WriteString("system", $"{Terminology}/{system}");
        json.WriteString("code", code);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string element, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
            return;
        json.WriteStartArray(element);
        foreach (var text in texts)
        {
            json.WriteStartObject();
            json.WriteString("text", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePeriod(Utf8JsonWriter json, RecordPart status)
    {
        var (start, end) = (status.Text("startDateStruct", "date"), status.Text("completionDateStruct", "date"));
        if (start is null && end is null)
            return;
        json.WriteStartObject("period");
        if (start is not null)
            json.WriteString("start", start);
        if (end is not null)
            json.WriteString("end", end);
        json.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter json, string element, string display)
    {
        json.WriteStartObject(element);
        json.WriteString("display", display);
        json.WriteEndObject();
    }

    private static void WriteArms(Utf8JsonWriter json, RecordPart protocol)
    {
        var arms = protocol.List(arm => arm, "armsInterventionsModule", "armGroups").Where(arm => arm.Text("label") is not null).ToList();
        if (arms.Count == 0)
            return;
        json.WriteStartArray("arm");
        foreach (var arm in arms)
        {
            json.WriteStartObject();
            json.WriteString("name", arm.Text("label"));
            if (arm.Label("ArmGroupType", "type") is { } type)
            {
                json.WriteStartObject("type");
                json.WriteString("text", type);
                json.WriteEndObject();
            }

            if (arm.Text("description") is { } description)
                json.WriteString("description", description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteObjectives(Utf8JsonWriter json, RecordPart protocol)
    {
        var objectives = new[] { (List: "primaryOutcomes", Code: "primary"), (List: "secondaryOutcomes", Code: "secondary"), (List: "otherOutcomes", Code: "exploratory") }
            .SelectMany(kind => protocol.List(outcome => outcome.Text("measure"), "outcomesModule", kind.List).OfType<string>(), (kind, measure) => (kind.Code, Measure: measure))
            .ToList();
        if (objectives.Count == 0)
            return;
        json.WriteStartArray("objective");
        foreach (var (code, measure) in objectives)
        {
            json.WriteStartObject();
            json.WriteString("name", measure);
            WriteCode(json, "type", "research-study-objective-type", code);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
