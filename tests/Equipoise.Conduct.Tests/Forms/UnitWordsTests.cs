using Equipoise.Conduct.Forms;

namespace Equipoise.Conduct.Tests.Forms;

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
}
