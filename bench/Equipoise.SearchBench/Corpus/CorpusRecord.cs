using System.Globalization;
using System.Text.Json;

namespace Equipoise.SearchBench.Corpus;

/// <summary>Writes a mixed study as a record of the ClinicalTrials.gov API v2.</summary>
internal static class CorpusRecord
{
    public static void Write(MixedStudy study, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("protocolSection");
        Heading(study, json);
        json.WriteStartObject("conditionsModule");
        Texts(json, "conditions", study.Conditions);
        Texts(json, "keywords", study.Keywords);
        json.WriteEndObject();
        json.WriteStartObject("designModule");
        json.WriteString("studyType", study.StudyType);
        Texts(json, "phases", study.Phases.Select(phase => phase.Replace("Early Phase 1", "EARLY_PHASE1", StringComparison.Ordinal).Replace("Phase ", "PHASE", StringComparison.Ordinal).Replace("N/A", "NA", StringComparison.Ordinal)));
        json.WriteEndObject();
        Interventions(study, json);
        json.WriteStartObject("outcomesModule");
        List(json, "primaryOutcomes", study.Outcomes, outcome => Members(json, ("measure", outcome.Measure), ("description", outcome.Description), ("timeFrame", outcome.TimeFrame)));
        json.WriteEndObject();
        json.WriteStartObject("eligibilityModule");
        json.WriteString("eligibilityCriteria", string.Join('\n', study.Criteria));
        json.WriteEndObject();
        Sites(study, json);
        json.WriteEndObject();
        json.WriteStartObject("derivedSection");
        json.WriteStartObject("conditionBrowseModule");
        List(json, "meshes", study.Headings, heading => Members(json, ("term", heading)));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteBoolean("hasResults", value: false);
        json.WriteEndObject();
    }

    private static void Heading(MixedStudy study, Utf8JsonWriter json)
    {
        json.WriteStartObject("identificationModule");
        json.WriteString("nctId", study.Id);
        json.WriteString("briefTitle", study.Title);
        json.WriteString("officialTitle", study.OfficialTitle);
        json.WriteEndObject();
        json.WriteStartObject("statusModule");
        json.WriteString("overallStatus", study.Status);
        json.WriteStartObject("lastUpdatePostDateStruct");
        json.WriteString("date", study.Updated.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("type", "ACTUAL");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("sponsorCollaboratorsModule");
        json.WriteStartObject("leadSponsor");
        json.WriteString("name", study.Sponsor);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("descriptionModule");
        json.WriteString("briefSummary", study.Summary);
        json.WriteString("detailedDescription", study.Description);
        json.WriteEndObject();
    }

    private static void Interventions(MixedStudy study, Utf8JsonWriter json)
    {
        json.WriteStartObject("armsInterventionsModule");
        List(json, "interventions", study.Interventions, intervention =>
        {
            Members(json, ("name", intervention.Name), ("description", intervention.Description));
            Texts(json, "otherNames", intervention.OtherNames);
        });
        json.WriteEndObject();
    }

    private static void Sites(MixedStudy study, Utf8JsonWriter json)
    {
        json.WriteStartObject("contactsLocationsModule");
        List(json, "overallOfficials", study.Investigators, name => Members(json, ("name", name)));
        List(json, "locations", study.Sites, site =>
        {
            Members(json, ("facility", site.Facility), ("city", site.City), ("state", site.State), ("country", site.Country));
            if (site.Point is not { } point)
                return;
            json.WriteStartObject("geoPoint");
            json.WriteNumber("lat", point.Latitude);
            json.WriteNumber("lon", point.Longitude);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Members(Utf8JsonWriter json, params ReadOnlySpan<(string Name, string? Value)> members)
    {
        foreach (var (name, value) in members)
        {
            if (value is not null)
                json.WriteString(name, value);
        }
    }
}
