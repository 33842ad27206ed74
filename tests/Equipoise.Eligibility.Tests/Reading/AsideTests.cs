using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>How something was found, when it is looked at, who says so, and what a bracket repeats: nothing that is asked depends on it.</summary>
public sealed class AsideTests
{
    [Theory]
    [InlineData("Gout confirmed by a rheumatologist", "gout")]
    [InlineData("Asthma as verified by spirometry and chart review", "asthma")]
    [InlineData("Documented osteoporosis on bone densitometry", "osteoporosis")]
    [InlineData("Sarcoidosis, as per the 1999 consensus of the respiratory societies", "sarcoidosis")]
    [InlineData("Melanoma (by regional pathology report)", "melanoma")]
    [InlineData("HIV infection as documented by ELISA and verified by Western blot", "HIV infection")]
    [InlineData("Stage III melanoma per the Committee on Cancer Staging Handbook, 8th edition", "stage III melanoma")]
    [InlineData("At least one evaluable lesion assessed as per RECIST1.1 criteria;", "measurable disease")]
    [InlineData("Ferritin ≥ 30 ng/mL (measured by the regional laboratory)", "ferritin at least 30 ng/mL")]
    [InlineData("Life expectancy of at least 4 months in the best judgment of the treating physician", "life expectancy at least 4 months")]
    public void How_something_was_found_adds_nothing(string line, string meaning) => Meaning(line, "Inclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Aged ≥ 21 years when signing the consent form", "age at least 21 years")]
    [InlineData("Age 20 to 70 years (at screening for cohorts 2 and 3)", "age at least 20 years and age at most 70 years")]
    [InlineData("Age ≥ 16 years at the date of randomization", "age at least 16 years")]
    [InlineData("ECOG performance status ≤ 1 when enrolled in the trial", "performance status (ecog) at most 1")]
    [InlineData("Ferritin ≥ 30 ng/mL at the most recent assessment", "ferritin at least 30 ng/mL")]
    [InlineData("No gout prior to the first dose of the study drug", "no gout")]
    public void When_it_is_looked_at_adds_nothing(string line, string meaning) => Meaning(line, "Inclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Participants displaying signs of gout or asthma", "gout or asthma")]
    [InlineData("Patients who are found to have active gout", "active gout")]
    [InlineData("Persons carrying a BRCA mutation", "BRCA mutation")]
    public void Whichever_word_says_that_somebody_has_it_is_one(string line, string meaning) => Meaning(line, "Exclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Female (regardless of menopausal status) or male, aged at least 21 years", "age at least 21 years")]
    [InlineData("Stage III melanoma, irrespective of the number of lesions", "stage III melanoma")]
    [InlineData("Age between 20 and 60 years, race is not limited", "age at least 20 years and age at most 60 years")]
    [InlineData("Male or female patients of any nationality, aged at least 21 years", "age at least 21 years")]
    [InlineData("Systolic blood pressure ≥ 145 mmHg (mean of three readings) while seated", "bp.systolic at least 145 mm[Hg]")]
    [InlineData("Creatinine ≤ 1.3 mg/dL or 115 µmol/L", "creatinine at most 1.3 mg/dL")]
    [InlineData("Tumor type: melanoma", "melanoma")]
    [InlineData("Ferritin ≥ 30 ng/mL (supplementation allowed)", "ferritin at least 30 ng/mL")]
    [InlineData("IC4: ferritin ≥ 30 ng/mL", "ferritin at least 30 ng/mL")]
    [InlineData("At least one measurable lesion as determined by the investigator", "measurable disease")]
    [InlineData("HER2-positive status (IHC 3+ or ISH positive)", "HER2-positive")]
    [InlineData("Age between 20 and 60 years (or the legal age of consent in the jurisdiction)", "age at least 20 years and age at most 60 years")]
    [InlineData("Structured clinical interview (SCID) confirmed bulimia", "bulimia")]
    [InlineData("Patients with active gout will be enrolled in this trial", "active gout")]
    [InlineData("Negative urine β-hCG test", "not: pregnant")]
    public void What_makes_no_difference_and_what_a_line_is_called_adds_nothing(string line, string meaning) => Meaning(line, "Inclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Patients will be excluded if they have gout", "gout")]
    [InlineData("Gout, even if controlled and asymptomatic", "gout")]
    [InlineData("Acute gout, as diagnosed by the treating physician, within 4 months before screening", "acute gout within 4 months before screening")]
    [InlineData("Prior treatment with pembrolizumab (Zyxaval®)", "pembrolizumab")]
    [InlineData("Pregnant (confirmed by a positive urine test) or breastfeeding", "pregnant or breastfeeding")]
    [InlineData("Methotrexate within 3 weeks prior to the date of enrollment", "methotrexate within 3 weeks before enrollment")]
    [InlineData("Combined with severe gout", "severe gout")]
    [InlineData("Participants who have previously taken methotrexate", "methotrexate")]
    public void What_is_said_around_a_whole_line_adds_nothing(string line, string meaning) => Meaning(line, "Exclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Gout confirmed by a rheumatologist within 6 months")]
    [InlineData("Heart failure as evidenced by edema")]
    [InlineData("Melanoma proven by biopsy, lymphadenectomy, or curettage")]
    [InlineData("Suspected gout as judged by a rheumatologist")]
    [InlineData("Clinically significant gout, as judged by the treating rheumatologist's designee")]
    [InlineData("Clinically significant findings on electroencephalography")]
    [InlineData("Gout as confirmed by uric acid crystals in > 2 joints")]
    [InlineData("Minor surgery (skin biopsy)")]
    [InlineData("Evidence of gout as shown by swelling and an elevated urate or an active MRI")]
    [InlineData("Creatinine ≥ 1.3 mg/dL or 130 µmol/L")]
    [InlineData("QTc > 470 ms (using Fridericia's correction)")]
    [InlineData("Cohort B: gout")]
    [InlineData("Migraine using triptans per label")]
    [InlineData("Melanoma documented by a positive bone scan or bone metastases on MRI")]
    [InlineData("Age up to 60 years at the time of transplantation")]
    [InlineData("Vincristine and prednisone (ZYPD)")]
    [InlineData("Positive for the rheumatoid factor (by a test of 2 mL)")]
    [InlineData("Methotrexate (at the investigator's discretion)")]
    [InlineData("Methotrexate at least 3 weeks before the day of signing of the consent form, then")]
    public void What_narrows_a_name_or_counts_a_time_is_no_aside(string line) => Only(line, "Exclusion").Evaluability.ShouldNotBe(Evaluability.Computable);

    [Fact]
    public void What_was_left_out_of_a_name_is_not_written_in_it() =>
        Meaning("Chronic obstructive (by spirometry) pulmonary disease", "Inclusion").ShouldBe("chronic obstructive pulmonary disease");

    private static string Meaning(string line, string section)
    {
        var criterion = Only(line, section);
        criterion.Residue.ShouldBeEmpty();
        return PlainEnglish.Of(criterion.Tree.ShouldNotBeNull());
    }

    private static Criterion Only(string line, string section) => CriteriaReader.Read($"{section} Criteria:\n\n- {line}").ShouldHaveSingleItem();
}
