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
            Write(json, ref reader, output, look);
        }
        catch (JsonException error)
        {
            throw new FormatException($"The record is not JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1} cannot be read.", error);
        }
    }

    // Most records come in compact form: what already stands as it is to be written is written at once, not token by token.
    private static void Write(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, IBufferWriter<byte> output, TokenLook? look)
    {
        var (from, to) = (0, 0);
        var needsComma = false;
        while (reader.Read())
        {
            var (token, start) = (reader.TokenType, (int)reader.TokenStartIndex);
            if (token is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth == MaxDepth)
                throw new FormatException($"The record is nested deeper than {MaxDepth} levels at byte {reader.TokenStartIndex}.");
            var takesComma = needsComma && token is not (JsonTokenType.EndObject or JsonTokenType.EndArray);
            if (start != to + (takesComma ? 1 : 0))
            {
                output.Write(json[from..to]);
                if (takesComma)
                    output.Write(","u8);
                from = start;
            }

            to = start + reader.ValueSpan.Length + (token is JsonTokenType.String or JsonTokenType.PropertyName ? 2 : 0);
            if (reader.ValueIsEscaped)
            {
                output.Write(json[from..(start + 1)]);
                JsonEscapes.Resolve(reader.ValueSpan, output, start + 1);
                from = to - 1;
            }

            look?.Invoke(ref reader);
            if (token == JsonTokenType.PropertyName)
                EndName(json, ref from, ref to, (int)reader.BytesConsumed, output);
            needsComma = token is not (JsonTokenType.PropertyName or JsonTokenType.StartObject or JsonTokenType.StartArray);
        }

        output.Write(json[from..to]);
    }

    // A reader that stands at a name has read the colon too.
    private static void EndName(ReadOnlySpan<byte> json, ref int from, ref int to, int behindColon, IBufferWriter<byte> output)
    {
        if (behindColon != to + 1)
        {
            output.Write(json[from..to]);
            from = behindColon - 1;
        }

        to = behindColon;
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
