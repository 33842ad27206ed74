using Equipoise.Search.Documents;
using Equipoise.Search.Indexing;
using Equipoise.Search.Queries;
using Equipoise.Search.Schema;
using Equipoise.Search.Searching;

namespace Equipoise.Search.Tests;

/// <summary>Documents of hundreds of values in many fields: which field a word is in has to be found among all of them.</summary>
public sealed class LongDocumentTests : IDisposable
{
    private const int Fields = 40;
    private const int Books = 30;
    private static readonly string[] Words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"];
    private readonly TemporaryFolder folder = new();
    private readonly List<(int Field, string[] Words)>[] books;
    private readonly IndexWriter writer;

    public LongDocumentTests()
    {
        var chance = new Chance(7);
        var schema = new IndexSchema(
            new TableSchema(
                [.. Enumerable.Range(0, Fields).Select(number => Field.Text($"field {number}"))],
                [new FieldGroup("even", Enumerable.Range(0, Fields / 2).ToDictionary(number => $"field {number * 2}", number => 0.1 + number))]),
            new Dictionary<string, TableSchema>());
        writer = IndexWriter.Open(folder.PathTo("index"), schema, Library.Defaults with { BufferedWords = 20_000, MergeFactor = 100 });
        books = [.. Enumerable.Range(0, Books).Select(_ => Book(chance))];
        foreach (var (number, book) in books.Index())
        {
            var document = new Document();
            foreach (var (field, words) in book)
                document.Add($"field {field}", string.Join(' ', words));
            writer.Upsert($"{number}", document);
        }
    }

    // Mostly short values in neighboring fields, some long, some in fields far away.
    private static List<(int, string[])> Book(Chance chance)
    {
        var field = 0;
        return [.. Enumerable.Range(0, chance.Next(600)).Select(_ =>
        {
            field = chance.Flip(0.1) ? chance.Next(Fields) : Math.Clamp(field + chance.Next(5) - 2, 0, Fields - 1);
            return (field, Enumerable.Range(0, chance.Flip(0.9) ? 1 + chance.Next(15) : 1 + chance.Next(400)).Select(_ => chance.Flip(0.97) ? "filler" : chance.Pick(Words)).ToArray());
        })];
    }

    private static int Occurrences(string[] words, string[] phrase) =>
        Enumerable.Range(0, Math.Max(0, words.Length - phrase.Length + 1)).Count(start => words.AsSpan(start, phrase.Length).SequenceEqual(phrase));

    public void Dispose()
    {
        writer.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_word_or_phrase_is_found_in_its_field_alone()
    {
        using var snapshot = writer.Refresh();
        foreach (var phrase in Words.SelectMany(word => new[] { [word], new[] { word, Words[0] }, ["filler", word] }))
        {
            foreach (var field in Enumerable.Range(0, Fields))
            {
                var having = books.Index().Where(book => book.Item.Exists(value => value.Field == field && Occurrences(value.Words, phrase) > 0)).Select(book => $"{book.Index}");

                snapshot.Ask(Query.Phrase($"field {field}", string.Join(' ', phrase))).Hits.Select(hit => hit.Key).ShouldBe(having, ignoreOrder: true, $"{string.Join(' ', phrase)} in {field}");
            }
        }
    }

    [Fact]
    public void A_phrase_in_a_group_counts_by_the_weights_of_the_fields_it_is_in()
    {
        using var snapshot = writer.Refresh();
        foreach (var word in Words)
        {
            string[] phrase = ["filler", word];
            var weights = books.Index().ToDictionary(book => $"{book.Index}", book => book.Item.Where(value => value.Field % 2 == 0).Sum(value => Occurrences(value.Words, phrase) * (0.1 + value.Field / 2)));
            var query = new PhraseQuery("even", string.Join(' ', phrase));

            var hits = snapshot.Ask(query).Hits;

            hits.Select(hit => hit.Key).ShouldBe(weights.Where(book => book.Value > 0).Select(book => book.Key), ignoreOrder: true);
            foreach (var hit in hits)
            {
                // A synonym that no book has leaves the score as it is, but finds it in another way.
                var synonyms = new SynonymQuery([new Synonym(query), new Synonym(new TermQuery("even", "omega"))]);
                snapshot.Ask(synonyms).Hits.Single(other => other.Key == hit.Key).Score.ShouldBe(hit.Score, hit.Score * 1e-4);
                snapshot.Explain(query, hit.Key).Score.ShouldBe(hit.Score, hit.Score * 1e-4);
            }
        }
    }

    [Fact]
    public void Phrases_among_synonyms_are_weighed_only_where_that_can_reach_the_page()
    {
        using var snapshot = writer.Refresh();
        var skipped = 0L;
        foreach (var word in Words)
        {
            var query = new SynonymQuery([new Synonym(new PhraseQuery("even", $"filler {word}")), new Synonym(new PhraseQuery("even", $"{word} filler"), 0.8), new Synonym(new TermQuery("even", Words[0]), 0.5)]);

            var page = snapshot.Ask(new SearchRequest(query) { Top = 3 });

            page.Hits.Select(hit => (hit.Key, hit.Score)).ShouldBe(snapshot.Ask(query).Hits.Take(3).Select(hit => (hit.Key, hit.Score)));
            skipped += page.Work.ScoresSkipped;
        }

        skipped.ShouldBeGreaterThan(0);
    }
}
