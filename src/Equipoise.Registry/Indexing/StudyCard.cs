using System.Text.Json;
using System.Text.Json.Serialization;
using Equipoise.Registry.Store;

namespace Equipoise.Registry.Indexing;

/// <summary>What a list of studies shows of one, kept in the index so that a list needs no record.</summary>
/// <remarks>Codes are the record's own; labels are looked up when the card is shown. As names take as much room as values in so short a text, they are of a
/// letter or two.</remarks>
public sealed record StudyCard
{
    private const int ListedConditions = 6;
    private const int ListedInterventions = 6;
    private const int SummaryLength = 320;
    private const int MostCountries = 250;
    private const int LongestText = 600;

    /// <summary>The study's id.</summary>
    [JsonPropertyName("i")]
    public required string Id { get; init; }

    /// <summary>Its title as pages show it.</summary>
    [JsonPropertyName("t")]
    public required string Title { get; init; }

    /// <summary>The code of its status, or null.</summary>
    [JsonPropertyName("s")]
    public string? Status { get; init; }

    /// <summary>The label of its phases, or null.</summary>
    [JsonPropertyName("p")]
    public string? Phase { get; init; }

    /// <summary>The label of its type, or null.</summary>
    [JsonPropertyName("y")]
    public string? StudyType { get; init; }

    /// <summary>The first of its conditions.</summary>
    [JsonPropertyName("c")]
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>How many conditions it has.</summary>
    [JsonPropertyName("cn")]
    public int ConditionCount { get; init; }

    /// <summary>The first of its interventions, each with its type.</summary>
    [JsonPropertyName("v")]
    public IReadOnlyList<string> Interventions { get; init; } = [];

    /// <summary>How many interventions it has.</summary>
    [JsonPropertyName("vn")]
    public int InterventionCount { get; init; }

    /// <summary>The lead sponsor's name.</summary>
    [JsonPropertyName("o")]
    public string? Sponsor { get; init; }

    /// <summary>How many take part.</summary>
    [JsonPropertyName("e")]
    public int? Enrollment { get; init; }

    /// <summary>The lower age limit as the record writes it.</summary>
    [JsonPropertyName("a")]
    public string? MinimumAge { get; init; }

    /// <summary>The upper age limit as the record writes it.</summary>
    [JsonPropertyName("b")]
    public string? MaximumAge { get; init; }

    /// <summary>The label of the sex of those who may take part.</summary>
    [JsonPropertyName("x")]
    public string? Sex { get; init; }

    /// <summary>When it starts, ISO.</summary>
    [JsonPropertyName("d")]
    public string? Start { get; init; }

    /// <summary>When its record was last updated, ISO.</summary>
    [JsonPropertyName("u")]
    public string? Updated { get; init; }

    /// <summary>True where it has posted results.</summary>
    [JsonPropertyName("r")]
    public bool HasResults { get; init; }

    /// <summary>How many sites it lists.</summary>
    [JsonPropertyName("l")]
    public int Sites { get; init; }

    /// <summary>The countries of its sites, by name.</summary>
    [JsonPropertyName("k")]
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>The beginning of its summary, as written.</summary>
    [JsonPropertyName("m")]
    public string? Summary { get; init; }

    /// <summary>True for a sample.</summary>
    [JsonPropertyName("z")]
    public bool IsSample { get; init; }

    /// <summary>Makes the card of a study.</summary>
    public static StudyCard From(StoredStudy study)
    {
        var record = study.Record;
        var (conditions, interventions, countries) = (record.Conditions, record.Interventions, record.SiteCountries);
        return new StudyCard
        {
            Id = record.Id.ToString(),
            Title = Bound(record.Title)!,
            Status = Bound(record.StatusCode),
            Phase = Bound(record.Phase),
            StudyType = Bound(record.StudyType),
            Conditions = [.. conditions.Take(ListedConditions).Select(Bound).OfType<string>()],
            ConditionCount = conditions.Count,
            Interventions = [.. interventions.Take(ListedInterventions).Select(Bound).OfType<string>()],
            InterventionCount = interventions.Count,
            Sponsor = Bound(record.Sponsor),
            Enrollment = record.Enrollment,
            MinimumAge = Bound(record.MinimumAge),
            MaximumAge = Bound(record.MaximumAge),
            Sex = Bound(record.Sex),
            Start = record.Start?.ToString(),
            Updated = record.LastUpdated?.ToString(),
            HasResults = record.HasResults,
            Sites = countries.Count,
            Countries = [.. countries.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostCountries).Select(Bound).OfType<string>()],
            Summary = Beginning(record.Summary),
            IsSample = study.Origin == StudyOrigin.Sample,
        };
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static StudyCard FromBytes(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, StudyCardJson.Default.StudyCard)!;

    /// <summary>The card as the index keeps it.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, StudyCardJson.Default.StudyCard);

    /// <summary>The text, cut where it is longer than any that a card could show.</summary>
    private static string? Bound(string? text) => text is { Length: > LongestText } ? $"{text[..LongestText]}…" : text;

    private static string? Beginning(string? summary)
    {
        if (summary is null || summary.Length <= SummaryLength)
            return summary;
        var end = summary.LastIndexOf(' ', SummaryLength);
        return $"{summary[..(end > SummaryLength / 2 ? end : SummaryLength)].TrimEnd()} …";
    }
}

/// <summary>The card's JSON form, made at build time.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StudyCard))]
internal sealed partial class StudyCardJson : JsonSerializerContext;
