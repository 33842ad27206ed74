using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>What protocols outside oncology say most often: the eye that is studied, tracings with their values, diseases defined by a score, ages of children.</summary>
public sealed class SpecialtyTests
{
    [Theory]
    [InlineData("Prior cataract surgery in the study eye", "cataract surgery in the study eye")]
    [InlineData("Vitrectomy in the study eye within 60 days of screening", "vitrectomy in the study eye within 60 days before screening")]
    [InlineData("Macular hole, retinal tear or cataract in the study eye", "macular hole in the study eye or retinal tear in the study eye or cataract in the study eye")]
    [InlineData("Macular hole in the study eye, chronic uveitis in either eye", "macular hole in the study eye or chronic uveitis in either eye")]
    [InlineData("Intraocular pressure > 22 mmHg in the study eye", "iop more than 22 mm[Hg]")]
    public void Which_eye_is_meant_belongs_to_the_name_and_is_that_of_the_whole_list(string line, string meaning) => Meaning(line, "Exclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Chronic or blast phase chronic myeloid leukemia", "chronic phase chronic myeloid leukemia or blast phase chronic myeloid leukemia")]
    [InlineData("Splenectomy or functional asplenia", "splenectomy or functional asplenia")]
    [InlineData("Allergy to recombinant proteins", "allergy to recombinant proteins")]
    public void A_word_that_narrows_a_known_name_stays_with_it(string line, string meaning) => Meaning(line, "Exclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("A screening 12-lead ECG showing a QTcF > 460 ms or QRS > 125 ms", "qtcf more than 460 ms or qrsDuration more than 125 ms")]
    [InlineData("Supine ECG demonstrating QTc > 455 msec", "qtc more than 455 ms")]
    [InlineData("Inhibitor to factor VIII ≥ 0.7 BU/mL", "factorViiiInhibitor at least 0.7 [beth'U]/mL")]
    public void A_value_is_read_behind_the_recording_that_showed_it(string line, string meaning) => Meaning(line, "Exclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Plaque psoriasis, defined as PASI ≥ 10 and BSA ≥ 8%", "plaque psoriasis and pasi at least 10 {score} and bodySurfaceAffected at least 8%")]
    [InlineData("Heart failure defined by LVEF ≤ 42%", "heart failure and lvef at most 42%")]
    [InlineData("≥ 2 years and ≤ 17 years of age", "age at least 2 years and age at most 17 years")]
    [InlineData("Hemophilia A (FVIII activity < 2 IU/dL)", "hemophilia A and factorViii less than 2 [IU]/dL")]
    public void A_definition_by_a_score_narrows_the_disease(string line, string meaning) => Meaning(line, "Inclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Inadequate response or intolerance to sulfasalazine", "inadequate response to sulfasalazine or intolerance to sulfasalazine")]
    [InlineData("A poor response to, or intolerance of, leflunomide", "poor response to leflunomide or intolerance to leflunomide")]
    [InlineData("Documented insufficient response, loss of response, or intolerance to at least one of the following: adalimumab or etanercept", "insufficient response to adalimumab or insufficient response to etanercept or loss of response to adalimumab or loss of response to etanercept or intolerance to adalimumab or intolerance to etanercept")]
    public void Each_head_beside_a_response_is_to_each_treatment(string line, string meaning) => Meaning(line, "Inclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Acute illness within 4 days before vaccination", "acute illness within 4 days before treatmentStart")]
    [InlineData("Hemophilia A or B", "hemophilia A or hemophilia B")]
    [InlineData("First-degree relative with a history of medullary thyroid carcinoma", "family history of medullary thyroid cancer")]
    [InlineData("Personal or first-degree relative history of multiple endocrine neoplasia type 2", "family history of multiple endocrine neoplasia type 2 or multiple endocrine neoplasia type 2")]
    [InlineData("Killip class III-IV", "Killip class III or Killip class IV")]
    [InlineData("Hurley stage ≥ II", "Hurley stage II or Hurley stage III")]
    [InlineData("T-score < -3 at the total hip or femoral neck", "tScore less than -3")]
    [InlineData("Fasting triglycerides > 200 mg/dL (2.26 mmol/L) and < 400 mg/dL (4.52 mmol/L)", "triglycerides more than 200 mg/dL and triglycerides less than 400 mg/dL")]
    public void What_many_protocols_say_is_read_in_their_words(string line, string meaning) => Meaning(line, "Exclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Maintenance therapy for MAC, cryptococcal meningitis, or toxoplasmosis")]
    [InlineData("Hypertension (systolic > 165 mmHg) despite two antihypertensive drugs")]
    [InlineData("Need for ventilation or ventilation within 2 weeks")]
    [InlineData("Long-term therapy with either warfarin or lithium")]
    [InlineData("Other types of diabetes")]
    [InlineData("Gastroparesis (or symptoms suggestive of it, including bloating), malabsorption")]
    [InlineData("Guillain-Barré syndrome within 5 weeks of a vaccination")]
    [InlineData("Use of non-nucleoside RT inhibitors or protease inhibitors")]
    public void Where_a_list_may_go_on_with_what_was_said_before_it_the_entry_stays_with_a_person(string line) => CriteriaReader.Read($"Exclusion Criteria:\n\n* {line}\n").ShouldHaveSingleItem().Evaluability.ShouldNotBe(Evaluability.Computable);

    [Theory]
    [InlineData("Uncontrolled glaucoma, defined as pressure above 25 despite drops")]
    [InlineData("ECG showing heart block of any degree that the cardiologist finds serious")]
    public void What_defines_a_disease_in_no_measured_way_stays_with_a_person(string line) => CriteriaReader.Read($"Exclusion Criteria:\n\n* {line}\n").ShouldHaveSingleItem().Evaluability.ShouldNotBe(Evaluability.Computable);

    private static string Meaning(string line, string part)
    {
        var criterion = CriteriaReader.Read($"{part} Criteria:\n\n* {line}\n").ShouldHaveSingleItem();
        criterion.Evaluability.ShouldBe(Evaluability.Computable, string.Join(" ¦ ", criterion.Residue));
        return PlainEnglish.Of(criterion.Tree!);
    }
}
