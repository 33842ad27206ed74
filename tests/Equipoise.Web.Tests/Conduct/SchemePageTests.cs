using System.Net;
using Equipoise.Conduct.Access;

namespace Equipoise.Web.Tests.Conduct;

/// <summary>Before a scheme goes live its page shows what it does, to the randomization statistician alone.</summary>
public sealed class SchemePageTests(ConductUnderTest conduct) : IClassFixture<ConductUnderTest>
{
    [Fact]
    public async Task The_scheme_stands_in_words_with_its_balance_and_predictability()
    {
        await RunningStudy.OfAsync(conduct);
        using var statistician = await conduct.SignedInAsync(new Grant(Role.RandomizationStatistician));

        var page = await statistician.ReadAsync($"{RunningStudy.Pages}/schemes");

        page.ShouldContain("permuted blocks of 6 or 9");
        // Exact for a block of 6 in three equal arms.
        page.ShouldContain("<th scope=\"row\">block of 6 whose size is known, exact</th><td class=\"number\">0.5611</td>");
        page.ShouldContain("by its blocks no stratum exceeds 3");
        page.ShouldContain("this cannot be taken back");
    }

    [Theory]
    [InlineData(Role.Sponsor)]
    [InlineData(Role.TrialStatistician)]
    [InlineData(Role.Investigator)]
    public async Task Nobody_else_learns_the_sizes_of_blocks_there(Role role)
    {
        await RunningStudy.OfAsync(conduct);
        using var other = await conduct.SignedInAsync(new Grant(role));

        using var answer = await other.GetAsync($"{RunningStudy.Pages}/schemes");

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
