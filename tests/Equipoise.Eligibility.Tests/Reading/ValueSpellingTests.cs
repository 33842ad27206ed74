using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>Values in the spellings, misprints and groupings of today's records.</summary>
public sealed class ValueSpellingTests
{
    [Theory]
    [InlineData("At least21 years of age", "age at least 21 years")]
    [InlineData("Age20-65", "age at least 20 years and age at most 65 years")]
    [InlineData("Age ≥２０ years", "age at least 20 years")]
    [InlineData("Platelets ≥ ８０ × 10９/L", "platelets at least 80 10*9/L")]
    [InlineData("20 years ≤ age ≤ 70 years", "age at least 20 years and age at most 70 years")]
    [InlineData("19 ≤ BMI < 32 kg/m2", "bmi at least 19 kg/m2 and bmi less than 32 kg/m2")]
    [InlineData("Aged 20-70 years (including 20 and 70 years)", "age at least 20 years and age at most 70 years")]
    [InlineData("ACN ≥ 1,2 x 10^9/L", "neutrophils at least 1.2 10*9/L")]
    [InlineData("International Standardized Ratio (INR) ≤ 1.4", "inr at most 1.4")]
    [InlineData("eGFR ≥ 40 mL/min/1.732", "egfr at least 40 mL/min/{1.73_m2}")]
    [InlineData("Hemoglobin > 75 gram per litre", "hemoglobin more than 75 g/L")]
    [InlineData("Hemoglobin ≥ 8.0 g/dL (80 g/L, 5.0 mmol/L)", "hemoglobin at least 8 g/dL")]
    [InlineData("Testosterone ≤ 40 ng/dL or 1.39 nmol/L", "testosterone at most 40 ng/dL")]
    [InlineData("FEV1 ≥ 65% normal", "fev1 at least 65%")]
    [InlineData("HBV DNA < 10^3 copies/mL", "hbvDna less than 1000 {copies}/mL")]
    [InlineData("HBV DNA < 1 × 10^4 IU/mL", "hbvDna less than 10000 [IU]/mL")]
    [InlineData("G8 score > 13", "g8 more than 13 {score}")]
    [InlineData("PSA doubling time ≤ 9 months", "psaDoublingTime at most 9 mo")]
    [InlineData("Clonal bone marrow plasma cells ≥ 15%", "plasmaCells at least 15%")]
    public void Misprints_and_spellings(string line, string meaning) => Meaning("Inclusion", line).ShouldBe(meaning);

    [Theory]
    [InlineData("ECOG score ≤ 0-1", "performance status (ecog) one of 0, 1")]
    [InlineData("ECOG 0-1 points", "performance status (ecog) one of 0, 1")]
    [InlineData("Eastern Cooperation Oncology Group (ECOG) performance status (0 - 2)", "performance status (ecog) one of 0, 1, 2")]
    [InlineData("ECOG performance status 0, 1, or equivalent", "performance status (ecog) one of 0, 1")]
    [InlineData("Lansky Performance Score (LPS) ≥ 60 for ≤ 15 years", "if age at most 15 years, then performance status (lansky) at least 60")]
    [InlineData("Karnofsky ≥ 60 (patients > 15 years) or Lansky ≥ 60 (patients ≤ 15 years)", "(if age more than 15 years, then performance status (karnofsky) at least 60) and (if age at most 15 years, then performance status (lansky) at least 60)")]
    [InlineData("Performance score (aged ≤ 15: Lansky ≥ 60; > 15: Karnofsky ≥ 60)", "(if age at most 15 years, then performance status (lansky) at least 60) and (if age more than 15 years, then performance status (karnofsky) at least 60)")]
    [InlineData("Performance score ≥ 60 (Lansky for patients ≤ 15 years and Karnofsky for patients > 15 years)", "(if age at most 15 years, then performance status (lansky) at least 60) and (if age more than 15 years, then performance status (karnofsky) at least 60)")]
    [InlineData("For patients > 15 years: Karnofsky ≥ 60; for patients ≤ 15 years: Lansky ≥ 60", "(if age more than 15 years, then performance status (karnofsky) at least 60) and (if age at most 15 years, then performance status (lansky) at least 60)")]
    [InlineData("Karnofsky ≥ 80, patients 18-70 years old", "performance status (karnofsky) at least 80 and age at least 18 years and age at most 70 years")]
    public void Performance_on_the_scale_of_ones_age(string line, string meaning) => Meaning("Inclusion", line).ShouldBe(meaning);

    private const string Uln = " times the upper limit of normal";

    [Theory]
    [InlineData("Bilirubin ≤1.4×ULN, ALT and AST ≤2×ULN (In cases with liver metastases: bilirubin ≤2×ULN and ALT/AST ≤4×ULN)", "if liver metastases, then (bilirubin.total at most 2# and alt at most 4# and ast at most 4#), otherwise (bilirubin.total at most 1.4# and alt at most 2# and ast at most 2#)")]
    [InlineData("Bilirubin ≤ 1.4 × ULN; ALT ≤ 2 × ULN; if liver metastases are present, ALT ≤ 4 × ULN, bilirubin ≤ 2 × ULN", "if liver metastases, then (alt at most 4# and bilirubin.total at most 2#), otherwise (bilirubin.total at most 1.4# and alt at most 2#)")]
    [InlineData("AST < 2 x ULN (without liver metastases); or AST < 4 x ULN (with liver metastases)", "if liver metastases, then ast less than 4#, otherwise ast less than 2#")]
    [InlineData("ALT ≤ 2 × ULN, if liver metastasis, then ≤ 4 × ULN", "if liver metastases, then alt at most 4#, otherwise alt at most 2#")]
    [InlineData("ALT ≤ 2 × ULN （liver metastases ≤ 4 × ULN）", "if liver metastases, then alt at most 4#, otherwise alt at most 2#")]
    [InlineData("ALT ≤ 2 × ULN (ALT ≤ 4 × ULN for patients with liver metastases)", "if liver metastases, then alt at most 4#, otherwise alt at most 2#")]
    public void Limits_of_those_with_metastases(string line, string meaning) => Meaning("Inclusion", line).ShouldBe(meaning.Replace("#", Uln, StringComparison.Ordinal));

    [Theory]
    [InlineData("No more than 3 prior regimens in the metastatic setting", "therapy for metastatic disease, at most 3 times")]
    [InlineData("At least 2 prior lines of treatment for metastatic melanoma", "treatment for metastatic melanoma, at least 2 times")]
    [InlineData("Failed ≥ 3 lines of therapy", "priorLines at least 3")]
    [InlineData("HbA1c between ≥7.5% and ≤9.5%", "hba1c at least 7.5% and hba1c at most 9.5%")]
    [InlineData("T-score between -3.5 and -1.5", "tScore at least -3.5 and tScore at most -1.5")]
    [InlineData("Aged 21 years or older, and not older than 70 years", "age at least 21 years and age at most 70 years")]
    [InlineData("Platelets ≥ 60 × 10^9/L without transfusion for 5 days", "platelets at least 60 10*9/L and no transfusion within 5 days before now")]
    [InlineData("No stroke within prior 5 weeks", "no stroke within 5 weeks before now")]
    [InlineData("Time since last radiotherapy ≥ 3 weeks", "no radiotherapy within 3 weeks before now")]
    [InlineData("Interval of at least 5 weeks since last chemotherapy", "no chemotherapy within 5 weeks before now")]
    [InlineData("Body weight ≥ 55 kg for men and 48 kg for women", "(if male, then weight at least 55 kg) and (if female, then weight at least 48 kg)")]
    [InlineData("AST within 2.5 times the upper limit of normal", "ast at most 2.5 times the upper limit of normal")]
    [InlineData("LVEF ≥ lower limit of normal (50%)", "lvef at least 1 times the lower limit of normal")]
    [InlineData("Large (≥ 4 cm) breast cancer", "breast cancer and lesionSize at least 4 cm")]
    [InlineData("> 5% weight loss in the past 2 months", "weightLoss more than 5% within 2 months before now")]
    [InlineData("Ferritin < 90 ng/mL or 90-250 ng/mL with TSAT < 15%", "ferritin less than 90 ng/mL or (ferritin at least 90 ng/mL and ferritin at most 250 ng/mL and transferrinSaturation less than 15%)")]
    [InlineData("PASI ≥ 11 and BSA ≥ 9%", "pasi at least 11 {score} and bodySurfaceAffected at least 9%")]
    [InlineData("Child-Pugh ≤ 6 score", "childPugh at most 6 {score}")]
    [InlineData("Child-Pugh ≤ B7", "Child-Pugh class A or Child-Pugh class B7")]
    [InlineData("ANC ≥ 1.2 x 10^9/L and platelets ≥ 90 x 10^9/L)", "neutrophils at least 1.2 10*9/L and platelets at least 90 10*9/L")]
    [InlineData("No recent (within 4 months) stroke", "no stroke within 4 months before now")]
    [InlineData("No current or recent (≤ 5 weeks) evidence of colitis", "no colitis within 5 weeks before now")]
    [InlineData("Platinum-free interval > 5 months", "platinumFreeInterval more than 5 mo")]
    [InlineData("ALBI score ≤ -1.5", "albiScore at most -1.5 {score}")]
    [InlineData("Age ≥ 65 years old, gender is not limited", "age at least 65 years")]
    [InlineData("Aspartate aminotransferase (AST/serum glutamic-oxaloacetic transaminase [SGOT]) =< 2.0 x institutional ULN", "ast at most 2 times the upper limit of normal")]
    public void Lines_ranges_and_times(string line, string meaning) => Meaning("Inclusion", line).ShouldBe(meaning);

    [Fact]
    public void Limits_of_either_sex_narrow_a_disease_each_by_itself() =>
        Meaning("Exclusion", "Anemia with hemoglobin < 11 g/dL in men and < 9 g/dL in women").ShouldBe("anemia and ((male and hemoglobin less than 11 g/dL) or (female and hemoglobin less than 9 g/dL))");

    [Theory]
    [InlineData("Age 18 years or older at diagnosis of diabetes")]
    [InlineData("Diagnosis of diabetes at age 40 or older")]
    [InlineData("Age ≥ 16 years at the time of transplant")]
    [InlineData("Exposure to levodopa of 10 days or less")]
    [InlineData("Failed at least one drug")]
    [InlineData("mRSS ≥ 12 with disease duration ≥ 14 months and active disease")]
    [InlineData("Large (unusual) breast cancer")]
    [InlineData("Asthma or recent (within 4 months) stroke")]
    [InlineData("Child-Pugh ≥ B7")]
    [InlineData("Hemoglobin ≥ 8.0 g/dL (95 g/L)")]
    [InlineData("AST < 2 x ULN (bilirubin ≤ 4 × ULN)")]
    [InlineData("Creatinine below 1.4")]
    [InlineData("Karnofsky ≥ 60 (children)")]
    public void What_two_people_may_read_in_two_ways_is_left(string line) => CriteriaReader.Read($"Inclusion Criteria:\n\n* {line}\n")[^1].Residue.ShouldNotBeEmpty();

    private static string Meaning(string polarity, string line)
    {
        var criterion = CriteriaReader.Read($"{polarity} Criteria:\n\n* {line}\n")[^1];
        criterion.Residue.ShouldBeEmpty(line);
        return PlainEnglish.Of(criterion.Tree.ShouldNotBeNull());
    }
}
