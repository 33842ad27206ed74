using System.Text;
using Equipoise.Search.Documents;
using Equipoise.Search.Indexing;
using Equipoise.Search.Schema;
using Equipoise.Search.Snapshots;

namespace Equipoise.SearchBench.Peers;

/// <summary>Our own engine.</summary>
internal sealed class EquipoisePeer(string folder) : Peer
{
    private static readonly IndexSchema Schema = new(new TableSchema(
        [
            .. BenchDocument.Fields.Select(Field.Text),
            Field.Keyword("status"), Field.Keyword("phase"), Field.Keyword("country"), Field.Date("updated"), Field.Geo("place"),
        ],
        [
            new FieldGroup("all", BenchDocument.Fields.Zip(BenchDocument.Weights).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal)),
            new FieldGroup("treatment", new Dictionary<string, double>(StringComparer.Ordinal) { ["interventions"] = 1 }),
        ]));

    private static readonly IndexOptions Options = new() { Clock = TimeProvider.System, MergeInBackground = true };
    private readonly string path = Path.Combine(folder, "equipoise");
    private SearchIndex? index;

    public override string Name => "Equipoise";

    public override void Build(IEnumerable<BenchDocument> documents)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        using var writer = IndexWriter.Open(path, Schema, Options);
        foreach (var document in documents)
            writer.Upsert(document.Id, Make(document));
        writer.Commit();
        writer.MergeAll();
    }

    public override long Size() => new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    public override IAsker Open()
    {
        index ??= SearchIndex.Open(path, Schema, Options);
        return new EquipoiseAsker(index.Acquire());
    }

    public override void Dispose() => index?.Dispose();

    private static Document Make(BenchDocument document)
    {
        var made = new Document { Payload = Encoding.UTF8.GetBytes(document.Name) };
        for (var field = 0; field < BenchDocument.Fields.Count; field++)
            made.Add(BenchDocument.Fields[field], document.Texts[field]);
        made.Add("status", document.Status).Add("updated", DateOnly.FromDayNumber(document.Updated));
        foreach (var phase in document.Phases)
            made.Add("phase", phase);
        foreach (var country in document.Countries)
            made.Add("country", country);
        foreach (var (latitude, longitude) in document.Places)
            made.Add("place", new GeoPoint(latitude, longitude));
        return made;
    }
}
