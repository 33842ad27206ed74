using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>Stages behind a tumor, how its markers are told, and what a treatment was given for where that is more than one disease.</summary>
public sealed class TumorStagesTests
{
    [Theory]
    [InlineData("Bladder cancer (cT2-T4aN0M0)", "bladder cancer and T2-T4a and N0 and M0")]
    [InlineData("Laryngeal cancer cT3-4a N0 M0", "laryngeal cancer and T3-T4a and N0 and M0")]
    [InlineData("Anal cancer, T2N0-1M0 or T3-4bN0-1M0", "anal cancer and ((T2 and (N0 or N1) and M0) or (T3-T4b and (N0 or N1) and M0))")]
    [InlineData("Thymoma, stage IV or recurrent", "stage IV thymoma or recurrent thymoma")]
    [InlineData("Pancreatic cancer, borderline resectable", "borderline resectable pancreatic cancer")]
    [InlineData("Breast cancer, triple negative", "triple-negative breast cancer")]
    public void Stages_behind_a_tumor_are_asked_beside_it(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("HER2-positive gastric cancer (IHC 3+, or IHC 2+ with positive FISH)", "HER2-positive and gastric cancer")]
    [InlineData("Mesothelin-positive tumor (≥ 25% of tumor cells with moderate to strong membranous staining)", "MSLN-positive")]
    [InlineData("Child-Pugh score 5-6 (class A)", "childPugh at least 5 {score} and childPugh at most 6 {score}")]
    [InlineData("Deleterious or suspected deleterious germline or somatic BRCA1 or BRCA2 mutation", "BRCA1 mutation or BRCA2 mutation")]
    public void How_a_marker_or_a_class_is_told_adds_nothing(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("PD-L1 positive tumor (≥ 50% of tumor cells with membranous staining)")]
    [InlineData("Child-Pugh score 5-7 (class A)")]
    [InlineData("Deleterious mutation, BRCA1")]
    public void A_share_of_cells_or_other_points_say_more(string line) => Only(line, "Inclusion").Evaluability.ShouldNotBe(Evaluability.Computable);

    [Theory]
    [InlineData("Prior systemic therapy for metastatic gastric or esophageal adenocarcinoma", "systemic therapy for metastatic gastric or esophageal adenocarcinoma")]
    [InlineData("Prior anti-EGFR antibody (cetuximab, panitumumab)", "anti-EGFR antibody")]
    [InlineData("Chemotherapy within 14 days or 5x half-life, whichever is the longer, of the first dose", "chemotherapy within 14 days before treatmentStart or chemotherapy within 5 half-lives before treatmentStart")]
    public void What_a_treatment_was_for_may_be_two_diseases(string line, string meaning) => PlainEnglish.Of(Only(line, "Exclusion").Tree!).ShouldBe(meaning);

    private static string Meaning(string line) => Only(line, "Inclusion") is { Evaluability: Evaluability.Computable, Tree: { } tree } ? PlainEnglish.Of(tree) : "not read whole";

    private static Criterion Only(string line, string heading) => CriteriaReader.Read($"{heading} Criteria:\n\n- {line}").ShouldHaveSingleItem();
}
