using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>Brackets that name both sides or say what a word means, sentences that only permit, and what is asked of some only.</summary>
public sealed class SideTests
{
    [Theory]
    [InlineData("Prior psoriasis therapy (systemic or topical)", "psoriasis therapy")]
    [InlineData("Body weight < 48 kg (known or estimated)", "weight less than 48 kg")]
    [InlineData("Meningioma (treated or not)", "meningioma")]
    [InlineData("Pregnant (or nursing)", "pregnant or breastfeeding")]
    [InlineData("Clinical stage T4 (growth into the bladder or the rectum)", "T4")]
    [InlineData("Gout at initial presentation", "gout")]
    [InlineData("Melanoma in at least one site", "melanoma")]
    [InlineData("Gout at any stage of life or treatment", "gout")]
    [InlineData("Thrombotic events within 5 months prior to enrollment, such as stroke (including transient ischemic attack) and limb ischemia", "thrombotic event within 5 months before enrollment")]
    [InlineData("Systemic corticosteroids within 3 weeks. Inhaled or intranasal corticosteroids are permitted.", "systemic corticosteroids within 3 weeks before now")]
    [InlineData("Severe hepatic impairment (Child-Pugh class C)", "severe hepatic impairment")]
    [InlineData("Decompensated cirrhosis (Child-Pugh B or worse)", "decompensated cirrhosis")]
    [InlineData("Prior anticancer therapy (chemotherapy, targeted therapy or immunotherapy)", "anticancer therapy")]
    [InlineData("Pregnant or nursing (women of childbearing potential must have a negative pregnancy test)", "pregnant or breastfeeding")]
    [InlineData("Moderate or worse aortic stenosis", "moderate or greater aortic stenosis")]
    [InlineData("A positive pregnancy test prior to investigational product administration", "pregnant")]
    [InlineData("Anticancer therapy with any taxane", "taxane")]
    [InlineData("QTc > 465 ms (corrected by Fridericia's formula)", "qtcf more than 465 ms")]
    public void What_says_all_there_is_or_what_a_word_means_adds_nothing(string line, string meaning) => Meaning(line, "Exclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Weight < 150 kg (couch weight limit)", "weight less than 150 kg")]
    [InlineData("Gleason score ≥ 8 (ISUP grade group 4 or higher)", "gleason at least 8 {score}")]
    [InlineData("Advanced (not suitable for curative surgery) thymoma", "advanced thymoma")]
    [InlineData("Postmenopausal (no menses for 14 months)", "postmenopausal")]
    [InlineData("Platinum-resistant ovarian cancer (relapse within 5 months of the last platinum)", "platinum-resistant ovarian cancer")]
    [InlineData("Ferritin ≥ 30 ng/mL. A repeated test is allowed during screening.", "ferritin at least 30 ng/mL")]
    [InlineData("No prior chemotherapy. Patients with diabetes are eligible.", "no chemotherapy")]
    [InlineData("Measurable disease by RECIST1.1. Lesions in an irradiated field are considered measurable if they have grown.", "measurable disease")]
    [InlineData("AST ≤ 1.4 × ULN concomitant with ALP ≤ 2.4 × ULN", "ast at most 1.4 times the upper limit of normal and alp at most 2.4 times the upper limit of normal")]
    [InlineData("AST ≤ 3 x upper institutional limit", "ast at most 3 times the upper limit of normal")]
    [InlineData("Platelets ≥ 90 x 10^9/L); AST ≤ 2 × ULN", "platelets at least 90 10*9/L and ast at most 2 times the upper limit of normal")]
    [InlineData("Hemoglobin ≥ 85 g/L (no transfusion or erythropoietin within 10 days)", "hemoglobin at least 85 g/L and (not (transfusion within 10 days before now or erythropoietin within 10 days before now))")]
    [InlineData("INR ≤ 1.4 and aPTT ≤ 1.4 × ULN unless receiving warfarin", "(inr at most 1.4 and aptt at most 1.4 times the upper limit of normal) or current warfarin")]
    [InlineData("Measurable disease, defined as serum M-protein ≥ 1 g/dL", "serumMProtein at least 1 g/dL")]
    [InlineData("Hemoglobin ≥ 8.5 g/dL (Note: transfusion to achieve hemoglobin ≥ 8.5 g/dL is acceptable)", "hemoglobin at least 8.5 g/dL")]
    [InlineData("LVEF ≥ 52% (or ≥ LLN)", "lvef at least 52% or lvef at least 1 times the lower limit of normal")]
    [InlineData("No prior or ongoing chemotherapy", "no chemotherapy")]
    [InlineData("Disease-free from other malignancies for ≥ 4 years", "no other malignancy within 4 years before now")]
    [InlineData("Normal renal function as defined by biochemical parameters as follows: creatinine ≤ 1.8 mg/dL", "creatinine at most 1.8 mg/dL")]
    [InlineData("Stage II melanoma except T3N0M0", "stage II melanoma and no T3N0M0")]
    [InlineData("Adequate marrow: neutrophils ≥ 1.2 × 10^9/L", "neutrophils at least 1.2 10*9/L")]
    public void What_explains_a_limit_or_permits_something_else_adds_nothing(string line, string meaning) => Meaning(line, "Inclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("If hepatitis C is present, patients must be on sofosbuvir", "if hepatitis C, then sofosbuvir")]
    [InlineData("If female, not pregnant (or nursing)", "if female, then (not (pregnant or breastfeeding))")]
    [InlineData("If female, a negative pregnancy test", "not: pregnant")]
    [InlineData("Men and non-pregnant women", "male or (female and not: pregnant)")]
    [InlineData("No renal impairment (creatinine clearance > 35 mL/min)", "creatinineClearance more than 35 mL/min")]
    [InlineData("No renal impairment (creatinine clearance < 35 mL/min)", "creatinineClearance at least 35 mL/min")]
    [InlineData("No thrombocytopenia (platelets > 90 x 10^9/L)", "platelets more than 90 10*9/L")]
    [InlineData("PD-L1 negative (CPS < 1)", "pdl1.cps less than 1")]
    public void What_is_asked_of_some_only_and_what_a_denied_name_means_is_read(string line, string meaning) => Meaning(line, "Inclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Gout (only acute or chronic)", "Exclusion")]
    [InlineData("Melanoma (choroidal or mucosal)", "Inclusion")]
    [InlineData("Platelets ≥ 30 x 10^9/L at diagnosis", "Inclusion")]
    [InlineData("No metastases at initial diagnosis", "Inclusion")]
    [InlineData("Melanoma in at least two sites", "Inclusion")]
    [InlineData("Gleason score ≥ 8 (ISUP grade group 2 or higher)", "Inclusion")]
    [InlineData("Active syphilis. Patients with a false-positive test are eligible.", "Exclusion")]
    [InlineData("No prior chemotherapy. Patients with prior adjuvant chemotherapy are eligible.", "Inclusion")]
    [InlineData("Autoimmune disease, including psoriasis (stable thyroiditis is permitted)", "Exclusion")]
    [InlineData("Oral corticosteroids within 3 weeks. Dexamethasone is permitted.", "Exclusion")]
    [InlineData("PD-L1 negative (CPS ≥ 1)", "Inclusion")]
    [InlineData("Moderate hepatic impairment (Child-Pugh class C)", "Exclusion")]
    [InlineData("Hemoglobin ≥ 8.5 g/dL (no transfusion to achieve this is acceptable)", "Inclusion")]
    public void What_restricts_or_excepts_stays_with_a_person(string line, string section) => Read(line, section).Evaluability.ShouldNotBe(Evaluability.Computable);

    private static string Meaning(string line, string section)
    {
        var criterion = Read(line, section);
        criterion.Residue.ShouldBeEmpty(line);
        return PlainEnglish.Of(criterion.Tree.ShouldNotBeNull(line));
    }

    private static Criterion Read(string line, string section) => CriteriaReader.Read($"{section} Criteria:\n\n- {line}").ShouldHaveSingleItem();
}
