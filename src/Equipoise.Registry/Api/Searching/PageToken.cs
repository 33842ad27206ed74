using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Equipoise.Registry.Records;
using Equipoise.Search.Searching;

namespace Equipoise.Registry.Api.Searching;

/// <summary>Where a page ended: the generation of the index, a mark of the request, what the last study was sorted by, and its
/// id. Its text form is at most 46 characters of a URL's alphabet, and with any of them altered it is no token.</summary>
/// <param name="Generation">The state of the index that was searched.</param>
/// <param name="Mark">Tells requests apart.</param>
/// <param name="Values">What the last study was sorted by; null where it has no such value.</param>
/// <param name="Id">The last study.</param>
internal sealed record PageToken(long Generation, uint Mark, IReadOnlyList<double?> Values, string Id)
{
    private const byte Synthetic = 0x80;
    private const uint LargestNumber = 99_999_999;
    private const int SealAt = 5;
    private const int SealLength = 4;

    /// <summary>The place after a hit.</summary>
    public static PageToken After(long generation, uint mark, IReadOnlyList<SortValue> values, string id) =>
        new(generation, mark, [.. values.Select(value => value.Number)], id);

    /// <summary>Reads the text form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mark">The mark of the request it comes with.</param>
    /// <exception cref="ApiRefusalException">It is none, or belongs to another request.</exception>
    public static PageToken Read(string text, uint mark)
    {
        Span<byte> bytes = stackalloc byte[40];
        if (text.Length is < 18 or > 50 || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length) || length < 13)
            throw ApiRefusalException.InvalidValue("pageToken", text);
        var levels = bytes[0] & 3;
        var present = (bytes[0] >> 2) & 3;
        var values = new List<double?>();
        var at = 13;
        for (var level = 0; level < levels; level++)
        {
            if ((present >> level & 1) == 0)
                values.Add(null);
            else if (at + 8 > length)
                throw ApiRefusalException.InvalidValue("pageToken", text);
            else
            {
                values.Add(BinaryPrimitives.ReadDoubleBigEndian(bytes[at..]));
                at += 8;
            }
        }

        var number = BinaryPrimitives.ReadUInt32BigEndian(bytes[9..]);
        if (number is 0 or > LargestNumber || values.Any(value => value is { } known && double.IsNaN(known)))
            throw ApiRefusalException.InvalidValue("pageToken", text);
        var token = new PageToken(BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]), mark, values, $"{((bytes[0] & Synthetic) != 0 ? "SYN" : "NCT")}{number:D8}");
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
        Span<byte> bytes = stackalloc byte[13 + 8 * Values.Count];
        var present = 0;
        var at = 13;
        for (var level = 0; level < Values.Count; level++)
        {
            if (Values[level] is not { } value)
                continue;
            present |= 1 << level;
            BinaryPrimitives.WriteDoubleBigEndian(bytes[at..], value);
            at += 8;
        }

        bytes[0] = (byte)(Values.Count | present << 2 | (StudyId.Parse(Id).IsSynthetic ? Synthetic : 0));
        BinaryPrimitives.WriteUInt32BigEndian(bytes[1..], (uint)Generation);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[SealAt..], Mark);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[9..], uint.Parse(Id.AsSpan(3), System.Globalization.CultureInfo.InvariantCulture));
        // In the place of the mark stands what the mark and all the rest make together.
        SHA256.HashData(bytes[..at])[..SealLength].CopyTo(bytes[SealAt..]);
        return Base64Url.EncodeToString(bytes[..at]);
    }
}
