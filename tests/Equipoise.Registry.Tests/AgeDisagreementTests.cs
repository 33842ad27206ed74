using Equipoise.Registry.Reading;
using Equipoise.Registry.Records;
using Equipoise.Registry.Samples;

namespace Equipoise.Registry.Tests;

public sealed class AgeDisagreementTests
{
    [Fact]
    public void ILLUMINE_disagrees_with_itself_about_people_aged_exactly_80()
    {
        var study = SampleStudies.All.Single(sample => !sample.Id.IsSynthetic);

        var found = AgeDisagreement.FindIn(study, CriteriaReader.Read(study.EligibilityCriteria!)).ShouldHaveSingleItem();

        (found.Structured.ToString(), found.Stated.Text, found.FirstYear, found.LastYear).ShouldBe(("80 Years", "< 80", 80, 80));
    }

    // Ages admitted: structured 18..75 against the words, in full years.
    [Theory]
    [InlineData("Age ≥ 18 and ≤ 75 years", null)]
    [InlineData("Age ≥ 18 and \\< 76 years", null)]
    [InlineData("Aged at least 18 years", null)]
    [InlineData("Age > 18 years", "18-18")]
    [InlineData("Aged ≥ 20 years", "18-19")]
    [InlineData("Patients aged up to 80 years", "76-80")]
    [InlineData("Age under 70", "70-75")]
    [InlineData("Children aged ≥ 6 months", null)]
    [InlineData("Agents > 20 are not counted", null)]
    [InlineData("Bilirubin \\< 20, whatever the dosage", null)]
    [InlineData("Age of the implant > 900 days", null)]
    public void A_limit_in_words_is_laid_beside_the_structured_one(string criterion, string? ages)
    {
        var study = StudyRecord.Parse("""{"protocolSection":{"identificationModule":{"nctId":"NCT1"},"eligibilityModule":{"minimumAge":"18 Years","maximumAge":"75 Years"}}}""");

        var found = AgeDisagreement.FindIn(study, CriteriaReader.Read($"Inclusion Criteria:\n\n* {criterion}")).SingleOrDefault();

        (found is null ? null : $"{found.FirstYear}-{found.LastYear}").ShouldBe(ages);
    }
}
