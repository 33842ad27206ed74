using System.Text;
using Equipoise.Registry.Import.Sources;

namespace Equipoise.Registry.Tests.Import.Sources;

/// <summary>Bad input: one sentence each, the good neighbors read, memory bounded.</summary>
public sealed class HostileSourcesTests
{
    private const long FirstBuffer = 64 * 1024;
    private const string Good = "NCT00000001";

    public static TheoryData<string, string, string> BadRecords => new()
    {
        { "no object", "7", "The element is not an object" },
        { "a list", "[{}]", "The record is not a study" },
        { "a text", "\"{\"", "The record is not a study" },
        { "no JSON inside", "{\"a\":nothing}", "The record is not JSON: line 1," },
        { "no id", "{\"protocolSection\":{}}", "The record is not a study: it has no protocolSection.identificationModule.nctId" },
        { "an id that is none", Identified("\"ILLUMINE\""), "'ILLUMINE' is not a study id" },
        { "an id that is a number", Identified("7264075"), "The record is not a study" },
        { "an id within a list", Identified("[\"NCT00000003\"]"), "The record is not a study" },
        { "a synthetic id", Identified("\"SYN00000001\""), "SYN00000001 is the id of a synthetic study" },
        { "two ids", Identified("\"NCT00000003\",\"nctId\":\"NCT00000004\""), "The record has two ids, 'NCT00000003' and 'NCT00000004'" },
        { "half a character", Made.Study(3, ",\"x\":\"\\ud800\""), "The record has half of a surrogate pair" },
        { "a nested bomb", Made.Study(3, $",\"x\":{new string('[', 5000)}{new string(']', 5000)}"), "The record is nested deeper than 64 levels" },
        { "a record too large", Made.Study(3, $",\"x\":\"{new string('x', 3_000_000)}\""), "The record is larger than 2 MB; no study is." },
    };

    [Theory]
    [MemberData(nameof(BadRecords))]
    public void A_bad_record_costs_its_neighbors_nothing(string kind, string bad, string sentence)
    {
        var sources = new (string Name, string Json)[]
        {
            ("list", $"[{Made.Study(1)},{bad},{Made.Study(2)}]"),
            ("page", $$"""{"studies":[{{Made.Study(1)}},{{bad}},{{Made.Study(2)}}]}"""),
            ("x.ndjson", $"{Made.Study(1)}\n{bad}\n{Made.Study(2)}"),
        };
        foreach (var (name, json) in sources)
        {
            var items = Made.Items(name, Made.Bytes(json), new ReadLimits { RecordBytes = 2 * 1024 * 1024 }, out var meter);

            items.Count.ShouldBe(3, $"{kind} in {name}");
            items[0].Id!.ToString().ShouldBe(Good);
            items[2].Id!.ToString().ShouldBe("NCT00000002");
            items[1].Rejection.ShouldNotBeNull();
            if (name == "x.ndjson" && bad == "7")
                continue; // On a line of its own it is a record, though no study.
            items[1].Rejection!.ShouldStartWith(sentence, Case.Sensitive, $"{kind} in {name}");
            meter.PeakBufferedBytes.ShouldBeLessThanOrEqualTo(4 * 1024 * 1024);
        }
    }

    [Theory]
    [InlineData("{\"a\":1")]
    [InlineData("{\"protocolSection\":{\"identif")]
    [InlineData("{\"a\":[}]")]
    [InlineData("{\"a\":1}}")]
    [InlineData("{{")]
    [InlineData("{rubbish")]
    public void On_lines_even_wrong_brackets_cost_one_line(string bad)
    {
        var items = Made.Items("x.ndjson", $"{bad}\n{Made.Study(1)}\n{bad}\n{Made.Study(2)}\n");

        items.Lines().Where(line => line.Contains("NCT", StringComparison.Ordinal)).ShouldBe(["line 2: NCT00000001", "line 4: NCT00000002"]);
        items.Count(item => item.Rejection is not null).ShouldBe(2);
        items.Where(item => item.Rejection is not null).ShouldAllBe(item => item.Rejection!.StartsWith("The record is not", StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_are_recognized_although_the_first_is_cut_off_and_the_name_says_nothing() =>
        Made.Items("x", $"{Made.Study(9)[..30]}\n{Made.Studies("\n", 1, 2)}").Lines()[1..].ShouldBe(["line 2: NCT00000001", "line 3: NCT00000002"]);

    [Theory]
    [InlineData("[A,B", "byte 176: The source ends within a list at byte 176; 2 records were read before it, and what follows was not read.")]
    [InlineData("[A,{\"a\":{", "The source ends within a record at byte")]
    [InlineData("[A B]", "byte 89: The source has no comma between two elements at byte 89; 1 record was read before it")]
    [InlineData("[A,{\"a\":[}]", "The source is no JSON at byte")]
    [InlineData("[A,}]", "byte 89: The source is no JSON at byte 89; 1 record was read")]
    [InlineData("{\"studies\":[A]", "The source ends within a page at byte")]
    [InlineData("{\"studies\":[A]]", "The source is no JSON at byte")]
    [InlineData("[A] rubbish", "The source is no JSON at byte 90")]
    public void Where_brackets_are_wrong_the_source_ends_and_says_where(string json, string sentence)
    {
        var items = Made.Items("x", json.Replace("A", Made.Study(1), StringComparison.Ordinal).Replace("B", Made.Study(2), StringComparison.Ordinal));

        items[0].Id!.ToString().ShouldBe(Good);
        items[^1].Rejection.ShouldNotBeNull();
        items.Lines()[^1].ShouldContain(sentence);
    }

    [Fact]
    public void A_study_cut_off_is_refused() =>
        Made.Items("x", Made.Study(1)[..^4]).Lines().ShouldHaveSingleItem().ShouldContain("The source ends within a record at byte");

    [Fact]
    public void A_record_of_12_MB_is_read_and_one_of_20_MB_is_not()
    {
        var large = Made.Study(1, $",\"x\":\"{new string('x', 12 * 1024 * 1024)}\"");
        var tooLarge = Made.Study(2, $",\"x\":\"{new string('x', 20 * 1024 * 1024)}\"");

        var items = Made.Items("x", Made.Bytes($"[{large},{tooLarge},{Made.Study(3)}]"), null, out var meter);

        items.Select(item => item.Id?.ToString()).ShouldBe([Good, null, "NCT00000003"]);
        items[0].Json.Length.ShouldBe(large.Length);
        items[1].Rejection.ShouldBe("The record is larger than 16 MB; no study is.");
        meter.PeakBufferedBytes.ShouldBeLessThanOrEqualTo(32 * 1024 * 1024);
    }

    [Fact]
    public void Memory_does_not_grow_with_the_number_of_records()
    {
        Made.Items("x", Made.Bytes($"[{Made.Studies(",", Enumerable.Range(1, 20_000))}]"), null, out var list).Count.ShouldBe(20_000);
        Made.Items("x.ndjson", Made.Bytes(Made.Studies("\n", Enumerable.Range(1, 20_000))), null, out var lines).Count.ShouldBe(20_000);

        list.PeakBufferedBytes.ShouldBe(FirstBuffer);
        lines.PeakBufferedBytes.ShouldBe(FirstBuffer);
    }

    [Fact]
    public void A_bomb_of_brackets_is_passed_over_without_being_kept()
    {
        var items = Made.Items("x.gz", Made.Gzip(Made.Bytes(new string('[', 5_000_000))), null, out var meter);

        items.ShouldHaveSingleItem().Rejection!.ShouldStartWith("The source");
        meter.PeakBufferedBytes.ShouldBeLessThanOrEqualTo(2 * FirstBuffer);
    }

    [Fact]
    public void A_source_of_which_nothing_is_a_study_is_given_up()
    {
        var items = Made.Items("x.ndjson", string.Concat(Enumerable.Repeat("{}\n", 150_000)));

        items.Count.ShouldBe(100_001);
        items[^1].Rejection.ShouldBe("Its first 100,000 items are no studies; what follows was not read.");
        Made.Items("x.ndjson", $"{Made.Study(1)}\n{string.Concat(Enumerable.Repeat("{}\n", 120_000))}{Made.Study(2)}").Count(item => item.Rejection is null).ShouldBe(2);
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData(" \n", "The file holds nothing but blanks.")]
    [InlineData("\u0001\u0002\u0003", "It is neither JSON nor XML nor an archive of these.")]
    [InlineData("nct_id,title\nNCT00000001,x", "It is neither JSON nor XML nor an archive of these.")]
    [InlineData("BZh91AY", "It is packed as bzip2, which is not supported; unpack it first.")]
    public void What_holds_no_records_is_refused_in_a_sentence(string content, string sentence) =>
        Made.Items("x.json", content).Lines().ShouldBe([$"byte 0: {sentence}"]);

    [Theory]
    [InlineData("x.json")]
    [InlineData("x.ndjson")]
    public void A_long_file_of_blanks_is_refused_too(string name) =>
        Made.Items(name, string.Concat(Enumerable.Repeat(" \t\r\n", 40_000))).Lines().ShouldBe(["byte 0: The file holds nothing but blanks."]);

    [Fact]
    public void An_xz_archive_is_refused_by_name() =>
        Made.Items("x.tar.xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 1, 2]).Lines().ShouldBe(["byte 0: It is packed as xz, which is not supported; unpack it first."]);

    [Fact]
    public void What_is_not_there_or_empty_is_said()
    {
        using var folder = new TemporaryFolder();

        new StudySources().Read(folder.PathTo("nothing")).Lines().ShouldBe(["byte 0: There is no such file or folder."]);
        new StudySources().Read(folder.Path).Lines().ShouldBe(["byte 0: The folder holds no file."]);
        Made.Items("x.zip", Made.Zip()).Lines().ShouldBe(["byte 0: The archive holds no file."]);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_cost_one_record_and_are_named_by_their_place()
    {
        var latin = Encoding.Latin1.GetBytes($"[{Made.Study(1)},{Made.Study(2, ",\"x\":\"caf\u00e9\"")},{Made.Study(3)}]");

        var items = Made.Items("x", latin);

        items.Select(item => item.Id?.ToString()).ShouldBe([Good, null, "NCT00000003"]);
        items[1].Rejection!.ShouldBe("The record is not valid UTF-8 at byte 75 (the record starts at byte 89 of the source).");
    }

    [Fact]
    public void UTF_16_with_half_a_character_ends_the_source() =>
        Made.Items("x", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{\"a\":\""), 0x00, 0xD8, .. Encoding.Unicode.GetBytes("\"}")]).ShouldHaveSingleItem().Rejection
            .ShouldBe("The text is not valid in the encoding that its first bytes announce; what follows was not read.");

    [Fact]
    public void What_is_odd_is_noted_and_kept()
    {
        var json = """
            {"protocolSection":{"identificationModule":{"nctId":"nct5","briefTitle":"a","briefTitle":"b"},
            "statusModule":{"overallStatus":"UNHEARD_OF","statusVerifiedDate":"2020","startDateStruct":{"date":"2020-03"},"lastUpdateSubmitDate":"2020-02-29"},
            "eligibilityModule":{"minimumAge":"18 Years","maximumAge":"65 years"}},
            "documentSection":{"largeDocumentModule":{"largeDocs":[{"uploadDate":"2019-08-01T14:05"}]}}}
            """;

        var item = Made.Items("NCT00000006.json", json).ShouldHaveSingleItem();

        item.Id!.ToString().ShouldBe("NCT00000005");
        item.Notes.ShouldBe([
            "The member 'protocolSection.identificationModule.briefTitle' stands there twice; most readers see only the last.",
            "'UNHEARD_OF' in protocolSection.statusModule.overallStatus is not a value that the schema knows.",
            "The id is written 'nct5' for NCT00000005.",
            "The name of the file says NCT00000006, the record inside says NCT00000005."]);
    }

    [Theory]
    [InlineData("""{"organization":{"fullName":"a","class":"OTHER","\u0066ullName":"b"}}""", "organization.fullName", true)]
    [InlineData("""{"organization":{"unheard":1,"fullName":"a","unheard":2}}""", "organization.unheard", true)]
    [InlineData("""{"secondaryIdInfos":[{"id":"a","type":"NIH"},{"id":"b","type":"NIH"}]}""", "secondaryIdInfos.id", false)]
    [InlineData("""{"secondaryIdInfos":[{"id":"a"},{"type":"NIH","id":"b","id":"c"}]}""", "secondaryIdInfos.id", true)]
    public void A_member_that_stands_twice_in_one_object_is_noted(string identification, string member, bool isNoted)
    {
        var json = $"{{\"protocolSection\":{{\"identificationModule\":{{\"nctId\":\"NCT00000001\",{identification[1..]}}}}}";

        Made.Items("x", json).ShouldHaveSingleItem().Notes.Contains($"The member 'protocolSection.identificationModule.{member}' stands there twice; most readers see only the last.").ShouldBe(isNoted);
    }

    [Theory]
    [InlineData("""{"statusModule":{"statusVerifiedDate":"2020-13"}}""", "'2020-13' in protocolSection.statusModule.statusVerifiedDate is no date: a date is written 2025, 2025-11 or 2025-11-21.")]
    [InlineData("""{"statusModule":{"completionDateStruct":{"date":"2020-02-30"}}}""", "'2020-02-30' in protocolSection.statusModule.completionDateStruct.date is no date: a date is written 2025, 2025-11 or 2025-11-21.")]
    [InlineData("""{"eligibilityModule":{"minimumAge":"eighteen"}}""", "'eighteen' in protocolSection.eligibilityModule.minimumAge is no age or span of time: one is written 18 Years or 6 Months.")]
    [InlineData("""{"eligibilityModule":{"maximumAge":"-1 Years"}}""", "'-1 Years' in protocolSection.eligibilityModule.maximumAge is no age or span of time: one is written 18 Years or 6 Months.")]
    public void A_date_or_age_that_is_none_is_refused_with_its_place_and_its_neighbors_are_read(string protocol, string sentence)
    {
        var bad = $"{{\"protocolSection\":{{\"identificationModule\":{{\"nctId\":\"NCT00000001\"}},{protocol[1..]}}}";

        var items = Made.Items("x", $"{bad}\n{Made.Study(2)}").ToList();

        items[0].Rejection!.ShouldStartWith(sentence);
        items[0].Id!.ToString().ShouldBe("NCT00000001");
        items[1].Id!.ToString().ShouldBe("NCT00000002");
    }

    [Fact]
    public void A_value_of_another_kind_than_the_schema_has_is_noted_and_kept()
    {
        var json = """
            {"protocolSection":{"identificationModule":{"nctId":"NCT00000001","briefTitle":null},
            "designModule":{"enrollmentInfo":{"count":-5},"phases":"PHASE1"},"oversightModule":{"oversightHasDmc":"yes"},
            "eligibilityModule":{"minimumAge":5,"maximumAge":"200 Years"},"conditionsModule":{"conditions":[["Pain"]]},
            "contactsLocationsModule":{"locations":{"city":"Rome"}}}}
            """;

        Made.Items("x", json).ShouldHaveSingleItem().Notes.ShouldBe([
            "protocolSection.identificationModule.briefTitle holds null, where the schema has something else.",
            "'-5' in protocolSection.designModule.enrollmentInfo.count is less than nothing.",
            "protocolSection.designModule.phases holds a text, where the schema has something else.",
            "protocolSection.oversightModule.oversightHasDmc holds a text, where the schema has something else.",
            "protocolSection.eligibilityModule.minimumAge holds a number, where the schema has something else.",
            "'200 Years' in protocolSection.eligibilityModule.maximumAge is longer than people live.",
            "protocolSection.conditionsModule.conditions holds a list, where the schema has something else.",
            "protocolSection.contactsLocationsModule.locations holds an object, where the schema has something else."]);
    }

    private static string Identified(string id) => $"{{\"protocolSection\":{{\"identificationModule\":{{\"nctId\":{id}}}}}}}";
}
