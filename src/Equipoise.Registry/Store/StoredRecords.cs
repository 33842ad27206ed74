using System.Buffers;
using System.Collections.Concurrent;
using System.Data.Common;
using Equipoise.Storage.Databases;

namespace Equipoise.Registry.Store;

/// <summary>The records that some rows stand for, each pack of them read and unpacked once.</summary>
/// <remarks>Safe for use by many threads.</remarks>
internal sealed class StoredRecords : IDisposable
{
    private readonly Dictionary<long, Lazy<Dictionary<long, ReadOnlyMemory<byte>>>> packs;
    private readonly ConcurrentBag<byte[]>? lent;

    private StoredRecords(Dictionary<long, Lazy<Dictionary<long, ReadOnlyMemory<byte>>>> packs, ConcurrentBag<byte[]>? lent) => (this.packs, this.lent) = (packs, lent);

    /// <summary>Reads the packs of some rows in the transaction that has read the rows.</summary>
    /// <param name="snapshot">The transaction.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="lends">True to lend the records instead of giving them away: they are gone when this is disposed.</param>
    public static async Task<StoredRecords> ReadAsync(DbTransaction snapshot, IReadOnlyCollection<StudyRow> rows, CancellationToken cancellation, bool lends = false)
    {
        var wanted = rows.Where(row => row.PackId is not null).GroupBy(row => row.PackId!.Value).ToDictionary(pack => pack.Key, pack => pack.Select(row => row.Place).ToHashSet());
        if (wanted.Count == 0)
            return new StoredRecords([], lent: null);
        // By name, not as numbers in the text: each new text of a statement is read by code that is made and compiled for it.
        var ids = wanted.Keys.Order().Index().ToDictionary(entry => $"id{entry.Index}", entry => (object)entry.Item, StringComparer.Ordinal);
        var names = string.Join(", ", ids.Keys.Select(id => $"@{id}"));
        var found = await snapshot.QueryAsync<PackRow>($"select pack_id as Id, records as Records from record_pack where pack_id in ({names})", ids, cancellation);
        var borrowed = lends ? new ConcurrentBag<byte[]>() : null;
        return new StoredRecords(found.ToDictionary(pack => pack.Id, pack => new Lazy<Dictionary<long, ReadOnlyMemory<byte>>>(() => RecordPack.Unpack(pack.Records, wanted[pack.Id], borrowed))), borrowed);
    }

    /// <summary>Takes back what was lent.</summary>
    public void Dispose()
    {
        while (lent is not null && lent.TryTake(out var records))
            ArrayPool<byte>.Shared.Return(records);
    }

    /// <summary>How many packs they lie in: each is unpacked by one thread.</summary>
    public int Packs => packs.Count;

    /// <summary>The record of a row.</summary>
    /// <exception cref="FormatException">It is damaged.</exception>
    public ReadOnlyMemory<byte> Of(StudyRow row)
    {
        if (row.PackId is not { } id)
            return PackedRecord.Unpack(row.Packed);
        return packs.TryGetValue(id, out var pack) ? pack.Value[row.Place] : throw new FormatException($"The record of {row.Id} is damaged: what it was stored in is not there.");
    }

    private sealed class PackRow
    {
        public long Id { get; init; }

        public byte[] Records { get; init; } = [];
    }
}
