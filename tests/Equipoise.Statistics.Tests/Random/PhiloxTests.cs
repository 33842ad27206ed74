using Equipoise.Statistics.Random;

namespace Equipoise.Statistics.Tests.Random;

public sealed class PhiloxTests
{
    // The known answers that its authors publish for philox4x32-10 (Random123, kat_vectors).
    [Theory]
    [InlineData(0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x0000000000000000, "6627e8d5e169c58dbc57ac4c9b00dbd8")]
    [InlineData(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffffffffffff, "408f276d41c83b0ea20bc7c66d5451fd")]
    [InlineData(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0x299f31d0a4093822, "d16cfe0994fdcceb5001e42024126ea1")]
    public void It_gives_the_known_answers(uint first, uint second, uint third, uint fourth, ulong key, string words)
    {
        var drawn = Philox.Draw(new Philox.Words(first, second, third, fourth), key);

        $"{drawn.First:x8}{drawn.Second:x8}{drawn.Third:x8}{drawn.Fourth:x8}".ShouldBe(words);
    }
}
