using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Equipoise.Registry.Records;
using Equipoise.Registry.Tests.Essie;
using Equipoise.Web.Tests;
using Equipoise.Web.Tests.Api;

namespace Equipoise.Conformance.Api;

/// <summary>The API over real records, and against the tables of the real one. The twins on the project's own data are the
/// <c>Api</c> tests of the site and the <c>Essie</c> tests of the registry.</summary>
public sealed class RealRecordsApiTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    [Fact]
    public async Task Every_field_shows_of_every_record_what_the_record_has_there()
    {
        var records = Records();
        await site.StoreAsync(records);
        var fields = Table("fields.tsv").Select(cells => (Path: cells[0], Piece: cells[1])).ToList();
        fields.Count.ShouldBe(454);
        foreach (var (path, piece) in fields)
        {
            using var page = JsonDocument.Parse(await site.ApiAsync($"/studies?pageSize=1000&fields=NCTId|{piece}"));
            var shown = page.RootElement.GetProperty("studies").EnumerateArray().ToDictionary(ApiReading.IdOf, study => study.GetRawText());
            foreach (var record in records)
            {
                var whole = JsonNode.Parse(record)!;
                var expected = new JsonObject();
                Keep(whole, expected, ["protocolSection", "identificationModule", "nctId"], path.Split('.'));
                var id = (string)whole["protocolSection"]!["identificationModule"]!["nctId"]!;
                JsonNode.DeepEquals(JsonNode.Parse(shown[id]), expected).ShouldBeTrue($"{piece} of {id}: {shown[id]}");
            }
        }
    }

    [Fact]
    public async Task A_whole_record_comes_back_as_the_same_bytes()
    {
        var records = Records();
        await site.StoreAsync(records);

        foreach (var record in records)
            (await site.ApiAsync($"/studies/{StudyRecord.Parse(record).Id}")).ShouldBe(System.Text.Encoding.UTF8.GetString(RecordText.Compact(System.Text.Encoding.UTF8.GetBytes(record))));
    }

    [Fact]
    public Task Expressions_find_what_real_records_say() =>
        EssieComparison.CompareAsync([.. Records().Select(StudyRecord.Parse)], Thoroughness.Full ? 20_000 : 500);

    [Fact]
    public Task Terms_find_what_the_texts_of_real_records_say() =>
        EssieWordsComparison.CompareAsync([.. Records().Select(StudyRecord.Parse)], Thoroughness.Full ? 5_000 : 120);

    [Fact]
    public async Task Areas_and_enums_are_those_of_the_tables()
    {
        using var areas = JsonDocument.Parse(await site.ApiAsync("/studies/search-areas"));
        using var enums = JsonDocument.Parse(await site.ApiAsync("/studies/enums"));

        var parts = areas.RootElement[0].GetProperty("areas").EnumerateArray().SelectMany(area => area.GetProperty("parts").EnumerateArray().Select(part => string.Join(
            '\t',
            "Study", area.GetProperty("name").GetString(), Text(area, "param"), Text(area, "uiLabel"),
            string.Join('|', part.GetProperty("pieces").EnumerateArray().Select(piece => piece.GetString())),
            part.GetProperty("type").GetString(), part.GetProperty("isEnum").GetBoolean() ? "1" : "", part.GetProperty("isSynonyms").GetBoolean() ? "1" : "", part.GetProperty("weight").GetRawText())));
        parts.ShouldBe(Table("search-areas.tsv").Select(cells => string.Join('\t', cells)), ignoreOrder: true);
        var values = enums.RootElement.EnumerateArray().SelectMany(type => type.GetProperty("values").EnumerateArray().Select(value =>
            $"{type.GetProperty("type").GetString()}\t{value.GetProperty("value").GetString()}\t{value.GetProperty("legacyValue").GetString()}"));
        values.ShouldBe(Table("enums.tsv").Select(cells => $"{cells[0]}\t{cells[2]}\t{cells[3]}").Distinct());
    }

    [Fact]
    public async Task Fields_that_are_only_searched_have_the_types_of_the_table()
    {
        using var all = JsonDocument.Parse(await site.ApiAsync("/studies/metadata?includeIndexedOnly=true"));

        // A question mark in the table says that a name was not seen, but follows from the others.
        Below("", all.RootElement).Where(field => field.Field.TryGetProperty("indexedOnly", out _)).Select(field => $"{field.Path}\t{Text(field.Field, "piece")}\t{Text(field.Field, "type")}")
            .ShouldBe(Table("indexed-only-fields.tsv").Select(cells => string.Join('\t', cells[0], cells[1].TrimEnd('?'), cells[2])), ignoreOrder: true);
    }

    private static IEnumerable<(string Path, JsonElement Field)> Below(string path, JsonElement fields) => fields.EnumerateArray().SelectMany(field =>
    {
        var own = path.Length == 0 ? Text(field, "name") : $"{path}.{Text(field, "name")}";
        return field.TryGetProperty("children", out var children) ? Below(own, children).Prepend((own, field)) : [(own, field)];
    });

    [Fact]
    public async Task Real_records_are_answered_as_the_real_description_says()
    {
        var records = Records();
        await site.StoreAsync(records);
        var document = new OpenApiDocument(await File.ReadAllTextAsync(Repository.SharedPathTo("ctgov", "openapi-2.0.5.yaml"), TestContext.Current.CancellationToken));

        (await ContractWalk.GoAsync(site, document, StudyRecord.Parse(records[0]).Id.ToString())).ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Plain_markup_changes_nothing_but_backslashes_in_front_of_signs()
    {
        var records = Records();
        await site.StoreAsync(records);
        var markup = Table("fields.tsv").Where(cells => cells[3] == "markup").Select(cells => cells[0]).ToHashSet();

        using var page = JsonDocument.Parse(await site.ApiAsync("/studies?pageSize=1000&markupFormat=legacy"));

        var shown = page.RootElement.GetProperty("studies").EnumerateArray().ToDictionary(ApiReading.IdOf, study => JsonNode.Parse(study.GetRawText())!);
        foreach (var record in records.Select(record => JsonNode.Parse(record)!))
            JsonNode.DeepEquals(Plain(record, "", markup), shown[(string)record["protocolSection"]!["identificationModule"]!["nctId"]!]).ShouldBeTrue();
    }

    private static JsonNode Plain(JsonNode node, string path, HashSet<string> markup) => node switch
    {
        JsonObject parts => new JsonObject(parts.Select(part => KeyValuePair.Create<string, JsonNode?>(part.Key, Plain(part.Value!, path.Length == 0 ? part.Key : $"{path}.{part.Key}", markup)))),
        JsonArray items => new JsonArray([.. items.Select(item => Plain(item!, path, markup))]),
        _ when markup.Contains(path) => JsonValue.Create(Regex.Replace((string)node!, @"\\([!-/:-@\[-`{-~])", "$1", RegexOptions.None, TimeSpan.FromSeconds(1))),
        _ => node.DeepClone(),
    };

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) ? text.GetString()! : "";

    private static string[] Records() =>
        [.. File.ReadAllLines(Repository.SharedPathTo("ctgov", "studies", "studies.ndjson")).Where(record => record.Length > 0)];

    private static IEnumerable<string[]> Table(string name) =>
        File.ReadAllLines(Repository.SharedPathTo("ctgov", name)).Skip(1).Select(line => line.Split('\t'));

    // Keeps of an object what lies on one of the paths.
    private static bool Keep(JsonNode from, JsonObject into, params IReadOnlyList<string[]> paths)
    {
        foreach (var (name, value) in from.AsObject())
        {
            var on = paths.Where(path => path[0] == name).ToList();
            if (on.Count == 0 || value is null)
                continue;
            var kept = Kept(value, [.. on.Select(path => path[1..])]);
            if (kept is not null)
                into[name] = kept;
        }

        return into.Count > 0;
    }

    private static JsonNode? Kept(JsonNode value, IReadOnlyList<string[]> paths)
    {
        if (paths.Any(path => path.Length == 0))
            return value.DeepClone();
        if (value is JsonArray list)
        {
            var items = list.Select(item => Kept(item!, paths)).OfType<JsonNode>().ToArray();
            return items.Length > 0 ? new JsonArray(items) : null;
        }

        var kept = new JsonObject();
        return value is JsonObject && Keep(value, kept, paths) ? kept : null;
    }
}
