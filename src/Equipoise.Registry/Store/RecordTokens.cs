using System.Text;

namespace Equipoise.Registry.Store;

/// <summary>A record's JSON in fewer bytes, to be compressed then: a byte or two for each member name of the schema, none for quotation marks,
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
    private static readonly Dictionary<string, int> Numbers = Table.Index().ToDictionary(name => Encoding.UTF8.GetString(name.Item), name => name.Index, StringComparer.Ordinal);
    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> NumberOf = Numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The tokens of a text, or null where it is not JSON in its shortest form.</summary>
    public static byte[]? Encode(ReadOnlySpan<byte> json)
    {
        var tokens = new byte[(json.Length * 2) + 16];
        var used = 0;
        for (var at = 0; at < json.Length;)
        {
            switch (json[at])
            {
                case (byte)'{':
                    tokens[used++] = OpenObject;
                    at++;
                    break;
                case (byte)'}':
                    tokens[used++] = CloseObject;
                    at++;
                    break;
                case (byte)'[':
                    tokens[used++] = OpenList;
                    at++;
                    break;
                case (byte)']':
                    tokens[used++] = CloseList;
                    at++;
                    break;
                case (byte)',':
                    at++;
                    break;
                case (byte)'"':
                    at = EncodeString(json, at + 1, tokens, ref used);
                    break;
                default:
                    var length = json[at..].IndexOfAny((byte)',', (byte)'}', (byte)']');
                    length = length < 0 ? json.Length - at : length;
                    tokens[used++] = Literal;
                    used = Put(tokens, used, json.Slice(at, length));
                    at += length;
                    break;
            }
        }

        // What does not come back as it was is not in the form that this is made for.
        var back = new byte[json.Length];
        return TryDecode(tokens.AsSpan(0, used), back) && json.SequenceEqual(back) ? tokens[..used] : null;
    }

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

    private static int EncodeString(ReadOnlySpan<byte> json, int start, byte[] tokens, ref int used)
    {
        var end = start;
        while (end < json.Length && json[end] != '"')
        {
            var step = json[end..].IndexOfAny((byte)'"', (byte)'\\');
            end = step < 0 ? json.Length : json[end + step] == '\\' ? end + step + 2 : end + step;
        }

        end = Math.Min(end, json.Length);
        var text = json[start..end];
        if (end + 1 < json.Length && json[end + 1] == ':')
        {
            EncodeName(text, tokens, ref used);
            return end + 2;
        }

        used = Put(tokens, used, text);
        return end + 1;
    }

    private static void EncodeName(ReadOnlySpan<byte> name, byte[] tokens, ref int used)
    {
        Span<char> letters = stackalloc char[64];
        if (name.Length > letters.Length || !NumberOf.TryGetValue(letters[..Encoding.Latin1.GetChars(name, letters)], out var number))
        {
            tokens[used++] = OtherName;
            used = Put(tokens, used, name);
            return;
        }

        if (number < Shorts)
        {
            tokens[used++] = (byte)(FirstShort + number);
            return;
        }

        tokens[used++] = number < Shorts + Names ? Name : LateName;
        tokens[used++] = (byte)((number - Shorts) % Names);
    }

    private static int Put(byte[] tokens, int used, ReadOnlySpan<byte> text)
    {
        text.CopyTo(tokens.AsSpan(used));
        tokens[used + text.Length] = End;
        return used + text.Length + 1;
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
