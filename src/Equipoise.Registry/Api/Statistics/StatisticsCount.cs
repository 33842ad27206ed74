using System.Runtime.CompilerServices;
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

    private const int ReadAtOnce = 128;
    private const int PlacesAtOnce = 1024;
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
        // As they are stored: what is packed together is unpacked once.
        var ids = await store.PresentIdsAsStoredAsync(cancellation);
        all = ids.Count;
        await foreach (var part in ReadAsync(ids, cancellation))
        {
            foreach (var (study, record) in part.Records)
                Count(study, record.RootElement);
            studies += part.Records.Count;
            done = studies;
        }

        return new StatisticsReport(
            identity.LastChange,
            identity.StoreId,
            sizes.Write(),
            values.ToDictionary(field => field.Key.Piece, field => Describing.ApiJson.Write(json => field.Value.Write(json, studies)), StringComparer.Ordinal),
            lists.ToDictionary(field => field.Key.Piece, field => Describing.ApiJson.Write(json => field.Value.Write(json)), StringComparer.Ordinal));
    }

    // While some records are counted, the next are read and taken apart. They are gone when the next are asked for.
    private async IAsyncEnumerable<Part> ReadAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var ahead = new Queue<Task<Part>>();
        foreach (var some in ids.Chunk(PlacesAtOnce))
        {
            var places = await store.PlacesAsync(some, cancellation);
            for (var begun = 0; begun < places.Count;)
            {
                var (from, end) = (begun, places.EndOf(begun, ReadAtOnce));
                ahead.Enqueue(Task.Run(async () => new Part(await store.LendTextsAsync(places, from, end, cancellation)), cancellation));
                begun = end;
                if (ahead.Count == 1)
                    continue;
                using var part = await ahead.Dequeue();
                yield return part;
            }
        }

        while (ahead.TryDequeue(out var last))
        {
            using var part = await last;
            yield return part;
        }
    }

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

    // Records that lie where they were unpacked, taken apart.
    private sealed class Part(LentTexts lent) : IDisposable
    {
        public IReadOnlyList<(StudyText Study, JsonDocument Record)> Records { get; } = [.. lent.Texts.Select(study => (study, JsonDocument.Parse(study.Utf8)))];

        public void Dispose()
        {
            foreach (var (_, record) in Records)
                record.Dispose();
            lent.Dispose();
        }
    }
}
