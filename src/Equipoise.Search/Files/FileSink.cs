using System.Buffers;
using System.Runtime.InteropServices;

namespace Equipoise.Search.Files;

/// <summary>A file being written, front to back, with the checksums of its blocks behind it (<see cref="BlockSums"/>).</summary>
internal sealed class FileSink : IDisposable
{
    private readonly FileStream stream;
    private readonly BlockSumsWriter sums = new();
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
    private int used;
    private long flushed;

    public FileSink(string path)
    {
        Name = Path.GetFileName(path);
        stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    public string Name { get; }

    public long Position => flushed + used;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > buffer.Length - used)
            Flush();
        if (bytes.Length > buffer.Length)
        {
            sums.Add(bytes);
            stream.Write(bytes);
            flushed += bytes.Length;
            return;
        }

        bytes.CopyTo(buffer.AsSpan(used));
        used += bytes.Length;
    }

    public void Write<T>(T value)
        where T : unmanaged => Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    public void WriteAll<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        // A span of bytes has at most 2 GiB.
        for (; values.Length > 1 << 24; values = values[(1 << 24)..])
            Write(MemoryMarshal.AsBytes(values[..(1 << 24)]));
        Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Goes on at a multiple of 8, so that numbers can be read where they lie.</summary>
    public long Align()
    {
        Write(stackalloc byte[(int)(-Position & 7)]);
        return Position;
    }

    /// <summary>Ends the file. It is not on the disk yet: a commit sees to that.</summary>
    public FileEntry Finish()
    {
        Flush();
        var written = sums.Finish();
        stream.Write(written);
        stream.Dispose();
        return new FileEntry(Name, flushed + written.Length, Checksum.Of(written));
    }

    /// <summary>Ends the file with its directory, and where that begins.</summary>
    public FileEntry Finish(ByteBuffer directory)
    {
        var start = Position;
        Write(directory.Span);
        Write(start);
        return Finish();
    }

    public void Dispose()
    {
        stream.Dispose();
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private void Flush()
    {
        sums.Add(buffer.AsSpan(0, used));
        stream.Write(buffer.AsSpan(0, used));
        flushed += used;
        used = 0;
    }
}
