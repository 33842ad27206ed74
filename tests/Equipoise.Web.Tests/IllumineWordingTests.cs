using Equipoise.Registry.Records;
using Equipoise.Registry.Samples;

namespace Equipoise.Web.Tests;

/// <summary>The elements of ILLUMINE's page: label, order, wording and numbers. The twin on the public record's own page is
/// <c>IlluminePageTests</c> of the conformance project.</summary>
public sealed class IllumineWordingTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    private static readonly StudyRecord Study = SampleStudies.All.Single(study => !study.Id.IsSynthetic);

    [Fact]
    public async Task Every_element_stands_in_its_place_with_its_words()
    {
        string[] lines =
        [
            Study.Title,
            "G", "Groupe Oncologie Radiotherapie Tete et Cou",
            "Status and phase", "Not yet enrolling", "Phase 3",
            "Conditions", "Squamous Cell Carcinoma Head and Neck Cancer (HNSCC)",
            "Treatments", "Drug: Ivonescimab 10 mg/kg", "Drug: Ligufalimab", "Drug: Pembrolizumab (KEYTRUDA ®)",
            "Study type", "Interventional",
            "Funder types", "Other", "Industry",
            "Identifiers", "NCT07264075", "2025-522996-27-00 (EU Trial (CTIS) Number)", "GORTEC 2024-04",
            "Details and patient eligibility", "About",
            "ARM A: Ivonescimab (10 mg/kg iv over 60 min ± 10 min, Q3W)",
            "Enrollment", "780 estimated patients", "Sex", "All", "Ages", "18 to 80 years old", "Volunteers", "No Healthy Volunteers",
            "Inclusion criteria", "1. Has the capacity to consent, and does so freely and in writing.", "2. Aged ≥ 18 and < 80 years when enrolled.",
            "Exclusion criteria", "4. Systemic anti-angiogenic drugs at any time before.",
            "Trial design", "Primary purpose", "Treatment", "Allocation", "Randomized", "Interventional model", "Parallel Assignment", "Masking", "None (Open label)",
            "780 participants in 3 patient groups",
            "Bras A: Ivonescimab", "Experimental group", "Description:", "Ivonescimab (10 mg/kg iv over 60 min ± 10 min, Q3W)", "Treatment:", "Drug: Ivonescimab 10 mg/kg",
            "Bras B: Ivonescimab - Ligufalimab", "Experimental group", "Description:", "Treatment:", "Drug: Ligufalimab", "Drug: Ivonescimab 10 mg/kg",
            "Bras C: Pembrolizumab", "Active Comparator group", "Description:", "Treatment:", "Drug: Pembrolizumab (KEYTRUDA ®)",
            "Trial contacts and locations", "0", "No study sites are listed yet. This study has not opened.",
            "Data sourced from clinicaltrials.gov",
        ];

        PageText.MissingInOrder(await site.ReadAsync("/study/NCT07264075"), lines).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_criteria_are_also_there_to_the_letter()
    {
        var page = await site.ReadAsync("/study/NCT07264075");

        page.QuerySelector("details#criteria-verbatim .verbatim")!.TextContent.ShouldBe(Study.EligibilityCriteria);
        page.QuerySelectorAll("#criteria > ol > li").Select(item => WithoutSpace(item.TextContent))
            .ShouldBe(Study.EligibilityCriteria!.Split("\n").Where(line => char.IsAsciiDigit(line.FirstOrDefault())).Select(WithoutSpace));
    }

    [Theory]
    [InlineData("inclusion-7", "7. No systemic anticancer treatment")]
    [InlineData("inclusion-10-a-i", "i. Neutrophils (ANC)")]
    [InlineData("inclusion-10-d", "d. Clotting: INR")]
    [InlineData("exclusion-2", "2. A cancer other than HNSCC")]
    [InlineData("exclusion-14", "14. A severe infection")]
    public async Task Every_criterion_has_an_address_that_its_mark_leads_to(string anchor, string beginning)
    {
        var criterion = (await site.ReadAsync("/study/NCT07264075")).GetElementById(anchor)!;

        PageText.Plain(criterion.TextContent).ShouldStartWith(beginning);
        criterion.QuerySelector("a.mark")!.GetAttribute("href").ShouldBe($"#{anchor}");
    }

    [Fact]
    public async Task What_we_read_into_the_text_is_marked_and_said()
    {
        var page = await site.ReadAsync("/study/NCT07264075");

        page.QuerySelectorAll(".our-reading").Select(reading => reading.InnerHtml).ShouldBe(["1.5×10<sup>9</sup>", "100×10<sup>9</sup>"]);
        var notes = PageText.Plain(page.QuerySelector(".readings")!.TextContent);
        notes.ShouldContain("“1.5×109” is read as 1.5×10⁹");
        notes.ShouldContain("we have put each on a line of its own");
        notes.ShouldContain("Appendix 3, Appendix 4 are part of the protocol");
        page.GetElementById("age-maximum")!.TextContent.ShouldContain("If you are aged exactly 80, ask the study team.");
    }

    [Fact]
    public async Task French_labels_say_that_they_are_French_and_the_page_that_it_is_English()
    {
        var page = await site.ReadAsync("/study/NCT07264075");

        page.QuerySelectorAll(".arm h4").Select(label => label.GetAttribute("lang")).ShouldBe(["fr", "fr", "fr"]);
        page.DocumentElement.GetAttribute("lang").ShouldBe("en");
    }

    [Fact]
    public async Task Words_of_the_field_lead_to_what_they_mean()
    {
        var page = await site.ReadAsync("/study/NCT07264075");
        var glossary = await site.ReadAsync("/glossary");

        page.QuerySelectorAll("#criteria a.term").Length.ShouldBeGreaterThan(20);
        foreach (var link in page.QuerySelectorAll("a.term"))
            page.GetElementById(link.GetAttribute("href")!.TrimStart('#')).ShouldNotBeNull();
        foreach (var link in page.QuerySelectorAll("a[href^='/glossary#']"))
            glossary.GetElementById(link.GetAttribute("href")!.Split('#')[1]).ShouldNotBeNull();
    }

    private static string WithoutSpace(string text) => string.Concat(Equipoise.Registry.Reading.MarkupReader.Unescape(text).Where(letter => !char.IsWhiteSpace(letter)));
}
