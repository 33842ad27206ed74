using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>Names of diseases and treatments: those of no table, several in one, examples, and stages by TNM.</summary>
public sealed class NameTests
{
    [Theory]
    [InlineData("History of congenital biliary disorders", "congenital biliary disorder")]
    [InlineData("Lysosomal storage disease", "lysosomal storage disease")]
    [InlineData("Prior treatment with a neurokinin antagonist", "neurokinin antagonist")]
    [InlineData("No prior vitreoretinal surgery", "no vitreoretinal surgery")]
    [InlineData("Splenic hilum resection within 8 weeks before enrollment", "splenic hilum resection within 8 weeks before enrollment")]
    [InlineData("Sacroiliitis or prior vulvectomy", "sacroiliitis or vulvectomy")]
    [InlineData("Rifampin, loratadine or terfenadine within 12 days before the first study drug dose", "rifampin within 12 days before treatmentStart or loratadine within 12 days before treatmentStart or terfenadine within 12 days before treatmentStart")]
    public void A_name_of_no_table_keeps_its_words(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Allergy to horse-derived products", "allergy to horse-derived products")]
    [InlineData("Known hypersensitivity to olaparib or eggs", "allergy to olaparib or allergy to eggs")]
    [InlineData("Allergic reactions attributed to compounds of similar chemical or biologic composition to olaparib", "allergy to compounds similar to olaparib")]
    public void What_somebody_is_allergic_to_needs_no_table(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Type 1 or 2 diabetes", "type 1 diabetes or type 2 diabetes")]
    [InlineData("Current alcohol or drug abuse", "current alcohol abuse or current drug abuse")]
    [InlineData("No cancer within 4 years except treated basal or squamous cell skin cancer", "not (cancer within 4 years before now and (not (treated basal cell carcinoma or treated squamous cell skin cancer)))")]
    [InlineData("No prior pelvic or inguinal radiotherapy", "not (pelvic radiotherapy or inguinal radiotherapy)")]
    public void Two_names_in_one_are_two(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("No serious cardiovascular disease", "no serious cardiovascular disease")]
    [InlineData("Symptomatic congestive heart failure (NYHA class III)", "symptomatic New York Heart Association class III congestive heart failure")]
    [InlineData("No other active cancer except cured basal cell carcinoma", "not (other active malignancy and no cured basal cell carcinoma)")]
    [InlineData("Prior anti-PD-1, anti-PD-L1, or anti-PD-L2 agent", "anti-PD-1 therapy or anti-PD-L1 therapy or anti-PD-L2 therapy")]
    [InlineData("Severe infection requiring IV antibiotics", "severe infection requiring intravenous antibiotics")]
    [InlineData("No prior interferon alfa or filgrastim (G-CSF)", "not (interferon alfa or filgrastim)")]
    [InlineData("Recent bowel perforation", "recent bowel perforation")]
    [InlineData("Full-dose anticoagulation", "therapeutic anticoagulation")]
    public void A_name_is_as_wide_as_its_words(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("No prior radiotherapy for this cancer", "no radiotherapy for this cancer")]
    [InlineData("Prior chemotherapy for the current malignancy", "chemotherapy for current malignancy")]
    public void The_cancer_under_study_is_not_any_cancer(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Stage II, invasive melanoma", "stage II invasive melanoma")]
    [InlineData("No serious chronic or acute pancreatitis", "not (serious chronic pancreatitis or serious acute pancreatitis)")]
    [InlineData("Newly diagnosed locally advanced or metastatic melanoma", "newly diagnosed locally advanced melanoma or newly diagnosed metastatic melanoma")]
    public void What_narrows_stands_before_all_that_it_narrows(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("No prior therapy with zyntralone", "no zyntralone")]
    [InlineData("Treatment with zyntralone within 14 days", "zyntralone within 14 days before now")]
    [InlineData("3.2 No previous treatment with homoharringtonine (HHT)", "no homoharringtonine")]
    [InlineData("Bevacizumab-naive", "no bevacizumab")]
    [InlineData("No concurrent filgrastim (G-CSF) prophylaxis", "no concurrent prophylactic filgrastim")]
    public void What_was_given_is_a_treatment_whatever_its_name(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Psoriatic arthritis as defined by the society's 1998 guidelines", "psoriatic arthritis")]
    [InlineData("Bilirubin ≤ 2 mg/dL regardless of liver involvement", "bilirubin.total at most 2 mg/dL")]
    [InlineData("AST/ALT (SGOT/SGPT) < 4X the ULN for the reference lab", "ast less than 4 times the upper limit of normal and alt less than 4 times the upper limit of normal")]
    [InlineData("Glucose = 110-150 mg/dL", "glucose at least 110 mg/dL and glucose at most 150 mg/dL")]
    [InlineData("HbA1c 7,5-10 %", "hba1c at least 7.5% and hba1c at most 10%")]
    [InlineData("65+ years", "age at least 65 years")]
    [InlineData("Any T, N1-2, M0", "(N1 or N2) and M0")]
    public void What_adds_nothing_is_passed_over(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("No unstable asthma or psoriasis")]
    [InlineData("Serious pancreatitis, sepsis, or pneumonia")]
    [InlineData("Prior chemotherapy or radiotherapy for this cancer, except a decompressing colostomy")]
    [InlineData("Currently in treatment with a psychiatrist")]
    public void What_may_be_said_of_one_or_of_all_stays_unread(string line) => CriteriaReader.Read("Exclusion Criteria:\n\n* " + line).ShouldHaveSingleItem().Evaluability.ShouldBe(Evaluability.Partial);

    [Theory]
    [InlineData("No prior malignancy", "no prior malignancy")]
    [InlineData("No second active malignancy", "no other active malignancy")]
    [InlineData("Other history of malignancy", "other malignancy")]
    [InlineData("No major thoracic or abdominal surgery", "not (major thoracic surgery or major abdominal surgery)")]
    [InlineData("No serious infection or history of pancreatitis", "not (serious infection or pancreatitis)")]
    [InlineData("Severe/unstable angina", "severe angina or unstable angina")]
    [InlineData("Medulloepithelioma", "medulloepithelioma")]
    public void Another_malignancy_and_another_tumor_keep_their_names(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("No prior organ allograft", "no organ allograft")]
    [InlineData("Prior treatment with palifermin or other keratinocyte growth factors", "palifermin or keratinocyte growth factor")]
    [InlineData("Overt heart failure", "overt heart failure")]
    [InlineData("No significant pancreatitis", "no significant pancreatitis")]
    [InlineData("Prior therapy for visceral melanoma", "therapy for visceral melanoma")]
    [InlineData("Negative pregnancy test prior to receiving tamoxifen", "not: pregnant")]
    [InlineData("Asthma; stroke within 5 months", "asthma and stroke within 5 months before now")]
    public void A_word_of_no_table_narrows_the_name_behind_it(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Will take tamoxifen within 9 days")]
    [InlineData("No prior remission")]
    [InlineData("Histologically evident invasive tumor")]
    [InlineData("Follicular lymphoma, mantle cell lymphoma")]
    [InlineData("No allergy to the study drug or any of its components")]
    [InlineData("No arrhythmia, myocardial infarction within 5 months, or asthma")]
    [InlineData("No previously untreated follicular lymphoma or thymic carcinoma")]
    public void A_story_is_no_name(string line) => CriteriaReader.Read(line).ShouldHaveSingleItem().Evaluability.ShouldBe(Evaluability.Partial);

    [Theory]
    [InlineData("Prior tyrosine kinase inhibitor such as imatinib or dasatinib", "tyrosine kinase inhibitor")]
    [InlineData("Prior systemic therapy including investigational agents within 3 weeks", "systemic therapy within 3 weeks before now")]
    public void Examples_neither_widen_nor_narrow(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("T3-4 N0 M0", "(T3 or T4) and N0 and M0")]
    [InlineData("cT2N1M0 bladder cancer", "cT2N1M0 and bladder cancer")]
    [InlineData("Stage T1-T3, N0-1, M0", "(T1 or T2 or T3) and (N0 or N1) and M0")]
    [InlineData("No M1 disease", "no M1")]
    [InlineData("T2b-T3a N0", "T2b-T3a and N0")]
    public void Stages_by_tumor_nodes_and_metastases(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Tamoxifen within 3 weeks or 5 half-lives, whichever is longer, before randomization", "tamoxifen within 3 weeks before randomization or tamoxifen within 5 half-lives before randomization")]
    [InlineData("Tamoxifen within 5 half-lives or 3 weeks prior to randomization, whichever is shorter", "tamoxifen within 3 weeks before randomization and tamoxifen within 5 half-lives before randomization")]
    [InlineData("At least 3 weeks or 5 half-lives, whichever is shorter, since tamoxifen", "no tamoxifen within 3 weeks before now or no tamoxifen within 5 half-lives before now")]
    [InlineData("At least 3 weeks or 5 half-lives of the drug (whichever is longer) since tamoxifen", "no tamoxifen within 3 weeks before now and no tamoxifen within 5 half-lives before now")]
    [InlineData("No tamoxifen within 1 half-life", "no tamoxifen within 1 half-life before now")]
    [InlineData("Olaparib or tamoxifen within 3 weeks or 5 half-lives, whichever is longer", "olaparib within 3 weeks before now or olaparib within 5 half-lives before now or tamoxifen within 3 weeks before now or tamoxifen within 5 half-lives before now")]
    public void Half_lives_beside_days(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Platelets > 90.000/mm3", "platelets more than 90000 /mm3")]
    [InlineData("Hemoglobin ≥ 9.125 g/dL", "hemoglobin at least 9.125 g/dL")]
    [InlineData("PT/INR ≤ 1.4", "inr at most 1.4")]
    [InlineData("Bilirubin ≤ 1.25 x ULN (≤ 2 x ULN for Gilbert's syndrome)", "if Gilbert syndrome, then bilirubin.total at most 2 times the upper limit of normal, otherwise bilirubin.total at most 1.25 times the upper limit of normal")]
    [InlineData("Requirement for anticoagulation with warfarin", "current warfarin")]
    [InlineData("Ascites requiring paracentesis", "ascites requiring paracentesis")]
    public void Numbers_and_names_that_speak_for_themselves(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("FEV1 at least 1.5 L or 65%", "fev1 at least 1.5 L or fev1 at least 65%")]
    [InlineData("FEV1 at least 45% of predicted and at least 1.2 liters", "fev1 at least 45% and fev1 at least 1.2 L")]
    [InlineData("HbA1c ≥ 6.5% (48 mmol/mol)", "hba1c at least 6.5%")]
    [InlineData("Must not have bilirubin greater than 3 mg/dL, transaminases greater than 5 x ULN", "not (bilirubin.total more than 3 mg/dL or ast more than 5 times the upper limit of normal or alt more than 5 times the upper limit of normal)")]
    [InlineData("Diabetes with fasting glucose > 190 mg/dL or HbA1c > 8.5%", "diabetes and (glucose.fasting more than 190 mg/dL or hba1c more than 8.5%)")]
    [InlineData("Performance status less then or equal to 1 (ECOG Criteria)", "performance status (ecog) at most 1")]
    public void Limits_said_in_two_ways(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("T4 within normal bounds")]
    [InlineData("Living with a carer")]
    [InlineData("Allergy to pollen that limits breathing")]
    [InlineData("Medication such as aspirin or physiotherapy visits")]
    [InlineData("Chemotherapy or investigational drug within 4 weeks or 5 half-lives, whichever comes first")]
    public void What_is_no_name_stays_unread(string line) => CriteriaReader.Read(line).ShouldHaveSingleItem().Evaluability.ShouldBe(Evaluability.Partial);

    private static string Meaning(string line)
    {
        var criterion = CriteriaReader.Read(line)[^1];
        criterion.Residue.ShouldBeEmpty(line);
        return PlainEnglish.Of(criterion.Tree.ShouldNotBeNull(line));
    }
}
