using System.Text.Json;

namespace Equipoise.Web.Tests;

/// <summary>A record is somebody else's text: a page shows it and never obeys it.</summary>
public sealed class HostileRecordTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("\"><svg onload=alert(1)>")]
    public async Task Markup_in_a_record_is_shown_as_the_text_it_is(string text)
    {
        await site.ShowOnlyAsync(Everywhere(text));

        foreach (var path in (string[])["/", "/study/SYN00000009"])
        {
            var page = await site.ReadAsync(path);
            page.Body!.TextContent.ShouldContain(text);
            page.QuerySelectorAll("script, svg, img[src=x]").ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_record_can_link_to_pages_but_neither_run_a_script_nor_load_a_picture()
    {
        await site.ShowOnlyAsync(Everywhere("[press](javascript:alert(1)) <javascript:alert(1)> ![seen](https://example.org/pixel) [read](https://example.org/paper) [it](JaVaScRiPt:x)"));

        var prose = (await site.ReadAsync("/study/SYN00000009")).QuerySelector(".prose")!;

        prose.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).ShouldBe(["https://example.org/paper"]);
        prose.QuerySelectorAll("img").ShouldBeEmpty();
        prose.TextContent.ShouldContain("press javascript:alert(1) seen read it");
    }

    [Theory]
    [InlineData("> ")]
    [InlineData("* ")]
    [InlineData("[")]
    [InlineData("**a ")]
    public async Task Text_nested_beyond_all_sense_is_shown_as_it_stands(string opening)
    {
        await site.ShowOnlyAsync(Everywhere(string.Concat(Enumerable.Repeat(opening, 5000)) + "end"));

        (await site.ReadAsync("/study/SYN00000009")).QuerySelector(".prose")!.TextContent.ShouldContain("end");
    }

    [Fact]
    public async Task Members_of_other_types_than_expected_do_not_break_the_page()
    {
        await site.ShowOnlyAsync(
            """
            {"protocolSection":{"identificationModule":{"nctId":"SYN9","briefTitle":7,"secondaryIdInfos":[{"type":"CTIS"},3,null]},
             "statusModule":null,"conditionsModule":{"conditions":[null,{},5,"Hope"]},"designModule":{"phases":"PHASE3","enrollmentInfo":{"count":"many"}},
             "armsInterventionsModule":{"interventions":[null,{"type":"DRUG"},{"name":"Tea"}]},"eligibilityModule":[]}}
            """);

        var page = await site.ReadAsync("/study/SYN00000009");

        page.QuerySelector("h1")!.TextContent.ShouldBe("SYN00000009");
        page.Body!.TextContent.ShouldContain("Hope");
        page.Body!.TextContent.ShouldContain("Tea");
    }

    private static string Everywhere(string text)
    {
        var quoted = JsonSerializer.Serialize(text);
        return $$$"""
            {"protocolSection":{"identificationModule":{"nctId":"SYN9","briefTitle":{{{quoted}}},"acronym":{{{quoted}}}},
             "sponsorCollaboratorsModule":{"leadSponsor":{"name":{{{quoted}}}}},"statusModule":{"overallStatus":{{{quoted}}}},
             "conditionsModule":{"conditions":[{{{quoted}}}]},"descriptionModule":{"briefSummary":{{{quoted}}}},
             "eligibilityModule":{"eligibilityCriteria":{{{quoted}}},"minimumAge":{{{quoted}}}}},
             "equipoiseSample":{"note":{{{quoted}}}}}
            """;
    }
}
