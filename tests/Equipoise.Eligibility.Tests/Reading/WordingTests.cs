using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>Spellings that real authors use and that once were read too narrowly, too widely or not at all.</summary>
public sealed class WordingTests
{
    [Theory]
    [InlineData("At least 18 days must have elapsed since the last dose of chemotherapy", "no chemotherapy within 18 days before now")]
    [InlineData("At least 9 days since the most recent administration of docetaxel", "no docetaxel within 9 days before now")]
    [InlineData("Patients must be at least 5 weeks from major surgery and 3 weeks from radiotherapy", "no major surgery within 5 weeks before now and no radiotherapy within 3 weeks before now")]
    public void Time_since_a_last_dose(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Platelets ≥ 90 × 10⁹/L (no transfusion within 12 days)", "platelets at least 90 10*9/L and no transfusion within 12 days before now")]
    [InlineData("Hemoglobin ≥ 9.5 g/dL with no blood transfusion in the past 20 days", "hemoglobin at least 9.5 g/dL and no transfusion within 20 days before now")]
    [InlineData("Urine dipstick for protein < 2+.", "urineProtein less than 2 {dipstick}")]
    [InlineData("Castrate level of testosterone (≤ 45 ng/dL)", "testosterone at most 45 ng/dL")]
    [InlineData("AST and ALT ≤ 2.4 x ULN, with the following exceptions: patients with documented liver metastases: AST and ALT ≤ 4.5 x ULN", "if liver metastases, then (ast at most 4.5 times the upper limit of normal and alt at most 4.5 times the upper limit of normal), otherwise (ast at most 2.4 times the upper limit of normal and alt at most 2.4 times the upper limit of normal)")]
    [InlineData("FEV1 > 1.3 L or 55% of predicted", "fev1 more than 1.3 L or fev1 more than 55%")]
    [InlineData("Hepatic: Bilirubin less than 1.8 mg/dL SGOT less than 3 times the upper limit of normal No liver failure", "bilirubin.total less than 1.8 mg/dL and ast less than 3 times the upper limit of normal and no liver failure")]
    public void Limits(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Age 3 (or less) years", "age at most 3 years")]
    [InlineData("Age less than 12 or greater than 78 years", "age less than 12 years or age more than 78 years")]
    [InlineData("Karnofsky/Lansky performance status ≥ 40%", "performance status (karnofsky) at least 40 or performance status (lansky) at least 40")]
    [InlineData("Lansky (≤ 15 years) or Karnofsky (> 15 years) performance status ≥ 60%", "(if age at most 15 years, then performance status (lansky) at least 60) and (if age more than 15 years, then performance status (karnofsky) at least 60)")]
    [InlineData("Have an ECOG performance status of 0 to 1. Evaluation of ECOG is to be performed within 9 days before the first dose of study treatment.", "performance status (ecog) one of 0, 1")]
    [InlineData("Male patients with prostate cancer", "male and prostate cancer")]
    [InlineData("Postmenopausal women", "postmenopausal and female")]
    [InlineData("Younger than 17 or older than 79 years", "age less than 17 years or age more than 79 years")]
    [InlineData("7 months to less than 4 years of age", "age at least 7 months and age less than 4 years")]
    [InlineData("Pregnant women and nursing mothers are ineligible", "not (pregnant or breastfeeding)")]
    [InlineData("Negative serum pregnancy test within 6 days before registration for women of childbearing potential", "not: pregnant")]
    public void People(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Current pneumonitis/interstitial lung disease", "current pneumonitis or current interstitial lung disease")]
    [InlineData("Active bacterial, viral, or fungal infection", "active bacterial infection or active viral infection or active fungal infection")]
    [InlineData("Concurrent strong CYP3A4 inhibitors or inducers", "concurrent strong CYP3A4 inhibitors or concurrent strong CYP3A4 inducers")]
    [InlineData("Grade 2 or higher sensory neuropathy", "grade 2 or higher sensory neuropathy")]
    [InlineData("Thrombocytopenia requiring platelet transfusion", "thrombocytopenia requiring platelet transfusion")]
    [InlineData("Prior interstitial brachytherapy", "interstitial brachytherapy")]
    [InlineData("Prior varicella vaccine within 5 weeks", "varicella vaccine within 5 weeks before now")]
    [InlineData("EGFR exon 19 deletion or exon 21 L858R mutation", "EGFR exon 19 deletion or EGFR L858R mutation")]
    [InlineData("Hepatitis B (defined as hepatitis B surface antigen [HBsAg] reactive) or active hepatitis C (defined as HCV RNA is detected)", "hepatitis B or active hepatitis C")]
    [InlineData("Cirrhosis with or without ascites", "cirrhosis")]
    [InlineData("No concurrent ketoconazole, warfarin or rifampin", "not (concurrent ketoconazole or concurrent warfarin or concurrent rifampin)")]
    [InlineData("Allergy or hypersensitivity to docetaxel", "allergy to docetaxel")]
    [InlineData("1 or 2 prior lines of chemotherapy", "chemotherapy, at least 1 times and chemotherapy, at most 2 times")]
    [InlineData("0-1 prior chemotherapy regimens", "chemotherapy, at most 1 times")]
    [InlineData("Severe hypersensitivity to any component of the study drug(s)", "severe allergy to study drug")]
    public void Names_keep_what_narrows_them(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Total bilirubin ≤ ULN, or ≤ 3 x ULN with direct bilirubin ≤ ULN in patients with Gilbert's syndrome")]
    [InlineData("Clinically significant cardiovascular disease, including myocardial infarction within 7 months")]
    [InlineData("Creatinine less than 1.6 mg/dL Creatinine clearance greater than 55 mL/min")]
    [InlineData("Active current or history of recurrent infections")]
    [InlineData("Creatinine = 1.4 mg/dL")]
    [InlineData("Progressive or relapsed following chemotherapy")]
    [InlineData("Prior chemotherapy other than for Kaposi's sarcoma")]
    [InlineData("Patients with asthma and obesity are excluded")]
    [InlineData("No infection requiring antibiotics, chemotherapy, or antivirals")]
    [InlineData("Surgery with or without chemotherapy within 5 months")]
    public void What_the_text_leaves_open_stays_unread(string line) => CriteriaReader.Read(line).ShouldHaveSingleItem().Evaluability.ShouldBe(Evaluability.Partial);

    private static string Meaning(string line)
    {
        var criterion = CriteriaReader.Read(line)[^1];
        criterion.Residue.ShouldBeEmpty(line);
        return PlainEnglish.Of(criterion.Tree.ShouldNotBeNull(line));
    }
}
