using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Equipoise.Registry.Import.Sources;

/// <summary>The files of a zip archive, read along its directory, one line at a time.</summary>
/// <remarks>The framework's reader keeps all lines of the directory: some hundred MB for the registry's archive of all
/// studies. Format: PKWARE APPNOTE 6.3.10, sections 4.3.7 (file header), 4.3.12 (directory), 4.3.14 to 4.3.16 (its end).</remarks>
internal sealed class ZipEntries(FileStream directory, FileStream data)
{
    private const int EndLength = 22;
    private const int LocatorLength = 20;
    private const int LineLength = 46;
    private const int LongestComment = ushort.MaxValue;

    /// <summary>The lines of the directory in their order.</summary>
    public IEnumerable<ZipEntry> Read()
    {
        var (position, count) = FindDirectory();
        directory.Position = position;
        var head = new byte[LineLength];
        for (long i = 0; i < count; i++)
        {
            if (directory.ReadAtLeast(head, LineLength, throwOnEndOfStream: false) < LineLength || BinaryPrimitives.ReadUInt32LittleEndian(head) != 0x02014b50)
                throw Broken(directory.Position);
            yield return ReadLine(head);
        }
    }

    /// <summary>The packed bytes of an entry, unpacked as they are read.</summary>
    public Stream Open(ZipEntry entry)
    {
        Span<byte> head = stackalloc byte[30];
        if (entry.HeaderOffset < 0 || entry.HeaderOffset >= data.Length || entry.PackedSize < 0)
            throw Broken(entry.HeaderOffset);
        data.Position = entry.HeaderOffset;
        if (data.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || BinaryPrimitives.ReadUInt32LittleEndian(head) != 0x04034b50)
            throw Broken(entry.HeaderOffset);
        data.Position += BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(head[28..]);
        var packed = new BoundedStream(data, entry.PackedSize);
        return entry.Method == 0 ? packed : new DeflateStream(packed, CompressionMode.Decompress);
    }

    private ZipEntry ReadLine(ReadOnlySpan<byte> head)
    {
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(head[8..]);
        long packed = BinaryPrimitives.ReadUInt32LittleEndian(head[20..]);
        long unpacked = BinaryPrimitives.ReadUInt32LittleEndian(head[24..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(head[42..]);
        var name = new byte[BinaryPrimitives.ReadUInt16LittleEndian(head[28..])];
        var extra = new byte[BinaryPrimitives.ReadUInt16LittleEndian(head[30..])];
        if (directory.ReadAtLeast(name, name.Length, throwOnEndOfStream: false) < name.Length || directory.ReadAtLeast(extra, extra.Length, throwOnEndOfStream: false) < extra.Length)
            throw Broken(directory.Position);
        directory.Position += BinaryPrimitives.ReadUInt16LittleEndian(head[32..]);
        ReadLargeSizes(extra, unpacked, ref packed, ref offset);
        // Without the flag names are in code page 437, which has the letters and digits of UTF-8.
        return new ZipEntry(
            Encoding.UTF8.GetString(name), flags, BinaryPrimitives.ReadUInt16LittleEndian(head[10..]), BinaryPrimitives.ReadUInt32LittleEndian(head[16..]), packed, offset);
    }

    /// <summary>The zip64 extension holds, in this order, those numbers that did not fit their fields.</summary>
    private static void ReadLargeSizes(ReadOnlySpan<byte> extra, long unpacked, ref long packed, ref long offset)
    {
        while (extra.Length >= 4)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            var field = extra[4..Math.Min(extra.Length, 4 + length)];
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == 1)
            {
                if (unpacked == uint.MaxValue)
                    Take(ref field);
                if (packed == uint.MaxValue)
                    packed = Take(ref field);
                if (offset == uint.MaxValue)
                    offset = Take(ref field);
                return;
            }

            extra = extra[Math.Min(extra.Length, 4 + length)..];
        }
    }

    private static long Take(ref ReadOnlySpan<byte> field)
    {
        if (field.Length < 8)
            return -1;
        var number = BinaryPrimitives.ReadInt64LittleEndian(field);
        field = field[8..];
        return number;
    }

    private (long Position, long Count) FindDirectory()
    {
        var tail = new byte[(int)Math.Min(directory.Length, EndLength + LocatorLength + LongestComment)];
        directory.Position = directory.Length - tail.Length;
        directory.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || end + EndLength > tail.Length)
            throw new SourceProblemException("The zip archive has no directory at its end, as one that was not downloaded to its end; load it again.", default);
        long count = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10));
        long position = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        var locator = end - LocatorLength;
        if (locator >= 0 && tail.AsSpan(locator).StartsWith("PK\x06\x07"u8) && (count == ushort.MaxValue || position == uint.MaxValue))
            (position, count) = ReadLargeEnd(BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(locator + 8)));
        return position >= 0 && position <= directory.Length && count >= 0 ? (position, count) : throw Broken(position);
    }

    private (long Position, long Count) ReadLargeEnd(long at)
    {
        Span<byte> end = stackalloc byte[56];
        if (at < 0 || at > directory.Length)
            throw Broken(at);
        directory.Position = at;
        if (directory.ReadAtLeast(end, end.Length, throwOnEndOfStream: false) < end.Length || !end.StartsWith("PK\x06\x06"u8))
            throw Broken(at);
        return (BinaryPrimitives.ReadInt64LittleEndian(end[48..]), BinaryPrimitives.ReadInt64LittleEndian(end[32..]));
    }

    private static SourceProblemException Broken(long position) =>
        new("The zip archive is damaged: its directory and its content do not fit together.", new SourcePosition(SourceUnit.Byte, position));
}
