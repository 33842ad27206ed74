using System.Formats.Tar;
using Equipoise.Registry.Import.Sources;

namespace Equipoise.Registry.Tests.Import.Sources;

/// <summary>Whatever is done to the bytes of a source, reading ends, with records and sentences and nothing else.</summary>
public sealed class DamagedSourcesTests
{
    private static readonly ReadLimits Small = new() { RecordBytes = 512 * 1024, ExpansionFloor = 4 * 1024 * 1024 };

    private static readonly byte[] Studies = Made.Bytes(Made.Studies("\n", 1, 2, 3));

    private static readonly byte[] OlderXml = File.ReadAllBytes(Repository.PathTo("tests", "Equipoise.Registry.Tests", "Import", "LegacyXml", "legacy-study.xml"));

    private static readonly (string Name, byte[] Content)[] Entries = [("a.json", Made.Bytes(Made.Study(4))), ("b.ndjson", Studies), ("c.xml", OlderXml)];

    public static TheoryData<string> Kinds => ["list", "page", "lines", "utf-16", "xml", "gzip", "zip", "tar", "tar.gz"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Reading_ends_whatever_the_damage(string kind)
    {
        var whole = Whole(kind);
        var chance = new Random(20261122);
        for (var trial = 0; trial < (Thoroughness.Full ? 1_000 : 100); trial++)
        {
            var damaged = Damage(whole, chance);

            var items = Made.Items("source", damaged, Small, out var meter);

            items.ShouldNotBeEmpty();
            items.ShouldAllBe(item => item.Rejection == null ? item.Id != null && item.Json.Length > 0 : item.Rejection.EndsWith('.') && item.Json.Length == 0);
            meter.PeakBufferedBytes.ShouldBeLessThanOrEqualTo(2 * 1024 * 1024);
        }
    }

    /// <summary>Turns bits, cuts off, repeats, removes or exchanges a piece.</summary>
    private static byte[] Damage(byte[] whole, Random chance)
    {
        var bytes = whole.ToList();
        for (var times = chance.Next(1, 4); times > 0 && bytes.Count > 1; times--)
        {
            var at = chance.Next(bytes.Count);
            var length = Math.Min(chance.Next(1, 200), bytes.Count - at);
            switch (chance.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << chance.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.RemoveRange(at, length);
                    break;
                case 4:
                    for (var i = 0; i < Math.Min(8, length); i++)
                        bytes[at + i] = 0xFF;
                    break;
                default:
                    bytes[at] = (byte)"{}[]\"\\,<>&\0"[chance.Next(11)];
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Whole(string kind) => kind switch
    {
        "list" => Made.Bytes($"[{Made.Studies(",\n", 1, 2, 3)}]"),
        "page" => Made.Bytes($"{{\"studies\":[{Made.Studies(",", 1, 2, 3)}],\"nextPageToken\":\"x\"}}"),
        "lines" => Studies,
        "utf-16" => [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes(Made.Studies("\n", 1, 2))],
        "xml" => OlderXml,
        "gzip" => Made.Gzip(Studies),
        "zip" => Made.Zip(Entries),
        "tar" => Made.Tar(TarEntryFormat.Pax, Entries),
        _ => Made.Gzip(Made.Tar(TarEntryFormat.Gnu, Entries)),
    };
}
