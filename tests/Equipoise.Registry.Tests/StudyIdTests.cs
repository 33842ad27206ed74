using Equipoise.Registry.Records;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Registry.Tests;

public sealed class StudyIdTests
{
    private static readonly Config Trials = Thoroughness.Full
        ? Config.QuickThrowOnFailure.WithMaxTest(100_000)
        : Config.QuickThrowOnFailure.WithMaxTest(1_000).WithReplay(seed: 20261122, gamma: 1);

    [Theory]
    [InlineData("NCT07264075", "NCT07264075")]
    [InlineData("nct07264075", "NCT07264075")]
    [InlineData("  Nct7264075\t", "NCT07264075")]
    [InlineData("NCT00000000007264075", "NCT07264075")]
    [InlineData("nct1", "NCT00000001")]
    [InlineData("syn42", "SYN00000042")]
    public void An_id_is_read_in_any_spelling_the_registry_reads(string spelling, string canonical) =>
        StudyId.Parse(spelling).ToString().ShouldBe(canonical);

    [Theory]
    [InlineData("")]
    [InlineData("NCT")]
    [InlineData("NCT0")]
    [InlineData("NCT00000000")]
    [InlineData("NCT123456789")]
    [InlineData("NCT0726 4075")]
    [InlineData("NCT0726407٥")]
    [InlineData("NCT-7264075")]
    [InlineData("07264075")]
    [InlineData("EUCTR2025")]
    public void What_is_no_id_is_refused(string text)
    {
        StudyId.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => StudyId.Parse(text)).Message.ShouldContain("write NCT and up to eight digits");
    }

    [Fact]
    public void Every_number_has_one_canonical_form_that_reads_back_as_itself() =>
        Prop.ForAll(Gen.Choose(1, 99_999_999).ToArbitrary(), number =>
        {
            var id = StudyId.Parse($"NCT{number}");
            return id.ToString().Length == 11 && StudyId.Parse(id.ToString()) == id && StudyId.Parse($"nct000{number}") == id;
        }).Check(Trials);

    [Fact]
    public void Any_text_is_read_or_refused_but_never_breaks_the_reader() =>
        Prop.ForAll<string?>(text => !StudyId.TryParse(text, out var id) || StudyId.Parse(id.ToString()) == id)
            .Check(Trials);

    [Fact]
    public void Only_our_own_prefix_is_synthetic()
    {
        StudyId.Parse("SYN00000001").IsSynthetic.ShouldBeTrue();
        StudyId.Parse("NCT00000001").IsSynthetic.ShouldBeFalse();
    }
}
