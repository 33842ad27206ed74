using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

public sealed class LostWordTests
{
    [Theory]
    [InlineData("Bone marrow relapse only", Polarity.Exclusion)]
    [InlineData("Pneumonitis, or a history of either requiring corticosteroids", Polarity.Exclusion)]
    [InlineData("Chemotherapy for metastatic disease, excluding adjuvant chemotherapy completed > 6 months ago", Polarity.Exclusion)]
    [InlineData("QTc > 470 ms unless secondary to bundle branch block", Polarity.Exclusion)]
    [InlineData("Suspected radiotherapy or insulin", Polarity.Exclusion)]
    [InlineData("High suspicion that the tumor has transformed", Polarity.Exclusion)]
    [InlineData("Patients without brain metastases are eligible", Polarity.Inclusion)]
    [InlineData("Any one of the following: LVEF < 45%, platelets < 100 x 10^9/L", Polarity.Inclusion)]
    [InlineData("For men: testosterone < 0.5 ng/mL", Polarity.Inclusion)]
    [InlineData("For children >= 3 months to 12 years of age:", Polarity.Inclusion)]
    [InlineData("Age 2-17, weight >= 10 kg", Polarity.Inclusion)]
    public void A_word_whose_meaning_would_be_lost_leaves_its_line_to_a_person(string line, Polarity polarity) =>
        Only(line, polarity).Evaluability.ShouldNotBe(Evaluability.Computable, line);

    [Theory]
    [InlineData("Live vaccines within 4 weeks; inactivated vaccines are allowed")]
    [InlineData("Live vaccines within 4 weeks, inactivated vaccines are allowed")]
    [InlineData("Treatment with warfarin; low molecular weight heparin is permitted")]
    public void An_exclusion_with_an_allowance_behind_it_is_no_mere_allowance(string line) =>
        Only(line, Polarity.Exclusion).Evaluability.ShouldBe(Evaluability.Partial, line);

    [Theory]
    [InlineData("Inactivated vaccines are allowed", Polarity.Exclusion)]
    [InlineData("Chemotherapy, radiotherapy or surgery is allowed", Polarity.Exclusion)]
    [InlineData("Corticosteroids, including dexamethasone, allowed", Polarity.Inclusion)]
    [InlineData("Earlier chemotherapy is allowed; earlier radiotherapy is allowed", Polarity.Inclusion)]
    public void What_is_merely_allowed_is_administrative(string line, Polarity polarity) =>
        Only(line, polarity).Evaluability.ShouldBe(Evaluability.Administrative, line);

    [Fact]
    public void A_treatment_that_thins_the_blood_is_excepted_from_both_tests_of_clotting() =>
        PlainEnglish.Of(Only("INR > 1.5 or aPTT > 1.5 x ULN unless on anticoagulants", Polarity.Exclusion).Tree!).ShouldBe("(inr more than 1.5 or aptt more than 1.5 times the upper limit of normal) and no anticoagulation");

    private static Criterion Only(string line, Polarity polarity) =>
        CriteriaReader.Read($"{(polarity == Polarity.Inclusion ? "Inclusion" : "Exclusion")} Criteria:\n\n* {line}").ShouldHaveSingleItem();
}
