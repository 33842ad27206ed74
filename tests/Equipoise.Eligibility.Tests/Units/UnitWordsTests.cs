using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Tests.Units;

public sealed class UnitWordsTests
{
    [Theory]
    [InlineData("mm[Hg]", "mmHg")]
    [InlineData("10*9/L", "10⁹/L")]
    [InlineData("10*12/L", "10¹²/L")]
    [InlineData("umol/L", "µmol/L")]
    [InlineData("ug/L", "µg/L")]
    [InlineData("m[IU]/L", "mIU/L")]
    [InlineData("U/L", "U/L")]
    [InlineData("mg/m2", "mg/m²")]
    [InlineData("Cel", "°C")]
    [InlineData("/min", "/min")]
    [InlineData("%", "%")]
    [InlineData("{score}", "score")]
    [InlineData("1", "")]
    [InlineData(null, "")]
    public void A_unit_is_written_as_people_write_it(string? ucum, string words) => UnitWords.Of(ucum).ShouldBe(words);

    [Theory]
    [InlineData("36.6", "Cel", "36.6 °C")]
    [InlineData("1.0", "1", "1.0")]
    public void A_value_stands_before_its_unit(string value, string ucum, string words) => UnitWords.With(value, ucum).ShouldBe(words);

    [Theory]
    [InlineData("Asked: neutrophils at least 1.5 10*9/L; recorded: 4 10*9/L on 2026-11-18.", "Asked: neutrophils at least 1.5 × 10⁹/L; recorded: 4 × 10⁹/L on 2026-11-18.")]
    [InlineData("urine protein at most 2 {dipstick} or urine protein less than 1 g/(24.h)", "urine protein at most 2+ or urine protein less than 1 g/24 h")]
    [InlineData("recorded: 20 {score} on 2026-11-18.", "recorded: 20 on 2026-11-18.")]
    [InlineData("egfr at least 50 mL/min/{1.73_m2}.", "egfr at least 50 mL/min/1.73 m².")]
    [InlineData("bp.systolic at most 140 mm[Hg], creatinine at most 120 umol/L", "bp.systolic at most 140 mmHg, creatinine at most 120 µmol/L")]
    [InlineData("bsa more than 1.5 m2; age at least 18 years", "bsa more than 1.5 m²; age at least 18 years")]
    [InlineData("hemoglobin at least 10 g/dL and 2 of: a; b", "hemoglobin at least 10 g/dL and 2 of: a; b")]
    public void A_sentence_has_its_units_as_people_write_them(string sentence, string words) => UnitWords.In(sentence).ShouldBe(words);
}
