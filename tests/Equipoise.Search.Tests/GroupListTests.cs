using Equipoise.Search.Documents;
using Equipoise.Search.Queries;
using Equipoise.Search.Searching;

namespace Equipoise.Search.Tests;

/// <summary>Groups whose documents are told by those of a longer list: with whole blocks that have none of them, some, or all.</summary>
public sealed class GroupListTests
{
    private const int Books = 3000;

    [Theory]
    [InlineData(0, 3000)]
    [InlineData(0, 400)]
    [InlineData(2600, 3000)]
    [InlineData(1200, 1700)]
    [InlineData(5, 2990)]
    public void A_group_has_its_own_part_of_the_books(int from, int to)
    {
        using var library = Some(number => number >= from && number < to);
        var wanted = Enumerable.Range(0, Books).Where(number => number >= from && number < to);

        Titled(library).ShouldBe(wanted.Order());
        library.Writer.MergeAll();
        Titled(library).ShouldBe(wanted.Order());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(50)]
    public void A_group_has_every_so_many_of_the_books(int step)
    {
        using var library = Some(number => number % step == 1);
        var wanted = Enumerable.Range(0, Books).Where(number => number % step == 1).ToList();

        Titled(library).ShouldBe(wanted);
        using var index = library.Open();
        using var snapshot = index.Acquire();
        snapshot.HowMany(Query.Words("all", "rose")).ShouldBe(Enumerable.Range(0, Books).Count(number => HasBody(number) || number % step == 1));
        snapshot.HowMany(Query.Phrase("titles", "a rose")).ShouldBe(wanted.Count);
        snapshot.HowMany(Query.And(Query.Words("all", "rose"), Query.Words("titles", "rose"))).ShouldBe(wanted.Count);
        snapshot.HowMany(Query.And(Query.Words("note", "rose"), Query.Words("titles", "rose"))).ShouldBe(wanted.Count);
    }

    // A rose is in each note, which is in no group, in two of three bodies, and in some titles.
    private static Library Some(Func<int, bool> isTitled)
    {
        var books = Enumerable.Range(0, Books).Select(number =>
        {
            var book = new Document().Add("note", "nothing but a rose");
            if (HasBody(number))
                book.Add("body", number % 5 == 0 ? "rose and rose and a rose" : "and a rose");
            return ($"{number}", isTitled(number) ? book.Add("title", number % 4 == 0 ? "rose by a rose" : "a rose") : book);
        });
        return Library.With([.. books]);
    }

    private static bool HasBody(int number) => number % 3 < 2;

    private static IEnumerable<int> Titled(Library library)
    {
        using var index = library.Open();
        using var snapshot = index.Acquire();
        var result = snapshot.Ask(new SearchRequest(Query.Words("titles", "rose")) { Top = Books });
        result.Total.ShouldBe(result.Hits.Count);
        return result.Hits.Select(hit => int.Parse(hit.Key, System.Globalization.CultureInfo.InvariantCulture)).Order().ToList();
    }
}
