namespace Equipoise.Registry.Import.Sources;

/// <summary>The part of a stream that is being looked at: it grows while a record is incomplete and moves on when it is
/// done.</summary>
internal sealed class ByteWindow(Stream stream, ReadMeter meter)
{
    private const int Chunk = 64 * 1024;
    private byte[] buffer = new byte[Chunk];
    private int start;
    private int end;

    /// <summary>What is in view.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(start, end - start);

    /// <summary>Where the view starts, in bytes from the start of the stream.</summary>
    public long Position { get; private set; }

    /// <summary>The line the view starts in, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Moves the view on.</summary>
    public void Consume(int count)
    {
        Line += Bytes[..count].Count((byte)'\n');
        Position += count;
        start += count;
    }

    /// <summary>Brings more into view; false at the end of the stream.</summary>
    public bool Fill()
    {
        if (start > 0 && end == buffer.Length)
        {
            Bytes.CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        meter.Buffered(buffer.Length);
        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        return read > 0;
    }

    /// <summary>Moves to the next byte that is no blank; false where the stream ends first.</summary>
    public bool SkipBlanks()
    {
        while (true)
        {
            var blanks = Bytes.IndexOfAnyExcept(" \t\r\n"u8);
            if (blanks >= 0)
            {
                Consume(blanks);
                return true;
            }

            Consume(Bytes.Length);
            if (!Fill())
                return false;
        }
    }

    /// <summary>Moves behind the end of the line, or of the stream.</summary>
    public void SkipLine()
    {
        int lineEnd;
        while ((lineEnd = Bytes.IndexOf((byte)'\n')) < 0)
        {
            Consume(Bytes.Length);
            if (!Fill())
                return;
        }

        Consume(lineEnd + 1);
    }
}
