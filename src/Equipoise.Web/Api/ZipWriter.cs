using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Equipoise.Web.Api;

/// <summary>Writes an archive while it is sent, in memory that grows by 24 bytes an entry.</summary>
/// <remarks>ZIP (APPNOTE.TXT 6.3.10), with the 64-bit forms where there are more than 65,534 entries or 4 GB. Each entry is compressed before
/// its header is written, so that programs can also read the archive from its beginning.</remarks>
/// <param name="output">Where the archive goes.</param>
public sealed class ZipWriter(Stream output) : IDisposable
{
    private const int LocalHeader = 0x04034b50;
    private const int CentralHeader = 0x02014b50;
    private const int End = 0x06054b50;
    private const int End64 = 0x06064b50;
    private const int Locator64 = 0x07064b50;
    private const ushort Version = 20;
    private const ushort Version64 = 45;
    private const ushort Deflate = 8;
    private const ushort NamesAreUtf8 = 0x800;

    // 1980-01-01, the first day that the format knows: records have dates of their own.
    private const ushort FirstDay = 0x21;

    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(Remainder)];

    private readonly List<(uint Check, uint Packed, uint Size, long Offset)> entries = [];
    private readonly ArrayBufferWriter<byte> header = new();
    private readonly MemoryStream packed = new();
    private long position;

    /// <summary>Writes an entry.</summary>
    /// <param name="name">Its name, of up to 65,535 bytes.</param>
    /// <param name="content">What it holds, less than 4 GB.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task AddAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        packed.SetLength(0);
        await using (var compressed = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await compressed.WriteAsync(content, cancellation);
        var entry = (Check(content.Span), (uint)packed.Length, (uint)content.Length, position);
        entries.Add(entry);
        header.ResetWrittenCount();
        Int(LocalHeader);
        WriteCommon(Version, entry.Item1, entry.Item2, entry.Item3);
        Short((ushort)Encoding.UTF8.GetByteCount(name));
        Short(0);
        Text(name);
        await FlushAsync(cancellation);
        await output.WriteAsync(packed.GetBuffer().AsMemory(0, (int)packed.Length), cancellation);
        position += packed.Length;
    }

    /// <summary>Writes the directory, after which the archive is whole.</summary>
    /// <param name="nameOf">The name of an entry by its number.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task FinishAsync(Func<int, string> nameOf, CancellationToken cancellation)
    {
        var start = position;
        header.ResetWrittenCount();
        for (var number = 0; number < entries.Count; number++)
        {
            WriteCentral(nameOf(number), entries[number]);
            if (header.WrittenCount > 1 << 16)
                await FlushAsync(cancellation);
        }

        await FlushAsync(cancellation);
        var length = position - start;
        if (entries.Count >= ushort.MaxValue || start >= uint.MaxValue || length >= uint.MaxValue)
            WriteEnd64(start, length);
        Int(End);
        Short(0);
        Short(0);
        Short((ushort)Math.Min(entries.Count, ushort.MaxValue));
        Short((ushort)Math.Min(entries.Count, ushort.MaxValue));
        Int((uint)Math.Min(length, uint.MaxValue));
        Int((uint)Math.Min(start, uint.MaxValue));
        Short(0);
        await FlushAsync(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => packed.Dispose();

    private void WriteCentral(string name, (uint Check, uint Packed, uint Size, long Offset) entry)
    {
        var isFar = entry.Offset >= uint.MaxValue;
        Int(CentralHeader);
        Short(isFar ? Version64 : Version);
        WriteCommon(isFar ? Version64 : Version, entry.Check, entry.Packed, entry.Size);
        Short((ushort)Encoding.UTF8.GetByteCount(name));
        Short((ushort)(isFar ? 12 : 0));
        Short(0);
        Short(0);
        Short(0);
        Int(0);
        Int(isFar ? uint.MaxValue : (uint)entry.Offset);
        Text(name);
        if (!isFar)
            return;
        Short(1);
        Short(8);
        Long(entry.Offset);
    }

    private void WriteCommon(ushort version, uint check, uint compressed, uint size)
    {
        Short(version);
        Short(NamesAreUtf8);
        Short(Deflate);
        Short(0);
        Short(FirstDay);
        Int(check);
        Int(compressed);
        Int(size);
    }

    private void WriteEnd64(long start, long length)
    {
        var at = position;
        Int(End64);
        Long(44);
        Short(Version64);
        Short(Version64);
        Int(0);
        Int(0);
        Long(entries.Count);
        Long(entries.Count);
        Long(length);
        Long(start);
        Int(Locator64);
        Int(0);
        Long(at);
        Int(1);
    }

    private async Task FlushAsync(CancellationToken cancellation)
    {
        await output.WriteAsync(header.WrittenMemory, cancellation);
        position += header.WrittenCount;
        header.ResetWrittenCount();
    }

    private void Short(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(header.GetSpan(2), value);
        header.Advance(2);
    }

    private void Int(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header.GetSpan(4), value);
        header.Advance(4);
    }

    private void Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(header.GetSpan(8), value);
        header.Advance(8);
    }

    private void Text(string text) => header.Write(Encoding.UTF8.GetBytes(text));

    // The cyclic redundancy check of ISO 3309, whose polynomial is 0xEDB88320 with its bits reversed.
    private static uint Check(ReadOnlySpan<byte> content)
    {
        var check = uint.MaxValue;
        foreach (var sign in content)
            check = Remainders[(byte)(check ^ sign)] ^ (check >> 8);
        return ~check;
    }

    private static uint Remainder(int number)
    {
        var remainder = (uint)number;
        for (var bit = 0; bit < 8; bit++)
            remainder = (remainder >> 1) ^ ((remainder & 1) == 0 ? 0 : 0xEDB88320);
        return remainder;
    }
}
