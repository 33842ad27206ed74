using Equipoise.Search.Documents;
using Equipoise.Search.Indexing;
using Equipoise.Search.Schema;
using Equipoise.Search.Snapshots;

namespace Equipoise.Search.Tests;

/// <summary>A small index of books in a folder of its own: what most tests here work on.</summary>
internal sealed class Library : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public Library(IndexOptions? options = null)
    {
        Options = options ?? Defaults;
        Writer = IndexWriter.Open(Folder, Schema, Options);
    }

    public static IndexSchema Schema { get; } = new(
        new TableSchema(
            [
                Field.Text("title"), Field.Text("body"), Field.Text("note"), Field.Keyword("color"), Field.Keyword("genre"), Field.Number("price"), Field.Number("pages"),
                Field.Date("printed"), Field.Boolean("bound"), Field.Geo("made"),
            ],
            [
                new FieldGroup("all", new Dictionary<string, double> { ["title"] = 1, ["body"] = 0.5 }),
                new FieldGroup("titles", new Dictionary<string, double> { ["title"] = 1 }),
            ]),
        new Dictionary<string, TableSchema>
        {
            ["shops"] = new([Field.Text("name"), Field.Keyword("city"), Field.Number("stock"), Field.Geo("place")], [new FieldGroup("names", new Dictionary<string, double> { ["name"] = 1 })]),
        });

    public static IndexOptions Defaults { get; } = new() { Clock = TimeProvider.System };

    public IndexOptions Options { get; }

    public string Folder => folder.PathTo("index");

    public IndexWriter Writer { get; private set; }

    /// <summary>A library with some books, committed.</summary>
    public static Library With(params IReadOnlyList<(string Key, Document Book)> books)
    {
        var library = new Library();
        foreach (var (key, book) in books)
            library.Writer.Upsert(key, book);
        library.Writer.Commit();
        return library;
    }

    /// <summary>A library of books that have nothing but a title; their keys are 0, 1 and so on.</summary>
    public static Library OfTitles(params IReadOnlyList<string> titles) =>
        With([.. titles.Select((title, number) => ($"{number}", new Document().Add("title", title)))]);

    public SearchIndex Open() => SearchIndex.Open(Folder, Schema, Options);

    public void Reopen()
    {
        Writer.Dispose();
        Writer = IndexWriter.Open(Folder, Schema, Options);
    }

    public void Dispose()
    {
        Writer.Dispose();
        folder.Dispose();
    }
}
