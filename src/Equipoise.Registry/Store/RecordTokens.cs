using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;
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
    private const int SlotBits = 11;

    // Most strings and names are shorter: so many bytes are copied at a time, and what is too much is written over.
    private static readonly int Some = Vector256<byte>.Count;

    // Each name as it stands in a record, with its quotation marks and colon; and the same with zeros behind where it is short.
    private static readonly byte[][] Table = [.. Read().Select(name => Encoding.UTF8.GetBytes($"\"{name}\":"))];
    private static readonly byte[][] Padded = [.. Table.Select(name => name.Length >= Some ? name : [.. name, .. new byte[Some - name.Length]])];

    // The number of a name and 1 more, where its letters say; 0 is free.
    private static readonly int[] Slots = Fill();

    /// <summary>How many bytes the tokens of a text can have.</summary>
    public static int MostOf(int length) => (2 * length) + 1;

    /// <summary>Writes the tokens of a text.</summary>
    /// <param name="json">JSON that is known to be that.</param>
    /// <param name="tokens">Where to; room for <see cref="MostOf"/>.</param>
    /// <returns>How many bytes they take; -1 where blanks stand in the text or something else that would not come back from tokens.</returns>
    public static int Encode(ReadOnlySpan<byte> json, Span<byte> tokens)
    {
        // The name that came behind a name last, each by its number and 1 more: members mostly stand in the same order.
        Span<short> behind = stackalloc short[Table.Length + 1];
        behind.Clear();
        var (used, last) = (0, 0);
        for (var at = 0; at < json.Length;)
        {
            var sign = json[at];
            switch (sign)
            {
                case (byte)'"' when behind[last] > 0 && json[at..].StartsWith(Table[behind[last] - 1]):
                    last = behind[last];
                    PutNumber(tokens, ref used, last - 1);
                    at += Table[last - 1].Length;
                    break;
                case (byte)'"':
                    at++;
                    var text = json.Slice(at, LengthOf(json, at));
                    at += text.Length + 1;
                    var next = at < json.Length ? json[at] : (byte)',';
                    if (next == ':')
                    {
                        var number = NumberOf(text);
                        behind[last] = (short)(number + 1);
                        last = number + 1;
                        PutName(tokens, ref used, number, text);
                        at++;
                        break;
                    }

                    // A string of valid UTF-8 begins with no such byte.
                    if (next is not ((byte)',' or (byte)'}' or (byte)']') || (text.Length > 0 && text[0] is >= FirstShort and < FirstShort + Shorts))
                        return -1;
                    Put(tokens, ref used, text);
                    break;
                case (byte)',':
                    at++;
                    break;
                case (byte)'{' or (byte)'}' or (byte)'[' or (byte)']':
                    tokens[used++] = sign switch { (byte)'{' => OpenObject, (byte)'}' => CloseObject, (byte)'[' => OpenList, _ => CloseList };
                    at++;
                    break;
                case (byte)'-' or (>= (byte)'0' and <= (byte)'9') or (byte)'t' or (byte)'f' or (byte)'n':
                    at += PutLiteral(tokens, ref used, json[at..]);
                    break;
                default:
                    return -1;
            }
        }

        return used;
    }

    /// <summary>Writes the JSON of some tokens.</summary>
    /// <returns>False where they do not give exactly as many bytes as there is room for.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> tokens, Span<byte> json)
    {
        var (written, follows) = (0, false);
        for (var at = 0; at < tokens.Length;)
        {
            var token = tokens[at];
            if (follows && token is not (CloseObject or CloseList) && !Put(json, ref written, (byte)','))
                return false;
            follows = token is not (OpenObject or OpenList or Name or OtherName or LateName or (>= FirstShort and < FirstShort + Shorts));
            var done = token switch
            {
                >= FirstShort and < FirstShort + Shorts => PutName(json, ref written, token - FirstShort) && Take(ref at, 1),
                OpenObject => Take(ref at, 1) && Put(json, ref written, (byte)'{'),
                CloseObject => Take(ref at, 1) && Put(json, ref written, (byte)'}'),
                OpenList => Take(ref at, 1) && Put(json, ref written, (byte)'['),
                CloseList => Take(ref at, 1) && Put(json, ref written, (byte)']'),
                Literal => Take(ref at, 1) && PutToEnd(tokens, ref at, json, ref written, ""u8, ""u8),
                OtherName => Take(ref at, 1) && PutToEnd(tokens, ref at, json, ref written, "\""u8, "\":"u8),
                Name or LateName => at + 1 < tokens.Length && PutName(json, ref written, tokens[at + 1] + (token == Name ? Shorts : Shorts + Names)) && Take(ref at, 2),
                _ => TryPutShort(tokens, ref at, json, ref written) || PutToEnd(tokens, ref at, json, ref written, "\""u8, "\""u8),
            };
            if (!done)
                return false;
        }

        return written == json.Length;
    }

    // How long a string is, up to its quotation mark.
    private static int LengthOf(ReadOnlySpan<byte> json, int start)
    {
        if (json.Length - start >= Some)
        {
            var signs = Vector256.Create(json.Slice(start, Some));
            var quotes = Vector256.Equals(signs, Vector256.Create((byte)'"')).ExtractMostSignificantBits();
            var escapes = Vector256.Equals(signs, Vector256.Create((byte)'\\')).ExtractMostSignificantBits();
            if (BitOperations.TrailingZeroCount(quotes) < BitOperations.TrailingZeroCount(escapes))
                return BitOperations.TrailingZeroCount(quotes);
        }

        var end = start;
        while (true)
        {
            end += json[end..].IndexOfAny((byte)'"', (byte)'\\');
            if (json[end] == '"')
                return end - start;
            end += 2;
        }
    }

    // A number or a word, up to what ends it.
    private static int PutLiteral(Span<byte> tokens, ref int used, ReadOnlySpan<byte> json)
    {
        var length = json.IndexOfAny((byte)',', (byte)'}', (byte)']');
        length = length < 0 ? json.Length : length;
        tokens[used++] = Literal;
        Put(tokens, ref used, json[..length]);
        return length;
    }

    // The number of a name, or -1.
    private static int NumberOf(ReadOnlySpan<byte> name)
    {
        for (var at = Slot(name); Slots[at] > 0; at = (at + 1) & (Slots.Length - 1))
        {
            if (name.SequenceEqual(Table[Slots[at] - 1].AsSpan(1, Table[Slots[at] - 1].Length - 3)))
                return Slots[at] - 1;
        }

        return -1;
    }

    private static void PutName(Span<byte> tokens, ref int used, int number, ReadOnlySpan<byte> name)
    {
        if (number >= 0)
        {
            PutNumber(tokens, ref used, number);
            return;
        }

        tokens[used++] = OtherName;
        Put(tokens, ref used, name);
    }

    private static void PutNumber(Span<byte> tokens, ref int used, int number)
    {
        if (number < Shorts)
        {
            tokens[used++] = (byte)(FirstShort + number);
            return;
        }

        tokens[used++] = number < Shorts + Names ? Name : LateName;
        tokens[used++] = (byte)((number - Shorts) % Names);
    }

    private static void Put(Span<byte> tokens, ref int used, ReadOnlySpan<byte> text)
    {
        text.CopyTo(tokens[used..]);
        used += text.Length;
        tokens[used++] = End;
    }

    private static bool Take(ref int at, int count)
    {
        at += count;
        return true;
    }

    private static bool Put(Span<byte> json, ref int written, byte sign)
    {
        if (written == json.Length)
            return false;
        json[written++] = sign;
        return true;
    }

    private static bool PutName(Span<byte> json, ref int written, int number)
    {
        if (number >= Table.Length)
            return false;
        var name = Padded[number];
        if (name.Length == Some && json.Length - written >= Some)
            Vector256.Create<byte>(name).CopyTo(json[written..]);
        else if (!Table[number].AsSpan().TryCopyTo(json[written..]))
            return false;
        written += Table[number].Length;
        return true;
    }

    // A string of few bytes, where there is room to write some more for the moment.
    private static bool TryPutShort(ReadOnlySpan<byte> tokens, ref int at, Span<byte> json, ref int written)
    {
        if (tokens.Length - at < Some || json.Length - written < Some + 2)
            return false;
        var letters = Vector256.Create(tokens.Slice(at, Some));
        var length = BitOperations.TrailingZeroCount(Vector256.Equals(letters, Vector256<byte>.Zero).ExtractMostSignificantBits());
        if (length >= Some)
            return false;
        json[written] = (byte)'"';
        letters.CopyTo(json[(written + 1)..]);
        json[written + 1 + length] = (byte)'"';
        written += length + 2;
        at += length + 1;
        return true;
    }

    private static bool PutToEnd(ReadOnlySpan<byte> tokens, ref int at, Span<byte> json, ref int written, ReadOnlySpan<byte> before, ReadOnlySpan<byte> behind)
    {
        var length = tokens[at..].IndexOf(End);
        if (length < 0 || before.Length + length + behind.Length > json.Length - written)
            return false;
        var target = json[written..];
        before.CopyTo(target);
        tokens.Slice(at, length).CopyTo(target[before.Length..]);
        behind.CopyTo(target[(before.Length + length)..]);
        written += before.Length + length + behind.Length;
        at += length + 1;
        return true;
    }

    // By its length, its first four letters and its last four.
    private static int Slot(ReadOnlySpan<byte> name)
    {
        var key = name.Length < sizeof(uint)
            ? (ulong)(name.Length > 0 ? name[0] << 8 | name[^1] : 0)
            : BinaryPrimitives.ReadUInt32LittleEndian(name) | (ulong)BinaryPrimitives.ReadUInt32LittleEndian(name[^sizeof(uint)..]) << 32;
        return (int)(((key ^ (ulong)name.Length << 56) * 0x9E3779B97F4A7C15) >> (64 - SlotBits));
    }

    private static int[] Fill()
    {
        var slots = new int[1 << SlotBits];
        foreach (var (number, name) in Table.Index())
        {
            var at = Slot(name.AsSpan(1, name.Length - 3));
            while (slots[at] > 0)
                at = (at + 1) & (slots.Length - 1);
            slots[at] = number + 1;
        }

        return slots;
    }

    private static IEnumerable<string> Read()
    {
        using var file = new StreamReader(typeof(RecordTokens).Assembly.GetManifestResourceStream("store/record-keys.txt")!);
        return [.. file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')];
    }
}
