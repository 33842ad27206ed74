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
