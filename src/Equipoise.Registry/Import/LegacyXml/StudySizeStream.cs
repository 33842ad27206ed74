using Equipoise.Registry.Import.Sources;

namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>A stream of XML of which no study may be larger than a record may be.</summary>
internal sealed class StudySizeStream(Stream inner, int limit, ReadMeter meter) : Stream
{
    private long sinceStart;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Says that a study starts.</summary>
    public void Restart() => sinceStart = 0;

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        sinceStart += count;
        meter.Buffered(sinceStart);
        return sinceStart <= limit
            ? count
            : throw new SourceProblemException($"The XML holds an element larger than {limit / 1024 / 1024} MB; no study is, and what follows was not read.", default);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
