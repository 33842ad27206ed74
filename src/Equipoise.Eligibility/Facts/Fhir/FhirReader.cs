using System.Text.Json;

namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>Reads FHIR R4 into facts: a bundle, one resource, or one resource a line (NDJSON).</summary>
/// <remarks>Strict about what it cannot read, which it names; tolerant of what it does not need.</remarks>
public static class FhirReader
{
    /// <summary>How deep a document may nest; FHIR's own examples stay below 30.</summary>
    private const int DeepestNesting = 64;

    /// <summary>The patients of a document, in its order, each with the facts that refer to them.</summary>
    /// <exception cref="FormatException">It is not JSON, holds no patient, or holds facts whose patient cannot be told.</exception>
    public static IReadOnlyList<PatientFacts> Read(ReadOnlyMemory<byte> utf8)
    {
        var resources = new List<(string Key, JsonElement Resource)>();
        if (TryParse(utf8, out var whole, out var problem))
        {
            Collect(whole, resources);
        }
        else
        {
            var lines = Lines(utf8).ToList();
            if (lines.Count < 2)
                throw new FormatException(problem);
            for (var i = 0; i < lines.Count; i++)
            {
                if (!TryParse(lines[i], out var line, out _))
                    throw new FormatException($"Line {i + 1} is not JSON: give one bundle, or one resource a line.");
                Collect(line, resources);
            }
        }

        return Assign(resources);
    }

    private static List<PatientFacts> Assign(List<(string Key, JsonElement Resource)> resources)
    {
        var patients = new Dictionary<string, PatientBuilder>(StringComparer.Ordinal);
        var order = new List<PatientBuilder>();
        var byReference = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (key, resource) in resources)
        {
            byReference.TryAdd($"{Json.Text(resource, "resourceType")}/{Json.Text(resource, "id")}", resource);
            if (key.Length > 0)
                byReference.TryAdd(key, resource);
        }

        foreach (var (key, resource) in resources.Where(entry => Json.Text(entry.Resource, "resourceType") is "Patient"))
        {
            var builder = new PatientBuilder(resource, reference => byReference.TryGetValue(reference, out var found) ? found : null);
            order.Add(builder);
            foreach (var name in (string?[])[key, builder.Id, $"Patient/{builder.Id}", $"urn:uuid:{builder.Id}"])
            {
                if (name is { Length: > 0 } && !patients.TryAdd(name, builder) && patients[name] != builder && string.Equals(name, builder.Id, StringComparison.Ordinal))
                    throw new FormatException($"Two patients have the id '{Json.Short(builder.Id)}': give each one document.");
            }
        }

        if (order.Count == 0)
            throw new FormatException("There is no Patient resource in it: give a FHIR R4 bundle of one patient.");
        foreach (var (_, resource) in resources)
        {
            if (Json.Text(resource, "resourceType") is "Patient")
                continue;
            var subject = Json.Text(resource, "subject", "reference") ?? Json.Text(resource, "patient", "reference") ?? Json.Text(resource, "individual", "reference");
            var owner = subject is not null && patients.TryGetValue(subject, out var named) ? named : order.Count == 1 && !IsOther(subject, order[0]) ? order[0] : null;
            if (owner is not null)
                owner.Add(resource);
            else
                order[0].Refuse(resource, subject is null ? "names no patient" : "is about a patient who is not in the document");
        }

        return [.. order.Select(builder => builder.Build())];
    }

    // A reference that names another patient's id outright.
    private static bool IsOther(string? subject, PatientBuilder only) =>
        subject is not null && subject.StartsWith("Patient/", StringComparison.Ordinal) && only.Id.Length > 0 && !subject.EndsWith("/" + only.Id, StringComparison.Ordinal);

    private static void Collect(JsonElement root, List<(string, JsonElement)> resources)
    {
        if (root.ValueKind != JsonValueKind.Object || Json.Text(root, "resourceType") is not { } type)
            throw new FormatException("It is not a FHIR resource: it has no resourceType.");
        if (type is not "Bundle")
        {
            resources.Add(("", root));
            return;
        }

        foreach (var entry in Json.List(root, "entry"))
        {
            if (Json.Find(entry, "resource") is { ValueKind: JsonValueKind.Object } resource)
                resources.Add((Json.Text(entry, "fullUrl") ?? "", resource));
        }
    }

    private static bool TryParse(ReadOnlyMemory<byte> utf8, out JsonElement root, out string problem)
    {
        problem = "";
        root = default;
        try
        {
            root = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = DeepestNesting }).RootElement;
            return true;
        }
        catch (JsonException error)
        {
            problem = error.Message.Contains("maximum configured depth", StringComparison.Ordinal)
                ? $"It nests deeper than {DeepestNesting} levels, which no FHIR resource does."
                : $"It is not JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1} cannot be read.";
            return false;
        }
    }

    private static List<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> utf8)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        for (var start = 0; start < utf8.Length;)
        {
            var length = utf8.Span[start..].IndexOf((byte)'\n');
            var line = length < 0 ? utf8[start..] : utf8.Slice(start, length);
            if (!line.Span.Trim(" \t\r"u8).IsEmpty)
                found.Add(line);
            start += line.Length + 1;
        }
        return found;
    }
}
