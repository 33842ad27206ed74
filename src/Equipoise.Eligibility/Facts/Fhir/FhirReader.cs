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
        if (TryParse(utf8, out var whole, out var problem))
            return Assign(Collect(whole));
        var lines = Lines(utf8).ToList();
        if (lines.Count < 2)
            throw new FormatException(problem);
        var roots = new List<JsonElement>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (!TryParse(lines[i], out var line, out _))
                throw new FormatException($"Line {i + 1} is not JSON: give one bundle, or one resource a line.");
            roots.Add(line);
        }

        var parts = roots.ConvertAll(Collect);
        // Of bundles with a patient each, every one is a document of its own: their resources may have the same ids.
        var patients = parts.TrueForAll(part => part.Exists(one => one.Resource is { } resource && IsPatient(resource))) ? [.. parts.SelectMany(Assign)] : Assign([.. parts.SelectMany(part => part)]);
        return patients.GroupBy(patient => patient.Id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice && patients.Count > 1
            ? throw new FormatException($"Two patients have the id '{Json.Short(twice.Key)}': give each one document.")
            : patients;
    }

    private static IReadOnlyList<PatientFacts> Assign(List<Entry> all)
    {
        var resources = Versions.Latest(all).ConvertAll(entry => (entry.Address, Resource: entry.Resource!.Value, entry.Reservation));
        var byReference = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (address, resource, _) in resources)
        {
            byReference.TryAdd($"{Json.Text(resource, "resourceType")}/{Json.Text(resource, "id")}", resource);
            if (address.Length > 0)
                byReference.TryAdd(address, resource);
        }

        var patients = resources.Where(entry => IsPatient(entry.Resource)).Select(entry => new PatientBuilder(entry.Resource, entry.Address, Resolve)).ToList();
        if (patients.Count == 0)
            throw new FormatException("There is no Patient resource in it: give a FHIR R4 bundle of one patient.");
        var subjects = new Subjects(patients, Resolve);
        foreach (var (_, resource, reservation) in resources)
        {
            var written = Json.Text(resource, "resourceType");
            var type = ResourceTypes.Has(written) ? written : ResourceTypes.Near(written ?? "");
            if (type is null)
            {
                patients[0].Refuse(resource, resource.ValueKind != JsonValueKind.Object ? "stands in the bundle, where an entry should" : written is null ? "has no resourceType" : "is of a type that FHIR R4 does not have");
                patients.ForEach(patient => patient.MayMiss(resource));
                continue;
            }

            if (!PatientBuilder.Reads(type) && !ResourceTypes.IsPassedOver(type))
                continue;
            var (owner, why, isAnothers) = subjects.OwnerOf(resource);
            if (owner is not null && !PatientBuilder.Reads(type))
                owner.MayMiss(resource);
            else if (owner is not null)
                owner.Add(resource, type, reservation ?? why ?? (string.Equals(type, written, StringComparison.Ordinal) ? null : $"its type is none of FHIR's, which writes {type}"));
            else if (PatientBuilder.Reads(type))
                patients[0].Refuse(resource, why!);
            // Whose it is, nobody knows: each patient's record may lack it.
            if (owner is null && !isAnothers)
                patients.ForEach(patient => patient.MayMiss(resource));
        }

        return [.. patients.Select(patient => patient.Build())];

        JsonElement? Resolve(string reference) =>
            byReference.TryGetValue(Subjects.Unversioned(reference), out var found) || byReference.TryGetValue(Subjects.Relative(Subjects.Unversioned(reference)), out found) ? found : null;
    }

    private static bool IsPatient(JsonElement resource) => Json.Text(resource, "resourceType") is "Patient";

    private static List<Entry> Collect(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || Json.Text(root, "resourceType") is not { } type)
            throw new FormatException("It is not a FHIR resource: it has no resourceType.");
        var resources = new List<Entry>();
        if (type is "Bundle")
            AddEntries(root, resources);
        else
            resources.Add(new Entry("", root, Json.Text(root, "id") is { } id ? $"{type}/{id}" : "", null, null, IsHistory: false));
        return resources;
    }

    private static void AddEntries(JsonElement bundle, List<Entry> resources)
    {
        var isHistory = Json.Text(bundle, "type") is "history";
        foreach (var entry in Json.List(bundle, "entry"))
        {
            if (Entry.Of(entry, isHistory) is not { } one)
            {
                if (Entry.IsLost(entry))
                    resources.Add(new Entry("", entry, "", null, null, IsHistory: false));
                continue;
            }

            // A bundle within a bundle, as answers to a batch have.
            if (one.Resource is { } inner && Json.Text(inner, "resourceType") is "Bundle")
                AddEntries(inner, resources);
            else
                resources.Add(one);
        }
    }

    private static bool TryParse(ReadOnlyMemory<byte> utf8, out JsonElement root, out string problem)
    {
        problem = "";
        root = default;
        try
        {
            root = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = DeepestNesting, AllowDuplicateProperties = false }).RootElement;
            return true;
        }
        catch (JsonException error)
        {
            problem = error.Message.Contains("maximum configured depth", StringComparison.Ordinal) ? $"It nests deeper than {DeepestNesting} levels, which no FHIR resource does."
                : error.LineNumber is null && error.Message.Split('\'') is [_, var twice, ..] ? $"An object in it has the member '{Json.Short(twice)}' twice: keep one of them."
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
