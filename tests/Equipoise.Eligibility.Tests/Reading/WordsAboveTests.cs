using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>What headings and the words above lists say of the entries below them.</summary>
public sealed class WordsAboveTests
{
    [Theory]
    [InlineData("Any of the following within 7 months:", "Stroke", "stroke within 7 months before now")]
    [InlineData("Within 5 weeks prior to enrollment:", "Chemotherapy", "chemotherapy within 5 weeks before enrollment")]
    [InlineData("During the past 3 years, any of the following:", "Stroke", "stroke within 3 years before now")]
    [InlineData("Concomitant use of:", "Ketoconazole", "current ketoconazole")]
    [InlineData("Women:", "Hemoglobin < 11 g/dL", "female and hemoglobin less than 11 g/dL")]
    [InlineData("Patients may not have any of the following:", "Stroke", "stroke")]
    public void A_time_or_a_sex_above_a_list_is_said_by_each_entry(string above, string item, string meaning)
    {
        var entry = CriteriaReader.Read($"Exclusion Criteria:\n\n* {above}\n   * {item}")[^1];

        (entry.Evaluability, PlainEnglish.Of(entry.Tree!)).ShouldBe((Evaluability.Computable, meaning));
    }

    [Theory]
    [InlineData("Women:", "Hemoglobin ≥ 11 g/dL", "if female, then hemoglobin at least 11 g/dL")]
    [InlineData("If male:", "Hemoglobin ≥ 12 g/dL", "if male, then hemoglobin at least 12 g/dL")]
    [InlineData("Absence of:", "Stroke", "no stroke")]
    [InlineData("Must not have any of the following:", "Diabetes or asthma", "not (diabetes or asthma)")]
    [InlineData("None of the following:", "Creatinine > 2 mg/dL", "creatinine at most 2 mg/dL")]
    public void What_is_denied_above_a_list_is_denied_by_each_entry(string above, string item, string meaning)
    {
        var entry = CriteriaReader.Read($"Inclusion Criteria:\n\n* {above}\n   * {item}")[^1];

        (entry.Polarity, entry.Evaluability, PlainEnglish.Of(entry.Tree!)).ShouldBe((Polarity.Inclusion, Evaluability.Computable, meaning));
    }

    [Theory]
    [InlineData("Family history of:", "Stroke")]
    [InlineData("Allergy to any of the following:", "Cisplatin")]
    [InlineData("Contraindication to:", "Chemotherapy")]
    [InlineData("Planned surgery with one of the following:", "Mastectomy")]
    [InlineData("Symptoms of:", "Stroke")]
    [InlineData("Severe:", "Diabetes")]
    [InlineData("Active or uncontrolled:", "Hypertension")]
    [InlineData("Recent:", "Stroke")]
    [InlineData("Mothers with:", "Diabetes")]
    [InlineData("Partner has:", "Diabetes")]
    [InlineData("If diabetic:", "Hemoglobin ≥ 9 g/dL")]
    [InlineData("Patients over 65 years of age:", "Hemoglobin ≥ 9 g/dL")]
    [InlineData("Children:", "Hemoglobin ≥ 9 g/dL")]
    [InlineData("DONORS:", "Age ≥ 18 years")]
    [InlineData("Controls:", "Age ≥ 70 years")]
    [InlineData("Part B:", "Platelets ≥ 70,000/mm3")]
    [InlineData("Patients with brain metastases must have:", "ECOG 0-1")]
    [InlineData("Criterios de exclusión:", "HIV infection")]
    [InlineData("No more than 2 of the following:", "Diabetes")]
    public void What_no_rule_hands_down_leaves_the_entries_to_a_person(string above, string item)
    {
        var text = $"Inclusion Criteria:\n\n* Age ≥ 18 years\n* {above}\n   * {item}";
        var entry = CriteriaReader.Read(text)[^1];

        entry.Evaluability.ShouldBe(Evaluability.Partial);
        entry.Residue.Select(span => text[span.Start..span.End]).ShouldContain(above);
    }

    [Theory]
    [InlineData("Excluded within the past 2 months:", "vaccine within 2 months before now")]
    [InlineData("Excluded within 3 weeks of study entry:", "vaccine within 3 weeks before enrollment")]
    public void A_heading_with_a_time_is_an_entry_and_hands_it_down(string heading, string meaning)
    {
        var criteria = CriteriaReader.Read($"Exclusion Criteria\n\nPrior Medication:\n\n{heading}\n\n* Vaccination.");

        criteria.Select(criterion => criterion.Text).ShouldBe(["Prior Medication:", heading, "Vaccination."]);
        (criteria[^1].Polarity, PlainEnglish.Of(criteria[^1].Tree!)).ShouldBe((Polarity.Exclusion, meaning));
    }

    [Fact]
    public void What_is_taken_at_the_same_time_and_what_was_taken_before_are_told_apart()
    {
        var criteria = CriteriaReader.Read("Exclusion Criteria\n\nConcurrent Medication:\n\nExcluded:\n\n* Aspirin.\n\nPrior Medication:\n\nExcluded:\n\n* Isoniazid.\n\nRequired:\n\n* Warfarin.");

        criteria.Where(criterion => criterion.Tree is not null).Select(criterion => (criterion.Polarity, PlainEnglish.Of(criterion.Tree!)))
            .ShouldBe([(Polarity.Exclusion, "current aspirin"), (Polarity.Exclusion, "isoniazid"), (Polarity.Inclusion, "warfarin")], ignoreOrder: true);
    }

    [Fact]
    public void A_line_beside_its_entries_speaks_of_them_until_the_next()
    {
        var criteria = CriteriaReader.Read("INCLUSION CRITERIA:\n\nPATIENTS:\n\nAge at least 16 years.\n\nDONOR:\n\nAge at least 21 years.\n\nHemoglobin at least 12 g/dL.");

        criteria.Where(criterion => criterion.Tree is not null).Select(criterion => criterion.Evaluability).ShouldBe([Evaluability.Computable, Evaluability.Partial, Evaluability.Partial]);
    }

    [Theory]
    [InlineData("Diabetes is not an exclusion criterion")]
    [InlineData("Does not meet the inclusion criteria of the parent study")]
    public void A_statement_that_speaks_of_criteria_begins_no_section(string line)
    {
        var criteria = CriteriaReader.Read($"Inclusion Criteria:\n\n* Age ≥ 18 years\n* {line}\n* Hypertension");

        criteria.Select(criterion => criterion.Text).ShouldContain(line);
        criteria.ShouldAllBe(criterion => criterion.Polarity == Polarity.Inclusion);
    }

    [Fact]
    public void A_heading_for_some_only_is_an_entry_and_leaves_its_list_to_a_person()
    {
        var criteria = CriteriaReader.Read("INCLUSION CRITERIA:\n\n* Hypertension\n\nEXCLUSION CRITERIA:\n\n* Diabetes\n\nINCLUSION CRITERIA FOR CONTROLS:\n\n* Age ≥ 70 years");

        criteria.Select(criterion => criterion.Evaluability).ShouldBe([Evaluability.Computable, Evaluability.Computable, Evaluability.Administrative, Evaluability.Partial]);
    }

    [Theory]
    [InlineData("Two or more of:", 2)]
    [InlineData("Both of the following:", 3)]
    public void Of_what_excludes_together_one_alone_does_not(string above, int atLeast)
    {
        var leadIn = CriteriaReader.Read($"Exclusion Criteria:\n\n* {above}\n   * Diabetes\n   * Stroke\n   * Asthma")[0];

        (leadIn.Grouping, leadIn.AtLeast).ShouldBe((Grouping.AtLeast, atLeast));
    }

    [Theory]
    [InlineData("No major surgery within 5 weeks of enrollment")]
    [InlineData("Not pregnant")]
    [InlineData("No anemia")]
    public void A_denial_below_exclusion_is_left_to_a_person_and_named(string line)
    {
        var criteria = CriteriaReader.Read($"Exclusion Criteria:\n\n* {line}");

        Judge.Screen(criteria, new PatientFacts { Id = "ann" }, new DateOnly(2026, 11, 22)).Criteria[0].Finding.Reason.ShouldBe(Reason.NeedsJudgment);
        Linter.Check(criteria).Select(finding => finding.Rule).ShouldContain("double-negation");
    }

    [Theory]
    [InlineData("No participants with asthma will be excluded.")]
    [InlineData("Asthma is not an exclusion criterion.")]
    public void What_is_not_asked_for_asks_nothing(string line)
    {
        var criterion = CriteriaReader.Read($"Inclusion Criteria:\n\n* {line}")[0];

        (criterion.Evaluability, criterion.Tree).ShouldBe((Evaluability.Administrative, null));
    }

    [Fact]
    public void No_word_of_a_heading_is_lost()
    {
        string[] words = ["within", "week", "donors", "aspirin", "relapse", "amendment", "control", "women", "maintenance", "retina", "7", "blinded", "sisters", "unstable", "renal"];
        string[] sections = ["Excluded {0}:", "Inclusion criteria for {0}:", "Exclusion Criteria - {0}", "Patients with {0} are excluded:", "{0} Exclusion Criteria:", "Key inclusion criteria, {0}"];
        var random = new Random(20261123);
        for (var i = 0; i < 2_000; i++)
        {
            var said = string.Join(' ', random.GetItems(words, random.Next(1, 4)));
            var text = $"Inclusion Criteria:\n\n* Diabetes\n\n{string.Format(System.Globalization.CultureInfo.InvariantCulture, sections[random.Next(sections.Length)], said)}\n\n* Asthma";

            CriteriaReader.Read(text).ShouldContain(criterion => criterion.Text.Contains(said, StringComparison.Ordinal), text);
        }
    }
}
