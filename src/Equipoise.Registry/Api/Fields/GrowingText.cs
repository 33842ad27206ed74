namespace Equipoise.Registry.Api.Fields;

/// <summary>Bytes being written, of which the last can be taken back.</summary>
internal sealed class GrowingText(int capacity)
{
    private byte[] bytes = new byte[Math.Max(capacity, 256)];

    /// <summary>How many bytes stand there; set to fewer to take some back.</summary>
    public int Length { get; set; }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => bytes.AsSpan(0, Length);

    /// <summary>Writes bytes at the end.</summary>
    public GrowingText Append(ReadOnlySpan<byte> more)
    {
        if (Length + more.Length > bytes.Length)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + more.Length));
        more.CopyTo(bytes.AsSpan(Length));
        Length += more.Length;
        return this;
    }
}
