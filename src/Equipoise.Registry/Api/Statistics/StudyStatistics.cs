using System.Globalization;
using Equipoise.Registry.Api.Fields;
using Equipoise.Registry.Schema;
using Equipoise.Registry.Store;

namespace Equipoise.Registry.Api.Statistics;

/// <summary>Statistics over all records of the store: their sizes, the values of their fields, the lengths of their lists.</summary>
/// <remarks>All are counted in one reading of the records. In a store of up to <see cref="AtOnce"/> studies that is done when somebody asks
/// after a change; in a larger one the last count answers, and <see cref="RefreshAsync"/> counts anew in the background. Safe for use by
/// many threads; one counts at a time, whoever of those that wait for it goes away.</remarks>
/// <param name="store">Where the records are.</param>
/// <param name="path">The file in which the last count is kept over a restart; null for none.</param>
/// <param name="clock">Tells how long counting takes; the system's where it is null.</param>
public sealed class StudyStatistics(RegistryStore store, string? path = null, TimeProvider? clock = null) : IDisposable
{
    private static readonly string[] Kinds = ["ENUM", "STRING", "DATE", "INTEGER", "NUMBER", "BOOLEAN"];
    private readonly TimeProvider clock = clock ?? TimeProvider.System;
    private readonly CancellationTokenSource end = new();
    private readonly Lock turn = new();
    private StatisticsReport? counted;
    private StatisticsCount? count;
    private Task<StatisticsReport>? counting;

    /// <summary>So many studies are counted while somebody waits: it takes seconds.</summary>
    public int AtOnce { get; init; } = 20_000;

    /// <summary>How long somebody waits for the first count of a larger store before being told when to come again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

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
        var identity = await store.IdentifyAsync(cancellation);
        while (Last(identity) is not { } last || last.Change < identity.LastChange)
            await CountAsync().WaitAsync(cancellation);
    }

    /// <summary>Whether the store is too large to be counted while somebody waits.</summary>
    public async Task<bool> IsLargeAsync(CancellationToken cancellation = default) =>
        await store.SummarizeAsync(cancellation) is var summary && summary.Studies + summary.Samples > AtOnce;

    /// <inheritdoc/>
    public void Dispose()
    {
        end.Cancel();
        end.Dispose();
    }

    // Of a large store the last count will do: it is as of its day, as the registry's own statistics are.
    private async Task<StatisticsReport> CountedAsync(CancellationToken cancellation)
    {
        var identity = await store.IdentifyAsync(cancellation);
        var last = Last(identity);
        if (last?.Change == identity.LastChange)
            return last;
        if (!await IsLargeAsync(cancellation))
        {
            await RefreshAsync(cancellation);
            return counted!;
        }

        return last ?? await FirstAsync(cancellation);
    }

    private async Task<StatisticsReport> FirstAsync(CancellationToken cancellation)
    {
        var first = CountAsync();
        try
        {
            return await first.WaitAsync(Patience, clock, cancellation);
        }
        catch (TimeoutException timeout)
        {
            var (share, left) = count!.Progress;
            var message = string.Create(CultureInfo.InvariantCulture, $"The statistics are being counted for the first time: {share:P0} of all studies so far; come again in {Math.Ceiling(left.TotalSeconds)} s");
            throw new ApiRefusalException(message, timeout) { RetryAfter = left };
        }
    }

    private Task<StatisticsReport> CountAsync()
    {
        lock (turn)
        {
            if (counting is { IsCompleted: false })
                return counting;
            var mine = count = new StatisticsCount(store, clock);
            return counting = Task.Run(() => KeepAsync(mine, end.Token));
        }
    }

    private async Task<StatisticsReport> KeepAsync(StatisticsCount mine, CancellationToken cancellation)
    {
        var report = await mine.RunAsync(cancellation);
        if (path is not null)
            report.Write(path);
        return counted = report;
    }

    // The last count, if it is of this store: the one of before a restart is in the file.
    private StatisticsReport? Last(StoreIdentity identity)
    {
        var last = counted ??= path is null ? null : StatisticsReport.Read(path);
        return IsOf(last, identity) ? last : null;
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
