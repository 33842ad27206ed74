using Equipoise.Search.Documents;
using Equipoise.Search.Queries;

namespace Equipoise.Search.Tests;

/// <summary>Words in as many documents as the index keeps in one way and then in another: few in the dictionary, more in lists, a block
/// of them packed together.</summary>
public sealed class WordListTests
{
    private const int Books = 700;

    // Each word stands in the first so many books; in every third in the plural, in every fifth twice, in every seventh in the note
    // alone, which no group has.
    private static readonly int[] Counts = [1, 2, 3, 4, 8, 9, 33, 127, 128, 129, 131, 256, 300, 512, 700];

    [Theory]
    [InlineData(Books)]
    [InlineData(100)]
    public void A_word_is_found_alone_exactly_and_in_phrases_however_many_documents_have_it(int booksACommit)
    {
        using var library = new Library();
        for (var book = 0; book < Books; book++)
        {
            library.Writer.Upsert($"{book}", Book(book));
            if (book % booksACommit == booksACommit - 1)
                library.Writer.Commit();
        }

        library.Writer.Commit();
        Check(library, _ => true);
        library.Writer.MergeAll();
        Check(library, _ => true);

        for (var book = 0; book < Books; book += 4)
            library.Writer.Delete($"{book}");
        library.Writer.Commit();
        Check(library, book => book % 4 != 0);
        library.Writer.MergeAll();
        Check(library, book => book % 4 != 0);
        using var snapshot = library.Writer.Refresh();
        snapshot.Terms(group: null, Word(0), 10).ShouldBeEmpty("its only book is deleted and merged away");
        snapshot.Terms(group: null, Word(7), 10)[0].Documents.ShouldBe(Enumerable.Range(0, 127).Count(book => book % 4 != 0));
    }

    [Fact]
    public void A_form_that_no_document_has_anymore_is_forgotten()
    {
        using var library = Library.OfTitles(["tree", "trees", "tree's"]);
        library.Writer.Delete("1");
        library.Writer.Commit();
        library.Writer.MergeAll();
        using var snapshot = library.Writer.Refresh();

        snapshot.KeysOf(new TermQuery("all", "trees") { Exact = true }).ShouldBeEmpty();
        snapshot.KeysOf(new TermQuery("all", "tree's") { Exact = true }).ShouldBe("2");
        snapshot.HowMany(new TermQuery("all", "trees")).ShouldBe(2);
    }

    [Fact]
    public void Positions_far_apart_are_kept()
    {
        // A gap of 100,000 words among many of one.
        var text = string.Join(' ', Enumerable.Repeat("near", 50).Append(string.Join(' ', Enumerable.Repeat("filler", 100_000))).Append("near end"));
        using var library = Library.With([.. Enumerable.Range(0, 20).Select(number => ($"{number}", new Document().Add("body", number == 13 ? text : "near nothing")))]);
        using var snapshot = library.Writer.Refresh();

        snapshot.KeysOf(new PhraseQuery("all", "near end")).ShouldBe("13");
        snapshot.KeysOf(new PhraseQuery("body", "near near near")).ShouldBe("13");
        snapshot.HowMany(new PhraseQuery("body", "near nothing")).ShouldBe(19);
    }

    private static string Word(int number) => $"lemma{(char)('a' + number)}q";

    private static bool IsInNote(int book) => book % 7 == 6;

    private static string Written(int number, int book) => book % 3 == 2 ? $"{Word(number)}s" : Word(number);

    private static Document Book(int book)
    {
        var words = Enumerable.Range(0, Counts.Length).Where(number => book < Counts[number])
            .Select(number => $"before {Written(number, book)} after{(book % 5 == 4 ? $" . {Written(number, book)}" : "")}");
        return new Document().Add(IsInNote(book) ? "note" : "title", string.Join(' ', words.Append("end")));
    }

    private static void Check(Library library, Func<int, bool> isThere)
    {
        using var snapshot = library.Writer.Refresh();
        for (var number = 0; number < Counts.Length; number++)
        {
            var books = Enumerable.Range(0, Counts[number]).Where(isThere).ToList();
            var plural = books.Count(book => book % 3 == 2 && !IsInNote(book));
            var word = Word(number);
            snapshot.HowMany(new TermQuery("all", word)).ShouldBe(books.Count(book => !IsInNote(book)), word);
            snapshot.HowMany(new TermQuery("note", word)).ShouldBe(books.Count(IsInNote), word);
            snapshot.HowMany(new TermQuery("all", $"{word}s") { Exact = true }).ShouldBe(plural, word);
            snapshot.HowMany(new TermQuery("title", word) { Exact = true }).ShouldBe(books.Count(book => !IsInNote(book)) - plural, word);
            snapshot.HowMany(new PhraseQuery("all", $"before {word} after")).ShouldBe(books.Count(book => !IsInNote(book)), word);
            snapshot.HowMany(new PhraseQuery("note", $"{word} after")).ShouldBe(books.Count(IsInNote), word);
            snapshot.HowMany(new PhraseQuery("all", $"after {word}s") { Exact = true }).ShouldBe(books.Count(book => book % 15 == 14 && !IsInNote(book)), word);
            snapshot.HowMany(new PhraseQuery("all", $"before {word}") { Slop = 2 }).ShouldBe(books.Count(book => !IsInNote(book)), word);
        }
    }
}
