using System.Text.Json;

namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>Whose a resource is. A fact of somebody else must never count for a patient: what refers to nobody in the document is nobody's.</summary>
/// <param name="patients">The patients of the document, in its order.</param>
internal sealed class Subjects(IReadOnlyList<PatientBuilder> patients)
{
    private readonly Dictionary<string, PatientBuilder> byName = Names(patients);

    /// <summary>The patient whom a resource is about; null, with the reason, where that is none of the document.</summary>
    public (PatientBuilder? Owner, string Why) OwnerOf(JsonElement resource)
    {
        var subject = Json.Find(resource, "subject") ?? Json.Find(resource, "patient") ?? Json.Find(resource, "individual");
        if (subject is { } who && Json.Text(who, "reference") is { } reference)
            return (Referred(reference), reference.Contains("Patient", StringComparison.Ordinal) || !reference.Contains('/', StringComparison.Ordinal) ? "is about a patient who is not in the document" : "is not about a patient");
        if (subject is { } whom && Json.Text(whom, "identifier", "value") is { } value)
            return (Identified(Json.Text(whom, "identifier", "system"), value), "is about a patient who is not in the document");
        return patients.Count == 1 ? (patients[0], "") : (null, "names no patient");
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
