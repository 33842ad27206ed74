using System.Formats.Tar;
using Equipoise.Registry.Import.Sources;

namespace Equipoise.Registry.Tests.Import.Sources;

public sealed class ArchivesAndFoldersTests
{
    private static readonly (string, byte[])[] Entries =
    [
        ("NCT00000001.json", Made.Bytes(Made.Study(1))),
        ("below/page.json", Made.Bytes($$"""{"studies":[{{Made.Studies(",", 2, 3)}}]}""")),
        ("below/lines.ndjson.gz", Made.Gzip(Made.Bytes(Made.Studies("\n", 4, 5)))),
        ("._below", [0, 1, 2]),
    ];

    [Fact]
    public void A_packed_file_is_read_like_the_file() =>
        Made.Items("x.json.gz", Made.Gzip(Made.Bytes($"[{Made.Studies(",", 1, 2)}]"))).Lines().ShouldBe(["element 1: NCT00000001", "element 2: NCT00000002"]);

    [Fact]
    public void A_zip_gives_the_records_of_its_files_with_their_names()
    {
        var items = Made.Items("all.zip", Made.Zip(Entries));

        items.Select(item => item.Id?.ToString()).ShouldBe(["NCT00000001", "NCT00000002", "NCT00000003", "NCT00000004", "NCT00000005"]);
        items[1].Source.ShouldEndWith("all.zip!below/page.json");
        items[4].Position.ShouldBe(new SourcePosition(SourceUnit.Line, 2));
    }

    [Theory]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.V7)]
    public void A_tar_archive_of_any_format_gives_them_packed_or_not(TarEntryFormat format)
    {
        var tar = Made.Tar(format, Entries);

        foreach (var items in new[] { Made.Items("all.tar", tar), Made.Items("all.tar.gz", Made.Gzip(tar)) })
        {
            items.Select(item => item.Id?.ToString()).ShouldBe(["NCT00000001", "NCT00000002", "NCT00000003", "NCT00000004", "NCT00000005"]);
            items[1].Source.ShouldEndWith("!below/page.json");
        }
    }

    [Theory]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Ustar)]
    public void Names_too_long_for_a_tar_header_are_read_whole(TarEntryFormat format)
    {
        var folder = $"{new string('a', 90)}/{new string('b', 40)}";

        var items = Made.Items("all.tar", Made.Tar(format, ($"{folder}/NCT00000001.json", Made.Bytes(Made.Study(1))), ("NCT00000002.json", Made.Bytes(Made.Study(2)))));

        items.Select(item => item.Source.Split('!')[1]).ShouldBe([$"{folder}/NCT00000001.json", "NCT00000002.json"]);
    }

    [Fact]
    public void A_folder_gives_its_files_by_name_and_follows_no_link()
    {
        using var outside = new TemporaryFolder();
        File.WriteAllText(outside.PathTo("9.json"), Made.Study(9));
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathTo("b"));
        File.WriteAllText(folder.PathTo("c.json"), Made.Study(3));
        File.WriteAllText(folder.PathTo("a.json"), Made.Study(1));
        File.WriteAllText(Path.Combine(folder.PathTo("b"), "z.json"), Made.Study(2));
        File.WriteAllText(folder.PathTo(".hidden"), "nothing");
        Directory.CreateSymbolicLink(folder.PathTo("d"), folder.Path);
        File.CreateSymbolicLink(folder.PathTo("e.json"), outside.PathTo("9.json"));

        new StudySources().Read(folder.Path).Select(item => item.Id?.ToString()).ShouldBe(["NCT00000001", "NCT00000002", "NCT00000003"]);
    }

    [Fact]
    public void What_a_type_is_called_does_not_matter() =>
        Made.Items("study.xml", Made.Zip(("study.tar", Made.Bytes(Made.Study(1))))).Lines().ShouldBe(["element 1: NCT00000001"]);

    [Fact]
    public void Bytes_read_come_to_the_size_of_the_source()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathTo("a.json"), Made.Study(1));
        File.WriteAllBytes(folder.PathTo("b.tar.gz"), Made.Gzip(Made.Tar(TarEntryFormat.Pax, Entries)));
        var sources = new StudySources();

        sources.Read(folder.Path).Count().ShouldBe(6);

        StudySources.SizeOf(folder.Path).ShouldBeGreaterThan(0);
        sources.Meter.BytesRead.ShouldBe(StudySources.SizeOf(folder.Path));
    }
}
