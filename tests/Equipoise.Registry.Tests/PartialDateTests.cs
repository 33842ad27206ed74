using System.Globalization;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Tests;

public sealed class PartialDateTests
{
    [Theory]
    [InlineData("2025", "2025-01-01", "2025-12-31")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29")]
    [InlineData("2025-11-21", "2025-11-21", "2025-11-21")]
    public void A_date_is_as_wide_as_what_it_leaves_out(string text, string first, string last)
    {
        var date = PartialDate.Parse(text);

        date.First.ShouldBe(DateOnly.Parse(first, CultureInfo.InvariantCulture));
        date.Last.ShouldBe(DateOnly.Parse(last, CultureInfo.InvariantCulture));
        date.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2025-13")]
    [InlineData("2025-02-30")]
    [InlineData("0000")]
    [InlineData("25-11-21")]
    [InlineData("2025-1-1")]
    [InlineData("2025/11/21")]
    [InlineData("November 2025")]
    [InlineData("٢٠٢٥")]
    [InlineData(" 2025")]
    public void What_the_calendar_does_not_have_is_not_a_date(string text)
    {
        PartialDate.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => PartialDate.Parse(text)).Message.ShouldContain("such as 2025, 2025-11 or 2025-11-21");
    }

    [Fact]
    public void Dates_sort_by_their_first_day_and_the_vague_before_the_exact()
    {
        var sorted = new[] { "2025-11-21", "2025-11-01", "2026", "2025-11", "2025" }.Select(PartialDate.Parse).Order();

        sorted.Select(date => date.ToString()).ShouldBe(["2025", "2025-11", "2025-11-01", "2025-11-21", "2026"]);
    }
}
