using Equipoise.Registry.Schema;

namespace Equipoise.Web.Tests;

/// <summary>A page shows all that its record says, whatever the record says. The twin on real records is
/// <c>RealStudyPageTests</c> of the conformance project.</summary>
public sealed class WholeRecordTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    [Fact]
    public async Task Every_text_of_a_record_that_has_every_field_is_on_its_page()
    {
        var record = WholeRecord.Of("NCT00000042");
        await site.StoreAsync([record]);

        var page = await site.ReadAsync("/study/NCT00000042");

        RecordWords.MissingFrom(page, record).ShouldBeEmpty();
        page.QuerySelectorAll("h2").Select(heading => heading.TextContent).ShouldContain("Results");
    }

    [Fact]
    public async Task Tables_name_themselves_their_columns_and_their_rows_and_scroll_with_the_keyboard()
    {
        await site.StoreAsync([WholeRecord.Of("NCT00000043")]);

        var page = await site.ReadAsync("/study/NCT00000043");

        var tables = page.QuerySelectorAll("table");
        tables.Length.ShouldBeGreaterThan(5);
        foreach (var table in tables)
        {
            table.QuerySelector("caption")!.TextContent.ShouldNotBeEmpty();
            table.QuerySelectorAll("thead th").ShouldAllBe(column => column.GetAttribute("scope") == "col");
            table.QuerySelectorAll("tbody tr").ShouldAllBe(row => row.FirstElementChild!.LocalName == "th");
            table.ParentElement!.GetAttribute("tabindex").ShouldBe("0");
            table.ParentElement!.GetAttribute("aria-label").ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task No_id_stands_twice_on_a_page_and_every_link_within_it_leads_somewhere()
    {
        await site.StoreAsync([WholeRecord.Of("NCT00000044")]);

        var page = await site.ReadAsync("/study/NCT00000044");

        page.QuerySelectorAll("[id]").Select(element => element.Id!).ShouldBeUnique();
        foreach (var link in page.QuerySelectorAll("main a[href^='#']"))
            page.GetElementById(link.GetAttribute("href")!.TrimStart('#')).ShouldNotBeNull(link.OuterHtml);
    }

    [Fact]
    public void The_record_has_every_field() =>
        RecordSchema.Fields
            .Where(field => !field.IsIndexedOnly && field.Type == FieldType.Text && field.Name is not ("nctId" or "nctIdAliases" or "groupIds" or "groupId" or "id"))
            .ShouldAllBe(field => WholeRecord.Of("NCT00000045").Contains($"\"{field.Piece} word "));
}
