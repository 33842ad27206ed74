using System.Buffers;
using System.Globalization;
using System.Text;

namespace Equipoise.Registry.Records;

/// <summary>Escapes within a JSON string: resolved wherever the character may stand as itself, and otherwise written in one
/// way only.</summary>
internal static class JsonEscapes
{
    /// <summary>Writes the inside of a string whose escapes are well formed.</summary>
    /// <param name="text">What stands between the quotes.</param>
    /// <param name="output">Where it goes.</param>
    /// <param name="offset">Where the text starts in the record, for the sentence of an error.</param>
    /// <exception cref="FormatException">An escape is half of a surrogate pair, which is no character.</exception>
    public static void Resolve(ReadOnlySpan<byte> text, IBufferWriter<byte> output, long offset)
    {
        var at = 0;
        while (text[at..].IndexOf((byte)'\\') is var plain and >= 0)
        {
            output.Write(text.Slice(at, plain));
            at += plain;
            at += text[at + 1] == 'u' ? ResolveCodePoint(text[at..], output, offset + at) : ResolveShort(text[at + 1], output);
        }

        output.Write(text[at..]);
    }

    private static int ResolveShort(byte letter, IBufferWriter<byte> output)
    {
        if (letter != '/')
            output.Write("\\"u8);
        output.Write([letter]);
        return 2;
    }

    private static int ResolveCodePoint(ReadOnlySpan<byte> escape, IBufferWriter<byte> output, long offset)
    {
        var unit = CodeUnit(escape);
        if (Rune.TryCreate(unit, out var rune))
        {
            Write(rune, output);
            return 6;
        }

        if (char.IsHighSurrogate(unit) && escape.Length >= 12 && escape[6] == '\\' && escape[7] == 'u' && Rune.TryCreate(unit, CodeUnit(escape[6..]), out rune))
        {
            Write(rune, output);
            return 12;
        }

        throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"The record has half of a surrogate pair, \\u{(int)unit:x4}, at byte {offset}, which is no character."));
    }

    private static char CodeUnit(ReadOnlySpan<byte> escape) => (char)ushort.Parse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static void Write(Rune rune, IBufferWriter<byte> output)
    {
        Span<byte> bytes = stackalloc byte[6];
        var length = rune.Value switch
        {
            '"' => Copy("\\\""u8, bytes),
            '\\' => Copy("\\\\"u8, bytes),
            '\b' => Copy("\\b"u8, bytes),
            '\f' => Copy("\\f"u8, bytes),
            '\n' => Copy("\\n"u8, bytes),
            '\r' => Copy("\\r"u8, bytes),
            '\t' => Copy("\\t"u8, bytes),
            < 0x20 => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"), bytes),
            _ => rune.EncodeToUtf8(bytes),
        };
        output.Write(bytes[..length]);
    }

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        from.CopyTo(to);
        return from.Length;
    }
}
