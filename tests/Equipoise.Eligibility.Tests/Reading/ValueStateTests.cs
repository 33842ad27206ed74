using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>What stands around a limit: the name of what it says, the state in which it was measured, how often, and for whom its normal limit counts.</summary>
public sealed class ValueStateTests
{
    [Theory]
    [InlineData("Creatinine ≤ 2 × ULN for the corresponding age group", "creatinine at most 2 times the upper limit of normal")]
    [InlineData("Bilirubin ≤ 1.2 × ULN for sex and age", "bilirubin.total at most 1.2 times the upper limit of normal")]
    [InlineData("Heart rate ≤ 90 /min at rest", "heartRate at most 90 /min")]
    [InlineData("SpO2 ≥ 93 % in ambient air", "spo2 at least 93%")]
    [InlineData("QTcF ≤ 460 ms on two separate ECGs", "qtcf at most 460 ms")]
    [InlineData("Most recent HbA1c ≤ 9 %", "hba1c at most 9%")]
    [InlineData("Seated or supine systolic blood pressure ≥ 95 mmHg", "bp.systolic at least 95 mm[Hg]")]
    [InlineData("Creatinine clearance ≥ 35 mL/min (glomerular filtration rate by the MDRD equation)", "creatinineClearance at least 35 mL/min")]
    [InlineData("ECOG performance status 0-1 (or Karnofsky ≥ 80, see Appendix C)", "performance status (ecog) one of 0, 1 or performance status (karnofsky) at least 80")]
    [InlineData("A CPS PD-L1 of ≥ 5", "pdl1.cps at least 5")]
    [InlineData("ANC ≥ 1200/µL in the absence of growth factors", "neutrophils at least 1200 /uL and no growth factors")]
    [InlineData("At least one bi-dimensionally measurable nodal lesion > 15 mm", "lesionSize more than 15 mm")]
    [InlineData("> 3 months and ≤ 16 years of age", "age more than 3 months and age at most 16 years")]
    [InlineData("Time since nephrectomy between 6 and 16 weeks", "nephrectomy within 16 weeks before now and no nephrectomy within 6 weeks before now")]
    [InlineData("Bedside ultrasound assessment: LVEF ≥ 48 %", "lvef at least 48%")]
    [InlineData("Urinalysis shows urine protein < 2+", "urineProtein less than 2 {dipstick}")]
    [InlineData("LVEF ≤ 42 % on cardiac imaging performed within 5 months before screening", "lvef at most 42% within 5 months before screening")]
    [InlineData("Tumor PD-L1 expression (CPS) ≥ 20", "pdl1.cps at least 20")]
    [InlineData("QT interval corrected by the method of Fridericia (QTcF) ≤ 455 ms", "qtcf at most 455 ms")]
    [InlineData("Longest diameter of the target lesion ≥ 12 mm", "lesionSize at least 12 mm")]
    [InlineData("High-risk prostate cancer (PSA > 25 ng/mL, Gleason ≥ 9, or ≥ cT3)", "high-risk prostate cancer and (psa more than 25 ng/mL or gleason at least 9 {score} or T3 or higher)")]
    [InlineData("Locally advanced rectal cancer (cT3-4 or N+)", "locally advanced rectal cancer and (T3 or T4 or N+)")]
    [InlineData("Metastatic breast cancer previously treated with at least 2 lines of chemotherapy", "metastatic breast cancer and chemotherapy, at least 2 times")]
    [InlineData("Completed 3-5 cycles of platinum-based chemotherapy", "platinum-based chemotherapy, at least 3 times and platinum-based chemotherapy, at most 5 times")]
    [InlineData("Up to 3 prior systemic therapies for advanced disease", "systemic therapy for advanced disease, at most 3 times")]
    [InlineData("Hemoglobin ≥ 10 g/dL or ≥ 6.2 mmol/L without growth factors and without transfusion within 3 weeks", "hemoglobin at least 10 g/dL and no growth factors within 3 weeks before now and no transfusion within 3 weeks before now")]
    [InlineData("BMI 20 to 32 kg/m2, inclusive, and body weight ≥ 52 kg", "bmi at least 20 kg/m2 and bmi at most 32 kg/m2 and weight at least 52 kg")]
    public void How_and_of_whom_a_value_was_taken_adds_nothing(string line, string meaning) => Meaning(line, "Inclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Raised liver enzymes (AST or ALT > 4 × ULN)", "ast more than 4 times the upper limit of normal or alt more than 4 times the upper limit of normal")]
    [InlineData("Right ventricular dysfunction: LVEF < 35 %", "lvef less than 35%")]
    [InlineData("Poor glycemic control (HbA1c > 11 %) or gout", "hba1c more than 11% or gout")]
    [InlineData("Elevated concentration of ferritin > 600 ng/mL", "ferritin more than 600 ng/mL")]
    [InlineData("Anemia: hemoglobin < 9 g/dL", "hemoglobin less than 9 g/dL")]
    [InlineData("ALT ≥ x4 ULN", "alt at least 4 times the upper limit of normal")]
    [InlineData("Lipase is 4 times higher than the upper limit of normal", "lipase more than 4 times the upper limit of normal")]
    [InlineData("Fever > 38.2 °C at screening", "temperature more than 38.2 Cel")]
    [InlineData("Hypoalbuminemia < 28 g/L", "albumin less than 28 g/L")]
    [InlineData("Hypertension not controlled by one drug (systolic > 155 mmHg or diastolic > 95 mmHg)", "bp.systolic more than 155 mm[Hg] or bp.diastolic more than 95 mm[Hg]")]
    [InlineData("Lithium within 3 weeks or 5 half-lives before the first dose", "lithium within 3 weeks before treatmentStart or lithium within 5 half-lives before treatmentStart")]
    [InlineData("One or more major congenital anomalies", "major congenital anomaly")]
    public void What_a_limit_is_called_and_which_way_it_goes_adds_nothing(string line, string meaning) => Meaning(line, "Exclusion").ShouldBe(meaning);

    [Fact]
    public void Performance_with_nothing_else_is_asked_of_everybody() =>
        Meaning("ECOG 0-1 with no deterioration in the previous 2 weeks", "Inclusion").ShouldBe("performance status (ecog) one of 0, 1 and no deterioration within 2 weeks before now");

    [Theory]
    [InlineData("Time from orchiectomy to castration resistance < 9 months")]
    [InlineData("Abnormal coagulation function (INR > 1.5 or aPTT > 1.5 × ULN) with bleeding tendency")]
    [InlineData("Controlled hypertension: systolic BP < 150 mmHg in persons aged 60 years or older")]
    [InlineData("Anemia > grade 2 or hemoglobin < 8")]
    [InlineData("Hypertension not controlled by one drug (systolic > 155 mmHg, diastolic > 95 mmHg)")]
    [InlineData("Portal hypertension that is not controlled (systolic > 150 mmHg)")]
    [InlineData("Hepatic impairment (Child-Pugh C)")]
    [InlineData("Metastatic melanoma previously treated with at least 2 lines of chemotherapy")]
    [InlineData("Recent hemoglobin < 9 g/dL after bleeding")]
    public void What_changes_a_limit_is_not_dropped(string line) => Only(line, "Exclusion").Evaluability.ShouldNotBe(Evaluability.Computable);

    [Theory]
    [InlineData("Grade 1 or higher neuropathy", "grade 1 or higher neuropathy")]
    [InlineData("At least one bidimensionally measurable lesion", "measurable disease")]
    public void One_or_more_of_what_is_graded_or_measured_keeps_its_meaning(string line, string meaning) => Meaning(line, "Exclusion").ShouldBe(meaning);

    private static string Meaning(string line, string heading)
    {
        var criterion = Only(line, heading);
        criterion.Residue.ShouldBeEmpty();
        return PlainEnglish.Of(criterion.Tree.ShouldNotBeNull());
    }

    private static Criterion Only(string line, string heading) => CriteriaReader.Read($"{heading} Criteria:\n\n* {line}").ShouldHaveSingleItem();
}
