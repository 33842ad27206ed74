using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>Infections that a test of the blood tells, and times, places and durations that a list says once.</summary>
public sealed class AntibodyTests
{
    [Theory]
    [InlineData("Positive test for antibodies to HIV", "HIV infection")]
    [InlineData("Human immunodeficiency virus (HIV) antibody positive", "HIV infection")]
    [InlineData("Positive HIV-1/2 antibody", "HIV infection")]
    [InlineData("HIV Ab positive", "HIV infection")]
    [InlineData("Documented anti-HIV antibodies", "HIV infection")]
    [InlineData("Presence of antibodies against hepatitis C virus", "HCV antibody-positive")]
    [InlineData("Positive serology for HIV, hepatitis B surface antigen (HBsAg) or hepatitis C antibodies", "HIV infection or HBsAg-positive or HCV antibody-positive")]
    [InlineData("Antibodies to hepatitis C or presence of hepatitis B surface antigen", "HCV antibody-positive or HBsAg-positive")]
    public void A_positive_test_for_antibodies_is_the_infection(string line, string meaning) => Meaning(line, "Exclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("HIV-1 antibody negative", "no HIV infection")]
    [InlineData("Negative serology for HIV", "no HIV infection")]
    [InlineData("No antibodies to HIV", "no HIV infection")]
    [InlineData("Negative ELISA for HIV", "no HIV infection")]
    [InlineData("HIV-negative with a platelet count above 90,000/mm3", "no HIV infection and platelets more than 90000 /mm3")]
    [InlineData("Negative for antibodies to HIV, hepatitis B and hepatitis C", "not (HIV infection or hepatitis B or HCV antibody-positive)")]
    public void A_negative_test_for_antibodies_is_its_absence(string line, string meaning) => Meaning(line, "Inclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Co-infection with hepatitis B and hepatitis C", "hepatitis B and hepatitis C")]
    [InlineData("Hepatitis B and C co-infection", "hepatitis B and hepatitis C")]
    [InlineData("Coinfected with HIV or hepatitis C", "HIV infection or hepatitis C")]
    [InlineData("Infection with hepatitis B or C", "hepatitis B or hepatitis C")]
    [InlineData("HIV or hepatitis C coinfection", "HIV infection or hepatitis C")]
    [InlineData("Co-infection with hepatitis B, HIV", "hepatitis B or HIV infection")]
    public void Who_is_coinfected_has_both(string line, string meaning) => Meaning(line, "Exclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Not negative for HIV antibodies")]
    [InlineData("HIV or hepatitis C antibody negative")]
    [InlineData("Antibody titer to HIV that rises")]
    public void Where_nobody_can_tell_what_is_negative_a_person_is_asked(string line) => Only(line, "Exclusion").Residue.ShouldNotBeEmpty();

    [Theory]
    [InlineData("Spinal cord metastases or compression", "spinal cord metastases or spinal cord compression")]
    [InlineData("Optic nerve edema or compression", "optic nerve edema or optic nerve compression")]
    [InlineData("Long-term use of methotrexate", "long-term methotrexate")]
    public void What_says_nothing_by_itself_takes_its_place_and_duration_from_what_stands_beside(string line, string meaning) => Meaning(line, "Exclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Hemoglobin below 9 g/dL or platelets below 90,000/mm3 within 14 days of enrollment", "hemoglobin less than 9 g/dL within 14 days before enrollment or platelets less than 90000 /mm3 within 14 days before enrollment")]
    [InlineData("Hemoglobin below 9 g/dL within 7 days or platelets below 90,000/mm3 within 14 days of enrollment", "hemoglobin less than 9 g/dL within 7 days before now or platelets less than 90000 /mm3 within 14 days before enrollment")]
    public void When_values_were_measured_is_said_of_all_before_that_have_no_time(string line, string meaning) => Meaning(line, "Exclusion").ShouldBe(meaning);

    private static string Meaning(string line, string section)
    {
        var criterion = Only(line, section);
        criterion.Residue.ShouldBeEmpty(line);
        return PlainEnglish.Of(criterion.Tree.ShouldNotBeNull());
    }

    private static Criterion Only(string line, string section) => CriteriaReader.Read($"{section} Criteria:\n\n* {line}\n").ShouldHaveSingleItem();
}
