using System.Text.Json;

namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>Whose a resource is. A fact of somebody else must never count for a patient: what refers to nobody in the document is nobody's.</summary>
/// <param name="patients">The patients of the document, in its order.</param>
/// <param name="resolve">Finds a resource of the document by a reference; null where it is not there.</param>
internal sealed class Subjects(IReadOnlyList<PatientBuilder> patients, Func<string, JsonElement?> resolve)
{
    private readonly Dictionary<string, PatientBuilder> byName = Names(patients);

    /// <summary>The patient whom a resource is about, with a reservation where that is not certain; or null, with the reason and whether it is
    /// surely about something else.</summary>
    public (PatientBuilder? Owner, string? Why, bool IsAnothers) OwnerOf(JsonElement resource)
    {
        var (owner, why, isAnothers) = SubjectOf(resource);
        return owner is null ? (null, why, isAnothers) : FocusOf(resource, owner);
    }

    private (PatientBuilder? Owner, string? Why, bool IsAnothers) SubjectOf(JsonElement resource)
    {
        const string Unknown = "is about a patient who is not in the document";
        var subject = Json.Find(resource, "subject") ?? Json.Find(resource, "patient") ?? Json.Find(resource, "individual");
        if (subject is { } who && Json.Text(who, "reference") is { } reference)
            return reference.Contains("Patient", StringComparison.OrdinalIgnoreCase) || !reference.Contains('/', StringComparison.Ordinal) ? (Referred(reference), Unknown, false) : (Referred(reference), "is not about a patient", true);
        if (subject is { } whom && Json.Text(whom, "identifier", "value") is { } value)
            return (Identified(Json.Text(whom, "identifier", "system"), value), Unknown, false);
        if (subject is { ValueKind: JsonValueKind.String } written)
            return (null, $"has a subject that is a text, '{Json.Short(written.GetRawText().Trim('"'))}', and no reference", false);
        return patients.Count == 1 ? (patients[0], null, false) : (null, "names no patient", false);
    }

    // What an observation on the patient's record is about: a donor, a fetus, a device; or the patient's own tumor.
    private (PatientBuilder? Owner, string? Why, bool IsAnothers) FocusOf(JsonElement resource, PatientBuilder owner)
    {
        foreach (var focus in Json.List(resource, "focus"))
        {
            var reference = Json.Text(focus, "reference") ?? "";
            var contained = reference.StartsWith('#') ? Json.List(resource, "contained").Where(one => string.Equals(Json.Text(one, "id"), reference[1..], StringComparison.Ordinal)).Select(one => (JsonElement?)one).FirstOrDefault() : resolve(reference);
            var type = contained is { } found ? Json.Text(found, "resourceType") : Json.Text(focus, "type") ?? Relative(Unversioned(reference)).Split('/')[0];
            if (!ResourceTypes.Has(type))
                return (owner, "its focus is not in the document, and may not be the patient", false);
            if (type is "Patient" && Referred(reference) == owner)
                continue;
            if (type is "Patient" or "RelatedPerson" or "Device" or "Group" or "Location" or "Practitioner" or "PractitionerRole" or "Organization" or "Person" or "Substance")
                return (null, $"is about a {type} that is not the patient", true);
        }

        return (owner, null, false);
    }

    /// <summary>A reference without the version that it names.</summary>
    public static string Unversioned(string reference) =>
        reference.IndexOf("/_history/", StringComparison.Ordinal) is > 0 and var at ? reference[..at] : reference;

    /// <summary>The end of an absolute address, such as <c>Patient/ann</c>; the reference itself where it is none.</summary>
    public static string Relative(string reference)
    {
        if (!reference.StartsWith("http://", StringComparison.Ordinal) && !reference.StartsWith("https://", StringComparison.Ordinal))
            return reference;
        var id = reference.LastIndexOf('/');
        return reference[(reference.LastIndexOf('/', id - 1) + 1)..];
    }

    private static Dictionary<string, PatientBuilder> Names(IReadOnlyList<PatientBuilder> patients)
    {
        var names = new Dictionary<string, PatientBuilder>(StringComparer.Ordinal);
        foreach (var patient in patients)
        {
            foreach (var name in (string?[])[patient.Address, patient.Id, $"Patient/{patient.Id}", $"urn:uuid:{patient.Id}"])
            {
                if (name is { Length: > 0 } && !names.TryAdd(name, patient) && names[name] != patient && string.Equals(name, patient.Id, StringComparison.Ordinal))
                    throw new FormatException($"Two patients have the id '{Json.Short(patient.Id)}': give each one document.");
            }
        }

        return names;
    }

    private PatientBuilder? Referred(string written)
    {
        var reference = Unversioned(written);
        if (byName.TryGetValue(reference, out var named))
            return named;
        // A patient within the resource itself, or one without any name, can only be the one there is.
        if (reference.StartsWith('#') || (patients is [{ Id.Length: 0, Address.Length: 0 }] && reference.StartsWith("Patient/", StringComparison.Ordinal)))
            return patients.Count == 1 ? patients[0] : null;
        const string Search = "Patient?identifier=";
        if (reference.StartsWith(Search, StringComparison.Ordinal))
            return reference[Search.Length..].Split('|') is [var system, var value] ? Identified(system, value) : Identified(null, reference[Search.Length..]);
        // The patient of another server may have the same id.
        var relative = Relative(reference);
        return relative.Length < reference.Length && byName.TryGetValue(relative, out var local) && !local.Address.StartsWith("http", StringComparison.Ordinal) ? local : null;
    }

    private PatientBuilder? Identified(string? system, string value)
    {
        var same = patients.FirstOrDefault(patient => patient.Identifiers.Any(one => string.Equals(one.Value, value, StringComparison.Ordinal) && string.Equals(one.System, system, StringComparison.Ordinal)));
        // Numbers of another kind cannot be compared.
        return same ?? (patients.Count == 1 && !patients[0].Identifiers.Any(one => string.Equals(one.System, system, StringComparison.Ordinal)) ? patients[0] : null);
    }
}
