using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Equipoise.Registry.Import.Sources;

namespace Equipoise.Registry.Tests.Import.Sources;

/// <summary>Sources as the tests need them.</summary>
internal static class Made
{
    /// <summary>The smallest record there is.</summary>
    public static string Study(int number, string more = "") =>
        $$$"""{"protocolSection":{"identificationModule":{"nctId":"NCT{{{number:D8}}}"}{{{more}}}},"hasResults":false}""";

    /// <summary>Several, joined.</summary>
    public static string Studies(string between, params IEnumerable<int> numbers) => string.Join(between, numbers.Select(number => Study(number)));

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(content);
        return packed.ToArray();
    }

    public static byte[] Zip(params IEnumerable<(string Name, byte[] Content)> entries)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }

    public static byte[] Tar(TarEntryFormat format, params IEnumerable<(string Name, byte[] Content)> entries)
    {
        using var packed = new MemoryStream();
        using (var tar = new TarWriter(packed, format, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                TarEntry entry = format switch
                {
                    TarEntryFormat.Pax => new PaxTarEntry(TarEntryType.RegularFile, name),
                    TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, name),
                    TarEntryFormat.V7 => new V7TarEntry(TarEntryType.V7RegularFile, name),
                    _ => new UstarTarEntry(TarEntryType.RegularFile, name),
                };
                entry.DataStream = new MemoryStream(content);
                tar.WriteEntry(entry);
            }
        }

        return packed.ToArray();
    }

    /// <summary>What is read from a file of this name and content.</summary>
    public static List<ImportItem> Items(string name, byte[] content, ReadLimits? limits = null) => Items(name, content, limits, out _);

    /// <summary>What is read from a file of this name and content, and what reading cost.</summary>
    public static List<ImportItem> Items(string name, byte[] content, ReadLimits? limits, out ReadMeter meter)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.PathTo(name), content);
        var sources = new StudySources(limits);
        meter = sources.Meter;
        return [.. sources.Read(folder.PathTo(name))];
    }

    public static List<ImportItem> Items(string name, string content) => Items(name, Bytes(content));

    /// <summary>Ids and sentences in one line each, for short expectations.</summary>
    public static string[] Lines(this IEnumerable<ImportItem> items) =>
        [.. items.Select(item => item.Rejection is { } sentence ? $"{item.Position}: {sentence}" : $"{item.Position}: {item.Id}")];
}
