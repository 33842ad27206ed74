using System.Text;
using Equipoise.Registry.Exports;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Registry.Tests.Exports;

public sealed class CsvTextTests
{
    private static readonly Config Trials = Thoroughness.Full
        ? Config.QuickThrowOnFailure.WithMaxTest(20_000)
        : Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(seed: 20261122, gamma: 1);

    // A row of one empty field is an empty line, which no table of ours has.
    private static readonly Arbitrary<string[][]> Rows =
        Gen.ArrayOf(Gen.ArrayOf(ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")).Where(row => row.Length > 1)).ToArbitrary();

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hello\"", "\"say \"\"hello\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("", "")]
    public void A_field_is_quoted_where_RFC_4180_needs_it(string value, string written) =>
        Row(value, "x").ShouldBe($"{written},x\r\n");

    [Fact]
    public void Any_rows_come_back_as_they_were_written() =>
        Prop.ForAll(Rows, rows =>
        {
            var text = new StringBuilder();
            foreach (var row in rows)
                CsvText.AppendRow(text, row);
            Rfc4180.Read(text.ToString()).ShouldBe(rows);
        }).Check(Trials);

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+33 1 23", "'+33 1 23")]
    [InlineData("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("- a first point", "'- a first point")]
    [InlineData("'=1+1", "''=1+1")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("'s-Hertogenbosch", "'s-Hertogenbosch")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public void What_a_spreadsheet_would_run_is_guarded_and_nothing_else_is_touched(string value, string guarded) =>
        CsvText.Guarded(value).ShouldBe(guarded);

    [Fact]
    public void The_guard_can_always_be_taken_away_again() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Elements('\'', '=', '+', '-', '@', '\t', '1', 'a', '.')).ToArbitrary(), letters =>
            CsvText.WithoutGuard(CsvText.Guarded(new string(letters))).ShouldBe(new string(letters))).Check(Trials);

    [Theory]
    [InlineData("a\0b\u001bc", "a\uFFFDb\uFFFDc")]
    [InlineData("a\u0085b\u009f", "a\uFFFDb\uFFFD")]
    [InlineData("tab\tand\r\nlines", "tab\tand\r\nlines")]
    [InlineData("è ≥ 1 ✓", "è ≥ 1 ✓")]
    public void Control_characters_are_shown_as_unreadable(string value, string printable) =>
        CsvText.Printable(value).ShouldBe(printable);

    private static string Row(params string[] values)
    {
        var text = new StringBuilder();
        CsvText.AppendRow(text, values);
        return text.ToString();
    }
}
