using Equipoise.Registry.Api.Fields;
using Equipoise.Registry.Schema;
using Equipoise.Registry.Store;

namespace Equipoise.Registry.Api.Statistics;

/// <summary>Statistics over all records of the store: their sizes, the values of their fields, the lengths of their lists.</summary>
/// <remarks>All are counted in one reading of the records. In a store of up to <see cref="AtOnce"/> studies that is done when somebody asks
/// after a change; in a larger one the last count answers, and <see cref="RefreshAsync"/> counts anew in the background. Safe for use by
/// many threads; one counts at a time.</remarks>
/// <param name="store">Where the records are.</param>
/// <param name="path">The file in which the last count is kept over a restart; null for none.</param>
public sealed class StudyStatistics(RegistryStore store, string? path = null) : IDisposable
{
    /// <summary>So many studies are counted while somebody waits: it takes seconds.</summary>
    public const int AtOnce = 20_000;

    private static readonly string[] Kinds = ["ENUM", "STRING", "DATE", "INTEGER", "NUMBER", "BOOLEAN"];
    private readonly SemaphoreSlim turn = new(1);
    private StatisticsReport? counted;

    /// <summary>How large the records are.</summary>
    public async Task<byte[]> SizesAsync(CancellationToken cancellation = default) => (await CountedAsync(cancellation)).Sizes;

    /// <summary>The values of leaf fields.</summary>
    /// <param name="kinds">The kinds of fields to give; null for all.</param>
    /// <param name="names">The fields to give; null for all.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ApiRefusalException">There is no such kind or field.</exception>
    public async Task<byte[]> ValuesAsync(IReadOnlyList<string>? kinds, IReadOnlyList<string>? names, CancellationToken cancellation = default)
    {
        if (kinds?.FirstOrDefault(kind => !Kinds.Contains(kind, StringComparer.Ordinal)) is { } unknown)
            throw ApiRefusalException.InvalidValue("types", unknown);
        var fields = Chosen(names, RecordSchema.Fields.Where(StatisticsCount.IsLeaf))
            .Select(field => StatisticsCount.IsLeaf(field) ? field : throw Unknown(field.Piece))
            .Where(field => kinds is not { Count: > 0 } || kinds.Contains(FieldTally.KindOf(field), StringComparer.Ordinal))
            .ToList();
        var report = await CountedAsync(cancellation);
        return Joined(fields.Select(field => report.Values[field.Piece]));
    }

    /// <summary>The lengths of lists.</summary>
    /// <param name="names">The lists to give; null for all.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ApiRefusalException">There is no such field, or it is no list.</exception>
    public async Task<byte[]> ListSizesAsync(IReadOnlyList<string>? names, CancellationToken cancellation = default)
    {
        var fields = Chosen(names, RecordSchema.Fields.Where(field => field.IsList))
            .Select(field => field.IsList ? field : throw new ApiRefusalException($"No field list sizes for `{field.Piece}` field") { IsNotFound = true })
            .ToList();
        var report = await CountedAsync(cancellation);
        return Joined(fields.Select(field => report.Lists[field.Piece]));
    }

    /// <summary>Counts anew where records have changed since the last count.</summary>
    public async Task RefreshAsync(CancellationToken cancellation = default)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            var identity = await store.IdentifyAsync(cancellation);
            counted ??= path is null ? null : StatisticsReport.Read(path);
            if (IsOf(counted, identity) && counted!.Change == identity.LastChange)
                return;
            var report = await new StatisticsCount(store).RunAsync(cancellation);
            if (path is not null)
                report.Write(path);
            counted = report;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Whether the store is too large to be counted while somebody waits.</summary>
    public async Task<bool> IsLargeAsync(CancellationToken cancellation = default) =>
        await store.SummarizeAsync(cancellation) is var summary && summary.Studies + summary.Samples > AtOnce;

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    // Of a large store the last count will do: it is as of its day, as the registry's own statistics are.
    private async Task<StatisticsReport> CountedAsync(CancellationToken cancellation)
    {
        var identity = await store.IdentifyAsync(cancellation);
        if (counted is { } last && IsOf(last, identity) && (last.Change == identity.LastChange || await IsLargeAsync(cancellation)))
            return last;
        await RefreshAsync(cancellation);
        return counted!;
    }

    private static bool IsOf(StatisticsReport? report, StoreIdentity identity) =>
        report is not null && string.Equals(report.Store, identity.StoreId, StringComparison.Ordinal) && report.Change <= identity.LastChange;

    private static ApiRefusalException Unknown(string name) =>
        new($"Unknown piece name of field path: {ApiRefusalException.Shown(name)}") { IsNotFound = true };

    private static IEnumerable<SchemaField> Chosen(IReadOnlyList<string>? names, IEnumerable<SchemaField> all) =>
        names is { Count: 0 } ? throw ApiRefusalException.EmptyFields : names?.Select(name => FieldNames.Find(name) ?? throw Unknown(name)).Distinct() ?? all;

    private static byte[] Joined(IEnumerable<byte[]> parts)
    {
        var body = new MemoryStream();
        body.WriteByte((byte)'[');
        foreach (var part in parts)
        {
            if (body.Length > 1)
                body.WriteByte((byte)',');
            body.Write(part);
        }

        body.WriteByte((byte)']');
        return body.ToArray();
    }
}
