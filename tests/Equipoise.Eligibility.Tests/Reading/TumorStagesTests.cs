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
    [InlineData("Unresectable or metastatic thymoma (Ki-67 ≤ 20%)", "(unresectable thymoma or metastatic thymoma) and ki67 at most 20%")]
    [InlineData("Stage II-III breast cancer (T1c N1 or T2 N0)", "(stage II breast cancer or stage III breast cancer) and ((T1c and N1) or (T2 and N0))")]
    [InlineData("Premenopausal women with thymoma", "premenopausal and female and thymoma")]
    [InlineData("Premenopausal or postmenopausal women", "(premenopausal or postmenopausal) and female")]
    [InlineData("At least two previous systemic lines of anti-cancer therapy", "priorLines at least 2")]
    [InlineData("HRD-positive or BRCA-mutated tumor", "HRD-positive or BRCA mutation")]
    [InlineData("HER2-positive (IHC3+ or IHC2+/ISH+) metastatic thymoma", "HER2-positive and metastatic thymoma")]
    [InlineData("Resected stage III (pT1-4, pN1-2, M0) colon cancer", "resected stage III colon cancer")]
    [InlineData("Prostate cancer, PSA > 30 ng/mL or Gleason score > 7", "prostate cancer and (psa more than 30 ng/mL or gleason more than 7 {score})")]
    [InlineData("Thymoma with KIT exon 11 mutation", "thymoma and KIT exon 11 mutation")]
    [InlineData("NRAS wild-type (exons 2, 3 and 4)", "NRAS wild-type")]
    [InlineData("Anal cancer that is HER2-negative", "anal cancer and no HER2-positive")]
    [InlineData("Laryngeal SCC that is p16-positive", "squamous cell carcinoma of the larynx and p16 positivity")]
    [InlineData("Child-Pugh A5-B7", "Child-Pugh class A or Child-Pugh class B7")]
    [InlineData("Men with prostate cancer receiving an LHRH agonist", "male and prostate cancer and current LHRH agonist")]
    [InlineData("Women with recurrent ER-positive, HER2-negative breast cancer and ESR1 mutation", "female and ER-positive and no HER2-positive and recurrent breast cancer and ESR1 mutation")]
    [InlineData("Thymoma, Masaoka stage III or IV", "thymoma and (Masaoka stage III or Masaoka stage IV)")]
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
    [InlineData("Thymoma, tumor thickness > 4 mm or ulceration")]
    [InlineData("Stage IIIA (T1-3, N2) thymoma")]
    [InlineData("Premenopausal women must have a negative pregnancy test")]
    public void A_share_of_cells_or_other_points_say_more(string line) => Only(line, "Inclusion").Evaluability.ShouldNotBe(Evaluability.Computable);

    [Theory]
    [InlineData("ER/PR negative", "no ER-positive and no PR-positive")]
    [InlineData("RAS/BRAF wild-type", "RAS wild-type and BRAF wild-type")]
    [InlineData("RET, NTRK rearrangements", "RET rearrangement or NTRK rearrangement")]
    [InlineData("No HER2 mutation or ALK, RET rearrangement", "not (HER2 mutation or ALK rearrangement or RET rearrangement)")]
    [InlineData("ER-negative (< 1%), PR-negative (< 1%) breast cancer", "no ER-positive and no PR-positive and breast cancer")]
    [InlineData("Germline BRCA1/2 pathogenic or likely pathogenic variant", "germline BRCA mutation")]
    public void What_is_lacking_is_lacking_in_each_and_one_change_of_several_is_enough(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Recurrent or metastatic adenocarcinoma or squamous cell carcinoma of the cervix", "recurrent cervical adenocarcinoma or metastatic cervical adenocarcinoma or recurrent cervical squamous cell carcinoma or metastatic cervical squamous cell carcinoma")]
    [InlineData("Small cell, ductal or neuroendocrine carcinoma of the prostate", "small cell carcinoma of the prostate or ductal carcinoma of the prostate or neuroendocrine prostate cancer")]
    [InlineData("Squamous cell, adenosquamous, or adenocarcinoma of the cervix", "cervical squamous cell carcinoma or cervical adenosquamous carcinoma or cervical adenocarcinoma")]
    [InlineData("Mucinous, borderline or clear cell ovarian tumors", "mucinous ovarian tumor or borderline ovarian tumor or clear cell ovarian tumor")]
    [InlineData("Endometrial cancer of serous or mixed histology", "serous endometrial cancer or mixed endometrial cancer")]
    [InlineData("Sarcoma of intermediate or high grade", "intermediate-grade sarcoma or high-grade sarcoma")]
    [InlineData("Gastroesophageal junction adenocarcinoma, Siewert type I or II", "gastroesophageal junction adenocarcinoma and (Siewert type I or Siewert type II)")]
    [InlineData("Anal cancer, T2-4 or N1", "anal cancer and (T2 or T3 or T4 or N1)")]
    [InlineData("Gastric cancer (cT3-4aN+M0)", "gastric cancer and T3-T4a and N+ and M0")]
    public void Kinds_of_cell_share_their_site_and_their_noun(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Prior systemic therapy for metastatic gastric or esophageal adenocarcinoma", "systemic therapy for metastatic gastric or esophageal adenocarcinoma")]
    [InlineData("Prior anti-EGFR antibody (cetuximab, panitumumab)", "anti-EGFR antibody")]
    [InlineData("Chemotherapy within 14 days or 5x half-life, whichever is the longer, of the first dose", "chemotherapy within 14 days before treatmentStart or chemotherapy within 5 half-lives before treatmentStart")]
    public void What_a_treatment_was_for_may_be_two_diseases(string line, string meaning) => PlainEnglish.Of(Only(line, "Exclusion").Tree!).ShouldBe(meaning);

    [Theory]
    [InlineData("EGFR-sensitizing mutation and/or ALK, ROS1 rearrangement", "sensitizing EGFR mutation or ALK rearrangement or ROS1 rearrangement")]
    [InlineData("RET and NTRK rearrangements", "RET rearrangement or NTRK rearrangement")]
    [InlineData("Untreated, symptomatic or unstable brain metastases", "untreated brain metastases or symptomatic brain metastases or unstable brain metastases")]
    public void Any_of_what_must_not_be_excludes(string line, string meaning) => PlainEnglish.Of(Only(line, "Exclusion").Tree!).ShouldBe(meaning);

    private static string Meaning(string line) => Only(line, "Inclusion") is { Evaluability: Evaluability.Computable, Tree: { } tree } ? PlainEnglish.Of(tree) : "not read whole";

    private static Criterion Only(string line, string heading) => CriteriaReader.Read($"{heading} Criteria:\n\n- {line}").ShouldHaveSingleItem();
}
