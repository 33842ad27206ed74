using Equipoise.Registry.Reading;

namespace Equipoise.Registry.Tests;

public sealed class LostSuperscriptTests
{
    [Theory]
    [InlineData("Neutrophils ≥ 1.5×109/L (1,500/mm3)", "1.5×10|9")]
    [InlineData("Platelets ≥100 x 109 /L", "100 x 10|9")]
    [InlineData("2*1012/L", "2*10|12")]
    public void An_exponent_that_came_down_to_the_line_is_found(string text, string found)
    {
        var lost = LostSuperscript.FindIn(text).ShouldHaveSingleItem();

        $"{text[lost.Start..lost.Exponent]}|{text[lost.Exponent..lost.End]}".ShouldBe(found);
    }

    [Theory]
    [InlineData("1.5×10^9/L")]
    [InlineData("a dose of 2 x 100/day")]
    [InlineData("109/L")]
    [InlineData("3 x 10/week")]
    [InlineData("5 × 1099/L")]
    [InlineData("bilirubin ≤ 1.5× upper limit of normal")]
    [InlineData("×109/L")]
    [InlineData("2×10")]
    [InlineData("")]
    public void Nothing_else_is_taken_for_one(string text) => LostSuperscript.FindIn(text).ShouldBeEmpty();
}
