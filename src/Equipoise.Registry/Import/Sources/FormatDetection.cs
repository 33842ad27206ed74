using System.Text;

namespace Equipoise.Registry.Import.Sources;

/// <summary>Tells what a source is from its first bytes; its name is never asked.</summary>
internal static class FormatDetection
{
    private static readonly (byte[] Magic, string Name)[] ForeignArchives =
    [
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], "xz"),
        ([(byte)'B', (byte)'Z', (byte)'h'], "bzip2"),
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "7z"),
        ([(byte)'R', (byte)'a', (byte)'r', (byte)'!'], "rar"),
    ];

    public static SourceFormat Of(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
            return SourceFormat.Empty;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return SourceFormat.Gzip;
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8))
            return SourceFormat.Zip;
        if (ForeignArchiveName(head) is not null)
            return SourceFormat.ForeignArchive;
        if (TarHeader.IsOne(head))
            return SourceFormat.Tar;
        return OfText(head);
    }

    /// <summary>The name of the packing that <see cref="SourceFormat.ForeignArchive"/> stands for.</summary>
    public static string? ForeignArchiveName(ReadOnlySpan<byte> head)
    {
        foreach (var (magic, name) in ForeignArchives)
        {
            if (head.StartsWith(magic))
                return name;
        }

        return null;
    }

    /// <summary>The encoding of a text, by its byte order mark or, for UTF-16 without one, by the zero in its first
    /// character; null for UTF-8.</summary>
    public static (Encoding? Encoding, int MarkLength) EncodingOf(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (null, 3),
        [0xFF, 0xFE, 0, 0, ..] => (new UTF32Encoding(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true), 4),
        [0xFF, 0xFE, ..] => (new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true), 2),
        [0xFE, 0xFF, ..] => (new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true), 2),
        [not 0, 0, not 0, 0, ..] => (new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true), 0),
        [0, not 0, 0, not 0, ..] => (new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true), 0),
        _ => (null, 0),
    };

    private static SourceFormat OfText(ReadOnlySpan<byte> head)
    {
        var (encoding, mark) = EncodingOf(head);
        var text = encoding is null ? Encoding.Latin1.GetString(head[mark..]) : Encoding.GetEncoding(encoding.CodePage).GetString(head[mark..]);
        var start = text.AsSpan().TrimStart(" \t\r\n");
        return start switch
        {
            [] => head.Length < 512 ? SourceFormat.Empty : SourceFormat.Json,
            ['{' or '[', ..] => SourceFormat.Json,
            ['<', ..] => SourceFormat.Xml,
            _ => SourceFormat.Unknown,
        };
    }
}
