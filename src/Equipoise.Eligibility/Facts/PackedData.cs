namespace Equipoise.Eligibility.Facts;

/// <summary>Tells packed data from a text by its first bytes, so that who sends it learns what is the matter. Nothing is unpacked here.</summary>
public static class PackedData
{
    /// <summary>What data are packed as, <c>gzip</c> (RFC 1952) or <c>zip</c>; null where they are not.</summary>
    public static string? KindOf(ReadOnlySpan<byte> data) =>
        data.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? "gzip" : data.StartsWith("PK\x03\x04"u8) ? "zip" : null;
}
