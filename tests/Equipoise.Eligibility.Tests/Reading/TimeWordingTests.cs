using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>Times without a "within", the events they are told against, and stages beside signs.</summary>
public sealed class TimeWordingTests
{
    [Theory]
    [InlineData("Lithium 14 days prior to the study", "lithium within 14 days before enrollment")]
    [InlineData("History of seizure for 4 months before the screening", "seizure within 4 months before screening")]
    [InlineData("Hormonal therapy was used in the last 2 months", "hormonal therapy within 2 months before now")]
    [InlineData("Stroke within 8 weeks prior to PCI", "stroke within 8 weeks before procedure")]
    [InlineData("Corticosteroids within 2 months of transplantation", "corticosteroids within 2 months before transplantation")]
    [InlineData("Antibiotics within 10 days prior to the planned colonoscopy", "antibiotics within 10 days before procedure")]
    [InlineData("Diabetes or recent myocardial infarction (< 9 months)", "diabetes or myocardial infarction within 9 months before now")]
    [InlineData("Pulmonary embolism in the year prior to cohort entry", "pulmonary embolism within 1 year before index")]
    public void What_is_excluded_has_its_time(string line, string meaning) => Meaning("Exclusion", line).ShouldBe(meaning);

    [Theory]
    [InlineData("No seizures for at least 3 months", "no seizure within 3 months before now")]
    [InlineData("No antibiotics for at least 10 days prior to enrollment", "no antibiotics within 10 days before enrollment")]
    [InlineData("Corticosteroids or immunosuppressants must have been stopped for more than 3 weeks", "no corticosteroids within 3 weeks before now and no immunosuppressive therapy within 3 weeks before now")]
    [InlineData("Chemotherapy or radiotherapy completed at least 5 weeks prior to enrollment", "no chemotherapy within 5 weeks before enrollment and no radiotherapy within 5 weeks before enrollment")]
    [InlineData("Last chemotherapy ≥ 5 weeks prior to enrollment", "no chemotherapy within 5 weeks before enrollment")]
    public void What_is_over_has_its_time(string line, string meaning) => Meaning("Inclusion", line).ShouldBe(meaning);

    [Theory]
    [InlineData("Inclusion", "Type 2 diabetes 6 months prior to screening")]
    [InlineData("Inclusion", "Metformin for 3 months prior to screening")]
    [InlineData("Exclusion", "Chronic use of corticosteroids for 3 months prior to the study")]
    [InlineData("Exclusion", "Patients not on antihypertensives for at least 4 weeks")]
    [InlineData("Inclusion", "Patients without liver metastases: ALT ≤ 2 x ULN Patients with bone metastases: ALP ≤ 4 x ULN")]
    [InlineData("Exclusion", "Grade III heart failure (severe)")]
    [InlineData("Exclusion", "Patients with > 18 metastases")]
    [InlineData("Exclusion", "Gleason 7 (3+4)")]
    [InlineData("Exclusion", "Last chemotherapy ≥ 5 weeks prior to enrollment")]
    [InlineData("Inclusion", "No patients who have received steroids for at least 1 year")]
    [InlineData("Inclusion", "On a stable statin regimen or have not been on any statin for the past 30 days")]
    public void How_long_something_lasts_is_no_such_time(string polarity, string line) => Read(polarity, line).Evaluability.ShouldBe(Evaluability.Partial);

    [Theory]
    [InlineData("≥ N2 disease or metastatic disease (M1)", "N2 or higher or metastases")]
    [InlineData("Clinical stage T3-4 or N+", "T3 or T4 or N+")]
    [InlineData("CKD stage 4-5", "stage 4 chronic kidney disease or stage 5 chronic kidney disease")]
    [InlineData("Macular hole of stage 3 and above", "stage III or higher macular hole")]
    [InlineData("Child-Pugh class A to B7", "Child-Pugh class A or Child-Pugh class B7")]
    [InlineData("Child-Pugh A or B (≤ 8)", "Child-Pugh class A or Child-Pugh class B7 or Child-Pugh class B8")]
    [InlineData("Screening HbA1c > 9.5%", "hba1c more than 9.5%")]
    [InlineData("PI-RADS score 3 or 4", "piRads exactly 3 {score} or piRads exactly 4 {score}")]
    [InlineData("BI-RADS category 5", "biRads exactly 5 {score}")]
    [InlineData("Deauville score 4-5", "deauville at least 4 {score} and deauville at most 5 {score}")]
    [InlineData("FIGO IB2-IIA", "stage IB2-IIA")]
    [InlineData("Platelet count outside the normal range", "platelets less than 1 times the lower limit of normal or platelets more than 1 times the upper limit of normal")]
    [InlineData("> 170/105 mmHg", "bp.systolic more than 170 mm[Hg] or bp.diastolic more than 105 mm[Hg]")]
    public void Stages_classes_and_pairs_beside_signs(string line, string meaning) => Meaning("Exclusion", line).ShouldBe(meaning);

    [Theory]
    [InlineData("TBil ≤ 1.4 × ULN; AKP ≤ 2 × ULN", "bilirubin.total at most 1.4 times the upper limit of normal and alp at most 2 times the upper limit of normal")]
    [InlineData("Creatinine < 140µM", "creatinine less than 140 umol/L")]
    [InlineData("Subjects under 17", "age less than 17 years")]
    [InlineData("Gleason score = 7 (3+4 or 4+3)", "gleason exactly 7 {score}")]
    [InlineData("Patient is ≥ 19 years-old at the time of consent", "age at least 19 years")]
    [InlineData("Sex of the patients is not restricted, and the age is 19-79 years old", "age at least 19 years and age at most 79 years")]
    [InlineData("Tumor longitudinal diameter ≤ 9 cm", "lesionSize at most 9 cm")]
    [InlineData("HBV DNA < 1000 IU/mL (5000 copies/mL)", "hbvDna less than 1000 [IU]/mL")]
    public void Short_names_and_silent_words(string line, string meaning) => Meaning("Inclusion", line).ShouldBe(meaning);

    [Theory]
    [InlineData("Patients without liver metastases: ALT ≤ 2 x ULN Patients with liver metastases: ALT ≤ 4 x ULN", "if liver metastases, then alt at most 4 times the upper limit of normal, otherwise alt at most 2 times the upper limit of normal")]
    [InlineData("INR ≤ 1.4 or PT ≤ 1.4 x ULN; and aPTT ≤ 1.4 x ULN", "(inr at most 1.4 or pt at most 1.4 times the upper limit of normal) and aptt at most 1.4 times the upper limit of normal")]
    [InlineData("Creatinine ≤ ULN x 1.4", "creatinine at most 1.4 times the upper limit of normal")]
    [InlineData("Neutrophils ≥ 1.2 x 10exp9/L", "neutrophils at least 1.2 10*9/L")]
    [InlineData("PD-L1 expression (TPS ≥ 40%)", "pdl1.tps at least 40%")]
    [InlineData("At least one measurable lesion (≥ 12 mm in longest diameter)", "lesionSize at least 12 mm")]
    [InlineData("cT4 or N2", "T4 or N2")]
    [InlineData("General physical condition (ECOG) 0-1", "performance status (ecog) one of 0, 1")]
    public void Limits_in_the_forms_of_todays_records(string line, string meaning) => Meaning("Inclusion", line).ShouldBe(meaning);

    [Theory]
    [InlineData("Class III or IV heart failure as defined by the NYHA classification", "New York Heart Association class III heart failure or New York Heart Association class IV heart failure")]
    [InlineData("Heart failure class II or higher according to the NYHA classification", "New York Heart Association class II or greater heart failure")]
    public void Classes_of_a_failing_heart_with_the_system_behind_them(string line, string meaning) => Meaning("Exclusion", line).ShouldBe(meaning);

    [Theory]
    [InlineData("CD4 count above 75", "cd4 more than 75 /uL")]
    [InlineData("ANC ≥ 1200, platelets ≥ 90,000, Hb ≥ 9", "neutrophils at least 1200 /uL and platelets at least 90000 /uL and hemoglobin at least 9 g/dL")]
    [InlineData("Platelets ≥ 90", "platelets at least 90 10*9/L")]
    [InlineData("Hemoglobin ≥ 85", "hemoglobin at least 85 g/L")]
    [InlineData("PSA ≤ 3", "psa at most 3 ng/mL")]
    public void A_number_that_fits_one_customary_unit(string line, string meaning)
    {
        Meaning("Inclusion", line).ShouldBe(meaning);
        Linter.Check([Read("Inclusion", line)]).ShouldContain(finding => finding.Rule == "supposed-unit");
    }

    [Theory]
    [InlineData("Platelets ≥ 90,000/µL")]
    [InlineData("Platelets ≥ 90 x 10^9/L")]
    [InlineData("CD4 count above 75 cells/mm3")]
    public void A_unit_that_is_there_is_not_supposed(string line) => Linter.Check([Read("Inclusion", line)]).ShouldNotContain(finding => finding.Rule == "supposed-unit");

    [Theory]
    [InlineData("Hemoglobin > 7")]
    [InlineData("AST < 2")]
    [InlineData("ALT < 85 IU")]
    [InlineData("PSA > 3 x nadir")]
    [InlineData("Bone scan negative for metastases or PSA no greater than 15")]
    public void A_number_that_fits_two_units_or_none_stays_unread(string line) => Read("Inclusion", line).Evaluability.ShouldBe(Evaluability.Partial);

    private static string Meaning(string polarity, string line)
    {
        var read = Read(polarity, line);
        read.Residue.ShouldBeEmpty();
        return PlainEnglish.Of(read.Tree!);
    }

    private static Criterion Read(string polarity, string line) => CriteriaReader.Read($"{polarity} Criteria:\n\n* {line}\n")[^1];
}
