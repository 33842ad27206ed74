using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>What most protocols exclude in much the same words: needs, open lists of examples, enzymes, allergies, second cancers.</summary>
public sealed class BoilerplateTests
{
    [Theory]
    [InlineData("Gout that has required hospitalization", "gout that required hospitalization")]
    [InlineData("Asthma which requires anti-inflammatory therapy", "asthma requiring anti-inflammatory therapy")]
    [InlineData("Active cellulitis requiring treatment with antibiotics", "active cellulitis requiring treatment with antibiotics")]
    [InlineData("Infection requiring intravenous antibiotics or hospitalization within 10 days", "infection requiring intravenous antibiotics within 10 days before now or infection requiring hospitalization within 10 days before now")]
    [InlineData("Severe infection requiring antibiotics, antivirals, or antifungals", "severe infection requiring antibiotics or severe infection requiring antivirals or severe infection requiring antifungals")]
    [InlineData("Has a condition requiring systemic treatment with either budesonide or other immunosuppressive medications within 10 days", "systemic budesonide within 10 days before now or systemic immunosuppressive therapy within 10 days before now")]
    public void What_a_disease_calls_for_narrows_it(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Autoimmune disease, including, but not limited to, lupus, psoriasis and vitiligo", "autoimmune disease")]
    [InlineData("Severe infection within 3 weeks, including but not limited to bacteremia or pneumonia", "severe infection within 3 weeks before now")]
    [InlineData("Immunosuppressive therapy (including, but not limited to, azathioprine and infliximab) within 3 weeks", "immunosuppressive therapy within 3 weeks before now")]
    [InlineData("Anticancer therapy (chemotherapy, radiotherapy, immunotherapy) within 3 weeks", "anticancer therapy within 3 weeks before now")]
    [InlineData("Severe infection (viral, bacterial, or fungal)", "severe infection")]
    [InlineData("Lumbar surgery within 3 weeks (e.g., discectomy)", "lumbar surgery within 3 weeks before now")]
    public void Kinds_and_examples_of_what_was_named_add_nothing(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Strong or moderate inhibitors of cytochrome P450 (CYP) 2C8 within 10 days", "strong or moderate CYP2C8 inhibitors within 10 days before now")]
    [InlineData("Medications or foods known to be strong inducers of CYP3A", "strong CYP3A inducers")]
    [InlineData("Potent CYP2D6 and CYP2C9 inhibitors", "strong CYP2D6 inhibitors or strong CYP2C9 inhibitors")]
    [InlineData("Prior treatment with an MEK, ERK, or SHP2 inhibitor", "MEK inhibitor or ERK inhibitor or SHP2 inhibitor")]
    [InlineData("Prior anti-PD-1 or anti-PD-L1 antibody", "anti-PD-1 therapy or anti-PD-L1 therapy")]
    public void An_effect_on_enzymes_and_a_noun_for_several_targets_name_treatments(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Severe allergic or anaphylactic reactions to chimeric or humanized antibodies", "severe allergy to chimeric antibodies or severe allergy to humanized antibodies")]
    [InlineData("Known additional malignancy that is progressing or has required active treatment within the past 4 years", "progressing additional malignancy or additional malignancy requiring active treatment within 4 years before now")]
    [InlineData("Malignancy other than the disease under study within 4 years", "other malignancy within 4 years before now")]
    [InlineData("Known infection with HIV or hepatitis B", "HIV infection or hepatitis B")]
    [InlineData("Cirrhosis, Child-Pugh B or C", "Child-Pugh class B cirrhosis or Child-Pugh class C cirrhosis")]
    [InlineData("Congestive heart failure > NYHA class I", "New York Heart Association class II or greater congestive heart failure")]
    [InlineData("Prolongation of the QTc interval to > 490 ms", "qtc more than 490 ms")]
    [InlineData("Evidence of active, non-infectious pneumonitis", "active noninfectious pneumonitis")]
    [InlineData("Polyneuropathy of grade 2 or higher per National Cancer Institute Common Terminology Criteria for Adverse Events (NCI CTCAE) v5.0", "grade 2 or higher polyneuropathy")]
    public void What_protocols_exclude_in_much_the_same_words_is_read(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Exclusion Criteria:\n\n- Live vaccine within 20 days. Administration of killed vaccines is allowed.", "live vaccine within 20 days before now")]
    [InlineData("Exclusion Criteria:\n\n- Non-healing wound", "non-healing wound")]
    [InlineData("Exclusion Criteria:\n\n- Uncontrolled hypertension (sustained blood pressure > 155 mmHg systolic or > 95 mmHg diastolic)", "bp.systolic more than 155 mm[Hg] or bp.diastolic more than 95 mm[Hg]")]
    [InlineData("Inclusion Criteria:\n\n- Neutrophils ≥ 1.2 × 10^9/L independent of growth factor support within 6 days", "neutrophils at least 1.2 10*9/L and no growth factors within 6 days before now")]
    [InlineData("Inclusion Criteria:\n\n- Platelets ≥ 90 × 10^9/L; if there are liver metastases, ALT ≤ 4 × ULN", "platelets at least 90 10*9/L and (if liver metastases, then alt at most 4 times the upper limit of normal)")]
    public void Limits_and_sentences_beside_them_keep_their_own(string text, string meaning) => PlainEnglish.Of(Only(text).Tree.ShouldNotBeNull()).ShouldBe(meaning);

    [Theory]
    [InlineData("Exclusion Criteria:\n\n- Uncontrolled illness including, but not limited to, gout or asthma")]
    [InlineData("Exclusion Criteria:\n\n- Severe infection, including but not limited to pneumonia within 3 weeks")]
    [InlineData("Exclusion Criteria:\n\n- Infection requiring parenteral antibiotic or antiviral therapy")]
    [InlineData("Exclusion Criteria:\n\n- Infections other than HIV that require antibiotics")]
    [InlineData("Exclusion Criteria:\n\n- Immunosuppressive therapy including cyclosporine or prednisone at doses > 15 mg/day")]
    [InlineData("Exclusion Criteria:\n\n- Lung embolism or stroke within 4 months, unless on stable anticoagulation")]
    [InlineData("Exclusion Criteria:\n\n- HIV infection with a detectable viral load or CD4+ count < 150 cells/µL")]
    public void What_may_belong_to_something_else_is_not_read_whole(string text) => Only(text).Evaluability.ShouldBe(Evaluability.Partial);

    private static Criterion Only(string text) => CriteriaReader.Read(text).Where(criterion => criterion.Text.Length > 0).ShouldHaveSingleItem();

    private static string Meaning(string line)
    {
        var criterion = Only($"Exclusion Criteria:\n\n- {line}");
        criterion.Residue.ShouldBeEmpty();
        return PlainEnglish.Of(criterion.Tree.ShouldNotBeNull());
    }
}
