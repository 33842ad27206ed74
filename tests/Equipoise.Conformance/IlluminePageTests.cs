using Equipoise.Registry.Reading;
using Equipoise.Registry.Records;
using Equipoise.Web.Tests;

namespace Equipoise.Conformance;

/// <summary>Our page of the public record of ILLUMINE against the page that was there before: every element that it shows,
/// word by word and in its order. The twin on the project's own data is <c>IllumineWordingTests</c> of the site's tests.</summary>
public sealed class IlluminePageTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    // Its own frame, and what it says while a script loads what is not there.
    private static readonly string[] NotOurs =
        ["ClinicalTrials.Veeva", "Menu", "Loading...", "Clinical trials", "Find clinical trialsTrials by location", "© Copyright 2026 Veeva Systems"];

    [Fact]
    public async Task Everything_it_shows_we_show_in_the_same_words_and_order()
    {
        var record = await File.ReadAllTextAsync(Repository.SharedPathTo("seed", "NCT07264075.json"), TestContext.Current.CancellationToken);
        var lines = (await File.ReadAllLinesAsync(Repository.SharedPathTo("seed", "illumine-page.txt"), TestContext.Current.CancellationToken))
            .Select(line => line.Trim().TrimStart('•').Trim())
            .Where(line => line.Length > 0 && !NotOurs.Contains(line, StringComparer.Ordinal))
            .ToList();
        await site.StoreAsync([record]);
        var page = await site.ReadAsync("/study/NCT07264075");

        // The tenth criterion stands on two of its lines; ours is a list of its parts.
        var tenth = lines.FindIndex(line => line.StartsWith("10. Good organ function", StringComparison.Ordinal));
        var (head, parts) = (lines[tenth], lines[tenth + 1]);
        lines.RemoveRange(tenth, 2);

        lines.Count.ShouldBeGreaterThan(90);
        PageText.MissingInOrder(page, lines).ShouldBeEmpty();
        WithoutSpace(page.GetElementById("inclusion-10")!.TextContent).ShouldBe(WithoutSpace(head + parts));
    }

    [Fact]
    public async Task The_criteria_are_also_there_to_the_letter()
    {
        var record = await File.ReadAllTextAsync(Repository.SharedPathTo("seed", "NCT07264075.json"), TestContext.Current.CancellationToken);
        await site.StoreAsync([record]);

        (await site.ReadAsync("/study/NCT07264075")).QuerySelector("#criteria-verbatim .verbatim")!.TextContent
            .ShouldBe(StudyRecord.Parse(record).EligibilityCriteria);
    }

    private static string WithoutSpace(string text) => string.Concat(MarkupReader.Unescape(text).Where(letter => !char.IsWhiteSpace(letter)));
}
