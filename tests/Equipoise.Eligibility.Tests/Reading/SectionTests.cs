using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>How a text falls into entries.</summary>
public sealed class SectionTests
{
    [Fact]
    public void Bulleted_sections()
    {
        Ids("Inclusion Criteria:\n\n* Age ≥ 18 years\n* ECOG 0-1\n\nExclusion Criteria:\n\n* Pregnancy").ShouldBe(["inclusion-1", "inclusion-2", "exclusion-1"]);
        Ids("Key Exclusion Criteria\n1. Pregnancy\n2. HIV").ShouldBe(["exclusion-1", "exclusion-2"]);
        Ids("Inclusion criteria: - Diabetes - Age ≥ 18 years").ShouldBe(["inclusion-1", "inclusion-2"]);
    }

    [Fact]
    public void A_lead_in_that_sets_a_limit_itself_is_not_passed_over()
    {
        var leadIn = CriteriaReader.Read("Inclusion Criteria:\n\n* Working organs, with ECOG 0-1, defined as:\n   * Hemoglobin ≥ 9 g/dL")[0];

        (leadIn.Tree, leadIn.Evaluability, leadIn.Residue.Count).ShouldBe((null, Evaluability.Partial, 1));
    }

    [Fact]
    public void A_denial_in_a_list_of_what_is_allowed_is_not_passed_over()
    {
        var denial = CriteriaReader.Read("Inclusion Criteria:\n\n* The following are allowed:\n   * Prior surgery\n   * No prior chemotherapy")[^1];

        (denial.Tree, denial.Evaluability).ShouldBe((null, Evaluability.Partial));
    }

    [Theory]
    [InlineData("Metastatic breast cancer", "Measurable disease", "metastatic breast cancer", "measurable disease")]
    [InlineData("Has had pelvic radiotherapy within 7 weeks.", "Note: Participants with skin cancer are not excluded.", "pelvic radiotherapy within 7 weeks before now", null)]
    [InlineData("Has a history of pelvic radiotherapy.", "Prior/Concomitant Therapy", "pelvic radiotherapy", null)]
    [InlineData("No brain metastases", "No severe diabetes", "no brain metastases", "no severe diabetes")]
    [InlineData("Creatinine ≤ 1.4 mg/dL", "Unless due to lymphoma", null, null)]
    [InlineData("Adequate renal function", "Creatinine ≤ 1.4 mg/dL", null, "creatinine at most 1.4 mg/dL")]
    [InlineData("Cancer of the following kinds", "Breast cancer", null, "breast cancer")]
    public void A_statement_above_others_asks_something_by_itself(string above, string below, string? asked, string? askedBelow)
    {
        var criteria = CriteriaReader.Read($"Inclusion Criteria:\n\n* {above}\n   * {below}");

        criteria.Select(criterion => criterion.Evaluability is Evaluability.Partial || criterion.Tree is null ? null : PlainEnglish.Of(criterion.Tree)).ShouldBe([asked, askedBelow]);
        criteria.ShouldAllBe(criterion => criterion.Polarity == Polarity.Inclusion);
    }

    [Fact]
    public void A_paragraph_falls_into_the_parts_that_it_names()
    {
        var criteria = CriteriaReader.Read("PATIENT CHARACTERISTICS: Age: 19 and over Performance status: ECOG 0-1 Life expectancy: Not specified Hepatic: Bilirubin less than 1.4 mg/dL");

        criteria.Select(criterion => criterion.Tree is null ? criterion.Text : PlainEnglish.Of(criterion.Tree)).ShouldBe(["age at least 19 years", "performance status (ecog) one of 0, 1", "Life expectancy: Not specified", "bilirubin.total less than 1.4 mg/dL"]);
    }

    [Theory]
    [InlineData("None of the following within the past 7 months:", "Stroke", "no stroke within 7 months before now")]
    [InlineData("None of the following within the past 7 months:", "Stroke within 3 weeks", "no stroke within 3 weeks before now")]
    [InlineData("None of the following:", "Stroke", "no stroke")]
    [InlineData("Progressed within 3 months after a regimen with:", "Melphalan", "melphalan")]
    public void A_time_above_a_list_is_that_of_its_items(string above, string item, string meaning) =>
        PlainEnglish.Of(CriteriaReader.Read($"Inclusion Criteria:\n\n* {above}\n   * {item}")[^1].Tree!).ShouldBe(meaning);

    [Theory]
    [InlineData("At least 2 of the following:", Grouping.AtLeast)]
    [InlineData("Two or more risk factors:", Grouping.AtLeast)]
    [InlineData("At least one of the following:", Grouping.Any)]
    [InlineData("Liver transplantation of at least 2 months duration who meets all of these:", Grouping.Each)]
    [InlineData("At least 3 of the following:", Grouping.Each)] // there are two
    public void A_lead_in_counts_items_and_nothing_else(string leadIn, Grouping grouping) =>
        CriteriaReader.Read($"Inclusion Criteria:\n\n* {leadIn}\n   * Diabetes\n   * Hypertension")[0].Grouping.ShouldBe(grouping);

    [Theory]
    [InlineData("At least 4 weeks since any of the following:")]
    [InlineData("High-risk disease, such as:")]
    public void Items_of_which_the_lead_in_says_more_than_they_do_stay_unread(string leadIn) =>
        CriteriaReader.Read($"Inclusion Criteria:\n\n* {leadIn}\n   * Chemotherapy\n   * Melanoma").Skip(1).ShouldAllBe(item => item.Evaluability == Evaluability.Partial);

    [Theory]
    [InlineData("Exclusion", "Patients may not be receiving tamoxifen")]
    [InlineData("Exclusion", "Women must not be pregnant")]
    [InlineData("Exclusion", "Non-pregnant, non-lactating")]
    [InlineData("Inclusion", "Pregnancy.")]
    [InlineData("Inclusion", "Endocrine therapy")]
    public void What_stands_under_the_wrong_heading_is_left_to_people(string heading, string line) =>
        CriteriaReader.Read($"{heading} Criteria:\n\n* {line}").ShouldHaveSingleItem().Evaluability.ShouldBe(Evaluability.Partial);

    [Fact]
    public void Pregnancy_under_exclusion_is_read() =>
        PlainEnglish.Of(CriteriaReader.Read("Exclusion Criteria:\n\n* Pregnant or breastfeeding women").ShouldHaveSingleItem().Tree!).ShouldBe("pregnant or breastfeeding");

    [Fact]
    public void A_duty_of_one_sex_asks_nothing_of_the_other()
    {
        PlainEnglish.Of(CriteriaReader.Read("Men must use contraception")[0].Tree!).ShouldBe("if male, then contraception");
        PlainEnglish.Of(CriteriaReader.Read("Women must have a negative pregnancy test")[0].Tree!).ShouldBe("not: pregnant");
    }

    [Fact]
    public void Text_under_no_heading_is_inclusion() => Ids("Age ≥ 18 years").ShouldBe(["inclusion-1"]);

    [Fact]
    public void A_list_within_a_line_is_nested()
    {
        var criteria = CriteriaReader.Read("Inclusion Criteria:\n\n10. Organs work: a.Blood: i.ANC ≥ 1.5×109/L ii.Platelets ≥ 100×109/L b.Kidney: i.Creatinine clearance ≥ 50 mL/min ii.Urine protein ≤ 2+");

        criteria.Select(criterion => criterion.Id).ShouldBe(
        [
            "inclusion-10", "inclusion-10.a", "inclusion-10.a.i", "inclusion-10.a.ii", "inclusion-10.b", "inclusion-10.b.i", "inclusion-10.b.ii",
        ]);
        criteria.Where(criterion => criterion.Tree is null).Select(criterion => criterion.Evaluability).ShouldAllBe(found => found == Evaluability.Administrative);
        criteria[2].Text.ShouldBe("ANC ≥ 1.5×109/L");
    }

    [Fact]
    public void A_heading_names_what_its_list_is_about()
    {
        var criteria = CriteriaReader.Read("PATIENT CHARACTERISTICS:\n\nAge:\n\n  - 18 and over\n\nPerformance status:\n\n  - ECOG 0-2\n\nLife expectancy:\n\n  - At least 12 weeks");

        criteria.Where(criterion => criterion.Tree is not null).Select(criterion => PlainEnglish.Of(criterion.Tree!))
            .ShouldBe(["age at least 18 years", "performance status (ecog) one of 0, 1, 2", "life expectancy at least 12 weeks"]);
    }

    [Fact]
    public void A_lead_in_says_how_its_items_belong_together()
    {
        var criteria = CriteriaReader.Read("Inclusion Criteria:\n\n* At least one of the following:\n   * Diabetes\n   * Hypertension\n* None of the following:\n   * Asthma");

        criteria[0].Grouping.ShouldBe(Grouping.Any);
        criteria.Where(criterion => criterion.Parent is not null).Select(criterion => PlainEnglish.Of(criterion.Tree!)).ShouldBe(["diabetes", "hypertension", "no asthma"]);
        criteria.ShouldAllBe(criterion => criterion.Polarity == Polarity.Inclusion);
    }

    [Theory]
    [InlineData("In the absence of liver metastases:", "if no liver metastases, then ast at most 2 times the upper limit of normal")]
    [InlineData("In patients with liver metastases:", "if liver metastases, then ast at most 2 times the upper limit of normal")]
    public void A_lead_in_may_say_for_whom_its_items_count(string leadIn, string meaning)
    {
        var criterion = CriteriaReader.Read($"Inclusion Criteria:\n\n* {leadIn}\n   * AST ≤ 2 x ULN")[1];

        criterion.Polarity.ShouldBe(Polarity.Inclusion);
        PlainEnglish.Of(criterion.Tree.ShouldNotBeNull()).ShouldBe(meaning);
    }

    [Fact]
    public void A_heading_says_what_a_time_below_it_limits() =>
        CriteriaReader.Read("Inclusion Criteria:\n\nLife Expectancy:\n\n* At least 4 years")[^1].Tree.ShouldBeOfType<LifeExpectancy>().Value.ShouldBe(4);

    [Fact]
    public void Each_text_is_the_slice_its_place_names()
    {
        const string text = "Inclusion Criteria:\n\n* 𝒜ge ≥ 18 years\n* ANC ≥ 1500/mm3, platelets > 5 moons";

        foreach (var criterion in CriteriaReader.Read(text))
        {
            text[criterion.Source.Start..criterion.Source.End].ShouldBe(criterion.Text);
            criterion.Residue.ShouldAllBe(span => span.Start >= criterion.Source.Start && span.End <= criterion.Source.End && span.Length > 0);
        }

        new CodePoints(text).Before(text.IndexOf("ANC", StringComparison.Ordinal)).ShouldBe(text.IndexOf("ANC", StringComparison.Ordinal) - 1);
    }

    [Fact]
    public void Hostile_text_takes_steps_in_proportion_to_its_length()
    {
        foreach (var unit in (string[])["(", "no ", "AST or ", "if with ", "≥ ", "1. ", "a.", "unless except ", "within 4 weeks ", "\n* ", "((no AST ≤ 5 unless ", "10", "and/or "])
        {
            CriteriaReader.Read(string.Concat(Enumerable.Repeat(unit, 500)), out var some);
            CriteriaReader.Read(string.Concat(Enumerable.Repeat(unit, 2000)), out var more);

            more.ShouldBeLessThan((some * 6) + 10000, unit);
        }
    }

    private static IEnumerable<string> Ids(string text) => CriteriaReader.Read(text).Select(criterion => criterion.Id);
}
