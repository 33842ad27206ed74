using Equipoise.Eligibility.Reading;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>No text makes what is remembered of words grow.</summary>
public sealed class SpellingBoundTests
{
    [Fact]
    public void No_flood_of_words_makes_the_memory_of_spellings_grow()
    {
        var spellings = new Spellings(new Vocabulary(), 64);
        for (var number = 0; number < 1_000; number++)
            spellings.Of($"zq{number}v", TokenKind.Word).Written.ShouldBe($"zq{number}v");

        spellings.Count.ShouldBe(64);
        spellings.Of(new string('z', 40), TokenKind.Word);
        spellings.Count.ShouldBe(64);
    }

    [Fact]
    public void What_all_readings_share_stays_within_its_bound_under_a_flood()
    {
        for (var part = 0; part < 25; part++)
        {
            var flood = string.Concat(Enumerable.Range(part * 1_000, 1_000).Select(number => $"* ab{number} cd{number} ef{number} gh{number}\n"));
            CriteriaReader.Read(flood).Count.ShouldBe(1_000);
        }

        Lexicon.Default.Spellings.Count.ShouldBeInRange(16_384, 32_768);
    }
}
