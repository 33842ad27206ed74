namespace Equipoise.Registry.Import.Sources;

/// <summary>What reading has cost so far. One reader counts, others may look on.</summary>
public sealed class ReadMeter
{
    private long bytesRead;
    private long peakBufferedBytes;

    /// <summary>Bytes read from files, packed as they lie there: to be compared with their sizes.</summary>
    public long BytesRead => Interlocked.Read(ref bytesRead);

    /// <summary>The largest buffer that a source has needed, in bytes.</summary>
    public long PeakBufferedBytes => Interlocked.Read(ref peakBufferedBytes);

    internal void Read(long bytes) => Interlocked.Add(ref bytesRead, bytes);

    internal void Buffered(long bytes)
    {
        if (bytes > PeakBufferedBytes)
            Interlocked.Exchange(ref peakBufferedBytes, bytes);
    }
}
