using Equipoise.Registry.Glossary;

namespace Equipoise.Registry.Tests;

public sealed class GlossaryTests
{
    [Fact]
    public void It_explains_at_least_150_words_each_once_in_a_sentence()
    {
        GlossaryTerms.All.Count.ShouldBeGreaterThanOrEqualTo(150);
        GlossaryTerms.All.Select(term => term.Slug).ShouldBeUnique();
        GlossaryTerms.All.SelectMany(term => term.OtherWords.Prepend(term.Word)).ShouldBeUnique();
        GlossaryTerms.All.ShouldAllBe(term => term.Meaning.EndsWith('.') && term.Meaning.Length > 10);
    }

    [Theory]
    [InlineData("ECOG performance status of 0", "ECOG performance status")]
    [InlineData("Overall survival (OS)", "Overall survival|OS")]
    [InlineData("two tumor biopsies", "biopsies")]
    [InlineData("adverse events were graded", "adverse events")]
    [InlineData("the sort of text that has os and alt in it", "")]
    [InlineData("ALTITUDE", "")]
    [InlineData("PD-L1 positive tumors", "PD-L1 positive")]
    [InlineData("opiate, alcohol or cocaine withdrawal; withdrawal symptoms", "")]
    [InlineData("after withdrawal of consent", "withdrawal of consent")]
    [InlineData("the significance of this research", "")]
    [InlineData("a patient or surrogate signs", "")]
    [InlineData("", "")]
    public void Its_words_are_found_where_they_stand_whole_and_the_longest_wins(string text, string found) =>
        string.Join('|', GlossaryTerms.FindIn(text).Select(mark => text.Substring(mark.Start, mark.Length))).ShouldBe(found);
}
