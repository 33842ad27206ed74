namespace Equipoise.Registry.Import.Sources;

/// <summary>A stream whose first bytes may be looked at before they are read.</summary>
internal sealed class PeekedStream(Stream inner) : Stream
{
    private readonly byte[] head = new byte[512];
    private int headLength;
    private int headRead;
    private bool peeked;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

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

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
