using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>What lines of criteria mean, printed back in words.</summary>
public sealed class ReadingTests
{
    [Theory]
    [InlineData("ANC ≥ 1.5 x 10^9/L", "neutrophils at least 1.5 10*9/L")]
    [InlineData("ANC ≥ 1.5×109/L (1,500/mm3)", "neutrophils at least 1.5 10*9/L")]
    [InlineData("Absolute neutrophil count (ANC) >= 1,500 cells/mm^3", "neutrophils at least 1500 /mm3")]
    [InlineData("Platelet count at least 100 x 10⁹/L", "platelets at least 100 10*9/L")]
    [InlineData("Platelets: 100,000/mcL or more", "platelets at least 100000 /uL")]
    [InlineData("Haemoglobin no less than 9 g/dl", "hemoglobin at least 9 g/dL")]
    [InlineData("Hemoglobin \\> 10 g/dL", "hemoglobin more than 10 g/dL")]
    [InlineData("Creatinine =< 1.5 mg/dL", "creatinine at most 1.5 mg/dL")]
    [InlineData("Albumin greater than or equal to 28 g/L", "albumin at least 28 g/L")]
    [InlineData("Bilirubin < 1.5 times the institutional upper limit of normal (ULN)", "bilirubin.total less than 1.5 times the upper limit of normal")]
    [InlineData("SGOT no greater than 3 times normal", "ast at most 3 times the upper limit of normal")]
    [InlineData("LVEF not below 50 %", "lvef at least 50%")]
    [InlineData("HbA1c between 7.0 and 10.5%", "hba1c at least 7% and hba1c at most 10.5%")]
    [InlineData("HbA1c > 7.0% and < 10.0%", "hba1c more than 7% and hba1c less than 10%")]
    [InlineData("BMI 18.5-40 kg/m2", "bmi at least 18.5 kg/m2 and bmi at most 40 kg/m2")]
    [InlineData("Blood pressure < 140/90 mmHg", "bp.systolic less than 140 mm[Hg] and bp.diastolic less than 90 mm[Hg]")]
    [InlineData("PD-L1 CPS ≥ 1", "pdl1.cps at least 1")]
    [InlineData("AST (SGOT) and ALT (SGPT) ≤ 2.5 x ULN", "ast at most 2.5 times the upper limit of normal and alt at most 2.5 times the upper limit of normal")]
    [InlineData("Urine protein ≤ 2+", "urineProtein at most 2 {dipstick}")]
    [InlineData("Hemoglobin ≥ 8 g/dL (transfusions are permitted to achieve this level)", "hemoglobin at least 8 g/dL")]
    [InlineData("Platelets ≥ 75,000/mcL without transfusion within 7 days", "platelets at least 75000 /uL and no transfusion within 7 days before now")]
    [InlineData("LVEF ≥ 50% by echocardiogram or MUGA scan", "lvef at least 50%")]
    [InlineData("Bilirubin normal", "bilirubin.total at least 1 times the lower limit of normal and bilirubin.total at most 1 times the upper limit of normal")]
    [InlineData("SGPT no more than twice normal", "alt at most 2 times the upper limit of normal")]
    [InlineData("At least one lesion ≥ 2 cm in longest diameter", "lesionSize at least 2 cm")]
    public void Measurements(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Total bilirubin ≤ 1.5 × ULN (≤ 3 x ULN in patients with Gilbert's syndrome)")]
    [InlineData("Total bilirubin ≤ 1.5 x ULN, or ≤ 3 x ULN for subjects with Gilbert syndrome")]
    [InlineData("Total bilirubin ≤ 1.5×ULN; for patients with Gilbert syndrome, ≤ 3×ULN")]
    [InlineData("Total bilirubin ≤ 1.5 ULN unless Gilbert's disease, in which case ≤ 3 ULN")]
    [InlineData("Total bilirubin ≤ 1.5 ULN, unless the patient has Gilbert syndrome, in which case ≤ 3 ULN is allowed")]
    [InlineData("Total bilirubin ≤ 1.5 × ULN (except in patients with Gilbert syndrome who must have a total bilirubin ≤ 3 × ULN)")]
    [InlineData("Bilirubin ≤ 1.5x ULN (patients with known Gilbert disease who have serum bilirubin level ≤ 3 x ULN may be enrolled)")]
    public void Guarded_limits(string line) => Meaning(line).ShouldBe(
        "if Gilbert syndrome, then bilirubin.total at most 3 times the upper limit of normal, otherwise bilirubin.total at most 1.5 times the upper limit of normal");

    [Fact]
    public void A_guard_may_be_a_measurement() => Meaning("Serum creatinine ≤ 1.5 × ULN OR creatinine clearance ≥ 60 mL/min for subjects with creatinine levels > 1.5 × institutional ULN").ShouldBe(
        "if creatinine more than 1.5 times the upper limit of normal, then creatinineClearance at least 60 mL/min, otherwise creatinine at most 1.5 times the upper limit of normal");

    [Theory]
    [InlineData("QTc ≤ 450 ms for males and ≤ 470 ms for females", "(if male, then qtc at most 450 ms) and (if female, then qtc at most 470 ms)")]
    [InlineData("Hemoglobin ≥ 13 g/dL (men) or ≥ 12 g/dL (women)", "(if male, then hemoglobin at least 13 g/dL) and (if female, then hemoglobin at least 12 g/dL)")]
    [InlineData("SGOT less than 2.5 times normal (unless liver metastases are present)", "ast less than 2.5 times the upper limit of normal or liver metastases")]
    public void Limits_that_depend_on_the_patient(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Age ≥ 18 years", "age at least 18 years")]
    [InlineData("18 years of age or older", "age at least 18 years")]
    [InlineData("Male or female aged 18 to 75 years", "age at least 18 years and age at most 75 years")]
    [InlineData("Aged ≥ 18 and \\< 80 years when enrolled.", "age at least 18 years and age less than 80 years")]
    [InlineData("Age between 18 and 65 years, inclusive", "age at least 18 years and age at most 65 years")]
    [InlineData("At least 8 months of age", "age at least 8 months")]
    [InlineData("Greater than the age of 18", "age more than 18 years")]
    [InlineData("Men between 18 and 40 years-old", "male and age at least 18 years and age at most 40 years")]
    [InlineData("Women over 50 years old", "female and age more than 50 years")]
    [InlineData("ECOG performance status 0-1", "performance status (ecog) one of 0, 1")]
    [InlineData("Eastern Cooperative Oncology Group (ECOG) performance status of 0, 1 or 2", "performance status (ecog) one of 0, 1, 2")]
    [InlineData("Performance status: ECOG ≤ 2", "performance status (ecog) at most 2")]
    [InlineData("Karnofsky performance status ≥ 70%", "performance status (karnofsky) at least 70")]
    [InlineData("Life expectancy of at least 12 weeks", "life expectancy at least 12 weeks")]
    [InlineData("Negative serum pregnancy test", "not: pregnant")]
    [InlineData("Able to give written informed consent", "informed consent")]
    [InlineData("Between the ages of 18 and 80", "age at least 18 years and age at most 80 years")]
    [InlineData("At least 18 years old and less than 80 years old", "age at least 18 years and age less than 80 years")]
    [InlineData("Karnofsky ≥ 50% for patients > 16 years of age and Lansky ≥ 50 for patients ≤ 16 years of age", "(if age more than 16 years, then performance status (karnofsky) at least 50) and (if age at most 16 years, then performance status (lansky) at least 50)")]
    public void People(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("No prior chemotherapy", "no chemotherapy")]
    [InlineData("Chemotherapy or radiotherapy within 4 weeks prior to randomization", "chemotherapy within 4 weeks before randomization or radiotherapy within 4 weeks before randomization")]
    [InlineData("At least 4 weeks since prior chemotherapy (6 weeks for nitrosoureas)", "no chemotherapy within 4 weeks before now and no nitrosoureas within 6 weeks before now")]
    [InlineData("Prior radiotherapy must have been completed at least 2 weeks before registration", "no radiotherapy within 2 weeks before registration")]
    [InlineData("Current use of corticosteroids", "current corticosteroids")]
    [InlineData("Current antineoplastic therapy", "current anticancer therapy")]
    [InlineData("Acute coronary syndrome (ACS) within 3 months", "acute coronary syndrome within 3 months before now")]
    [InlineData("Investigational drug within 30 days prior to the initial dose of study medication", "investigational agent within 30 days before treatmentStart")]
    [InlineData("No active autoimmune disease", "no active autoimmune disease")]
    [InlineData("Malignancy within 5 years except basal cell carcinoma or cervical carcinoma in situ", "cancer within 5 years before now and (not (basal cell carcinoma or carcinoma in situ of the cervix))")]
    [InlineData("No more than 2 prior lines of therapy", "priorLines at most 2")]
    [InlineData("Chemotherapy within 3 weeks (6 weeks for nitrosoureas or mitomycin) before enrollment", "chemotherapy within 3 weeks before enrollment or nitrosoureas within 6 weeks before enrollment or mitomycin within 6 weeks before enrollment")]
    [InlineData("Not pregnant and not nursing", "not: pregnant and not: breastfeeding")]
    [InlineData("Women must not be pregnant or breastfeeding", "not (pregnant or breastfeeding)")]
    [InlineData("No symptomatic, untreated brain metastases", "no symptomatic untreated brain metastases")]
    [InlineData("Histologically confirmed metastatic melanoma that is considered unresectable", "unresectable metastatic melanoma")]
    [InlineData("No more than 2 prior lines of chemotherapy for metastatic disease", "chemotherapy for metastatic disease, at most 2 times")]
    [InlineData("Last dose of chemotherapy ≥ 3 weeks prior to enrollment", "no chemotherapy within 3 weeks before enrollment")]
    [InlineData("At least 1 week since erdafitinib mesylate", "no erdafitinib within 1 week before now")]
    [InlineData("No concurrent chemotherapy", "no concurrent chemotherapy")]
    [InlineData("Weight loss > 10% of body weight in the past 3 months", "weightLoss more than 10% within 3 months before now")]
    [InlineData("At least 4 weeks since prior chemotherapy and recovered", "no chemotherapy within 4 weeks before now and recovered")]
    [InlineData("Stage III or IV melanoma (AJCC 8th edition)", "stage III melanoma or stage IV melanoma")]
    [InlineData("No stage IV or metastatic disease", "not (stage IV or metastases)")]
    [InlineData("Congestive heart failure (NYHA ≥ II)", "New York Heart Association class II or greater congestive heart failure")]
    [InlineData("Child-Pugh B or C", "Child-Pugh class B or Child-Pugh class C")]
    [InlineData("Peripheral neuropathy ≥ grade 2", "grade 2 or higher peripheral neuropathy")]
    [InlineData("Grade 3-4 diarrhea", "grade 3 or higher diarrhea")]
    [InlineData("Known HIV infection or active hepatitis B or C", "HIV infection or active hepatitis B or active hepatitis C")]
    [InlineData("BRAF V600E or V600K mutation", "BRAF V600E mutation or BRAF V600K mutation")]
    [InlineData("HER2-negative", "no HER2-positive")]
    [InlineData("HER2-positive breast cancer", "HER2-positive and breast cancer")]
    [InlineData("Systemic corticosteroids > 10 mg/day prednisone or equivalent within 14 days", "systemic corticosteroids above 10 mg/d prednisone equivalent within 14 days before now")]
    [InlineData("No known brain metastases or leptomeningeal disease", "not (brain metastases or leptomeningeal disease)")]
    public void Conditions_and_treatments(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Creatinine ≤ 1.5", "1.5")]
    [InlineData("Hemoglobin ≥ 9 g/dL on a rainy day", "rainy day")]
    [InlineData("Type 1 diabetes for more than 5 years", "5 years")]
    [InlineData("Diabetes for 5 years or more", "5 years")]
    [InlineData("Chemotherapy within 4 weeks or 5 half-lives before randomization", "half")]
    [InlineData("Able to dance the tango", "tango")]
    [InlineData("AST ≤ 3 x ULN is acceptable", "acceptable")]
    [InlineData("Hemoglobin ≥ 8 g/dL (not after a transfusion of last week)", "not after")]
    [InlineData("No bone metastases with fracture or anemia", "anemia")]
    [InlineData("INR or PT and aPTT ≤ 1.5 × ULN", "aPTT")]
    [InlineData("Weight more than 10 %", "%")]
    [InlineData("Bilirubin ≤ 1.5 mg/dL and aPTT ≤ 1.5 × ULN unless on anticoagulation", "and")]
    [InlineData("Never had platelets below 50,000/mm3", "Never")]
    [InlineData("At least 4 weeks since chemotherapy for myeloma or lymphoma", "for")]
    [InlineData("Hypertension defined as systolic blood pressure > 150 mmHg or stroke", "defined")]
    public void What_is_not_understood_is_residue_and_makes_the_criterion_partial(string line, string unread)
    {
        var criterion = CriteriaReader.Read(line).ShouldHaveSingleItem();

        criterion.Evaluability.ShouldBe(Evaluability.Partial);
        string.Join(" … ", criterion.Residue.Select(span => line[span.Start..span.End])).ShouldContain(unread);
    }

    [Theory]
    [InlineData("Prior adjuvant chemotherapy is allowed")]
    [InlineData("Male or female")]
    public void What_is_merely_allowed_asks_nothing(string line)
    {
        var criterion = CriteriaReader.Read(line).ShouldHaveSingleItem();

        criterion.Evaluability.ShouldBe(Evaluability.Administrative);
        criterion.Tree.ShouldBeNull();
    }

    private static string Meaning(string line)
    {
        var criterion = CriteriaReader.Read(line).ShouldHaveSingleItem();
        criterion.Residue.Select(span => line[span.Start..span.End]).ShouldBeEmpty();
        return PlainEnglish.Of(criterion.Tree.ShouldNotBeNull());
    }
}
