using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Equipoise.Registry.Records;
using Equipoise.Search.Searching;

namespace Equipoise.Registry.Api.Searching;

/// <summary>Where a page ended: the generation of the index, a mark of the request, what the last study was sorted by, and its
/// id. Its text form is of a URL's alphabet, and with any of its characters altered it is no token.</summary>
/// <remarks>Some programs look for it in the last 40 bytes of a page only (ctrdata, of 2023), where 21 characters have room: so it is packed by bits, and has
/// at most 20 for every search that is sorted by its relevance or by one field, and 39 with two.</remarks>
/// <param name="Generation">The state of the index that was searched.</param>
/// <param name="Mark">Tells requests apart.</param>
/// <param name="Values">What the last study was sorted by; null where it has no such value.</param>
/// <param name="Id">The last study.</param>
internal sealed record PageToken(long Generation, uint Mark, IReadOnlyList<double?> Values, string Id)
{
    private const int MostBytes = 32;
    private const int SealLength = 4;
    private const int NumberBits = 27;

    // Enough for eight million changes of the index; later ones take more.
    private const int GenerationBits = 23;
    private const uint LargestNumber = 99_999_999;

    // How a value is written: not at all, or in as many bits as it takes.
    private const int Missing = 0;
    private const int Zero = 1;
    private const int Short = 2;
    private const int Long = 3;

    /// <summary>The place after a hit.</summary>
    public static PageToken After(long generation, uint mark, IReadOnlyList<SortValue> values, string id) =>
        new(generation, mark, [.. values.Select(value => value.Number)], id);

    /// <summary>Reads the text form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mark">The mark of the request it comes with.</param>
    /// <exception cref="ApiRefusalException">It is none, or belongs to another request.</exception>
    public static PageToken Read(string text, uint mark)
    {
        Span<byte> bytes = stackalloc byte[MostBytes];
        if (text.Length > 42 || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length) || length <= SealLength)
            throw ApiRefusalException.InvalidValue("pageToken", text);
        var bits = new PackedBits(bytes[SealLength..length]);
        var values = new double?[bits.Read(2)];
        var isSynthetic = bits.Read(1) == 1;
        var number = (uint)bits.Read(NumberBits);
        var generation = (long)bits.Read(bits.Read(1) == 1 ? 32 : GenerationBits);
        for (var level = 0; level < values.Length; level++)
        {
            values[level] = bits.Read(2) switch
            {
                Missing => null,
                Zero => 0,
                Short => BitConverter.UInt32BitsToSingle((uint)bits.Read(32)),
                _ => BitConverter.UInt64BitsToDouble(bits.Read(64)),
            };
        }

        if (number is 0 or > LargestNumber || values.Any(value => value is { } known && double.IsNaN(known)))
            throw ApiRefusalException.InvalidValue("pageToken", text);
        var token = new PageToken(generation, mark, values, $"{(isSynthetic ? "SYN" : "NCT")}{number:D8}");
        // Written anew it is the same only where nothing in it was altered and the mark is that of this request.
        return string.Equals(token.ToString(), text, StringComparison.Ordinal) ? token : throw ApiRefusalException.InvalidValue("pageToken", text);
    }

    /// <summary>The place as the engine takes it.</summary>
    public Cursor ToCursor() => new(Generation, [.. Values.Select(value => new SortValue(value, Text: null))], Id);

    /// <summary>The mark of a request: equal for equal parts, and as good as never equal for others.</summary>
    public static uint MarkOf(IEnumerable<string> parts) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', parts))));

    /// <summary>The text form.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[MostBytes];
        bytes.Clear();
        var bits = new PackedBits(bytes[SealLength..]);
        bits.Write((ulong)Values.Count, 2);
        bits.Write(StudyId.Parse(Id).IsSynthetic ? 1UL : 0, 1);
        bits.Write(uint.Parse(Id.AsSpan(3), CultureInfo.InvariantCulture), NumberBits);
        var isLate = Generation >> GenerationBits != 0;
        bits.Write(isLate ? 1UL : 0, 1);
        bits.Write((ulong)Generation, isLate ? 32 : GenerationBits);
        foreach (var value in Values)
            Write(ref bits, value);
        var length = SealLength + bits.Length;
        // In the place of the mark stands what the mark and all the rest make together.
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Mark);
        SHA256.HashData(bytes[..length])[..SealLength].CopyTo(bytes);
        return Base64Url.EncodeToString(bytes[..length]);
    }

    private static void Write(ref PackedBits bits, double? value)
    {
        var kind = value switch { null => Missing, 0 => Zero, { } known when ((double)(float)known).Equals(known) => Short, _ => Long };
        bits.Write((ulong)kind, 2);
        if (kind == Short)
            bits.Write(BitConverter.SingleToUInt32Bits((float)value!.Value), 32);
        else if (kind == Long)
            bits.Write(BitConverter.DoubleToUInt64Bits(value!.Value), 64);
    }
}
