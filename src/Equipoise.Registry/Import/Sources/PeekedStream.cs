namespace Equipoise.Registry.Import.Sources;

/// <summary>A stream whose first bytes may be looked at before they are read.</summary>
internal sealed class PeekedStream(Stream inner) : ForwardStream
{
    private readonly byte[] head = new byte[512];
    private int headLength;
    private int headRead;
    private bool peeked;

    /// <summary>Up to 512 bytes that the next reads will give.</summary>
    public ReadOnlySpan<byte> Peek()
    {
        if (!peeked)
        {
            headLength = inner.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            peeked = true;
        }

        return head.AsSpan(headRead, headLength - headRead);
    }

    /// <summary>Leaves out bytes that were peeked at.</summary>
    public void Skip(int count) => headRead += count;

    public override int Read(Span<byte> buffer)
    {
        if (headRead == headLength)
            return inner.Read(buffer);
        var count = Math.Min(buffer.Length, headLength - headRead);
        head.AsSpan(headRead, count).CopyTo(buffer);
        headRead += count;
        return count;
    }
}
