using System.Text;
using Equipoise.Registry.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Registry.Tests;

public sealed class MarkupReaderTests
{
    [Theory]
    [InlineData("One.\n\nTwo.", "p(One.) p(Two.)")]
    [InlineData("Before:\n* one\n* two", "p(Before:) Bullet[• p(one)|• p(two)]")]
    [InlineData("1. one\n2. two\n\n10) ten", "Number[1 p(one)|2 p(two)|10 p(ten)]")]
    [InlineData("* one\n\n  still one\n\n  * within\n* two\n\nafter", "Bullet[• p(one) p(still one) Bullet[• p(within)]|• p(two)] p(after)")]
    [InlineData("1. one\n\n   1. within\n\n   <!-- -->\n\n   1. another list\n2. two", "Number[1 p(one) Number[1 p(within)] Number[1 p(another list)]|2 p(two)]")]
    [InlineData("a. one\nb. two\nc. three", "Letter[a p(one)|b p(two)|c p(three)]")]
    [InlineData("i. one\nii. two\niii. three", "Roman[i p(one)|ii p(two)|iii p(three)]")]
    [InlineData("h. does not open a list", "p(h. does not open a list)")]
    [InlineData("2020. was a year", "p(2020. was a year)")]
    [InlineData("-5 degrees", "p(-5 degrees)")]
    [InlineData("* ", "Bullet[• ]")]
    [InlineData("", "")]
    public void Paragraphs_and_lists_are_told_apart(string markup, string outline) => Outline(markup).ShouldBe(outline);

    [Theory]
    [InlineData(@"Age \> 18 and \< 80, 5 \* 10\^9, \[a\], \~3, \& so on", "Age > 18 and < 80, 5 * 10^9, [a], ~3, & so on")]
    [InlineData(@"a\b stays, and so does a last \", @"a\b stays, and so does a last \")]
    [InlineData(@"\\", @"\")]
    [InlineData(@"\* no item", "* no item")]
    [InlineData("**bold**, [x](http://y), <b>, `c` and # are text", "**bold**, [x](http://y), <b>, `c` and # are text")]
    public void A_backslash_before_punctuation_is_taken_off_and_nothing_else(string markup, string text) => Outline(markup).ShouldBe($"p({text})");

    [Fact]
    public void An_item_indented_by_less_than_its_parents_mark_still_lies_within() =>
        Outline("10. ten\n  * within").ShouldBe("Number[10 p(ten) Bullet[• p(within)]]");

    [Fact]
    public void Every_word_is_kept_in_its_order_whatever_the_text()
    {
        var character = Gen.Elements("* ", "- ", "1. ", "2) ", "a. ", "(i) ", "\n", "\n\n", "  ", "   ", "\t", "word ", "<!-- -->", "\\<", "9");
        var text = character.ArrayOf().Select(string.Concat).ToArbitrary();

        Prop.ForAll(text, markup => Words(MarkupReader.Read(markup).Blocks).SequenceEqual(Words(markup)))
            .Check(LawCases.Of(500, 20_000, seed: 7, gamma: 11));
    }

    [Theory]
    [InlineData("* ")]
    [InlineData("\n")]
    [InlineData(" ")]
    [InlineData("*\n")]
    [InlineData("\\")]
    [InlineData("(i) ")]
    [InlineData("<!-- -->\n")]
    public void The_work_grows_with_the_text_and_no_faster(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 50_000));

        MarkupReader.Read(text).Steps.ShouldBeLessThanOrEqualTo(MarkupReader.StepsPerCharacter * (text.Length + 1L));
    }

    [Fact]
    public void Lists_nest_no_deeper_than_they_may_and_the_rest_stays_readable()
    {
        var text = new StringBuilder();
        for (var depth = 0; depth < 1000; depth++)
            text.Append(' ', 2 * depth).Append("* item").Append(depth).Append('\n');

        var read = MarkupReader.Read(text.ToString());

        Depth(read.Blocks).ShouldBe(MarkupReader.DeepestList);
        Words(read.Blocks).Count().ShouldBe(1000);
        read.Steps.ShouldBeLessThanOrEqualTo(MarkupReader.StepsPerCharacter * (text.Length + 1L));
    }

    private static string Outline(string markup) => Outline(MarkupReader.Read(markup).Blocks);

    private static string Outline(IEnumerable<MarkupBlock> blocks) => string.Join(' ', blocks.Select(block => block switch
    {
        MarkupParagraph paragraph => $"p({paragraph.Text})",
        MarkupList list => $"{list.Kind}[{string.Join('|', list.Items.Select(item => $"{item.Marker} {Outline(item.Blocks)}"))}]",
        _ => "?",
    }));

    private static int Depth(IEnumerable<MarkupBlock> blocks) =>
        blocks.OfType<MarkupList>().SelectMany(list => list.Items).Select(item => 1 + Depth(item.Blocks)).DefaultIfEmpty(0).Max();

    // A word is a run of letters; marks are letters too, so only "word" and what stands beside it count.
    private static IEnumerable<string> Words(string text) =>
        System.Text.RegularExpressions.Regex.Matches(text, "word|item\\d+", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)).Select(match => match.Value);

    private static IEnumerable<string> Words(IEnumerable<MarkupBlock> blocks) => blocks.SelectMany(block => block switch
    {
        MarkupParagraph paragraph => Words(paragraph.Text),
        MarkupList list => list.Items.SelectMany(item => Words(item.Blocks)),
        _ => [],
    });
}
