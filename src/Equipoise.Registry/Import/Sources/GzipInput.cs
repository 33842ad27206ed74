using System.Buffers.Binary;

namespace Equipoise.Registry.Import.Sources;

/// <summary>The packed bytes of a gzip file as an inflater takes them: in pieces of which the last is kept, because the
/// inflater does not tell where in it the packed data ended.</summary>
internal sealed class GzipInput(Stream file) : ForwardStream
{
    private const int Piece = 8 * 1024;
    private const int TrailerLength = 8;
    private readonly byte[] buffer = new byte[64 * 1024];
    private int given;
    private int start;
    private int end;

    /// <summary>The next byte, or -1 at the end.</summary>
    public int Next()
    {
        given = start;
        return start < end || Fill() ? buffer[start++] : -1;
    }

    public override int Read(Span<byte> target)
    {
        given = start;
        if (start == end && !Fill())
            return 0;
        var count = Math.Min(Math.Min(target.Length, Piece), end - start);
        buffer.AsSpan(start, count).CopyTo(target);
        start += count;
        return count;
    }

    /// <summary>Moves behind the checksum and length that end a member (RFC 1952, section 2.3.1).</summary>
    /// <returns>False where they do not stand in or right behind the piece that was given last.</returns>
    public bool TakeTrailer(uint checksum, uint length)
    {
        while (end - start < TrailerLength && Fill())
        {
        }

        Span<byte> trailer = stackalloc byte[TrailerLength];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, checksum);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], length);
        var at = buffer.AsSpan(given, Math.Min(end, start + TrailerLength) - given).IndexOf(trailer);
        if (at < 0)
            return false;
        start = given + at + TrailerLength;
        return true;
    }

    private bool Fill()
    {
        if (end == buffer.Length)
        {
            buffer.AsSpan(given, end - given).CopyTo(buffer);
            (given, start, end) = (0, start - given, end - given);
        }

        var count = file.Read(buffer, end, buffer.Length - end);
        end += count;
        return count > 0;
    }
}
