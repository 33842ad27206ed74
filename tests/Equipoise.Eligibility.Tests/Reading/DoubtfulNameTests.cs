using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>Names that cannot be whole, and words that may be said of more than the name beside them.</summary>
public sealed class DoubtfulNameTests
{
    [Theory]
    [InlineData("Wound, infection or tumor of the shoulder")]
    [InlineData("Injury or a lesion at the puncture site")]
    [InlineData("Clotting disorder/diathesis")]
    [InlineData("Other skin disease or disorders")]
    [InlineData("Allergic to or contraindication to isosorbide or other nitrates")]
    [InlineData("Any size renal tumor")]
    [InlineData("Under 21 on dialysis")]
    [InlineData("Sensitivity to E. coli proteins")]
    public void Are_left_to_a_person(string line) => Read(line).Evaluability.ShouldBe(Evaluability.Partial);

    [Theory]
    [InlineData("Infection of the knee", "infection of the knee")]
    [InlineData("Infection or fracture", "infection or fracture")]
    public void Others_are_read(string line, string meaning) => PlainEnglish.Of(Read(line).Tree!).ShouldBe(meaning);

    private static Criterion Read(string line) => CriteriaReader.Read($"Exclusion Criteria:\n\n* {line}").ShouldHaveSingleItem();
}
