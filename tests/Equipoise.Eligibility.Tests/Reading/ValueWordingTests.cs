using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>Limits with what real authors put around them: guards, allowances, definitions, assays.</summary>
public sealed class ValueWordingTests
{
    [Theory]
    [InlineData("Hemoglobin ≥ 8.5 g/dL; transfusion or erythropoietin is allowed", "hemoglobin at least 8.5 g/dL")]
    [InlineData("WBC ≤ 24 x 10^9/L (hydroxyurea permitted)", "leukocytes at most 24 10*9/L")]
    [InlineData("Platelets ≥ 70,000/mm3 with no transfusion for at least 6 days", "platelets at least 70000 /mm3 and no transfusion within 6 days before now")]
    [InlineData("Total bilirubin ≤ 1.4 x ULN. This will not apply to patients with confirmed Gilbert's syndrome", "bilirubin.total at most 1.4 times the upper limit of normal or Gilbert syndrome")]
    [InlineData("Creatinine ≤ 1.4 x ULN, if creatinine > 1.4 x ULN, creatinine clearance ≥ 55 mL/min", "if creatinine more than 1.4 times the upper limit of normal, then creatinineClearance at least 55 mL/min, otherwise creatinine at most 1.4 times the upper limit of normal")]
    [InlineData("Creatinine ≤1.4 × ULN OR measured or calculated creatinine clearance (GFR can also be used in place of creatinine or CrCl) ≥35 mL/min for participant with creatinine levels >1.4 × institutional ULN", "if creatinine more than 1.4 times the upper limit of normal, then creatinineClearance at least 35 mL/min, otherwise creatinine at most 1.4 times the upper limit of normal")]
    [InlineData("SGOT no greater than 2.4 times ULN* NOTE: *No greater than 4.5 times ULN if liver metastases present", "if liver metastases, then ast at most 4.5 times the upper limit of normal, otherwise ast at most 2.4 times the upper limit of normal")]
    [InlineData("Ages 4-6: creatinine no greater than 0.9 mg/dL", "if age at least 4 years and age at most 6 years, then creatinine at most 0.9 mg/dL")]
    [InlineData("Over 6 to 11 years of age", "age more than 6 years and age at most 11 years")]
    [InlineData("LVEF below the institutional normal range, as determined by echocardiogram (ECHO)", "lvef less than 1 times the lower limit of normal")]
    [InlineData("Within 3 weeks prior to step 1 registration and within 5 weeks prior to step 2 registration: Leukocytes >= 2,900/mcL", "leukocytes at least 2900 /uL within 3 weeks before now")]
    [InlineData("Total bilirubin ≤ 1.4 x ULN (unless documented Gilbert's syndrome, for which bilirubin ≤ 2.8 x ULN is permitted)", "if Gilbert syndrome, then bilirubin.total at most 2.8 times the upper limit of normal, otherwise bilirubin.total at most 1.4 times the upper limit of normal")]
    [InlineData("AST and alkaline phosphatase ≤ 2.4 × ULN, with the following exceptions: Patients with documented liver metastases: AST ≤ 4.5 × ULN; Patients with documented bone metastases: alkaline phosphatase ≤ 4.5 × ULN", "(if liver metastases, then ast at most 4.5 times the upper limit of normal, otherwise ast at most 2.4 times the upper limit of normal) and (if bone metastases, then alp at most 4.5 times the upper limit of normal, otherwise alp at most 2.4 times the upper limit of normal)")]
    [InlineData("AST ≤ 2.8 × ULN in absence of liver metastases, or ≤ 4.5 × ULN in presence of liver metastases", "if liver metastases, then ast at most 4.5 times the upper limit of normal, otherwise ast at most 2.8 times the upper limit of normal")]
    [InlineData("Blood pressure ≤ 145/85 millimeters of mercury (mmHg)", "bp.systolic at most 145 mm[Hg] and bp.diastolic at most 85 mm[Hg]")]
    [InlineData("Creatinine no greater than 1.4 mg/dL or if greater than 1.4 mg/dL, then creatinine clearance must be at least 55 mL/min", "if creatinine more than 1.4 mg/dL, then creatinineClearance at least 55 mL/min, otherwise creatinine at most 1.4 mg/dL")]
    [InlineData("Normal organ function - ANC > 1400/microL - Bilirubin < 1.9 mg/dL - Creatinine < 1.9 mg/dL", "neutrophils more than 1400 /uL and bilirubin.total less than 1.9 mg/dL and creatinine less than 1.9 mg/dL")]
    [InlineData("ECOG performance status 0-1; or Karnofsy >70", "performance status (ecog) one of 0, 1 or performance status (karnofsky) more than 70")]
    [InlineData("Hepatic: Bilirubin no greater than 1.4 times upper limit of normal (ULN) SGOT no greater than 2.8 times ULN", "bilirubin.total at most 1.4 times the upper limit of normal and ast at most 2.8 times the upper limit of normal")]
    [InlineData("ECOG performance status < or = 1 (0-1)", "performance status (ecog) at most 1")]
    [InlineData("Weight loss: less or equal to 9% in 5 months prior to diagnosis", "weightLoss at most 9% within 5 months before diagnosis")]
    [InlineData("Platelets ³ 90,000/mm3 and bilirubin £ 1.4 x ULN", "platelets at least 90000 /mm3 and bilirubin.total at most 1.4 times the upper limit of normal")]
    [InlineData("ECOG performance status ≤ 1 (Karnofsky ≥ 70%, see Appendix A)", "performance status (ecog) at most 1 or performance status (karnofsky) at least 70")]
    [InlineData("Adequate renal (creatinine ≤ 1.4 mg/dL) and hepatic (bilirubin ≤ 1.6 mg/dL) function", "creatinine at most 1.4 mg/dL and bilirubin.total at most 1.6 mg/dL")]
    public void Limits_with_what_stands_around_them(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Uncontrolled hypertension defined as systolic blood pressure > 145 mmHg and/or diastolic blood pressure > 85 mmHg", "bp.systolic more than 145 mm[Hg] or bp.diastolic more than 85 mm[Hg]")]
    [InlineData("Clinically uncontrolled hypertension (after standard antihypertensive treatment, systolic blood pressure ≥ 145 mmHg and/or diastolic blood pressure ≥ 85 mmHg)", "bp.systolic at least 145 mm[Hg] or bp.diastolic at least 85 mm[Hg]")]
    [InlineData("Uncontrolled hypertension (i.e., blood pressure > 145/85 mm Hg despite antihypertensive medication)", "bp.systolic more than 145 mm[Hg] or bp.diastolic more than 85 mm[Hg]")]
    [InlineData("No hypertension (greater than 145/85 mmHg)", "not (bp.systolic more than 145 mm[Hg] or bp.diastolic more than 85 mm[Hg])")]
    [InlineData("No impaired renal function (creatinine greater than twice the upper limit of normal)", "creatinine at most 2 times the upper limit of normal")]
    [InlineData("No greater than grade 2 peripheral neuropathy", "no grade 3 or higher peripheral neuropathy")]
    [InlineData("Peripheral neuropathy ≤ grade 1", "no grade 2 or higher peripheral neuropathy")]
    [InlineData("No QTc prolongation ≥ 460 msec", "qtc less than 460 ms")]
    public void A_definition_says_what_its_name_means(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("QTc > 465 ms in women", "female and qtc more than 465 ms")]
    [InlineData("QTcF > 465 ms for females and > 445 ms for males", "(female and qtcf more than 465 ms) or (male and qtcf more than 445 ms)")]
    [InlineData("Proteinuria ≥ (++)", "urineProtein at least 2 {dipstick}")]
    [InlineData("Female subjects: pregnant or breastfeeding", "pregnant or breastfeeding")]
    [InlineData("Pregnant, or breastfeeding during the study", "pregnant or breastfeeding")]
    [InlineData("Patients with HIV infection. Patients with hepatitis B.", "HIV infection or hepatitis B")]
    [InlineData("Major surgery (excluding placement of vascular access) within 5 weeks before randomization", "major surgery within 5 weeks before randomization and no vascular access device placement")]
    [InlineData("Autoimmune disease. Replacement therapy is not considered a form of systemic treatment.", "autoimmune disease")]
    public void What_is_excluded(string line, string meaning)
    {
        var criterion = CriteriaReader.Read("Exclusion Criteria:\n\n* " + line).ShouldHaveSingleItem();
        criterion.Residue.ShouldBeEmpty();
        PlainEnglish.Of(criterion.Tree!).ShouldBe(meaning);
    }

    [Theory]
    [InlineData("HER2-positive breast cancer (IHC 3+ or FISH amplified)", "HER2-positive and breast cancer")]
    [InlineData("HER2-negative (IHC 0, 1+ or IHC 2+ and FISH negative)", "no HER2-positive")]
    [InlineData("Hormone receptor positive (ER ≥ 1% and/or PR ≥ 1%)", "hormone receptor-positive")]
    [InlineData("PD-L1 positive tumor (CPS ≥ 5)", "pdl1.cps at least 5")]
    [InlineData("EGFR mutation (exon 19 deletion or L858R)", "EGFR exon 19 deletion or EGFR L858R mutation")]
    [InlineData("ER and/or PR ≥ 1%", "er at least 1% or pr at least 1%")]
    [InlineData("CD30 expression on at least 15% of tumor cells", "cd30 at least 15%")]
    [InlineData("PD-L1 TPS ≥ 5% as determined by the 22C3 pharmDx assay", "pdl1.tps at least 5%")]
    [InlineData("ER+ and/or PR+, HER2-, invasive breast cancer", "(ER-positive or PR-positive) and no HER2-positive and invasive breast cancer")]
    [InlineData("KRAS p.G12C mutated tumor", "KRAS G12C mutation")]
    [InlineData("MSI-H or dMMR colorectal cancer", "(microsatellite instability-high or mismatch repair deficiency) and colorectal cancer")]
    [InlineData("HIV, hepatitis B and hepatitis C negative", "not (HIV infection or hepatitis B or hepatitis C)")]
    public void Biomarkers_with_their_assays(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Hypertension (systolic > 145 mmHg, diastolic > 85 mmHg)")] // and, or or
    [InlineData("Bilirubin ≤ 1.4 x ULN; elevated values due to lymphoma are allowed")] // an exception
    [InlineData("INR less than the normal limit")] // of which end
    [InlineData("ER-positive (≥ 10%)")] // narrower than the word
    [InlineData("LVEF > 0.50")] // a fraction
    [InlineData("AST less than 2.4 times ULN Alkaline phosphatase normal OR AST normal Alkaline phosphatase less than 4.2 times ULN")] // one pair or the other
    [InlineData("HIV or hepatitis B negative")] // one or both
    public void What_is_in_doubt_stays_unread(string line) =>
        CriteriaReader.Read("Inclusion Criteria:\n\n* " + line).ShouldHaveSingleItem().Evaluability.ShouldBe(Evaluability.Partial);

    private static string Meaning(string line)
    {
        var criterion = CriteriaReader.Read("Inclusion Criteria:\n\n* " + line).ShouldHaveSingleItem();
        criterion.Evaluability.ShouldBe(Evaluability.Computable);
        return PlainEnglish.Of(criterion.Tree!);
    }
}
