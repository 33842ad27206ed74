using System.Text.Json;
using Equipoise.Registry.Records;
using Equipoise.Registry.Schema;
using Equipoise.Registry.Store;

namespace Equipoise.Registry.Api.Statistics;

/// <summary>Counts all statistics in one reading of all records, in memory that does not grow with their number but for 40 bytes a
/// study.</summary>
/// <param name="store">Where the records are.</param>
/// <param name="clock">Tells how long it takes.</param>
internal sealed class StatisticsCount(RegistryStore store, TimeProvider clock)
{
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Unknown = TimeSpan.FromMinutes(1);

    private const int ReadAtOnce = 200;
    private static readonly SchemaField Country = RecordSchema.Piece("LocationCountry");
    private static readonly SchemaField CountryCode = RecordSchema.Piece("LocationCountryCode");

    private readonly Dictionary<SchemaField, FieldTally> values = RecordSchema.Fields.Where(IsLeaf).ToDictionary(field => field, field => new FieldTally(field));
    private readonly Dictionary<SchemaField, ListTally> lists = RecordSchema.Fields.Where(field => field.IsList).ToDictionary(field => field, field => new ListTally(field));
    private readonly SizeTally sizes = new();

    // Each country's code once: a registry names some millions of sites.
    private readonly Dictionary<string, JsonElement> codes = new(StringComparer.Ordinal);

    private readonly long began = clock.GetTimestamp();
    private volatile int done;
    private volatile int all;

    /// <summary>The share of the records that is counted, from 0 to 1, and how long the rest will take if it goes on so.</summary>
    public (double Share, TimeSpan Left) Progress
    {
        get
        {
            if (done == 0)
                return (0, Unknown);
            var share = Math.Min(1, (double)done / all);
            var left = clock.GetElapsedTime(began) * ((1 - share) / share);
            return (share, left < Soonest ? Soonest : left);
        }
    }

    /// <summary>Whether a field has values to be counted.</summary>
    public static bool IsLeaf(SchemaField field) => field.Type is not (FieldType.Structure or FieldType.GeoPoint);

    /// <summary>Counts.</summary>
    public async Task<StatisticsReport> RunAsync(CancellationToken cancellation)
    {
        var identity = await store.IdentifyAsync(cancellation);
        var studies = 0;
        var ids = await store.PresentIdsAsync(cancellation);
        all = ids.Count;
        var parts = ids.Chunk(ReadAtOnce).ToList();
        // While some records are counted, the next are read and taken apart.
        var next = parts.Count > 0 ? ReadAsync(parts[0], cancellation) : Task.FromResult<IReadOnlyList<(StudyText, JsonDocument)>>([]);
        for (var part = 0; part < parts.Count; part++)
        {
            var records = await next;
            if (part + 1 < parts.Count)
                next = ReadAsync(parts[part + 1], cancellation);
            foreach (var (study, record) in records)
            {
                using (record)
                    Count(study, record.RootElement);
            }

            studies += records.Count;
            done = studies;
        }

        return new StatisticsReport(
            identity.LastChange,
            identity.StoreId,
            sizes.Write(),
            values.ToDictionary(field => field.Key.Piece, field => Describing.ApiJson.Write(json => field.Value.Write(json, studies)), StringComparer.Ordinal),
            lists.ToDictionary(field => field.Key.Piece, field => Describing.ApiJson.Write(json => field.Value.Write(json)), StringComparer.Ordinal));
    }

    private Task<IReadOnlyList<(StudyText Study, JsonDocument Record)>> ReadAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        Task.Run<IReadOnlyList<(StudyText, JsonDocument)>>(
            async () => [.. (await store.TextsAsync(ids, cancellation)).Select(study => (study, JsonDocument.Parse(study.Utf8)))],
            cancellation);

    private void Count(StudyText study, JsonElement record)
    {
        sizes.Add(study.Id, study.Utf8.Length);
        RecordWalk.Go(
            record,
            (field, value, number) =>
            {
                values.GetValueOrDefault(field)?.Add(study.Id, value, number);
                if (ReferenceEquals(field, Country) && value is { ValueKind: JsonValueKind.String } name && CodeOf(name) is { } code)
                    values[CountryCode].Add(study.Id, code, 0);
            },
            (field, size) => lists.GetValueOrDefault(field)?.Add(study.Id, size));
    }

    // The code stands in no record: it is that of the country's name.
    private JsonElement? CodeOf(JsonElement name)
    {
        if (CountryCodes.CodeOf(RecordPart.Read(name)) is not { } code)
            return null;
        if (!codes.TryGetValue(code, out var element))
            codes.Add(code, element = JsonSerializer.SerializeToElement(code));
        return element;
    }
}
