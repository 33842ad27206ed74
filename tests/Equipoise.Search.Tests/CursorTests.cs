using Equipoise.Search.Searching;

namespace Equipoise.Search.Tests;

public sealed class CursorTests
{
    [Fact]
    public void A_cursor_survives_its_text_form()
    {
        var cursor = new Cursor(7, [new(0.1, null), new(null, "ä\"b"), default, new(double.PositiveInfinity, null)], "key-1");

        var read = Cursor.Parse(cursor.ToString());

        read.Generation.ShouldBe(7);
        read.Key.ShouldBe("key-1");
        read.Values.ShouldBe(cursor.Values);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("W10")]
    [InlineData("bnVsbA")]
    [InlineData("WyJhIiwiYiJd")]
    public void What_is_no_cursor_is_refused_in_one_sentence(string text) =>
        Should.Throw<SearchException>(() => Cursor.Parse(text)).Message.ShouldBe("The place to continue from cannot be read: start again at the first page.");
}
