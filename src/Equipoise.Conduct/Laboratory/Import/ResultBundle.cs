using System.Globalization;
using System.Text.Json;

namespace Equipoise.Conduct.Laboratory.Import;

/// <summary>Reads results from a FHIR R4 bundle of Observations, or from one Observation.</summary>
/// <remarks>The participant is the subject's identifier, that of the Patient it refers to in the same bundle, or the id it refers to. What has no value but
/// members is a panel and passed over; results that are not final, or stand in a relation to a bound, are refused.</remarks>
public static class ResultBundle
{
    private const int MostEntries = 10_000;
    private const string Observation = "Observation";
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web) { PropertyNameCaseInsensitive = false, MaxDepth = 32, NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict };

    /// <summary>Reads a document.</summary>
    /// <exception cref="StepRefusedException">It is no such document.</exception>
    public static IReadOnlyList<ReportedResult> Read(string json)
    {
        try
        {
            var root = JsonSerializer.Deserialize<Resource>(json, Reading);
            IReadOnlyList<Entry> entries = root?.ResourceType switch
            {
                "Bundle" => JsonSerializer.Deserialize<Bundle>(json, Reading)!.Entry?.OfType<Entry>().ToList() ?? [],
                Observation => [new Entry(null, JsonSerializer.Deserialize<JsonElement>(json, Reading))],
                _ => throw Refused("The document is neither a FHIR Bundle nor an Observation: its 'resourceType' says what it is."),
            };
            if (entries.Count > MostEntries)
                throw Refused($"The bundle has more than {MostEntries} entries: send it in parts.");
            var patients = Patients(entries);
            var results = new List<ReportedResult>();
            for (var at = 0; at < entries.Count; at++)
            {
                if (TypeOf(entries[at]) is Observation && Result(entries[at].Resource.Deserialize<Lab>(Reading)!, at, patients) is { } result)
                    results.Add(result);
            }

            return results.Count > 0 ? results : throw Refused("The document holds no Observation with a value.");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Refused($"The document is not the FHIR JSON that is asked for{((error as JsonException)?.Path is { Length: > 1 } path ? $": look at {path}" : "")}.");
        }
    }

    private static Dictionary<string, List<string>> Patients(IReadOnlyList<Entry> entries)
    {
        var found = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var entry in entries.Where(entry => TypeOf(entry) is "Patient"))
        {
            var patient = entry.Resource.Deserialize<Person>(Reading)!;
            List<string> codes = [.. patient.Identifier?.Select(one => one?.Value).OfType<string>() ?? []];
            foreach (var name in new[] { entry.FullUrl, patient.Id is null ? null : $"Patient/{patient.Id}" }.OfType<string>())
                found.TryAdd(name, codes);
        }

        return found;
    }

    private static ReportedResult? Result(Lab lab, int at, Dictionary<string, List<string>> patients)
    {
        if (lab.ValueQuantity is null && (lab.HasMember is { Count: > 0 } || lab.Component is { Count: > 0 }))
            return null;
        var reference = lab.Subject?.Reference ?? "";
        var range = lab.ReferenceRange?.FirstOrDefault(one => one?.Low?.Value is not null || one?.High?.Value is not null);
        var unit = UnitOf(lab.ValueQuantity);
        return new ReportedResult
        {
            Where = lab.Id is { Length: > 0 and <= 64 } id ? $"Observation/{id}" : string.Create(CultureInfo.InvariantCulture, $"entry {at + 1}"),
            Participants = [.. new[] { lab.Subject?.Identifier?.Value }.Concat(patients.GetValueOrDefault(reference) ?? []).Append(reference.Split('/')[^1]).OfType<string>().Where(code => code.Length > 0)],
            Sampled = lab.EffectiveDateTime ?? lab.EffectiveInstant ?? lab.EffectivePeriod?.Start ?? "",
            Tests = [.. lab.Code?.Coding?.Where(coding => coding?.System is null or "http://loinc.org").Select(coding => coding?.Code).OfType<string>() ?? [], .. lab.Code?.Coding?.Select(coding => coding?.Code).OfType<string>() ?? []],
            Value = lab.ValueQuantity?.Value?.ToString(CultureInfo.InvariantCulture) ?? "",
            Unit = unit,
            Low = InUnit(range?.Low, unit),
            High = InUnit(range?.High, unit),
            Problem = lab.Status is not ("final" or "amended" or "corrected") ? $"Its status is '{Short(lab.Status ?? "")}': only final, amended and corrected results are taken."
                : lab.ValueQuantity?.Comparator is { } comparator ? $"The value is a bound ({Short(comparator)} {lab.ValueQuantity.Value}), and the form takes a number: enter by hand what the protocol says about it."
                : null,
        };
    }

    private static string UnitOf(Quantity? quantity) => quantity?.System is null or "http://unitsofmeasure.org" ? quantity?.Code ?? quantity?.Unit ?? "" : quantity.Unit ?? "";

    // A limit in another unit than the value's is left out: the site's range is taken then.
    private static string InUnit(Quantity? limit, string unit) =>
        limit?.Value is { } value && (UnitOf(limit) is "" || string.Equals(UnitOf(limit), unit, StringComparison.Ordinal)) ? value.ToString(CultureInfo.InvariantCulture) : "";

    private static string? TypeOf(Entry entry) => entry.Resource.ValueKind == JsonValueKind.Object && entry.Resource.TryGetProperty("resourceType", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;

    private static StepRefusedException Refused(string sentence) => StepRefusedException.Invalid("import-file", sentence);

    private sealed record Resource(string? ResourceType);

    private sealed record Bundle(IReadOnlyList<Entry?>? Entry);

    private sealed record Entry(string? FullUrl, JsonElement Resource);

    private sealed record Person(string? Id, IReadOnlyList<Identifier?>? Identifier);

    private sealed record Identifier(string? Value);

    private sealed record Subject(string? Reference, Identifier? Identifier);

    private sealed record Coding(string? System, string? Code);

    private sealed record Concept(IReadOnlyList<Coding?>? Coding);

    private sealed record Quantity(decimal? Value, string? Comparator, string? Unit, string? System, string? Code);

    private sealed record Period(string? Start);

    private sealed record Range(Quantity? Low, Quantity? High);

    private sealed record Lab
    {
        public string? Id { get; init; }

        public string? Status { get; init; }

        public Concept? Code { get; init; }

        public Subject? Subject { get; init; }

        public string? EffectiveDateTime { get; init; }

        public string? EffectiveInstant { get; init; }

        public Period? EffectivePeriod { get; init; }

        public Quantity? ValueQuantity { get; init; }

        public IReadOnlyList<Range?>? ReferenceRange { get; init; }

        public IReadOnlyList<JsonElement>? HasMember { get; init; }

        public IReadOnlyList<JsonElement>? Component { get; init; }
    }
}
