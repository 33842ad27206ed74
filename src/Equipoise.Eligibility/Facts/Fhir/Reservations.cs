using System.Text.Json;

namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>What keeps a resource from being taken at its word: a status that is none, an element that may turn its meaning round.</summary>
internal static class Reservations
{
    // The statuses of all resources that are read, of R4 and of the versions before and after it.
    private static readonly HashSet<string> Statuses = new(
        [
            "registered", "partial", "preliminary", "final", "amended", "corrected", "appended", "cancelled", "entered-in-error", "unknown", "active", "on-hold", "completed", "stopped", "draft", "intended", "not-taken", "recorded", "ended",
            "in-progress", "not-done", "preparation", "suspended", "aborted", "planned", "arrived", "triaged", "onleave", "finished", "discharged", "current", "retired", "proposed", "rejected", "inactive", "available",
            "candidate", "eligible", "follow-up", "ineligible", "not-registered", "off-study", "on-study", "on-study-intervention", "on-study-observation", "pending-on-study", "potential-candidate", "screening", "withdrawn",
        ],
        StringComparer.Ordinal);

    // With the codes of SNOMED CT and of ICD-10-GM that stand for them.
    private static readonly string[] Refuting = ["refuted", "410516002", "410594000"];
    private static readonly string[] Doubting = ["unconfirmed", "provisional", "differential", "suspected", "probable", "possible", "415684004", "410590009", "410592001", "410593006"];
    private static readonly string[] Confirming = ["confirmed", "410605003"];
    private static readonly string[] Active = ["active", "recurrence", "relapse", "55561003"];
    private static readonly string[] Past = ["inactive", "remission", "resolved", "73425007", "413322009", "277022003"];
    private static readonly string[] Intents = ["proposal", "plan", "order", "original-order", "reflex-order", "filler-order", "instance-order", "option"];
    private static readonly string[] Denials = ["doNotPerform", "notGiven", "wasNotGiven", "notDone", "notPerformed", "wasNotTaken"];

    /// <summary>The status of a resource, in small letters; null where it has none.</summary>
    public static string? StatusOf(JsonElement resource) => Json.Words(Json.Find(resource, "status")).FirstOrDefault();

    /// <summary>Whether a resource says that it is a mistake.</summary>
    public static bool IsError(JsonElement resource) => StatusOf(resource) is "entered-in-error" || Json.Words(Json.Find(resource, "verificationStatus")).Contains("entered-in-error");

    /// <summary>What a condition's two statuses say. Codes of several systems may stand beside FHIR's own.</summary>
    public static Standing StandingOf(JsonElement resource)
    {
        var (verified, clinical) = (Json.Words(Json.Find(resource, "verificationStatus")), Json.Words(Json.Find(resource, "clinicalStatus")));
        if (verified.Exists(Refuting.Contains))
            return Standing.Absent;
        if (verified.Exists(Doubting.Contains))
            return Standing.Uncertain;
        if (clinical.Exists(Active.Contains))
            return Standing.Active;
        return clinical.Exists(Past.Contains) ? Standing.Over : Standing.Present;
    }

    /// <summary>Whether a treatment was expressly not given.</summary>
    public static bool IsNotDone(JsonElement resource) => StatusOf(resource) is "not-done" || Array.Exists(Denials, name => Json.Flag(resource, name) == true) || Json.Text(resource, "taken") is "n";

    /// <summary>Why a resource cannot be taken at its word; null where it can.</summary>
    public static string? Of(JsonElement resource)
    {
        if (Json.Find(resource, "status") is { } status && (StatusOf(resource) is not { } word || !Statuses.Contains(word)))
            return $"its status '{Written(status)}' is none that is known";
        // It may have been entered in error.
        if (Json.Text(resource, "resourceType") is "Observation" or "DiagnosticReport" && StatusOf(resource) is "unknown")
            return "its status is unknown";
        // A modifier that is not understood may say the opposite: http://hl7.org/fhir/R4/extensibility.html#modifierExtension
        if (Json.List(resource, "modifierExtension").Any())
            return "it has a modifierExtension, which may turn its meaning round";
        if (Values(resource) is { Count: > 1 } values)
            return $"it has {string.Join(" and ", values)}, of which only one may be there";
        foreach (var (name, known) in new (string, string[][])[] { ("verificationStatus", [Refuting, Doubting, Confirming]), ("clinicalStatus", [Active, Past]), ("intent", [Intents]) })
        {
            if (Json.Find(resource, name) is { } said && !Json.Words(said).Exists(word => Array.Exists(known, words => words.Contains(word))))
                return $"its {name} '{Written(said)}' is none that is known";
        }

        return Array.Find(Denials, name => Json.Find(resource, name) is not null && Json.Flag(resource, name) is null) is { } denial ? $"its {denial} is neither true nor false" : null;
    }

    // value[x] of an observation or of one of its components: http://hl7.org/fhir/R4/formats.html#choice
    private static List<string> Values(JsonElement resource) => Json.Text(resource, "resourceType") is "Observation"
        ? Json.List(resource, "component").Prepend(resource).Select(ValuesOf).FirstOrDefault(values => values.Count > 1, [])
        : [];

    private static List<string> ValuesOf(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object
            ? [.. part.EnumerateObject().Where(member => member.Name.StartsWith("value", StringComparison.Ordinal) && member.Value.ValueKind != JsonValueKind.Null).Select(member => Json.Short(member.Name))]
            : [];

    private static string Written(JsonElement element) => Json.Short(Json.Names(element).Concat(Json.Codes(element).Select(code => code.Code)).OfType<string>().FirstOrDefault(text => text.Length > 0) ?? element.GetRawText());
}
