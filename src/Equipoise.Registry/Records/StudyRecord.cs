using System.Text;
using System.Text.Json;

namespace Equipoise.Registry.Records;

/// <summary>One study's public record in the form of the ClinicalTrials.gov API v2, with typed access to what the product
/// reads from it.</summary>
/// <remarks>Immutable and safe for use by many threads. What a record leaves out is null or an empty list.</remarks>
public sealed class StudyRecord
{
    private readonly JsonElement root;

    private StudyRecord(ReadOnlyMemory<byte> utf8, JsonElement root, StudyId id)
    {
        Utf8 = utf8;
        this.root = root;
        Id = id;
    }

    /// <summary>The record as it was handed in: JSON in UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>The record as it was handed in.</summary>
    public string Json => Encoding.UTF8.GetString(Utf8.Span);

    /// <summary><c>protocolSection.identificationModule.nctId</c>.</summary>
    public StudyId Id { get; }

    /// <summary>The ids under which the registry once had the study; what is not an id is left out.</summary>
    public IReadOnlyList<StudyId> Aliases =>
        [.. Texts(List("identificationModule", "nctIdAliases")).Select(alias => StudyId.TryParse(alias, out var id) ? id : null).OfType<StudyId>()];

    /// <summary>When the registry last showed another version of the record; null where it does not say.</summary>
    public PartialDate? LastUpdated =>
        PartialDate.TryParse(Text("statusModule", "lastUpdatePostDateStruct", "date"), out var date) ? date : null;

    /// <summary>The brief title, with the acronym in brackets unless the title already ends with it.</summary>
    public string Title
    {
        get
        {
            var title = Text("identificationModule", "briefTitle") ?? Id.ToString();
            return Acronym is { } acronym && !title.Contains($"({acronym})", StringComparison.Ordinal) ? $"{title} ({acronym})" : title;
        }
    }

    /// <summary>The study's short name.</summary>
    public string? Acronym => Text("identificationModule", "acronym");

    /// <summary>The name of the lead sponsor, as the record spells it.</summary>
    public string? Sponsor => Text("sponsorCollaboratorsModule", "leadSponsor", "name");

    /// <summary>The label of the overall status, such as "Not yet enrolling".</summary>
    public string? Status => Label("Status", Text("statusModule", "overallStatus"));

    /// <summary>The labels of the phases in one line, such as "Phase 1/Phase 2"; null for studies that have none.</summary>
    public string? Phase
    {
        get
        {
            var phases = Texts(List("designModule", "phases")).Select(phase => EnumLabels.Of("Phase", phase));
            return string.Join('/', phases) is { Length: > 0 } line ? line : null;
        }
    }

    /// <summary>The label of the study type.</summary>
    public string? StudyType => Label("StudyType", Text("designModule", "studyType"));

    /// <summary>What is studied, in the record's order.</summary>
    public IReadOnlyList<string> Conditions => [.. Texts(List("conditionsModule", "conditions"))];

    /// <summary>What is given, as "Drug: Pembrolizumab", in the record's order.</summary>
    public IReadOnlyList<string> Interventions =>
    [
        .. List("armsInterventionsModule", "interventions")
            .Select(intervention => (Type: Label("InterventionType", Text(intervention, "type")), Name: Text(intervention, "name")))
            .Where(intervention => intervention.Name is not null)
            .Select(intervention => intervention.Type is { } type ? $"{type}: {intervention.Name}" : intervention.Name!),
    ];

    /// <summary>The registry's id, then the secondary ids with their kind, then the sponsor's own id.</summary>
    public IReadOnlyList<string> Identifiers =>
    [
        Id.ToString(),
        .. List("identificationModule", "secondaryIdInfos")
            .Select(secondary => (Id: Text(secondary, "id"), Kind: Label("SecondaryIdType", Text(secondary, "type"))))
            .Where(secondary => secondary.Id is not null)
            .Select(secondary => secondary.Kind is { } kind ? $"{secondary.Id} ({kind})" : secondary.Id!),
        .. Text("identificationModule", "orgStudyIdInfo", "id") is { } own ? [own] : Array.Empty<string>(),
    ];

    /// <summary>The brief summary, in Markdown.</summary>
    public string? Summary => Text("descriptionModule", "briefSummary");

    /// <summary>The eligibility criteria, verbatim, in Markdown.</summary>
    public string? EligibilityCriteria => Text("eligibilityModule", "eligibilityCriteria");

    /// <summary>Whether <see cref="Enrollment"/> counts people who took part ("Actual") or who are expected to ("Estimated").</summary>
    public string? EnrollmentType => Label("EnrollmentType", Text("designModule", "enrollmentInfo", "type"));

    /// <summary>How many people take part or shall take part.</summary>
    public int? Enrollment => Find(Protocol, "designModule", "enrollmentInfo", "count") is { ValueKind: JsonValueKind.Number } count && count.TryGetInt32(out var people) ? people : null;

    /// <summary>The label of the sex of those who may take part.</summary>
    public string? Sex => Label("Sex", Text("eligibilityModule", "sex"));

    /// <summary>The structured lower age limit as the record writes it, such as "18 Years"; null where there is none.</summary>
    public string? MinimumAge => Text("eligibilityModule", "minimumAge");

    /// <summary>The structured upper age limit as the record writes it; null where there is none.</summary>
    public string? MaximumAge => Text("eligibilityModule", "maximumAge");

    /// <summary>What a sample record says about itself, such as what it paraphrases; null for a record of a registry.</summary>
    public string? SampleNote => Text(root, "equipoiseSample", "note");

    private JsonElement Protocol => root.GetProperty("protocolSection");

    /// <summary>Reads a record.</summary>
    /// <exception cref="FormatException">It is not JSON, not a study, or has no valid id.</exception>
    public static StudyRecord Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>Reads a record from JSON in UTF-8, which is not copied and must not change afterwards.</summary>
    /// <exception cref="FormatException">It is not JSON, not a study, or has no valid id.</exception>
    public static StudyRecord Parse(ReadOnlyMemory<byte> utf8)
    {
        JsonElement study;
        try
        {
            // The document is left to the collector: it owns no more than the bytes, which stay as long as the record.
            study = JsonDocument.Parse(utf8).RootElement;
        }
        catch (JsonException error)
        {
            throw new FormatException($"The record is not JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1} cannot be read.", error);
        }

        return Text(study, "protocolSection", "identificationModule", "nctId") is { } id
            ? new StudyRecord(utf8, study, StudyId.Parse(id))
            : throw new FormatException("The record is not a study: it has no protocolSection.identificationModule.nctId.");
    }

    private static JsonElement? Find(JsonElement from, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(name, out from))
                return null;
        }

        return from;
    }

    private static string Read(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no character: shown as the escape that stands in the record.
            return text.GetRawText()[1..^1];
        }
    }

    private static string? Text(JsonElement from, params ReadOnlySpan<string> path) =>
        Find(from, path) is { ValueKind: JsonValueKind.String } found ? Read(found) : null;

    private static IEnumerable<string> Texts(IEnumerable<JsonElement> elements) =>
        elements.Where(element => element.ValueKind == JsonValueKind.String).Select(Read);

    private static string? Label(string type, string? value) => value is null ? null : EnumLabels.Of(type, value);

    private string? Text(params ReadOnlySpan<string> path) => Text(Protocol, path);

    private IEnumerable<JsonElement> List(params ReadOnlySpan<string> path) =>
        Find(Protocol, path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}
