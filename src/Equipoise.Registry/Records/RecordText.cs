using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Equipoise.Registry.Records;

/// <summary>The one written form of a record: compact JSON with the same members in the same order, the same text of every
/// number, and characters as themselves instead of escapes, as UTF-8.</summary>
/// <remarks>Nothing of meaning is lost or added: unknown and repeated members stay. Two texts that differ only in blanks and
/// in escapes become the same bytes, and writing those again changes nothing, so that bytes may be compared and hashed.
/// Escaped are only <c>"</c>, <c>\</c> and the control characters below U+0020 (RFC 8259, section 7).</remarks>
public static class RecordText
{
    /// <summary>How many objects and lists may stand within each other.</summary>
    public const int MaxDepth = 64;

    // One level more than is allowed, so that the refusal is ours and in our words.
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = MaxDepth + 1 };

    /// <summary>The compact form of one JSON value.</summary>
    /// <param name="json">The value as UTF-8, without byte order mark; blanks around it are no matter.</param>
    /// <exception cref="FormatException">It is not one JSON value in valid UTF-8; the sentence names the byte, counted from 0.</exception>
    public static byte[] Compact(ReadOnlySpan<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(Math.Max(json.Length, 16));
        Compact(json, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Writes the compact form of one JSON value.</summary>
    /// <param name="json">The value as UTF-8, without byte order mark; blanks around it are no matter.</param>
    /// <param name="output">Where the form goes; what was written before an error stays there.</param>
    /// <exception cref="FormatException">It is not one JSON value in valid UTF-8; the sentence names the byte, counted from 0.</exception>
    public static void Compact(ReadOnlySpan<byte> json, IBufferWriter<byte> output) => Compact(json, output, look: null);

    /// <summary>The same, while somebody looks at each token that is written.</summary>
    internal static void Compact(ReadOnlySpan<byte> json, IBufferWriter<byte> output, TokenLook? look)
    {
        if (!Utf8.IsValid(json))
            throw new FormatException($"The record is not valid UTF-8 at byte {FirstInvalidByte(json)}.");
        var reader = new Utf8JsonReader(json, Strict);
        try
        {
            Write(ref reader, output, look);
        }
        catch (JsonException error)
        {
            throw new FormatException($"The record is not JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1} cannot be read.", error);
        }
    }

    private static void Write(ref Utf8JsonReader reader, IBufferWriter<byte> output, TokenLook? look)
    {
        var needsComma = false;
        while (reader.Read())
        {
            var closes = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
            if (needsComma && !closes)
                output.Write(","u8);
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    WriteString(ref reader, output);
                    output.Write(":"u8);
                    break;
                case JsonTokenType.String:
                    WriteString(ref reader, output);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray when reader.CurrentDepth == MaxDepth:
                    throw new FormatException($"The record is nested deeper than {MaxDepth} levels at byte {reader.TokenStartIndex}.");
                default:
                    output.Write(reader.ValueSpan);
                    break;
            }

            look?.Invoke(ref reader);
            needsComma = reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.StartObject or JsonTokenType.StartArray);
        }
    }

    private static void WriteString(ref Utf8JsonReader reader, IBufferWriter<byte> output)
    {
        output.Write("\""u8);
        if (reader.ValueIsEscaped)
            JsonEscapes.Resolve(reader.ValueSpan, output, reader.TokenStartIndex + 1);
        else
            output.Write(reader.ValueSpan);
        output.Write("\""u8);
    }

    /// <summary>Looks at the token that a reader stands at, and leaves it there.</summary>
    internal delegate void TokenLook(ref Utf8JsonReader reader);

    private static int FirstInvalidByte(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (System.Text.Rune.DecodeFromUtf8(text[at..], out _, out var length) == OperationStatus.Done)
            at += length;
        return at;
    }
}
