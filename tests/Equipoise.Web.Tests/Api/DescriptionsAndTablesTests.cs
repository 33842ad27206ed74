using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Equipoise.Registry.Samples;

namespace Equipoise.Web.Tests.Api;

public sealed class DescriptionsAndTablesTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    private const string Columns = "NCT Number,Study Title,Study URL,Acronym,Study Status,Brief Summary,Study Results,Conditions,Interventions,Primary Outcome Measures,Secondary Outcome Measures,Other Outcome Measures,Sponsor,Collaborators,Sex,Age,Phases,Enrollment,Funder Type,Study Type,Study Design,Other IDs,Start Date,Primary Completion Date,Completion Date,First Posted,Results First Posted,Last Update Posted,Locations,Study Documents";

    [Fact]
    public async Task A_table_has_thirty_columns_and_names_them_on_the_first_page_only()
    {
        using var first = await site.Client.GetAsync("/api/v2/studies?format=csv&pageSize=2&countTotal=true", TestContext.Current.CancellationToken);
        var token = first.Headers.GetValues("x-next-page-token").Single();
        using var second = await site.Client.GetAsync($"/api/v2/studies?format=csv&pageSize=1000&countTotal=true&pageToken={token}", TestContext.Current.CancellationToken);

        first.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        first.Headers.GetValues("x-total-count").ShouldBe([$"{SampleStudies.All.Count}"]);
        (await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n')[0].ShouldBe(Columns);
        second.Headers.Contains("x-next-page-token").ShouldBeFalse();
        second.Headers.Contains("x-total-count").ShouldBeFalse();
        (await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("Study Title");
    }

    [Fact]
    public async Task Columns_keep_their_order_whatever_order_is_asked_for() =>
        (await site.ApiAsync("/studies/NCT07264075?format=csv&fields=Phases|Sponsor,NCT%20Number")).Split('\n')[..2]
            .ShouldBe(["NCT Number,Sponsor,Phases", "NCT07264075,Groupe Oncologie Radiotherapie Tete et Cou,PHASE3"]);

    [Fact]
    public async Task A_piece_is_no_column() =>
        (await site.RefusalAsync("/studies?format=csv&fields=NCTId")).ShouldBe("Parameter 'fields' contains invalid CSV column name: 'NCTId'");

    [Fact]
    public async Task Fields_areas_and_enums_are_described()
    {
        using var fields = JsonDocument.Parse(await site.ApiAsync("/studies/metadata"));
        using var more = JsonDocument.Parse(await site.ApiAsync("/studies/metadata?includeIndexedOnly=true&includeHistoricOnly=true"));
        using var areas = JsonDocument.Parse(await site.ApiAsync("/studies/search-areas"));
        using var enums = JsonDocument.Parse(await site.ApiAsync("/studies/enums"));

        Count(fields.RootElement).ShouldBe(454);
        Count(more.RootElement).ShouldBe(454 + 77);
        areas.RootElement[0].GetProperty("areas").EnumerateArray().Single(area => area.GetProperty("name").GetString() == "ConditionSearch").GetProperty("parts")[0].ToString()
            .ShouldBe("{\"pieces\":[\"Condition\"],\"type\":\"text\",\"isEnum\":false,\"isSynonyms\":true,\"weight\":0.95}");
        enums.RootElement.EnumerateArray().Single(type => type.GetProperty("type").GetString() == "Sex").GetProperty("pieces")[0].GetString().ShouldBe("Sex");
    }

    [Fact]
    public async Task Values_and_sizes_are_counted_by_study()
    {
        using var values = JsonDocument.Parse(await site.ApiAsync("/stats/field/values?fields=OverallStatus,EnrollmentCount,StartDate,HasResults,BriefTitle,NumConditions"));
        using var sizes = JsonDocument.Parse(await site.ApiAsync("/stats/field/sizes?fields=Phase"));
        using var all = JsonDocument.Parse(await site.ApiAsync("/stats/size"));

        values.RootElement.EnumerateArray().Select(field => field.GetProperty("type").GetString()).ShouldBe(["ENUM", "INTEGER", "DATE", "BOOLEAN", "STRING", "INTEGER"]);
        foreach (var value in values.RootElement[0].GetProperty("topValues").EnumerateArray())
            (await site.IdsAsync($"filter.overallStatus={value.GetProperty("value").GetString()}")).Count.ShouldBe(value.GetProperty("studiesCount").GetInt32());
        foreach (var size in sizes.RootElement[0].GetProperty("topSizes").EnumerateArray())
            (await site.IdsAsync($"query.term=AREA[Phase:size]%20{size.GetProperty("size").GetInt32()}")).Count.ShouldBe(size.GetProperty("studiesCount").GetInt32());
        using var countries = JsonDocument.Parse(await site.ApiAsync("/stats/field/values?fields=LocationCountryCode"));
        var codes = countries.RootElement[0].GetProperty("topValues").EnumerateArray().ToList();
        codes.Count.ShouldBeGreaterThan(5);
        foreach (var code in codes)
            (await site.IdsAsync($"filter.advanced=AREA[LocationCountryCode]{code.GetProperty("value").GetString()}")).Count.ShouldBe(code.GetProperty("studiesCount").GetInt32());
        all.RootElement.GetProperty("totalStudies").GetInt32().ShouldBe(SampleStudies.All.Count);
        all.RootElement.GetProperty("largestStudies").GetArrayLength().ShouldBe(10);
        (await site.ApiAsync("/stats/listSizes/Phase")).ShouldBe(sizes.RootElement.GetRawText());
    }

    [Theory]
    [InlineData("/stats/field/values?query.cond=x", HttpStatusCode.BadRequest, "Invalid prefix in parameter name: query.cond")]
    [InlineData("/stats/field/values?aggFilters=x", HttpStatusCode.BadRequest, "`aggFilters` is unknown parameter")]
    [InlineData("/stats/field/values?types=FOO", HttpStatusCode.BadRequest, "Invalid value in parameter `types`: `FOO`")]
    [InlineData("/stats/field/values?fields=", HttpStatusCode.BadRequest, "Parameter 'fields' must be non-empty")]
    [InlineData("/stats/field/sizes?fields=,", HttpStatusCode.BadRequest, "Parameter 'fields' must be non-empty")]
    [InlineData("/stats/field/values?fields=Foo|Bar", HttpStatusCode.NotFound, "Unknown piece name of field path: Foo")]
    [InlineData("/stats/field/sizes?fields=BriefTitle", HttpStatusCode.NotFound, "No field list sizes for `BriefTitle` field")]
    public async Task Statistics_of_what_is_not_there_are_refused(string address, HttpStatusCode status, string words) =>
        (await site.RefusalAsync(address, status)).ShouldBe(words);

    [Fact]
    public async Task All_records_come_as_one_archive()
    {
        using var response = await site.Client.GetAsync("/api/v2/studies/download?format=json.zip", TestContext.Current.CancellationToken);
        using var archive = new ZipArchive(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        response.Content.Headers.ContentDisposition!.ToString().ShouldBe("attachment; filename=\"ctg-studies.json.zip\"");
        archive.Entries.Count.ShouldBe(SampleStudies.All.Count);
        using var one = new StreamReader(archive.GetEntry("75/NCT07264075.json")!.Open());
        (await one.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe(await site.ApiAsync("/studies/NCT07264075"));
    }

    [Fact]
    public async Task A_study_is_a_FHIR_ResearchStudy_and_a_citation_too()
    {
        using var resource = JsonDocument.Parse(await site.ApiAsync("/studies/NCT07264075?format=fhir.json"));
        var citation = await site.ApiAsync("/studies/NCT07264075?format=ris");

        resource.RootElement.GetProperty("resourceType").GetString().ShouldBe("ResearchStudy");
        resource.RootElement.GetProperty("status").GetString().ShouldBe("approved");
        resource.RootElement.GetProperty("phase").GetProperty("coding")[0].GetProperty("code").GetString().ShouldBe("phase-3");
        resource.RootElement.GetProperty("arm").GetArrayLength().ShouldBeGreaterThan(1);
        citation.Split("\r\n")[..2].ShouldBe(["TY  - RPRT", "ID  - NCT07264075"]);
        citation.ShouldEndWith("ER  - \r\n");
        citation.Split("\r\n").ShouldAllBe(line => line.Length == 0 || line.Substring(2, 4) == "  - ");
        (await site.ApiAsync("/studies/NCT07264075?format=ris&fields=ID")).ShouldBe("TY  - RPRT\r\nID  - NCT07264075\r\nER  - \r\n");
        (await site.Client.GetStringAsync("/search.ris?q=ivonescimab", TestContext.Current.CancellationToken)).ShouldBe($"{citation}\r\n");
        (await site.RefusalAsync("/studies/NCT07264075?format=fhir.json&fields=NCTId")).ShouldBe("Parameter 'fields' must be unspecified for format 'fhir.json'");
    }

    [Fact]
    public async Task The_description_names_paths_that_answer_and_parameters_that_are_known()
    {
        var description = await site.Client.GetStringAsync("/api/oas/v2", TestContext.Current.CancellationToken);
        var answered = 0;
        foreach (var path in description.Split("\n  /")[1..])
        {
            var address = "/" + path[..path.IndexOf(':')].Replace("{nctId}", "NCT07264075");
            await site.ApiAsync(address);
            foreach (var parameter in path.Split("- name: ")[1..].Where(parameter => parameter.Contains("in: query")))
            {
                var name = parameter[..parameter.IndexOf('\n')];
                using var response = await site.Client.GetAsync($"/api/v2{address}?{name}=%3F", TestContext.Current.CancellationToken);
                (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("unknown parameter", Case.Sensitive, name);
                answered++;
            }
        }

        answered.ShouldBeGreaterThan(30);
    }

    private static int Count(JsonElement nodes) =>
        nodes.EnumerateArray().Sum(node => 1 + (node.TryGetProperty("children", out var children) ? Count(children) : 0));
}
