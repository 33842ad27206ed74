using AngleSharp.Dom;

namespace Equipoise.Web.Tests.Screening;

/// <summary>The page on which a professional checks how criteria were read.</summary>
public sealed class CriteriaPageTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    [Fact]
    public async Task The_study_page_leads_to_it_and_each_criterion_stands_beside_its_tree()
    {
        (await site.ReadAsync("/study/NCT07264075")).QuerySelector("a[href='/study/NCT07264075/criteria']").ShouldNotBeNull();
        var page = await site.ReadAsync("/study/NCT07264075/criteria");

        Row(page, "inclusion-2").QuerySelector(".tree")!.TextContent.ShouldBe("all ofage at least 18 yearsage less than 80 years");
        Row(page, "inclusion-2").QuerySelector(".verdict")!.TextContent.ShouldBe("Computable");
        page.QuerySelectorAll("section[aria-labelledby=lint] li").Select(finding => finding.TextContent).ShouldContain(finding => finding.Contains("age-disagrees: inclusion-2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_protocol_s_criteria_can_be_had_instead()
    {
        var page = await site.ReadAsync("/study/NCT07264075/criteria?criteria=protocol");

        Row(page, "inclusion-6").QuerySelector(".tree")!.TextContent.ShouldBe("it dependsif oropharyngeal cancerthen one ofHPV infectionno HPV infection");
        page.QuerySelectorAll("mark").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_not_understood_is_marked_in_a_text_of_your_own_and_nothing_of_it_is_kept()
    {
        using var body = new FormUrlEncodedContent([KeyValuePair.Create("text", "Inclusion Criteria:\r\n* Platelets ≥ 100 10*9/L and a sunny <b>disposition</b>\r\nExclusion Criteria:\r\n* AST or ALT > 3 x ULN")]);
        using var response = await site.Client.PostAsync("/criteria", body, TestContext.Current.CancellationToken);
        var page = await SiteUnderTest.ParseAsync(response);

        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        Row(page, "inclusion-1").QuerySelector(".words")!.TextContent.Replace("not understood: ", "", StringComparison.Ordinal).ShouldBe("Platelets ≥ 100 10*9/L and a sunny <b>disposition</b>");
        Row(page, "inclusion-1").QuerySelectorAll("mark").ShouldNotBeEmpty();
        Row(page, "exclusion-1").QuerySelector(".tree")!.TextContent.ShouldBe("one ofAST more than 3 times the upper limit of normalALT more than 3 times the upper limit of normal");
    }

    [Theory]
    [InlineData("/study/NCT99999999/criteria", 404)]
    [InlineData("/study/NCT1/criteria", 404)]
    [InlineData("/study/SYN00000001/criteria?criteria=protocol", 404)]
    [InlineData("/study/NCT07264075/criteria?criteria=either", 400)]
    public async Task What_is_not_there_is_said_in_a_sentence(string path, int status)
    {
        using var response = await site.Client.GetAsync(path, TestContext.Current.CancellationToken);

        ((int)response.StatusCode).ShouldBe(status);
        (await SiteUnderTest.ParseAsync(response)).QuerySelector("h1").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_text_of_nothing_and_one_that_is_too_long_are_answered()
    {
        using var nothing = new FormUrlEncodedContent([KeyValuePair.Create("text", " ")]);
        using var much = new FormUrlEncodedContent([KeyValuePair.Create("text", new string('x', 1024 * 1024 + 1))]);
        using var first = await site.Client.PostAsync("/criteria", nothing, TestContext.Current.CancellationToken);
        using var second = await site.Client.PostAsync("/criteria", much, TestContext.Current.CancellationToken);

        (await SiteUnderTest.ParseAsync(first)).QuerySelector("[role=alert]")!.TextContent.ShouldBe("There is no criterion in this text.");
        ((int)second.StatusCode).ShouldBe(413);
    }

    private static IElement Row(IParentNode page, string id) => page.QuerySelectorAll(".reading-table tbody tr").Single(row => string.Equals(row.Id, id, StringComparison.Ordinal));
}
