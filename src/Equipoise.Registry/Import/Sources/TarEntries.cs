using System.Globalization;
using System.Text;

namespace Equipoise.Registry.Import.Sources;

/// <summary>The files of a tar archive, one after another, as the stream brings them.</summary>
/// <remarks>The framework's reader keeps extended headers in memory whatever size they claim; ours refuses large ones.</remarks>
internal sealed class TarEntries(Stream stream)
{
    private const int LongestExtension = 1024 * 1024;
    private readonly byte[] block = new byte[TarHeader.BlockSize];
    private long position;
    private string? nameFromExtension;

    /// <summary>Each file with its content, which must be read before the next is asked for; what is left of it is passed over.</summary>
    public IEnumerable<(string Name, Stream Content)> Read()
    {
        while (ReadHeader() is var (name, size, type, isFile))
        {
            var content = new BoundedStream(stream, size);
            var start = position;
            if (type is 'x' or 'L')
            {
                nameFromExtension = ReadExtension(content, size, type) ?? nameFromExtension;
            }
            else if (isFile)
            {
                yield return (nameFromExtension ?? name, content);
                nameFromExtension = null;
            }

            position = start + size;
            if (!content.Drain() || !SkipPadding(size))
                throw Broken("ends within an entry");
        }
    }

    private (string Name, long Size, char Type, bool IsFile)? ReadHeader()
    {
        var read = stream.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
        // An archive ends with blocks of zeros; without them it was cut off between two of its files.
        if (read == 0)
            throw Broken("has no end, as one that was cut off,");
        if (!block.AsSpan(0, read).ContainsAnyExcept((byte)0))
            return null;
        if (read < block.Length || !TarHeader.IsOne(block))
            throw Broken("has a damaged header");
        position += block.Length;
        var header = new TarHeader(block);
        return header.Size >= 0 ? (header.Name, header.Size, header.Type, header.IsFile) : throw Broken("has a damaged header");
    }

    private string? ReadExtension(BoundedStream content, long size, char type)
    {
        if (size > LongestExtension)
            throw Broken("has an entry with a name of more than 1 MB");
        var bytes = new byte[size];
        if (content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw Broken("ends within an entry");
        return type == 'L' ? Encoding.UTF8.GetString(bytes).TrimEnd('\0') : PathOf(bytes);
    }

    /// <summary>The value of <c>path</c> among the pax records, each of which is "length key=value" and a line end.</summary>
    private static string? PathOf(ReadOnlySpan<byte> records)
    {
        while (records.IndexOf((byte)' ') is var blank and > 0 &&
            int.TryParse(records[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > blank + 1 && length <= records.Length)
        {
            var record = records[(blank + 1)..(length - 1)];
            if (record.StartsWith("path="u8))
                return Encoding.UTF8.GetString(record["path=".Length..]);
            records = records[length..];
        }

        return null;
    }

    private bool SkipPadding(long size)
    {
        var padding = (TarHeader.BlockSize - (size % TarHeader.BlockSize)) % TarHeader.BlockSize;
        position += padding;
        return new BoundedStream(stream, padding).Drain();
    }

    private SourceProblemException Broken(string how) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"The archive {how} at byte {position}; what follows was not read."),
            new SourcePosition(SourceUnit.Byte, position));
}
