using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>Scores, classes and counts of fields outside oncology, and names that must be kept apart there.</summary>
public sealed class ScaleWordingTests
{
    [Theory]
    [InlineData("ASA physical status I-II", "asa at least 1 {class} and asa at most 2 {class}")]
    [InlineData("American Society of Anesthesiologists (ASA) class I, II or III", "asa exactly 1 {class} or asa exactly 2 {class} or asa exactly 3 {class}")]
    [InlineData("ASA ≤ III", "asa at most 3 {class}")]
    [InlineData("ASA class II or lower", "asa at most 2 {class}")]
    [InlineData("Kellgren-Lawrence grade 2 or 3", "kellgrenLawrence exactly 2 {grade} or kellgrenLawrence exactly 3 {grade}")]
    [InlineData("Hoehn and Yahr stage 1-3", "hoehnYahr at least 1 {stage} and hoehnYahr at most 3 {stage}")]
    [InlineData("vIGA-AD score of 3 or 4", "iga exactly 3 {score} or iga exactly 4 {score}")]
    [InlineData("EASI score ≥ 14 and BSA involvement ≥ 12%", "easi at least 14 {score} and bodySurfaceAffected at least 12%")]
    [InlineData("≥ 5 of 68 tender joints and ≥ 4 of 66 swollen joints", "tenderJoints at least 5 and swollenJoints at least 4")]
    [InlineData("At least 5 tender joints (out of 68)", "tenderJoints at least 5")]
    [InlineData("5 to 12 migraine days per month", "migraineDays at least 5 d/mo and migraineDays at most 12 d/mo")]
    [InlineData("At least 15 pack-years of smoking", "packYears at least 15 {pack-years}")]
    [InlineData("Best corrected visual acuity of 70 to 30 letters", "bcva at least 30 {letters} and bcva at most 70 {letters}")]
    [InlineData("HbA1c 7.0-10.0% (53-86 mmol/mol)", "hba1c at least 7% and hba1c at most 10%")]
    [InlineData("Liver stiffness by FibroScan ≥ 9 kPa", "liverStiffness at least 9 kPa")]
    [InlineData("eGFR ≥ 35 mL/min/1.73 m2 (MDRD formula)", "egfr at least 35 mL/min/{1.73_m2}")]
    [InlineData("LVEF ≤ 38% documented within 5 months before enrollment", "lvef at most 38% within 5 months before enrollment")]
    [InlineData("Age ≥ 4 months to < 6 years", "age at least 4 months and age less than 6 years")]
    [InlineData("NIHSS greater than or equal to (≥) 7", "nihss at least 7 {score}")]
    public void Scores_classes_and_counts(string line, string meaning) => Meaning("Inclusion", line).ShouldBe(meaning);

    [Theory]
    [InlineData("Pancreatitis (acute or chronic)", "acute pancreatitis or chronic pancreatitis")]
    [InlineData("Permanent, persistent or paroxysmal atrial fibrillation", "permanent atrial fibrillation or persistent atrial fibrillation or paroxysmal atrial fibrillation")]
    [InlineData("Active or latent tuberculosis", "active tuberculosis or latent tuberculosis")]
    [InlineData("Co-infection with HIV or HBV", "HIV infection or hepatitis B")]
    [InlineData("Lifetime history of mania or schizophrenia", "mania or schizophrenia")]
    [InlineData("DSM-5 diagnosis of panic disorder", "panic disorder")]
    [InlineData("Non-infectious uveitis", "non-infectious uveitis")]
    [InlineData("PCP prophylaxis", "PCP prophylaxis")]
    [InlineData("Autoimmune or neuroinflammatory disease", "autoimmune disease or neuroinflammatory disease")]
    [InlineData("Infection at the injection site", "infection at the injection site")]
    [InlineData("Glaucoma surgery or tuberculosis treatment", "glaucoma surgery or tuberculosis treatment")]
    [InlineData("Local anesthetic allergy", "allergy to local anesthetics")]
    [InlineData("Uncontrolled glaucoma (IOP > 28 mmHg)", "iop more than 28 mm[Hg]")]
    [InlineData("Supine blood pressure > 145/95 mmHg or < 85/45 mmHg", "bp.systolic more than 145 mm[Hg] or bp.diastolic more than 95 mm[Hg] or bp.systolic less than 85 mm[Hg] or bp.diastolic less than 45 mm[Hg]")]
    [InlineData("Zoster in the past", "herpes zoster")]
    public void Kinds_and_frames(string line, string meaning) => Meaning("Exclusion", line).ShouldBe(meaning);

    [Theory]
    [InlineData("Primary progressive multiple sclerosis", "primary progressive multiple sclerosis")]
    [InlineData("Duchenne muscular dystrophy", "Duchenne muscular dystrophy")]
    [InlineData("Nonalcoholic fatty liver disease", "nonalcoholic fatty liver disease")]
    [InlineData("Maculopathy", "maculopathy")]
    [InlineData("Essential tremor", "essential tremor")]
    [InlineData("Gastric bypass", "gastric bypass")]
    [InlineData("Chronic pain syndrome", "chronic pain syndrome")]
    [InlineData("Sodium-glucose cotransporter-2 (SGLT2) inhibitors", "SGLT2 inhibitor")]
    public void Names_are_no_wider_than_their_words(string line, string meaning) => Meaning("Exclusion", line).ShouldBe(meaning);

    [Theory]
    [InlineData("Decompensated liver disease (Child classification B or C)")]
    [InlineData("ASA class I and hypertension stage II or tremor III")]
    [InlineData("Non-smoker of cannabis or III")]
    public void What_is_no_value_and_no_name_stays_unread(string line) => Read("Exclusion", line).Evaluability.ShouldBe(Evaluability.Partial);

    private static string Meaning(string section, string line)
    {
        var criterion = Read(section, line);
        criterion.Residue.ShouldBeEmpty();
        return PlainEnglish.Of(criterion.Tree!);
    }

    private static Criterion Read(string section, string line) => CriteriaReader.Read($"{section} Criteria:\n\n* {line}").ShouldHaveSingleItem();
}
