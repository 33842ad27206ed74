using System.Text.RegularExpressions;
using Equipoise.Registry.Records;
using Equipoise.Registry.Samples;

namespace Equipoise.Registry.Tests;

public sealed partial class SampleStudiesTests
{
    private static readonly StudyRecord Illumine = SampleStudies.All.Single(study => string.Equals(study.Acronym, "ILLUMINE", StringComparison.Ordinal));

    [Fact]
    public void Every_sample_says_what_it_is_and_only_ILLUMINE_has_the_id_of_a_registry()
    {
        SampleStudies.All.ShouldAllBe(study => !string.IsNullOrWhiteSpace(study.SampleNote));
        SampleStudies.All.Select(study => study.Id).Where(id => !id.IsSynthetic).ShouldBe([Illumine.Id]);
    }

    [Fact]
    public void Every_value_of_a_sample_has_a_label_for_people() =>
        SampleStudies.All.SelectMany(study => (string?[])[study.Status, study.Phase, study.StudyType, study.Sex, .. study.Interventions])
            .OfType<string>()
            .ShouldAllBe(shown => !shown.Contains('_') && !shown.StartsWith("PHASE"));

    [Fact]
    public void ILLUMINE_has_the_facts_of_the_public_record()
    {
        Illumine.Id.ToString().ShouldBe("NCT07264075");
        Illumine.Status.ShouldBe("Not yet enrolling");
        Illumine.Phase.ShouldBe("Phase 3");
        Illumine.Enrollment.ShouldBe(780);
        Illumine.Identifiers.ShouldBe(["NCT07264075", "2025-522996-27-00 (EU Trial (CTIS) Number)", "GORTEC 2024-04"]);
        Illumine.Interventions.ShouldBe(["Drug: Ivonescimab 10 mg/kg", "Drug: Ligufalimab", "Drug: Pembrolizumab (KEYTRUDA ®)"]);
        (Illumine.MinimumAge, Illumine.MaximumAge).ShouldBe(("18 Years", "80 Years"));
    }

    [Fact]
    public void ILLUMINE_has_ten_inclusion_and_fourteen_exclusion_criteria()
    {
        var sections = Illumine.EligibilityCriteria!.Split("Exclusion Criteria:");

        ItemNumber().Matches(sections[0]).Select(match => match.Groups[1].Value).ShouldBe(Enumerable.Range(1, 10).Select(number => $"{number}"));
        ItemNumber().Matches(sections[1]).Select(match => match.Groups[1].Value).ShouldBe(Enumerable.Range(1, 14).Select(number => $"{number}"));
    }

    [Theory]
    [InlineData("≥ 18 and \\< 80 years")]
    [InlineData("≥ 1.5×109/L (1,500/mm3)")]
    [InlineData("≥ 100×109/L (100,000/mm3)")]
    [InlineData("(Appendix 4), ≥ 50 mL/min")]
    [InlineData("≤ 1.5× upper limit of normal (ULN); with liver metastases or Gilbert syndrome, confirmed/suspected, ≤ 3 × ULN")]
    [InlineData("≤ 2.5×ULN; With liver metastases, both ≤ 5×ULN")]
    [InlineData("≥ 28 g/L")]
    [InlineData("\\> 6 months")]
    public void ILLUMINE_keeps_the_limits_and_traps_of_the_public_text(string words) =>
        Illumine.EligibilityCriteria!.ShouldContain(words);

    [GeneratedRegex(@"^(\d+)\. ", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ItemNumber();
}
