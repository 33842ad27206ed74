using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>How trials of solid tumors name the disease: its state, stage, class and markers, wherever they stand, and what can be done about it.</summary>
public sealed class SolidTumorTests
{
    [Theory]
    [InlineData("Melanoma not amenable to surgery or radiotherapy", "melanoma not amenable to surgery or radiotherapy")]
    [InlineData("Bile duct cancer that is not suitable for resection, ablation, or transplantation", "cholangiocarcinoma not suitable for resection, ablation, or transplantation")]
    [InlineData("Spinal cord compression not definitively treated with surgery", "spinal cord compression not definitively treated with surgery")]
    public void What_cannot_be_done_about_a_disease_belongs_to_its_name(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Advanced (inoperable or metastatic) pancreatic cancer", "advanced inoperable pancreatic cancer or advanced metastatic pancreatic cancer")]
    [InlineData("Stage IV (metastatic) colon cancer", "stage IV metastatic colon cancer")]
    [InlineData("Locally advanced or metastatic (stage IIIB/IV) lung cancer", "stage IIIB locally advanced lung cancer or stage IV metastatic lung cancer")]
    [InlineData("Medullary thyroid cancer, unresectable or metastatic", "unresectable medullary thyroid cancer or metastatic medullary thyroid cancer")]
    [InlineData("Newly diagnosed, biopsy-proven glioblastoma", "newly diagnosed glioblastoma")]
    [InlineData("Untreated, locally advanced or metastatic gastric cancer", "untreated locally advanced gastric cancer or untreated metastatic gastric cancer")]
    [InlineData("Metastatic or locally advanced unresectable liposarcoma", "metastatic liposarcoma or locally advanced unresectable liposarcoma")]
    [InlineData("Resected, stage II or III colon cancer", "resected stage II colon cancer or resected stage III colon cancer")]
    [InlineData("Previously untreated, extensive-stage small cell lung cancer", "untreated extensive-stage small cell lung cancer")]
    [InlineData("Intermediate or poor risk renal cell carcinoma", "intermediate-risk renal cell carcinoma or poor-risk renal cell carcinoma")]
    public void A_tumors_state_narrows_it_wherever_it_stands(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Recurrent or metastatic HER2-positive esophageal cancer", "HER2-positive and (recurrent esophageal cancer or metastatic esophageal cancer)")]
    [InlineData("Locally advanced or metastatic ALK-positive lung cancer", "ALK rearrangement and (locally advanced lung cancer or metastatic lung cancer)")]
    [InlineData("Metastatic, KRAS-mutated rectal cancer", "KRAS mutation and metastatic rectal cancer")]
    [InlineData("HR-positive/HER2-negative breast cancer", "hormone receptor-positive and no HER2-positive and breast cancer")]
    [InlineData("HER2-positive gastric or esophageal adenocarcinoma", "HER2-positive and (gastric adenocarcinoma or esophageal adenocarcinoma)")]
    [InlineData("Anaplastic astrocytoma, IDH mutant", "anaplastic astrocytoma and IDH mutation")]
    public void A_marker_is_the_tumors_and_what_stands_before_it_narrows_the_disease(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Relapsed or refractory osteosarcoma or retinoblastoma", "relapsed osteosarcoma or refractory osteosarcoma or relapsed retinoblastoma or refractory retinoblastoma")]
    [InlineData("Metastatic melanoma or lymphoma", "metastatic melanoma or lymphoma")]
    [InlineData("Exclusion Criteria:\n\n- Metastatic breast cancer or thymoma", "metastatic breast cancer or thymoma")]
    [InlineData("Mixed hepatocellular carcinoma and cholangiocarcinoma", "mixed hepatocellular carcinoma and cholangiocarcinoma")]
    [InlineData("Urothelial carcinoma of the bladder, ureter, or renal pelvis", "bladder urothelial carcinoma or urothelial carcinoma of the ureter or urothelial carcinoma of the renal pelvis")]
    [InlineData("Adenocarcinoma of the stomach or gastroesophageal junction", "gastric adenocarcinoma or gastroesophageal junction adenocarcinoma")]
    [InlineData("Thymic carcinoma", "thymic carcinoma")]
    [InlineData("Carcinoid syndrome", "carcinoid syndrome")]
    public void A_list_shares_its_state_or_its_kind_and_two_kinds_may_be_one_tumor(string text, string meaning) => Meaning(text).ShouldBe(meaning);

    [Theory]
    [InlineData("Stage IIIA/B or IVA cervical cancer", "stage IIIA cervical cancer or stage IIIB cervical cancer or stage IVA cervical cancer")]
    [InlineData("Stage IIA-C melanoma", "stage IIA melanoma or stage IIB melanoma or stage IIC melanoma")]
    [InlineData("BCLC stage A or B", "BCLC stage A or BCLC stage B")]
    [InlineData("Child-Pugh A (5-6 points)", "Child-Pugh class A")]
    [InlineData("Child-Pugh A5/6", "Child-Pugh class A")]
    [InlineData("Child-Pugh class B7", "Child-Pugh class B7")]
    [InlineData("Hepatocellular carcinoma, BCLC stage B, Child-Pugh class A", "hepatocellular carcinoma and BCLC stage B and Child-Pugh class A")]
    public void Stages_and_classes_are_read_with_their_letters_and_points(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Metastatic castration-resistant prostate cancer (mCRPC)", "metastatic castration-resistant prostate cancer")]
    [InlineData("Gastroesophageal junction (GEJ) adenocarcinoma", "gastroesophageal junction adenocarcinoma")]
    [InlineData("Clear cell renal cell carcinoma with or without sarcomatoid features", "clear cell renal cell carcinoma")]
    [InlineData("HER2-positive breast cancer as determined by local laboratory", "HER2-positive and breast cancer")]
    [InlineData("Small cell lung cancer histology", "small cell lung cancer")]
    public void Abbreviations_of_many_words_options_and_tests_say_nothing(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Prior adjuvant or neoadjuvant chemotherapy completed at least 6 months before enrollment", "no adjuvant chemotherapy within 6 months before enrollment and no neoadjuvant chemotherapy within 6 months before enrollment")]
    [InlineData("CDK4/6 inhibitor in the adjuvant setting", "CDK4/6 inhibitor in the adjuvant setting")]
    [InlineData("No more than 1 prior systemic regimen for advanced disease", "systemic therapy for advanced disease, at most 1 times")]
    [InlineData("At least 1, but not more than 2, prior chemotherapy regimens", "chemotherapy, at least 1 times and chemotherapy, at most 2 times")]
    [InlineData("Ascites requiring paracentesis within 4 weeks", "ascites requiring paracentesis within 4 weeks before now")]
    [InlineData("Radiotherapy to the lung that is > 30 Gy within 6 months", "radiotherapy to lung above 30 Gy within 6 months before now")]
    [InlineData("Cumulative doxorubicin dose > 300 mg/m2", "doxorubicin above 300 mg/m2")]
    public void Earlier_treatments_keep_when_how_often_and_how_much(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Sarcoma or melanoma not amenable to surgery")]
    [InlineData("Thymoma not amenable to resection Measurable disease")]
    [InlineData("Newly diagnosed or recurrent supratentorial primary or metastatic brain tumor")]
    [InlineData("Child-Pugh B (7 points)")]
    [InlineData("Leukemia or lymphoma (LL)")]
    [InlineData("Glioblastoma by needle biopsy, or resection")]
    [InlineData("Diffuse, intrinsic brain stem glioma")]
    public void What_may_be_said_of_one_or_of_all_is_not_read_whole(string line) =>
        CriteriaReader.Read(line).ShouldHaveSingleItem().Evaluability.ShouldBe(Evaluability.Partial);

    private static string Meaning(string text)
    {
        var criterion = CriteriaReader.Read(text)[^1];
        criterion.Evaluability.ShouldBe(Evaluability.Computable);
        return PlainEnglish.Of(criterion.Tree.ShouldNotBeNull());
    }
}
