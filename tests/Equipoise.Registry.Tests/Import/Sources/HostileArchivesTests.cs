using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using Equipoise.Registry.Import.Sources;

namespace Equipoise.Registry.Tests.Import.Sources;

/// <summary>Packed files and archives that lie, are damaged or cut off.</summary>
public sealed class HostileArchivesTests
{
    private const long FirstBuffer = 64 * 1024;
    private const string Good = "NCT00000001";

    [Theory]
    [InlineData("x.json.gz")]
    [InlineData("x.zip")]
    [InlineData("x.tar.gz")]
    public void What_unpacks_out_of_all_proportion_is_stopped(string name)
    {
        var blanks = Made.Bytes($"[{Made.Study(1)},{new string(' ', 8_000_000)}{Made.Study(2)}]");
        var packed = Path.GetExtension(name) == ".zip" ? Made.Zip(("a.json", blanks)) :
            name.Contains(".tar", StringComparison.Ordinal) ? Made.Gzip(Made.Tar(TarEntryFormat.Pax, ("a.json", blanks))) : Made.Gzip(blanks);

        var items = Made.Items(name, packed, new ReadLimits { ExpansionFloor = 1_000_000, ExpansionRatio = 50 }, out var meter);

        items[0].Id!.ToString().ShouldBe(Good);
        items[1].Rejection!.ShouldContain("to more than 50 times its size");
        items.Count(item => item.Id is not null).ShouldBe(1);
        meter.PeakBufferedBytes.ShouldBe(FirstBuffer);
    }

    [Fact]
    public void Entries_that_share_their_packed_bytes_are_stopped_in_the_sum()
    {
        // All directory lines are made to point to the first entry.
        var zip = Made.Zip(Enumerable.Range(0, 200).Select(i => ($"{i:D3}.json", Made.Bytes(i == 0 ? $"[{Made.Study(1)}{new string(' ', 500_000)}]" : "[]"))));
        for (var at = 0; (at = zip.AsSpan(at).IndexOf("PK\x01\x02"u8) is var next and >= 0 ? at + next : -1) >= 0; at += 46)
        {
            var first = zip.AsSpan().IndexOf("PK\x01\x02"u8);
            zip.AsSpan(first + 16, 12).CopyTo(zip.AsSpan(at + 16));
            BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(at + 42), 0);
        }

        var items = Made.Items("x.zip", zip, new ReadLimits { ExpansionFloor = 1_000_000, ExpansionRatio = 200 });

        items.Count.ShouldBeLessThan(100);
        items[^1].Rejection!.ShouldStartWith("The archive unpacks to more than 200 times its size");
    }

    [Fact]
    public void Names_in_archives_are_labels_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.PathTo("x.zip"), Made.Zip(("../../evil\u001b[31m\u202E.json", Made.Bytes(Made.Study(1))), ("/etc/passwd", Made.Bytes(Made.Study(2)))));

        var items = new StudySources().Read(folder.PathTo("x.zip")).ToList();

        items.Select(item => item.Source.Split('!')[1]).ShouldBe(["../../evil\uFFFD[31m\uFFFD.json", "/etc/passwd"]);
        Directory.EnumerateFileSystemEntries(folder.Path).Count().ShouldBe(1);
        Directory.EnumerateFiles(Path.GetDirectoryName(folder.Path)!, "evil*").ShouldBeEmpty();
    }

    [Fact]
    public void Encrypted_and_strangely_packed_entries_are_refused_and_their_neighbors_read()
    {
        var zip = Made.Zip(("a.json", Made.Bytes(Made.Study(1))), ("b.json", Made.Bytes(Made.Study(2))), ("c.json", Made.Bytes(Made.Study(3))));
        var first = zip.AsSpan().IndexOf("PK\x01\x02"u8);
        var second = first + 4 + zip.AsSpan(first + 4).IndexOf("PK\x01\x02"u8);
        zip[first + 8] |= 1;
        zip[second + 10] = 9;

        Made.Items("x.zip", zip).Lines().ShouldBe([
            "byte 0: The entry is encrypted; unpack the archive with its password first.",
            "byte 0: The entry is packed by method 9, which is not supported; unpack the archive first.",
            "element 1: NCT00000003"]);
    }

    [Fact]
    public void Damaged_packed_data_ends_its_entry_only()
    {
        var zip = Made.Zip(("a.json", Made.Bytes(Made.Studies("\n", Enumerable.Range(1, 500)))), ("b.json", Made.Bytes(Made.Study(900))));
        zip.AsSpan(1000, 200).Fill(0xFF);

        var items = Made.Items("x.zip", zip);

        items[^1].Id!.ToString().ShouldBe("NCT00000900");
        items.ShouldContain(item => item.Rejection != null);
    }

    [Fact]
    public void An_entry_whose_checksum_is_another_is_refused()
    {
        var zip = Made.Zip(("a.json", Made.Bytes(Made.Study(1))), ("b.json", Made.Bytes(Made.Study(2, $",\"x\":\"{new string('é', 100_001)}\""))));
        zip[zip.AsSpan().IndexOf("PK\x01\x02"u8) + 16]++;

        Made.Items("x.zip", zip).Lines().ShouldBe([
            "element 1: The entry is damaged: its checksum is another; load the archive again.",
            "element 1: NCT00000002"]);
    }

    [Theory]
    [InlineData("x.zip", "The zip archive has no directory at its end")]
    [InlineData("x.json.gz", "")]
    [InlineData("x.tar", "")]
    public void An_archive_cut_off_gives_what_can_be_read_and_a_sentence(string name, string sentence)
    {
        var study = Made.Bytes(Made.Studies("\n", Enumerable.Range(1, 2000)));
        var whole = name switch
        {
            "x.zip" => Made.Zip(("a.ndjson", study)),
            "x.tar" => Made.Tar(TarEntryFormat.Pax, ("a.ndjson", study)),
            _ => Made.Gzip(study),
        };

        var items = Made.Items(name, whole[..(whole.Length / 2)]);

        items[^1].Rejection!.ShouldStartWith(sentence);
        if (name != "x.zip")
            items.Count(item => item.Id is not null).ShouldBeInRange(100, 1999);
    }

    [Fact]
    public void A_gzip_cut_off_where_a_line_ends_is_not_taken_for_whole()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Made.Bytes(Made.Studies("\n", Enumerable.Range(1, 100)) + "\n"));
            gzip.Flush();
        }

        var flushed = packed.ToArray().AsSpan();
        var items = Made.Items("x.ndjson.gz", flushed[..(flushed.Length - 10)].ToArray());

        items.Count(item => item.Id is not null && item.Rejection is null).ShouldBe(99);
        items[^1].Rejection.ShouldBe("The packed data was cut off or altered: its checksum is not at its end; load the file again.");
        items[^1].Id!.ToString().ShouldBe("NCT00000100");
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(40)]
    [InlineData(60)]
    public void A_gzip_cut_off_near_its_beginning_is_cut_off_and_not_empty(int kept)
    {
        var items = Made.Items("x.json.gz", Made.Gzip(Made.Bytes(Made.Study(1)))[..kept]);

        items[^1].Rejection.ShouldBe("The packed data was cut off or altered: its checksum is not at its end; load the file again.");
        items.ShouldAllBe(item => !item.Rejection!.Contains("empty"));
    }

    [Theory]
    [InlineData("without its checksum", "The packed data was cut off or altered")]
    [InlineData("with another checksum", "The packed data was cut off or altered")]
    [InlineData("with rubbish behind it", "Behind the end of the packed data stands what does not belong to it")]
    [InlineData("with half a header behind it", "Behind the end of the packed data stands what does not belong to it")]
    public void A_gzip_whose_end_is_wrong_is_refused(string kind, string sentence)
    {
        var whole = Made.Gzip(Made.Bytes(Made.Study(1)));
        byte[] bad = kind switch
        {
            "without its checksum" => whole[..^8],
            "with another checksum" => [.. whole[..^8], (byte)(whole[^8] ^ 1), .. whole[^7..]],
            "with rubbish behind it" => [.. whole, .. "rubbish"u8],
            _ => [.. whole, .. whole[..7]],
        };

        Made.Items("x.json.gz", bad).ShouldHaveSingleItem().Rejection!.ShouldStartWith(sentence);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40_000)]
    public void Gzip_files_put_behind_each_other_and_filled_up_are_one(int studies)
    {
        byte[] joined = [.. Made.Gzip(Made.Bytes(Made.Studies("\n", Enumerable.Range(1, studies)) + "\n")), .. Named(Made.Gzip(Made.Bytes(Made.Study(99_000)))), .. Made.Gzip([]), .. new byte[5000]];

        var items = Made.Items("x.ndjson.gz", joined);

        items.Count.ShouldBe(studies + 1);
        items.ShouldAllBe(item => item.Rejection == null);

        // With every optional part of a header (RFC 1952, section 2.3).
        static byte[] Named(byte[] gzip) => [.. gzip[..3], 2 | 4 | 8 | 16, .. gzip[4..10], 3, 0, 1, 2, 3, .. "name\0comment\0"u8, 9, 9, .. gzip[10..]];
    }

    [Fact]
    public void A_tar_cut_off_between_two_files_is_not_taken_for_whole()
    {
        var whole = Made.Tar(TarEntryFormat.Ustar, ("a.json", Made.Bytes(Made.Study(1))), ("b.json", Made.Bytes(Made.Study(2))));

        Made.Items("x.tar", whole[..1024]).Lines().ShouldBe([
            "element 1: NCT00000001", "byte 1024: The archive has no end, as one that was cut off, at byte 1024; what follows was not read."]);
    }

    [Fact]
    public void An_archive_within_an_archive_and_a_file_packed_twice_are_refused()
    {
        var (zip, tar, study) = (Made.Zip(("a.json", Made.Bytes(Made.Study(1)))), Made.Tar(TarEntryFormat.Pax, ("a.json", Made.Bytes(Made.Study(1)))), Made.Bytes(Made.Study(2)));

        foreach (var items in new[] { Made.Items("x.zip", Made.Zip(("a.zip", zip), ("a.tar", tar), ("b.json", study))), Made.Items("x.tar", Made.Tar(TarEntryFormat.Pax, ("a.zip", zip), ("a.tar", tar), ("b.json", study))) })
        {
            items.Lines().ShouldBe([
                "byte 0: It is an archive within an archive; unpack the outer one first.",
                "byte 0: It is an archive within an archive; unpack the outer one first.",
                "element 1: NCT00000002"]);
        }

        Made.Items("x.gz", Made.Gzip(Made.Gzip(study))).Lines().ShouldBe(["byte 0: The file is packed twice; unpack it once first."]);
    }
}
