using System.IO.Compression;

namespace Equipoise.Registry.Import.Sources;

/// <summary>What a gzip file unpacks to, and whether it came to its end (RFC 1952).</summary>
/// <remarks>The framework's own stream takes a file that is cut off for one that ends there.</remarks>
internal sealed class GzipContent(Stream packed) : ForwardStream
{
    private const string Strange = "Behind the end of the packed data stands what does not belong to it; load the file again.";
    private const int HasHeaderChecksum = 2;
    private const int HasExtra = 4;
    private const int HasName = 8;
    private const int HasComment = 16;
    private readonly GzipInput input = new(packed);
    private DeflateStream? member;
    private Checksum checksum;
    private uint length;
    private bool hasEnded;
    private bool isFirst = true;

    /// <summary>What is wrong with the end of the file, once it was read to there; null where it is whole.</summary>
    public string? Problem { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty && !hasEnded)
        {
            if (member is null && !Begin())
                break;
            if (member!.Read(buffer) is var count and > 0)
            {
                checksum.Add(buffer[..count]);
                length += (uint)count;
                return count;
            }

            if (!input.TakeTrailer(checksum.Value, length))
                End("The packed data was cut off or altered: its checksum is not at its end; load the file again.");
            member.Dispose();
            member = null;
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            member?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Moves to the content of the next member; false where there is none.</summary>
    private bool Begin()
    {
        var first = input.Next();
        if (first is -1 or 0 && !isFirst)
        {
            // Tapes and blocks are filled up with zeros.
            while (first == 0)
                first = input.Next();
            End(first < 0 ? null : Strange);
            return false;
        }

        if (first != 0x1F || input.Next() != 0x8B || input.Next() != 8 || !SkipHeader())
        {
            End(isFirst ? "The packed data has a damaged header; load the file again." : Strange);
            return false;
        }

        isFirst = false;
        (checksum, length) = (default, 0);
        member = new DeflateStream(input, CompressionMode.Decompress, leaveOpen: true);
        return true;
    }

    private bool SkipHeader()
    {
        var flags = input.Next();
        var isThere = flags >= 0 && Skip(6);
        if (isThere && (flags & HasExtra) != 0)
            isThere = input.Next() is var low and >= 0 && input.Next() is var high and >= 0 && Skip(low | (high << 8));
        if (isThere && (flags & HasName) != 0)
            isThere = SkipText();
        if (isThere && (flags & HasComment) != 0)
            isThere = SkipText();
        return isThere && ((flags & HasHeaderChecksum) == 0 || Skip(2));
    }

    private bool Skip(int count)
    {
        while (count > 0 && input.Next() >= 0)
            count--;
        return count == 0;
    }

    private bool SkipText()
    {
        int sign;
        do
        {
            sign = input.Next();
        }
        while (sign > 0);
        return sign == 0;
    }

    private void End(string? problem) => (hasEnded, Problem) = (true, problem);
}
