using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>How blood cancers, transplantation, cell therapy and biomarkers are told: chromosomes, remissions, what cells show, lines of treatment.</summary>
public sealed class HematologyTests
{
    [Theory]
    [InlineData("Evidence of t(8;21)", "t(8;21)")]
    [InlineData("Presence of inv(16) or t(16;16)(p13;q22)", "inv(16) or t(16;16)(p13;q22)")]
    [InlineData("Documented 11q deletion", "11q deletion")]
    [InlineData("Deletion of chromosome 13q or TP53 mutation", "Deletion of chromosome 13q or TP53 mutation")]
    [InlineData("Monosomy 7", "Monosomy 7")]
    public void Changes_of_chromosomes_are_conditions(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("R/R mantle cell lymphoma", "relapsed mantle cell lymphoma or refractory mantle cell lymphoma")]
    [InlineData("Relapsed or refractory CD22-positive B-ALL", "CD22-positive and (relapsed B-cell acute lymphoblastic leukemia or refractory B-cell acute lymphoblastic leukemia)")]
    [InlineData("Newly diagnosed HER2-negative gastric cancer", "no HER2-positive and newly diagnosed gastric cancer")]
    [InlineData("Primary refractory disease", "primary refractory disease")]
    [InlineData("Myeloma after at least 3 prior lines of therapy", "multiple myeloma and priorLines at least 3")]
    [InlineData("ER-positive/HER2-negative breast cancer", "ER-positive and no HER2-positive and breast cancer")]
    public void A_disease_its_state_and_what_its_cells_show(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("CLL/SLL that meets iwCLL 2018 criteria", "chronic lymphocytic leukemia or small lymphocytic lymphoma")]
    [InlineData("HER2-low (IHC 1+ or IHC 2+/ISH-negative)", "HER2-low")]
    [InlineData("PD-L1 TPS ≥ 20% as determined by 22C3 pharmDx", "pdl1.tps at least 20%")]
    [InlineData("Leukocytes < 20 x 10^9/L (hydroxyurea is allowed to lower the count)", "leukocytes less than 20 10*9/L")]
    [InlineData("Leukocytes < 20 x 10^9/L prior to the start of study treatment", "leukocytes less than 20 10*9/L")]
    [InlineData("Follicular lymphoma grade 1, 2 or 3a", "grade 1 to 3a follicular lymphoma")]
    [InlineData("Grade 3B follicular lymphoma", "grade 3b follicular lymphoma")]
    [InlineData("Active CNS involvement by lymphoma", "active central nervous system involvement by lymphoma")]
    [InlineData("Live vaccine within 5 weeks before leukapheresis", "live vaccine within 5 weeks before leukapheresis")]
    [InlineData("AFF2 amplification", "AFF2 amplification")]
    public void What_stands_beside_a_name(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("t(8;21)-positive or similar")]
    [InlineData("-7/del(7q)")]
    [InlineData("Leukocytes < 20 x 10^9/L (hydroxyurea is allowed to lower counts > 30 x 10^9/L)")]
    [InlineData("Leukocytes < 20 x 10^9/L prior to the second visit of the ward")]
    [InlineData("Lymphoma after 3 cups of tea")]
    public void What_is_said_otherwise_stays_unread(string line) => CriteriaReader.Read(line).ShouldHaveSingleItem().Evaluability.ShouldBe(Evaluability.Partial);

    private static string Meaning(string line)
    {
        var criterion = CriteriaReader.Read(line)[^1];
        criterion.Residue.ShouldBeEmpty(line);
        return PlainEnglish.Of(criterion.Tree.ShouldNotBeNull(line));
    }
}
