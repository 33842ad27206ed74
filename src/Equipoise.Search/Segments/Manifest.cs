using System.Globalization;
using System.Text;
using System.Text.Json;
using Equipoise.Search.Files;
using Equipoise.Search.Schema;

namespace Equipoise.Search.Segments;

/// <summary>What an index consists of at one commit: a JSON document and, on a line of its own, its checksum.</summary>
internal sealed record Manifest(
    long Generation, DateTimeOffset Committed, uint Schema, long NextSegment, IReadOnlyDictionary<string, string> UserData, IReadOnlyList<SegmentEntry> Segments)
{
    private const string Prefix = "generation-";
    private const string Suffix = ".manifest";
    private const int FormatVersion = 6;

    /// <summary>The format's version, so that a program never misreads what another wrote.</summary>
    public int Format { get; init; } = FormatVersion;

    public static string NameOf(long generation) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{generation:D10}{Suffix}");

    public static uint Fingerprint(IndexSchema schema) => Checksum.Of(Encoding.UTF8.GetBytes(schema.Describe()));

    /// <summary>The generations that a folder has manifests of, oldest first.</summary>
    public static IReadOnlyList<long> Generations(string folder) => !Directory.Exists(folder) ? [] :
        [.. Directory.EnumerateFiles(folder, $"{Prefix}*{Suffix}")
            .Select(path => Path.GetFileName(path)[Prefix.Length..^Suffix.Length])
            .Where(number => long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(number => long.Parse(number, CultureInfo.InvariantCulture))
            .Order()];

    /// <summary>Reads the manifest of a generation.</summary>
    /// <exception cref="SearchException">It is damaged, or was written with another schema or format.</exception>
    public static Manifest Read(string folder, long generation, IndexSchema schema)
    {
        var path = Path.Combine(folder, NameOf(generation));
        var bytes = File.ReadAllBytes(path);
        var end = bytes.AsSpan().LastIndexOf((byte)'\n');
        if (end < 0 || !bytes.AsSpan(end + 1).SequenceEqual(Encoding.ASCII.GetBytes(Line(Checksum.Of(bytes.AsSpan(0, end))))))
            throw MappedFile.Damage(path, "was altered or is cut off (its checksum differs)");
        var manifest = JsonSerializer.Deserialize<Manifest>(bytes.AsSpan(0, end))!;
        if (manifest.Format != FormatVersion)
            throw new SearchException($"The index in {folder} has format {manifest.Format} and this program reads format {FormatVersion}: build the index again.") { IsDamage = true };
        if (manifest.Schema != Fingerprint(schema))
            throw new SearchException($"The index in {folder} was built with other fields or groups: build it again.") { IsDamage = true };
        return manifest;
    }

    /// <summary>Writes it in one step: whoever opens the folder finds this generation or the one before, whole.</summary>
    public void Write(string folder)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this);
        var path = Path.Combine(folder, NameOf(Generation));
        using (var stream = new FileStream($"{path}.new", FileMode.Create, FileAccess.Write))
        {
            stream.Write(json);
            stream.WriteByte((byte)'\n');
            stream.Write(Encoding.ASCII.GetBytes(Line(Checksum.Of(json))));
            stream.Flush(flushToDisk: true);
        }

        IndexFolder.Publish($"{path}.new", path);
    }

    private static string Line(uint checksum) => checksum.ToString("x8", CultureInfo.InvariantCulture);
}
