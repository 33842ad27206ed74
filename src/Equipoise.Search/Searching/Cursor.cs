using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Equipoise.Search.Searching;

/// <summary>Where a page ended: the last hit's place in the order. Its text form is opaque and fit for a URL.</summary>
/// <param name="Generation">The state of the index that was searched.</param>
/// <param name="Values">What the last hit was sorted by.</param>
/// <param name="Key">The last hit's key.</param>
public sealed record Cursor(long Generation, IReadOnlyList<SortValue> Values, string Key)
{
    /// <summary>The text form.</summary>
    public override string ToString()
    {
        var values = Values.Select(value => value.Text is { } text ? (object)text : value.Number is { } number ? BitConverter.DoubleToInt64Bits(number) : null!);
        return Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes<object[]>([Generation, Key, .. values]));
    }

    /// <summary>Reads the text form.</summary>
    /// <exception cref="SearchException">It is none.</exception>
    public static Cursor Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(text));
            var parts = json.RootElement.EnumerateArray().ToList();
            return new Cursor(parts[0].GetInt64(), [.. parts.Skip(2).Select(Value)], parts[1].GetString()!);
        }
        catch (Exception failure) when (failure is FormatException or JsonException or InvalidOperationException or ArgumentException or DecoderFallbackException)
        {
            throw new SearchException("The place to continue from cannot be read: start again at the first page.", failure);
        }
    }

    private static SortValue Value(JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.String => new(null, part.GetString()),
        JsonValueKind.Number => new(BitConverter.Int64BitsToDouble(part.GetInt64()), null),
        _ => default,
    };
}
