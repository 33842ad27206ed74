using System.Text;

namespace Equipoise.Registry.Store;

/// <summary>A record's JSON in fewer bytes, as it was compressed before there were packs: a byte or two for each member name of the schema, none for quotation marks,
/// commas and colons. Strings stay as JSON writes them, in which no byte below 32 occurs; so those bytes say what follows:
/// <code>1 { · 2 } · 3 [ · 4 ] · 5 a number or word, to the next 0 · 6 and 8 with a byte, a name of the table · 7 another name, to the next 0 ·
/// 128 to 191 a name of the table · all else a string, to the next 0</code></summary>
internal static class RecordTokens
{
    private const byte End = 0;
    private const byte OpenObject = 1;
    private const byte CloseObject = 2;
    private const byte OpenList = 3;
    private const byte CloseList = 4;
    private const byte Literal = 5;
    private const byte Name = 6;
    private const byte OtherName = 7;
    private const byte LateName = 8;
    private const byte FirstShort = 128;
    private const int Shorts = 64;
    private const int Names = 256;

    private static readonly byte[][] Table = Read();

    /// <summary>Writes the JSON of some tokens.</summary>
    /// <returns>False where they do not give exactly as many bytes as there is room for.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> tokens, Span<byte> json)
    {
        var written = 0;
        var follows = false;
        for (var at = 0; at < tokens.Length;)
        {
            var token = tokens[at];
            if (follows && token is not (CloseObject or CloseList) && !Put(json, ref written, ","u8))
                return false;
            follows = token is not (OpenObject or OpenList or Name or OtherName or LateName or (>= FirstShort and < FirstShort + Shorts));
            var done = token switch
            {
                OpenObject => Take(ref at, 1) && Put(json, ref written, "{"u8),
                CloseObject => Take(ref at, 1) && Put(json, ref written, "}"u8),
                OpenList => Take(ref at, 1) && Put(json, ref written, "["u8),
                CloseList => Take(ref at, 1) && Put(json, ref written, "]"u8),
                Literal => Take(ref at, 1) && PutToEnd(tokens, ref at, json, ref written, ""u8, ""u8),
                OtherName => Take(ref at, 1) && PutToEnd(tokens, ref at, json, ref written, "\""u8, "\":"u8),
                Name or LateName => at + 1 < tokens.Length && PutName(json, ref written, tokens[at + 1] + (token == Name ? Shorts : Shorts + Names)) && Take(ref at, 2),
                >= FirstShort and < FirstShort + Shorts => PutName(json, ref written, token - FirstShort) && Take(ref at, 1),
                _ => PutToEnd(tokens, ref at, json, ref written, "\""u8, "\""u8),
            };
            if (!done)
                return false;
        }

        return written == json.Length;
    }

    private static bool Take(ref int at, int count)
    {
        at += count;
        return true;
    }

    private static bool Put(Span<byte> json, ref int written, ReadOnlySpan<byte> text)
    {
        if (text.Length > json.Length - written)
            return false;
        text.CopyTo(json[written..]);
        written += text.Length;
        return true;
    }

    private static bool PutName(Span<byte> json, ref int written, int number) =>
        number < Table.Length && Put(json, ref written, "\""u8) && Put(json, ref written, Table[number]) && Put(json, ref written, "\":"u8);

    private static bool PutToEnd(ReadOnlySpan<byte> tokens, ref int at, Span<byte> json, ref int written, ReadOnlySpan<byte> before, ReadOnlySpan<byte> behind)
    {
        var length = tokens[at..].IndexOf(End);
        if (length < 0 || !Put(json, ref written, before) || !Put(json, ref written, tokens.Slice(at, length)) || !Put(json, ref written, behind))
            return false;
        at += length + 1;
        return true;
    }

    private static byte[][] Read()
    {
        using var file = new StreamReader(typeof(RecordTokens).Assembly.GetManifestResourceStream("store/record-keys.txt")!);
        return [.. file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(Encoding.UTF8.GetBytes)];
    }
}
