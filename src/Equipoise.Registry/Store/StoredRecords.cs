using System.Data.Common;
using System.Globalization;
using Equipoise.Storage.Databases;

namespace Equipoise.Registry.Store;

/// <summary>The records that some rows stand for, each pack of them read and unpacked once.</summary>
/// <remarks>Safe for use by many threads.</remarks>
internal sealed class StoredRecords
{
    private readonly Dictionary<long, Lazy<Dictionary<long, byte[]>>> packs;

    private StoredRecords(Dictionary<long, Lazy<Dictionary<long, byte[]>>> packs) => this.packs = packs;

    /// <summary>Reads the packs of some rows in the transaction that has read the rows.</summary>
    public static async Task<StoredRecords> ReadAsync(DbTransaction snapshot, IReadOnlyCollection<StudyRow> rows, CancellationToken cancellation)
    {
        var wanted = rows.Where(row => row.PackId is not null).GroupBy(row => row.PackId!.Value).ToDictionary(pack => pack.Key, pack => pack.Select(row => row.Place).ToHashSet());
        if (wanted.Count == 0)
            return new StoredRecords([]);
        // They are our own numbers: no text of anyone goes into the statement.
        var ids = string.Join(", ", wanted.Keys.Order().Select(id => id.ToString(CultureInfo.InvariantCulture)));
        var found = await snapshot.QueryAsync<PackRow>($"select pack_id as Id, records as Records from record_pack where pack_id in ({ids})", cancellation: cancellation);
        return new StoredRecords(found.ToDictionary(pack => pack.Id, pack => new Lazy<Dictionary<long, byte[]>>(() => RecordPack.Unpack(pack.Records, wanted[pack.Id]))));
    }

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
