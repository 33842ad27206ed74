using Equipoise.Registry.Records;

namespace Equipoise.Registry.Tests;

public sealed class AgeTests
{
    [Theory]
    [InlineData("18 Years", "18 Years")]
    [InlineData("1 Year", "1 Year")]
    [InlineData("1 years", "1 Year")]
    [InlineData(" 6 months ", "6 Months")]
    [InlineData("0 Days", "0 Days")]
    [InlineData("30 MINUTES", "30 Minutes")]
    public void An_age_is_read_and_written_as_the_registry_writes_it(string text, string expected) =>
        Age.Parse(text).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("18")]
    [InlineData("Years")]
    [InlineData("-1 Years")]
    [InlineData("1.5 Years")]
    [InlineData("18 Yearlings")]
    [InlineData("99999999 Years")]
    [InlineData("N/A")]
    public void Other_words_are_not_an_age(string text)
    {
        Age.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => Age.Parse(text)).Message.ShouldContain("such as 18 Years or 6 Months");
    }

    [Fact]
    public void Ages_in_different_units_compare_by_length()
    {
        Age.Parse("12 Months").CompareTo(Age.Parse("1 Year")).ShouldBe(0);
        (Age.Parse("23 Months") < Age.Parse("2 Years")).ShouldBeTrue();
        (Age.Parse("53 Weeks") > Age.Parse("1 Year")).ShouldBeTrue();
        (Age.Parse("48 Hours") >= Age.Parse("2 Days")).ShouldBeTrue();
    }
}
