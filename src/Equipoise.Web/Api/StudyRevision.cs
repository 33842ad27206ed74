using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;

namespace Equipoise.Web.Api;

/// <summary>One version in the history of a study.</summary>
/// <param name="Number">Its number; 0 is the oldest.</param>
/// <param name="Date">When it was last updated, or came in where it does not say.</param>
/// <param name="Status">The overall status in it, or null.</param>
/// <param name="StudyType">The type of study in it, or null.</param>
/// <param name="Modules">The parts in which it differs from the version before, by the names that people read.</param>
internal sealed record StudyRevision(int Number, string Date, string? Status, string? StudyType, IReadOnlyList<string> Modules)
{
    private static readonly FrozenDictionary<string, string> Labels = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["identificationModule"] = "Study Identification",
        ["statusModule"] = "Study Status",
        ["sponsorCollaboratorsModule"] = "Sponsor/Collaborators",
        ["oversightModule"] = "Oversight",
        ["descriptionModule"] = "Study Description",
        ["conditionsModule"] = "Conditions",
        ["designModule"] = "Study Design",
        ["armsInterventionsModule"] = "Arms and Interventions",
        ["outcomesModule"] = "Outcome Measures",
        ["eligibilityModule"] = "Eligibility",
        ["contactsLocationsModule"] = "Contacts/Locations",
        ["referencesModule"] = "References",
        ["ipdSharingStatementModule"] = "IPD Sharing",
        ["participantFlowModule"] = "Participant Flow",
        ["baselineCharacteristicsModule"] = "Baseline Characteristics",
        ["outcomeMeasuresModule"] = "Results Outcome Measures",
        ["adverseEventsModule"] = "Adverse Events",
        ["moreInfoModule"] = "More Information",
        ["largeDocumentModule"] = "Document Section",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Makes it.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="version">The version.</param>
    /// <param name="record">The record in it.</param>
    /// <param name="before">The record in the version before; null for the oldest, which changes nothing.</param>
    public static StudyRevision Of(int number, StudyVersion version, StudyRecord record, StudyRecord? before)
    {
        var modules = ModulesOf(record);
        var earlier = before is null ? modules : ModulesOf(before);
        return new StudyRevision(
            number,
            version.Updated?.ToString() ?? version.StoredAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            record.StatusCode,
            record.StudyTypeCode,
            [.. Labels.Where(module => !string.Equals(modules.GetValueOrDefault(module.Key), earlier.GetValueOrDefault(module.Key), StringComparison.Ordinal)).Select(module => module.Value).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Writes it.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("version", Number);
        json.WriteString("date", Date);
        if (Status is not null)
            json.WriteString("status", Status);
        if (StudyType is not null)
            json.WriteString("studyType", StudyType);
        json.WriteStartArray("moduleLabels");
        foreach (var module in Modules)
            json.WriteStringValue(module);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Dictionary<string, string> ModulesOf(StudyRecord record)
    {
        using var document = JsonDocument.Parse(RecordText.Compact(record.Utf8.Span));
        return document.RootElement.EnumerateObject()
            .Where(section => section.Value.ValueKind == JsonValueKind.Object)
            .SelectMany(section => section.Value.EnumerateObject())
            .GroupBy(module => module.Name, StringComparer.Ordinal)
            .ToDictionary(module => module.Key, module => module.First().Value.GetRawText(), StringComparer.Ordinal);
    }
}
