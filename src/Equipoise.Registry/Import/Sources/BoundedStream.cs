namespace Equipoise.Registry.Import.Sources;

/// <summary>The next so many bytes of another stream, which stays open.</summary>
internal sealed class BoundedStream(Stream inner, long length) : ForwardStream
{
    /// <summary>Bytes that are still to come.</summary>
    public long Remaining { get; private set; } = length;

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer[..(int)Math.Min(buffer.Length, Remaining)]);
        Remaining -= count;
        return count;
    }

    /// <summary>Reads to the end.</summary>
    /// <returns>False where the other stream ends first.</returns>
    public bool Drain()
    {
        Span<byte> scratch = stackalloc byte[4096];
        while (Remaining > 0)
        {
            if (Read(scratch) == 0)
                return false;
        }

        return true;
    }
}
