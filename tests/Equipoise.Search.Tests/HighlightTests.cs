using Equipoise.Search.Highlighting;
using Equipoise.Search.Queries;

namespace Equipoise.Search.Tests;

public sealed class HighlightTests
{
    [Theory]
    [InlineData("alpha", "Alpha and the alphas", "[Alpha] and the [alphas]")]
    [InlineData("PD1", "anti-PD-1 and PD1", "anti-[PD-1] and [PD1]")]
    [InlineData("delta", "alpha", "")]
    public void Words_are_marked_in_all_their_forms(string word, string text, string shown) => Show(new TermQuery("all", word), text, whole: true).ShouldBe(shown);

    [Fact]
    public void A_phrase_is_marked_only_where_it_stands() =>
        Show(Query.Phrase("all", "breast cancer"), "cancer of the breast, breast cancer", whole: true).ShouldBe("cancer of the breast, [breast] [cancer]");

    [Fact]
    public void What_must_not_match_and_what_reaches_other_fields_is_not_marked() =>
        Highlighter.Fragments(new BooleanQuery { Must = [new TermQuery("note", "alpha")], MustNot = [new TermQuery("all", "beta")] }, "alpha beta", new HighlightOptions(), target => target == "all").ShouldBeEmpty();

    [Fact]
    public void The_densest_pieces_are_shown_in_the_order_of_the_text()
    {
        var text = $"alpha {Filler(100)} alpha alpha beta {Filler(100)} beta alpha {Filler(50)}";

        var pieces = Highlighter.Fragments(Query.Words("all", "alpha beta"), text, new HighlightOptions { Fragments = 2, Length = 40 });

        pieces.Count.ShouldBe(2);
        pieces.Select(piece => piece.Marks.Count).ShouldBe([3, 2]);
        pieces.ShouldAllBe(piece => piece.Text.Length <= 60 && text.Substring(piece.Start, piece.Text.Length) == piece.Text);
    }

    [Fact]
    public void Beyond_the_limit_of_words_nothing_is_marked() =>
        Highlighter.Fragments(new TermQuery("all", "alpha"), $"{Filler(100)} alpha", new HighlightOptions { WordLimit = 100 }).ShouldBeEmpty();

    private static string Filler(int words) => string.Join(' ', Enumerable.Repeat("filler", words));

    private static string Show(Query query, string text, bool whole)
    {
        var pieces = Highlighter.Fragments(query, text, new HighlightOptions { Fragments = whole ? 0 : 3 });
        return string.Concat(pieces.Select(piece => piece.Marks.Reverse().Aggregate(piece.Text, (shown, mark) => shown.Insert(mark.Start + mark.Length, "]").Insert(mark.Start, "["))));
    }
}
