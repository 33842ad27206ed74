using System.Text.Json;
using Equipoise.Registry.Samples;

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

        foreach (var path in (string[])["/search", "/search?view=table", "/conditions/other", "/compare?ids=SYN9", "/saved?ids=SYN9", "/study/SYN00000009"])
        {
            var page = await site.ReadAsync(path);
            page.Body!.TextContent.ShouldContain(text);
            page.QuerySelectorAll("script:not([type='application/ld+json'], [src^='/assets/']), svg:not(.timeline), img[src=x], [onerror], [onload]").ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("[press](javascript:alert(1))")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("![seen](https://example.org/pixel)")]
    [InlineData("[read](https://example.org/paper)")]
    [InlineData("[a]: https://example.org")]
    [InlineData("\\[press](javascript:alert(1))", "\\\\[press](javascript:alert(1))")]
    [InlineData("![seen](https://example.org/pixel)", "\\![seen](https://example.org/pixel)")]
    public async Task What_looks_like_a_link_or_a_picture_is_shown_as_the_text_it_is(string text, string? markdown = null)
    {
        await site.ShowOnlyAsync(Everywhere(markdown ?? text));

        var prose = (await site.ReadAsync("/study/SYN00000009")).QuerySelector(".prose")!;

        prose.QuerySelectorAll("a, img").ShouldBeEmpty();
        prose.TextContent.Trim().ShouldBe(text);
    }

    [Fact]
    public async Task A_small_record_cannot_become_a_large_page()
    {
        var text = $"[a]: http://e/{new string('x', 20_000)}\n\n{string.Concat(Enumerable.Repeat("[a] ", 5_000))}";
        await site.ShowOnlyAsync(Everywhere(text));

        var page = await site.Client.GetByteArrayAsync((await site.Client.GetAsync("/study/SYN00000009", TestContext.Current.CancellationToken)).Headers.Location, TestContext.Current.CancellationToken);

        page.Length.ShouldBeLessThan(30 * text.Length);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_shown_as_its_escape()
    {
        await site.ShowOnlyAsync("""
            {"protocolSection":{"identificationModule":{"nctId":"SYN9","briefTitle":"half \ud800 a pair"},
             "descriptionModule":{"briefSummary":"\ud800"},"conditionsModule":{"conditions":["\udc00"]}}}
            """);

        (await site.ReadAsync("/search")).Body!.TextContent.ShouldContain("half \\ud800 a pair");
        (await site.ReadAsync("/study/SYN00000009")).Body!.TextContent.ShouldContain("\\udc00");
    }

    [Fact]
    public async Task A_damaged_record_says_so_on_its_page_and_hides_no_other()
    {
        await using var other = new SiteUnderTest();
        await other.InitializeAsync();
        await other.DamageAsync("SYN00000001");

        var list = await other.ReadAsync("/search");
        var others = await other.Client.GetStringAsync("/search.ndjson", TestContext.Current.CancellationToken);
        using var response = await other.Client.GetAsync("/study/SYN00000001", TestContext.Current.CancellationToken);

        list.QuerySelectorAll(".result").ShouldNotBeEmpty();
        others.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(SampleStudies.All.Count - 1);
        (await SiteUnderTest.ParseAsync(response)).QuerySelector("h1")!.TextContent.ShouldBe("The record of SYN00000001 cannot be read");
    }

    [Theory]
    [InlineData("> ")]
    [InlineData("* ")]
    [InlineData("[")]
    [InlineData("**a ")]
    [InlineData("*\n ")]
    [InlineData("a. i. ")]
    public async Task Text_nested_beyond_all_sense_is_still_shown(string opening)
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
