using System.Net;

namespace Equipoise.Web.Tests;

public sealed class SearchWordsTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    // The box takes 300 characters.
    public static TheoryData<string> Words =>
    [
        $"\"{string.Concat(Enumerable.Repeat("a ", 149))}\"",
        string.Concat(Enumerable.Repeat("a ", 150)),
        $"\"{string.Concat(Enumerable.Repeat("a-", 149))}\"",
        $"\"{new string('癌', 298)}\"",
        new string('"', 300),
        string.Concat(Enumerable.Repeat("\"a\" ", 75)),
        "\\ ( ) [ ] AND NOT * ? \u0001",
    ];

    [Theory]
    [MemberData(nameof(Words))]
    public async Task Any_words_are_searched_or_refused_and_none_breaks_the_site(string words)
    {
        foreach (var form in new[] { "search", "search.atom", "search.ndjson" })
        {
            using var response = await site.Client.GetAsync($"/{form}?q={Uri.EscapeDataString(words)}", TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
        }
    }
}
