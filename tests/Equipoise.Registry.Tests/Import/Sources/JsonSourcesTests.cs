using System.Text;
using Equipoise.Registry.Import.Sources;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Registry.Tests.Import.Sources;

public sealed class JsonSourcesTests
{
    public static TheoryData<string, string> Forms => new()
    {
        { "a list", $"[{Made.Studies(",", 1, 2, 3)}]" },
        { "a list over lines", $"[\n  {Made.Studies("\n ,\n  ", 1, 2, 3)}\n]\n" },
        { "a page", $$"""{"totalCount":3,"studies":[{{Made.Studies(",", 1, 2, 3)}}],"nextPageToken":"x"}""" },
        { "a page over lines", $"{{\"studies\":[\n{Made.Studies(",\n", 1, 2, 3)}\n],\"nextPageToken\":\"x\"}}" },
        { "pages one after another", $$"""{"studies":[{{Made.Studies(",", 1, 2)}}]} {"studies":[]} {"studies":[{{Made.Study(3)}}]}""" },
        { "records on lines", Made.Studies("\n", 1, 2, 3) },
        { "records on lines with blanks", $"\n{Made.Studies("\r\n\r\n", 1, 2, 3)}\r\n" },
        { "records over lines one after another", Made.Studies("\n", 1, 2, 3).Replace("{", "{\n", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Each_form_gives_its_records(string form, string json) =>
        Made.Items("source", json).Select(item => item.Id?.ToString()).ShouldBe(["NCT00000001", "NCT00000002", "NCT00000003"], form);

    [Fact]
    public void A_page_that_has_its_list_twice_gives_both() =>
        Made.Items("x", $"{{\"studies\":[{Made.Study(1)}],\"totalCount\":2,\"studies\":[{Made.Study(2)}],\"more\":{{\"studies\":[7]}}}}").Lines()
            .ShouldBe(["element 1: NCT00000001", "element 1: NCT00000002"]);

    [Fact]
    public void A_single_study_gives_its_written_form()
    {
        var item = Made.Items("NCT00000007.json", """{ "protocolSection": { "identificationModule": { "nctId": "NCT00000007", "x": 1.50, "t": "\u00e9" } }, "later": [ ] }""").ShouldHaveSingleItem();

        item.Rejection.ShouldBeNull();
        item.Notes.ShouldBeEmpty();
        item.Source.ShouldEndWith("NCT00000007.json");
        Encoding.UTF8.GetString(item.Json.Span).ShouldBe("""{"protocolSection":{"identificationModule":{"nctId":"NCT00000007","x":1.50,"t":"é"}},"later":[]}""");
    }

    [Fact]
    public void Positions_count_elements_of_a_list_and_lines_of_lines()
    {
        Made.Items("list", $"[{Made.Studies(",", 1, 2)}]").Lines().ShouldBe(["element 1: NCT00000001", "element 2: NCT00000002"]);
        Made.Items("x.ndjson", $"\n{Made.Studies("\n\n", 1, 2)}").Lines().ShouldBe(["line 2: NCT00000001", "line 4: NCT00000002"]);
    }

    [Fact]
    public void UTF_8_and_UTF_16_with_their_marks_and_UTF_16_without_are_read()
    {
        var json = Made.Study(1, ",\"x\":\"é≥😀\"");

        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
            Text(Made.Items("x", [.. encoding.GetPreamble(), .. encoding.GetBytes(json)])).ShouldBe(json, encoding.WebName);
        Text(Made.Items("x", Encoding.Unicode.GetBytes(json))).ShouldBe(json);
        Text(Made.Items("x", Encoding.BigEndianUnicode.GetBytes(json))).ShouldBe(json);
    }

    [Fact]
    public void A_studies_text_or_a_deeper_list_of_that_name_is_no_page() =>
        Made.Items("x", """{"a":"studies","b":["studies",[]],"c":{"studies":[1]},"protocolSection":{"identificationModule":{"nctId":"NCT00000001"}}}""")
            .Lines().ShouldBe(["element 1: NCT00000001"]);

    [Fact]
    public void Records_are_found_whatever_the_place_where_a_buffer_ends() =>
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, 70_000), 6).ToArbitrary(), lengths =>
        {
            // The buffer has 64 KB: with texts of such lengths its end falls into brackets, escapes and characters alike.
            var studies = lengths.Select((length, i) => Made.Study(i + 1, $",\"x\":\"{string.Concat(Enumerable.Repeat("\\\"é]", length / 5))}{new string('\\', length % 2 * 2)}\"")).ToList();
            Expect($"[{string.Join(",", studies)}]");
            Expect(string.Join("\n", studies));
            Expect($"{{\"studies\":[{string.Join(",\n", studies)}]}}");

            void Expect(string json) => Made.Items("x", json).Select(item => Encoding.UTF8.GetString(item.Json.Span)).ShouldBe(studies);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Thoroughness.Full ? 500 : 20).WithReplay(seed: 20261122, gamma: 1));

    [Fact]
    public void Every_real_record_is_read_as_it_stands()
    {
        var path = Repository.SharedPathTo("ctgov", "studies", "studies.ndjson");

        var items = new StudySources().Read(path).ToList();

        items.Select(item => Encoding.UTF8.GetString(item.Json.Span)).ShouldBe(File.ReadLines(path));
        items.ShouldAllBe(item => item.Rejection == null && item.Notes.Count == 0);
    }

    private static string Text(List<ImportItem> items) => Encoding.UTF8.GetString(items.ShouldHaveSingleItem().Json.Span);
}
