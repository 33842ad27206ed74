using System.Collections.Concurrent;
using System.Text.Json;
using Equipoise.Registry.Api.Describing;
using Equipoise.Registry.Api.Fields;
using Equipoise.Registry.Schema;
using Equipoise.Registry.Store;

namespace Equipoise.Registry.Api.Statistics;

/// <summary>Statistics over all records of the store: their sizes, the values of their fields, the lengths of their lists.</summary>
/// <remarks>Each is counted by reading every record once, and kept until a record changes. Safe for use by many threads; one
/// counts at a time.</remarks>
/// <param name="store">Where the records are.</param>
public sealed class StudyStatistics(RegistryStore store) : IDisposable
{
    private const int ReadAtOnce = 200;
    private const int MostKept = 64;
    private static readonly string[] Kinds = ["ENUM", "STRING", "DATE", "INTEGER", "NUMBER", "BOOLEAN"];
    private readonly ConcurrentDictionary<string, (long Change, byte[] Json)> counted = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>How large the records are.</summary>
    public Task<byte[]> SizesAsync(CancellationToken cancellation = default) =>
        CountedAsync(
            "size",
            async () =>
            {
                var tally = new SizeTally();
                await ForEachAsync(study => tally.Add(study.Id, study.Utf8.Length), cancellation);
                return tally.Write();
            },
            cancellation);

    /// <summary>The values of leaf fields.</summary>
    /// <param name="kinds">The kinds of fields to give; null for all.</param>
    /// <param name="names">The fields to give; null for all.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ApiRefusalException">There is no such kind or field.</exception>
    public Task<byte[]> ValuesAsync(IReadOnlyList<string>? kinds, IReadOnlyList<string>? names, CancellationToken cancellation = default)
    {
        if (kinds?.FirstOrDefault(kind => !Kinds.Contains(kind, StringComparer.Ordinal)) is { } unknown)
            throw ApiRefusalException.InvalidValue("types", unknown);
        var tallies = Chosen(names, RecordSchema.Fields.Where(IsLeaf)).Select(field => IsLeaf(field) ? new FieldTally(field) : throw Unknown(field.Piece))
            .Where(tally => kinds is not { Count: > 0 } || kinds.Contains(tally.Kind, StringComparer.Ordinal))
            .ToDictionary(tally => tally.Field);
        return CountedAsync(
            $"values {string.Join(' ', tallies.Keys.Select(field => field.Piece))}",
            async () =>
            {
                var all = 0;
                await ForEachRecordAsync(
                    (study, record) =>
                    {
                        all++;
                        RecordWalk.Go(record, (field, value, number) => tallies.GetValueOrDefault(field)?.Add(study, value, number), (_, _) => { });
                    },
                    cancellation);
                return ApiJson.Write(json => WriteAll(json, tallies.Values, tally => tally.Write(json, all)));
            },
            cancellation);
    }

    /// <summary>The lengths of lists.</summary>
    /// <param name="names">The lists to give; null for all.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ApiRefusalException">There is no such field, or it is no list.</exception>
    public Task<byte[]> ListSizesAsync(IReadOnlyList<string>? names, CancellationToken cancellation = default)
    {
        var tallies = Chosen(names, RecordSchema.Fields.Where(field => field.IsList))
            .Select(field => field.IsList ? new ListTally(field) : throw new ApiRefusalException($"No field list sizes for `{field.Piece}` field") { IsNotFound = true })
            .ToDictionary(tally => tally.Field);
        return CountedAsync(
            $"lists {string.Join(' ', tallies.Keys.Select(field => field.Piece))}",
            async () =>
            {
                await ForEachRecordAsync(
                    (study, record) => RecordWalk.Go(record, (_, _, _) => { }, (field, size) => tallies.GetValueOrDefault(field)?.Add(study, size)),
                    cancellation);
                return ApiJson.Write(json => WriteAll(json, tallies.Values, tally => tally.Write(json)));
            },
            cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private static bool IsLeaf(SchemaField field) => field.Type is not (FieldType.Structure or FieldType.GeoPoint);

    private static ApiRefusalException Unknown(string name) =>
        new($"Unknown piece name of field path: {ApiRefusalException.Shown(name)}") { IsNotFound = true };

    private static IEnumerable<SchemaField> Chosen(IReadOnlyList<string>? names, IEnumerable<SchemaField> all) =>
        names is { Count: > 0 } ? names.Select(name => FieldNames.Find(name) ?? throw Unknown(name)).Distinct() : all;

    private static void WriteAll<T>(Utf8JsonWriter json, IEnumerable<T> tallies, Action<T> write)
    {
        json.WriteStartArray();
        foreach (var tally in tallies)
            write(tally);
        json.WriteEndArray();
    }

    private async Task<byte[]> CountedAsync(string what, Func<Task<byte[]>> count, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            var change = (await store.IdentifyAsync(cancellation)).LastChange;
            if (counted.TryGetValue(what, out var known) && known.Change == change)
                return known.Json;
            var json = await count();
            if (counted.Count >= MostKept)
                counted.Clear();
            counted[what] = (change, json);
            return json;
        }
        finally
        {
            turn.Release();
        }
    }

    private Task ForEachRecordAsync(Action<string, JsonElement> action, CancellationToken cancellation) =>
        ForEachAsync(
            study =>
            {
                using var record = JsonDocument.Parse(study.Utf8);
                action(study.Id, record.RootElement);
            },
            cancellation);

    private async Task ForEachAsync(Action<StudyText> action, CancellationToken cancellation)
    {
        foreach (var ids in (await store.PresentIdsAsync(cancellation)).Chunk(ReadAtOnce))
        {
            foreach (var study in await store.TextsAsync(ids, cancellation))
                action(study);
        }
    }
}
