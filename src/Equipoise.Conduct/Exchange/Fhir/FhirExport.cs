using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Conduct.Exchange.Sdtm;
using Equipoise.Protocols.Arms;

namespace Equipoise.Conduct.Exchange.Fhir;

/// <summary>A study and its participants as FHIR R4 (4.0.1): a Bundle of a ResearchStudy, its sites as Locations, the planned Group, and for each participant
/// a Patient that has a code only and a ResearchSubject.</summary>
internal static class FhirExport
{
    private const string Codes = "https://equipoise.example/codes";

    public static async Task WriteAsync(StudySource source, Stream output, CancellationToken cancellation)
    {
        await using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("resourceType", "Bundle");
        json.WriteStartObject("meta");
        json.WriteStartArray("tag");
        json.WriteStartObject();
        json.WriteString("system", Codes);
        json.WriteString("code", "not-checked");
        json.WriteString("display", ExportFormat.NotChecked);
        json.WriteEndObject();
        if (source.IsSimulated)
            WriteSimulated(json);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteString("type", "collection");
        json.WriteString("timestamp", source.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteStartArray("entry");
        Entry(json, source, "ResearchStudy", source.Study.Id, () => WriteStudy(json, source));
        Entry(json, source, "Group", source.Study.Id, () => WriteGroup(json, source));
        foreach (var site in source.Sites)
            Entry(json, source, "Location", site.Code, () => WriteLocation(json, source, site));
        await foreach (var participant in source.EachAsync(StudySource.NoForm, cancellation: cancellation))
        {
            var code = participant.File.Participant.Code;
            Entry(json, source, "Patient", code, () => WriteIdentifier(json, source, code));
            Entry(json, source, "ResearchSubject", code, () => FhirSubject.Write(json, source, participant));
            if (json.BytesPending > 1 << 15)
                await json.FlushAsync(cancellation);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellation);
    }

    // The code by which HL7 marks health data that are for tests (v3-ActReason).
    private static void WriteSimulated(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("system", "http://terminology.hl7.org/CodeSystem/v3-ActReason");
        json.WriteString("code", "HTEST");
        json.WriteString("display", ExportFormat.Simulated);
        json.WriteEndObject();
    }

    /// <summary>A reference to a resource of the same bundle.</summary>
    public static void WriteReference(Utf8JsonWriter json, StudySource source, string name, string type, string code)
    {
        json.WriteStartObject(name);
        json.WriteString("reference", Url(source, type, code));
        json.WriteEndObject();
    }

    /// <summary>The code by which the study knows something.</summary>
    public static void WriteIdentifier(Utf8JsonWriter json, StudySource source, string code)
    {
        json.WriteStartArray("identifier");
        json.WriteStartObject();
        json.WriteString("system", $"{Codes}/{Uri.EscapeDataString(source.Study.Id)}");
        json.WriteString("value", code);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Entry(Utf8JsonWriter json, StudySource source, string type, string code, Action write)
    {
        json.WriteStartObject();
        json.WriteString("fullUrl", Url(source, type, code));
        json.WriteStartObject("resource");
        json.WriteString("resourceType", type);
        write();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteStudy(Utf8JsonWriter json, StudySource source)
    {
        var design = source.Protocol.Design;
        json.WriteStartArray("identifier");
        json.WriteStartObject();
        json.WriteString("system", source.Study.Id.StartsWith("NCT", StringComparison.Ordinal) ? "https://clinicaltrials.gov" : Codes);
        json.WriteString("value", source.Study.Id);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("title", source.Study.Title);
        json.WriteString("status", source.Study.Status is "open" ? "active" : "closed-to-accrual");
        json.WriteStartArray("enrollment");
        json.WriteStartObject();
        json.WriteString("reference", Url(source, "Group", source.Study.Id));
        json.WriteEndObject();
        json.WriteEndArray();
        // FHIR has no empty lists.
        if (source.Sites.Count > 0)
            WriteSites(json, source);
        json.WriteStartArray("arm");
        foreach (var arm in design.Arms)
        {
            json.WriteStartObject();
            json.WriteString("name", arm.Code);
            json.WriteStartObject("type");
            json.WriteString("text", TypeOf(arm.Type));
            json.WriteEndObject();
            json.WriteString("description", arm.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("objective");
        foreach (var endpoint in design.Endpoints)
        {
            json.WriteStartObject();
            json.WriteString("name", $"{endpoint.Name}: {endpoint.Definition}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSites(Utf8JsonWriter json, StudySource source)
    {
        json.WriteStartArray("site");
        foreach (var site in source.Sites)
        {
            json.WriteStartObject();
            json.WriteString("reference", Url(source, "Location", site.Code));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteGroup(Utf8JsonWriter json, StudySource source)
    {
        json.WriteString("type", "person");
        json.WriteBoolean("actual", value: false);
        json.WriteString("name", "Planned participants");
        json.WriteNumber("quantity", source.Protocol.Design.Enrollment);
    }

    private static void WriteLocation(Utf8JsonWriter json, StudySource source, Sites.Site site)
    {
        WriteIdentifier(json, source, site.Code);
        json.WriteString("status", site.IsActive ? "active" : "suspended");
        json.WriteString("name", site.Name);
        json.WriteStartObject("address");
        json.WriteString("country", Countries.Code(site.Country));
        json.WriteEndObject();
    }

    private static string TypeOf(ArmType type) => type switch
    {
        ArmType.Experimental => "Experimental",
        ArmType.ActiveComparator => "Active Comparator",
        ArmType.PlaceboComparator => "Placebo Comparator",
        _ => "No Intervention",
    };

    // The same thing has the same address in every bundle: a UUID of the kind that a hash gives (RFC 9562, version 8).
    private static string Url(StudySource source, string type, string code)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{source.Study.Id}/{type}/{code}")).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return $"urn:uuid:{new Guid(hash, bigEndian: true)}";
    }
}
