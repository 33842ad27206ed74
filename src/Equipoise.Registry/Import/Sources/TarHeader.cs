using System.Text;

namespace Equipoise.Registry.Import.Sources;

/// <summary>One 512-byte header of a tar archive (POSIX ustar with the GNU and pax extensions).</summary>
internal readonly ref struct TarHeader(ReadOnlySpan<byte> block)
{
    public const int BlockSize = 512;
    private readonly ReadOnlySpan<byte> block = block;

    /// <summary>The kind of entry: <c>'0'</c> or zero for a file.</summary>
    public char Type => (char)block[156];

    public bool IsFile => Type is '0' or '\0' or '7';

    /// <summary>The length of what follows, without padding; negative where the field cannot be read.</summary>
    public long Size => Number(block.Slice(124, 12));

    public string Name
    {
        get
        {
            var name = Text(block[..100]);
            return block.Slice(257, 5).SequenceEqual("ustar"u8) && block[345] != 0 && block[263] != ' ' ? $"{Text(block.Slice(345, 155))}/{name}" : name;
        }
    }

    /// <summary>True for a block whose checksum says that it is a header; old archives have no other mark.</summary>
    public static bool IsOne(ReadOnlySpan<byte> block)
    {
        if (block.Length < BlockSize || block[0] == 0)
            return false;
        long sum = 8 * ' ';
        for (var i = 0; i < BlockSize; i++)
            sum += i is >= 148 and < 156 ? 0 : block[i];
        return Number(block.Slice(148, 8)) == sum;
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    private static long Number(ReadOnlySpan<byte> field)
    {
        // Sizes from 8 GB on are written in base 256, marked by the first bit.
        var isBinary = (field[0] & 0x80) != 0;
        long number = isBinary ? field[0] & 0x7F : 0;
        foreach (var digit in isBinary ? field[1..] : field.Trim(" \0"u8))
        {
            if (number > long.MaxValue >> 8 || (!isBinary && digit is < (byte)'0' or > (byte)'7'))
                return -1;
            number = isBinary ? (number << 8) | digit : (number << 3) | (uint)(digit - '0');
        }

        return number;
    }
}
