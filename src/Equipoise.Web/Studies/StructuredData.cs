using System.Text;
using System.Text.Json;

namespace Equipoise.Web.Studies;

/// <summary>A study as schema.org data (JSON-LD): MedicalTrial or MedicalObservationalStudy, and where its page stands.</summary>
internal static class StructuredData
{
    /// <summary>The data. The writer escapes every character that HTML could take for its own.</summary>
    public static string Of(StudyView view)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://schema.org");
            json.WriteStartArray("@graph");
            WriteStudy(json, view);
            WriteBreadcrumbs(json, view);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteStudy(Utf8JsonWriter json, StudyView view)
    {
        var study = view.Study;
        json.WriteStartObject();
        json.WriteString("@type", study.StudyTypeCode switch { "OBSERVATIONAL" => "MedicalObservationalStudy", "EXPANDED_ACCESS" => "MedicalStudy", _ => "MedicalTrial" });
        json.WriteString("name", study.Title);
        json.WriteString("url", view.SiteAddress + view.Path);
        WriteTexts(json, "identifier", [study.Id.ToString(), .. study.SecondaryIds.Select(secondary => secondary.Id), .. study.Identifiers.Skip(1 + study.SecondaryIds.Count)]);
        if (!study.Id.IsSynthetic)
            WriteThing(json, "code", "MedicalCode", ("codeValue", study.Id.ToString()), ("codingSystem", "ClinicalTrials.gov"));
        if (StatusOf(study.StatusCode) is { } status)
            json.WriteString("status", $"https://schema.org/{status}");
        json.WriteStartArray("healthCondition");
        foreach (var condition in study.Conditions)
            WriteThing(json, name: null, "MedicalCondition", ("name", condition));
        json.WriteEndArray();
        WriteTexts(json, study.StudyTypeCode is "OBSERVATIONAL" ? "studyDesign" : "trialDesign", [.. DesignsOf(view).Select(design => $"https://schema.org/{design}")]);
        if (study.Sponsor is { } sponsor)
            WriteThing(json, "sponsor", "Organization", ("name", sponsor));
        if (study.LastUpdated is { } updated)
            json.WriteString("dateModified", updated.ToString());
        if (view.RegistryUrl is { } url)
            json.WriteString("sameAs", url);
        json.WriteEndObject();
    }

    private static void WriteBreadcrumbs(Utf8JsonWriter json, StudyView view)
    {
        json.WriteStartObject();
        json.WriteString("@type", "BreadcrumbList");
        json.WriteStartArray("itemListElement");
        var position = 0;
        foreach (var (name, path) in ((string, string)[])[("Studies", "/"), (view.Study.Title, view.Path)])
        {
            json.WriteStartObject();
            json.WriteString("@type", "ListItem");
            json.WriteNumber("position", ++position);
            json.WriteString("name", name);
            json.WriteString("item", view.SiteAddress + path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // schema.org's MedicalStudyStatus has no word for the rest.
    private static string? StatusOf(string? status) => status switch
    {
        "NOT_YET_RECRUITING" => "NotYetRecruiting",
        "RECRUITING" => "Recruiting",
        "ENROLLING_BY_INVITATION" => "EnrollingByInvitation",
        "ACTIVE_NOT_RECRUITING" => "ActiveNotRecruiting",
        "COMPLETED" => "Completed",
        "SUSPENDED" => "Suspended",
        "TERMINATED" => "Terminated",
        "WITHDRAWN" => "Withdrawn",
        _ => null,
    };

    private static IEnumerable<string> DesignsOf(StudyView view)
    {
        var design = view.Study.Design;
        var known = new (bool Holds, string Name)[]
        {
            (design.Allocation is "Randomized", "RandomizedTrial"),
            (design.Masking?.StartsWith("None", StringComparison.Ordinal) == true, "OpenTrial"),
            (design.Masking?.StartsWith("Single", StringComparison.Ordinal) == true, "SingleBlindedTrial"),
            (design.Masking?.StartsWith("Double", StringComparison.Ordinal) == true, "DoubleBlindedTrial"),
            (design.Masking?.StartsWith("Triple", StringComparison.Ordinal) == true, "TripleBlindedTrial"),
            (view.Arms.Any(arm => arm.IsPlacebo), "PlaceboControlledTrial"),
            (design.ObservationalModel is "Cohort", "CohortStudy"),
            (design.TimePerspective is "Cross-Sectional", "CrossSectional"),
            (design.IsPatientRegistry == true, "Registry"),
        };
        return known.Where(entry => entry.Holds).Select(entry => entry.Name);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteThing(Utf8JsonWriter json, string? name, string type, params ReadOnlySpan<(string Name, string Value)> members)
    {
        if (name is not null)
            json.WritePropertyName(name);
        json.WriteStartObject();
        json.WriteString("@type", type);
        foreach (var member in members)
            json.WriteString(member.Name, member.Value);
        json.WriteEndObject();
    }
}
