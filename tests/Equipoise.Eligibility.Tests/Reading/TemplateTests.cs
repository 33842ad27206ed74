using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>What sponsors' templates say beside what they ask: reasons, definitions, exceptions in a sentence of their own.</summary>
public sealed class TemplateTests
{
    [Theory]
    [InlineData("Nursing mothers are excluded because of the unknown risk to the infant", "breastfeeding")]
    [InlineData("HIV-positive patients on zidovudine are ineligible", "HIV infection on zidovudine")]
    [InlineData("Uncontrolled diabetes mellitus defined as HbA1c > 9%", "uncontrolled diabetes and hba1c more than 9%")]
    [InlineData("Heart failure > class I NYHA", "New York Heart Association class II or greater heart failure")]
    [InlineData("Severe allergic, anaphylactoid or other hypersensitivity reactions to mouse antibodies", "severe allergy to mouse antibodies")]
    [InlineData("Unstable angina (angina symptoms while resting)", "unstable angina")]
    [InlineData("New-onset angina (begun within the last 2 months)", "new-onset angina within 2 months before now")]
    [InlineData("Systemic treatment with steroids within 10 days", "systemic corticosteroids within 10 days before now")]
    [InlineData("Patients receiving any medications or substances that are strong inhibitors or inducers of CYP3A4 are ineligible", "current strong CYP3A4 inhibitors or current strong CYP3A4 inducers")]
    [InlineData("Any hemorrhage or bleeding event grade 2 or higher within 3 weeks", "grade 2 or higher bleeding within 3 weeks before now")]
    [InlineData("Autoimmune disease. Participants with vitiligo or psoriasis are not excluded.", "autoimmune disease and (not (vitiligo or psoriasis))")]
    [InlineData("Other malignancy within 4 years. Exceptions include basal cell carcinoma.", "other malignancy within 4 years before now and no basal cell carcinoma")]
    [InlineData("Arterial or venous thrombotic or embolic events within 5 months", "venous thromboembolism within 5 months before now or arterial thromboembolism within 5 months before now")]
    [InlineData("Grade ≥ 3 toxicity from previous anticancer therapy except alopecia", "grade 3 or higher toxicity and no alopecia")]
    [InlineData("Heart failure of class III or IV, as defined by the NYHA", "New York Heart Association class III or IV heart failure")]
    [InlineData("History of cardiovascular conditions within the past 5 months: stroke, unstable angina", "stroke within 5 months before now or unstable angina within 5 months before now")]
    [InlineData("Stroke including transient ischemic attack within 4 months", "stroke within 4 months before now or transient ischemic attack within 4 months before now")]
    [InlineData("QTc > 460 msec on 3 or more time points within a 12 hour period", "qtc more than 460 ms")]
    [InlineData("Active or chronic hepatitis B or hepatitis C", "active hepatitis B or chronic hepatitis B or active hepatitis C or chronic hepatitis C")]
    [InlineData("Active hepatitis C, defined as a positive antibody test followed by a positive RNA test", "active hepatitis C")]
    [InlineData("Participation in another clinical trial unless it is an observational study", "participation in another trial and no observational study")]
    [InlineData("Cancer or history of cancer except basal cell carcinoma", "cancer and no basal cell carcinoma")]
    [InlineData("Uncontrolled thyroid disease, defined as TSH > 7 mIU/L or < 0.3 mIU/L", "uncontrolled thyroid disease and (tsh more than 7 m[IU]/L or tsh less than 0.3 m[IU]/L)")]
    [InlineData("Myocardial infarction, hospitalization for unstable angina or stroke within 120 days", "myocardial infarction within 120 days before now or hospitalization for unstable angina within 120 days before now or stroke within 120 days before now")]
    [InlineData("Known abuse of alcohol or drugs", "alcohol abuse or drug abuse")]
    [InlineData("Hemoptysis (≥ 1/4 teaspoon of blood) within 3 weeks", "hemoptysis within 3 weeks before now")]
    [InlineData("Poorly controlled arrhythmia (including QTc ≥ 475 ms)", "poorly controlled arrhythmia or qtc at least 475 ms")]
    [InlineData("Ventricular arrhythmia requiring treatment or intervention", "ventricular arrhythmia requiring treatment")]
    [InlineData("Live vaccine within 3 weeks or possibly during the study period", "live vaccine within 3 weeks before now")]
    [InlineData("Active ulcer, intestinal perforation or intestinal obstruction", "active ulcer or bowel perforation or bowel obstruction")]
    [InlineData("Bleeding or thrombotic tendency", "bleeding disorder or thrombotic tendency")]
    public void A_reason_or_a_definition_beside_what_is_excluded_is_read(string line, string meaning) => Meaning(line, "Exclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Measurable disease, defined as at least one lesion that can be measured as ≥ 15 mm by CT scan or ≥ 12 mm with calipers", "measurable disease")]
    [InlineData("Women of childbearing potential: negative serum pregnancy test (sensitivity of at least 20 IU/L)", "not: pregnant")]
    [InlineData("Platelets ≥ 60 x 10^9/L (transfusions to reach this level are not allowed within 5 days)", "platelets at least 60 10*9/L and no transfusion within 5 days before now")]
    [InlineData("Adequate hematologic and end-organ function, defined by the following laboratory results obtained within 10 days of treatment: hemoglobin ≥ 8.5 g/dL", "hemoglobin at least 8.5 g/dL")]
    [InlineData("For patients with chronic hepatitis B, the HBV viral load must be undetectable on suppressive therapy, if indicated", "if chronic hepatitis B, then undetectable HBV viral load")]
    [InlineData("LVEF ≥ 52% or ≥ LLN, whichever is lower", "lvef at least 52% or lvef at least 1 times the lower limit of normal")]
    [InlineData("≥ 20 years and ≤ 70 years of age", "age at least 20 years and age at most 70 years")]
    [InlineData("Evidence of post-menopausal status or negative urinary or serum pregnancy test for female pre-menopausal patients", "postmenopausal or not: pregnant")]
    [InlineData("AST ≤ 2 × ULN; for liver metastasis, AST ≤ 4 × ULN", "if liver metastases, then ast at most 4 times the upper limit of normal, otherwise ast at most 2 times the upper limit of normal")]
    public void A_definition_beside_what_is_asked_is_read(string line, string meaning) => Meaning(line, "Inclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Inability to have surgery because of gout or asthma", "Exclusion")]
    [InlineData("Autoimmune disease. Participants with vitiligo are eligible if it is stable.", "Exclusion")]
    [InlineData("Brain metastases. Patients with treated metastases may be eligible.", "Exclusion")]
    [InlineData("Measurable disease, defined as at least one lesion outside an irradiated field", "Inclusion")]
    [InlineData("Melanoma from prior therapy", "Exclusion")]
    [InlineData("LVEF ≥ 52% or ≥ LLN, whichever is higher", "Inclusion")]
    [InlineData("Hepatitis C, defined as RNA > 50 copies/mL or a positive antibody test", "Exclusion")]
    [InlineData("Gout or history of asthma not defined as such", "Exclusion")]
    [InlineData("Leukopenia, defined by leukocytes and a smear < 2500/mm3", "Exclusion")]
    public void What_is_no_reason_and_no_exception_stays_with_a_person(string line, string section) => Read(line, section).Evaluability.ShouldNotBe(Evaluability.Computable);

    private static string Meaning(string line, string section)
    {
        var criterion = Read(line, section);
        criterion.Residue.ShouldBeEmpty(line);
        return PlainEnglish.Of(criterion.Tree.ShouldNotBeNull(line));
    }

    private static Criterion Read(string line, string section) => CriteriaReader.Read($"{section} Criteria:\n\n- {line}").ShouldHaveSingleItem();
}
