using Equipoise.Registry.Reading;

namespace Equipoise.Registry.Tests;

public sealed class LabelLanguageTests
{
    [Theory]
    [InlineData("Bras A: Ivonescimab", "fr")]
    [InlineData("Groupe témoin", "fr")]
    [InlineData("Brazo experimental", "es")]
    [InlineData("Kontrollgruppe", "de")]
    [InlineData("Arm A: Ivonescimab", null)]
    [InlineData("Pembrolizumab", null)]
    [InlineData("Bras-Meyer Hospital", null)]
    [InlineData("", null)]
    public void A_word_gives_the_language_away_or_nothing_does(string label, string? language) => LabelLanguage.Of(label).ShouldBe(language);
}
