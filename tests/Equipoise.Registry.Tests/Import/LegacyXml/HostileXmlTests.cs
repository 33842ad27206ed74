using Equipoise.Registry.Import.Sources;
using Equipoise.Registry.Tests.Import.Sources;

namespace Equipoise.Registry.Tests.Import.LegacyXml;

/// <summary>Bad XML: one sentence each, nothing fetched, memory bounded.</summary>
public sealed class HostileXmlTests
{
    private const string Id = "<id_info><nct_id>NCT90000001</nct_id></id_info>";

    [Theory]
    [InlineData("<!DOCTYPE s [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><clinical_study>&b;</clinical_study>", "line 1: The XML declares a document type in line 1,")]
    [InlineData("<!DOCTYPE s [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>\n<clinical_study>&f;</clinical_study>", "line 1: The XML declares a document type in line 1,")]
    [InlineData("<!DOCTYPE s SYSTEM \"http://127.0.0.1:5399/s.dtd\"><clinical_study/>", "line 1: The XML declares a document type in line 1,")]
    [InlineData("<clinical_study>&undeclared;</clinical_study>", "line 1: The text is not well-formed XML at line 1, character 18;")]
    [InlineData("<clinical_study>\n<id_info>", "line 2: The text is not well-formed XML at line 2,")]
    [InlineData("<clinical_study></id_info>", "line 1: The text is not well-formed XML at line 1,")]
    [InlineData("<html><body>Not here</body></html>", "byte 0: The XML holds no clinical_study.")]
    [InlineData("<clinical_study/>", "element 1: The record is not a study: it has no protocolSection.identificationModule.nctId.")]
    [InlineData("<clinical_study><id_info><nct_id>TOY</nct_id></id_info></clinical_study>", "element 1: 'TOY' is not a study id")]
    [InlineData("<?xml version=\"1.0\" encoding=\"klingon\"?><clinical_study/>", "line 1: The text is not well-formed XML at line 1,")]
    public void It_is_refused_in_a_sentence(string xml, string sentence) =>
        Made.Items("x.xml", xml).Lines().ShouldHaveSingleItem().ShouldStartWith(sentence);

    [Theory]
    [InlineData("<start_date>February 30, 2024</start_date>", "'February 30, 2024' in start_date is no date: a date is written 2025, 2025-11 or 2025-11-21.")]
    [InlineData("<completion_date>soon</completion_date>", "'soon' in completion_date is no date")]
    [InlineData("<eligibility><minimum_age>young</minimum_age></eligibility>", "'young' in minimum_age is no age or span of time")]
    public void A_date_or_age_that_is_none_is_refused_as_in_the_newer_form(string bad, string sentence)
    {
        var items = Made.Items("x.xml", $"<all><clinical_study>{Id}{bad}</clinical_study><clinical_study>{Id}</clinical_study></all>");

        items.Lines()[0].ShouldStartWith($"element 1: {sentence}");
        items[0].Id!.ToString().ShouldBe("NCT90000001");
        items[1].Rejection.ShouldBeNull();
    }

    [Fact]
    public void A_study_with_two_ids_is_refused() =>
        Made.Items("x.xml", $"<clinical_study>{Id.Replace("</nct_id>", "</nct_id><nct_id>NCT90000002</nct_id>", StringComparison.Ordinal)}</clinical_study>").Lines()
            .ShouldBe(["element 1: The record has two ids, 'NCT90000001' and 'NCT90000002'."]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_tag_or_comment_without_end_is_given_up(bool isComment)
    {
        var content = isComment ? $"<!--{new string('x', 1_000_000)}-->" : $"<a {string.Concat(Enumerable.Range(0, 100_000).Select(i => $"a{i}=\"\" "))}/>";

        Made.Items("x.xml", $"<clinical_study>{Id}{content}</clinical_study>").Lines()
            .ShouldBe(["byte 0: The XML holds a tag or comment larger than 512 KB; no study does, and what follows was not read."]);
    }

    [Fact]
    public void A_text_may_be_longer_than_a_tag() =>
        Made.Items("x.xml", $"<clinical_study>{Id}<brief_title>{new string('x', 3_000_000)}</brief_title></clinical_study>").Lines().ShouldBe(["element 1: NCT90000001"]);

    [Fact]
    public void A_bomb_of_elements_is_refused() =>
        Made.Items("x.xml", $"<clinical_study>{string.Concat(Enumerable.Repeat("<a>", 100_000))}").Lines()
            .ShouldBe(["byte 0: The record is nested deeper than 64 levels."]);

    [Fact]
    public void A_study_too_large_ends_the_source_without_being_kept()
    {
        var xml = $"<all><clinical_study>{Id}</clinical_study><clinical_study><brief_title>{new string('x', 3_000_000)}</brief_title></clinical_study></all>";

        var items = Made.Items("x.xml", Made.Bytes(xml), new ReadLimits { RecordBytes = 1024 * 1024 }, out var meter);

        items.Lines().ShouldBe(["element 1: NCT90000001", "byte 0: The XML holds an element larger than 1 MB; no study is, and what follows was not read."]);
        meter.PeakBufferedBytes.ShouldBeLessThan(2 * 1024 * 1024);
    }

    [Fact]
    public void Elements_of_endless_names_do_not_fill_the_list_of_the_unmapped()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathTo("x.xml"), $"<clinical_study>{Id}{string.Concat(Enumerable.Range(0, 5000).Select(i => $"<e{i}>x</e{i}>"))}</clinical_study>");
        var sources = new StudySources();

        sources.Read(folder.PathTo("x.xml")).ToList().ShouldHaveSingleItem().Rejection.ShouldBeNull();

        sources.Unmapped.Counts.Count.ShouldBe(1001);
        sources.Unmapped.Counts.Values.Sum().ShouldBe(5000);
    }

    [Fact]
    public void A_broken_file_in_an_archive_costs_its_neighbors_nothing() =>
        Made.Items("x.zip", Made.Zip(("a.xml", Made.Bytes("<clinical_study>")), ("b.xml", Made.Bytes($"<clinical_study>{Id}</clinical_study>")))).Lines()[1]
            .ShouldBe("element 1: NCT90000001");
}
