namespace Equipoise.Registry.Import.Sources;

/// <summary>A stream for reading that counts what passes: what the file gives on one side, or what unpacking makes of it on
/// the other, where it stops a bomb.</summary>
internal sealed class MeteredStream(Stream inner, Action<long> onTotal, Action<ReadOnlySpan<byte>>? onBytes = null) : ForwardStream
{
    private long total;

    /// <summary>What has passed.</summary>
    public long Total => total;

    /// <summary>Unpacked bytes, no more than the limits allow for what the packed side has given.</summary>
    public static MeteredStream Guarded(Stream unpacked, Func<long> packed, ReadLimits limits, Action<ReadOnlySpan<byte>>? onBytes = null) =>
        new(
            unpacked,
            total =>
            {
                if (total > limits.ExpansionFloor && total > packed() * limits.ExpansionRatio)
                    throw new SourceProblemException(
                        $"It unpacks to more than {limits.ExpansionRatio} times its size, as no registry data does; what follows was not read.",
                        new SourcePosition(SourceUnit.Byte, total));
            },
            onBytes);

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        total += count;
        onBytes?.Invoke(buffer[..count]);
        onTotal(total);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
