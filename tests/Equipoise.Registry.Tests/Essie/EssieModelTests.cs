using Equipoise.Registry.Samples;

namespace Equipoise.Registry.Tests.Essie;

public sealed class EssieModelTests
{
    [Fact]
    public Task What_the_index_finds_is_what_the_records_say() =>
        EssieComparison.CompareAsync(SampleStudies.All, Thoroughness.Full ? 20_000 : 700);

    [Fact]
    public Task Terms_find_what_the_texts_say_and_wider_ones_find_more() =>
        EssieWordsComparison.CompareAsync(SampleStudies.All, Thoroughness.Full ? 5_000 : 80);
}
