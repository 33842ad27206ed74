using Microsoft.Data.Sqlite;

namespace Equipoise.SearchBench.Peers;

/// <summary>SQLite's FTS5, with columns for the fields, tables for what is counted, and an R*Tree for places.</summary>
internal sealed class SqlitePeer(string folder) : Peer
{
    private readonly string path = Path.Combine(folder, "sqlite.db");

    public override string Name => "SQLite FTS5";

    public override void Build(IEnumerable<BenchDocument> documents)
    {
        File.Delete(path);
        using var database = Connect();
        Run(database, "pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -200000; pragma page_size = 8192");
        Run(
            database,
            """
            create virtual table words using fts5(title, conditions, interventions, keywords, summary, rest, content='', tokenize="unicode61");
            create table doc(id integer primary key, nct text not null, title text not null, status text not null, updated integer not null);
            create table phase(doc integer not null, value text not null, primary key(doc, value)) without rowid;
            create table country(doc integer not null, value text not null, primary key(doc, value)) without rowid;
            create virtual table place using rtree(id, south, north, west, east, +doc integer);
            begin
            """);
        using var word = Prepare(database, "insert into words(rowid, title, conditions, interventions, keywords, summary, rest) values (@p0, @p1, @p2, @p3, @p4, @p5, @p6)", 7);
        using var doc = Prepare(database, "insert into doc values (@p0, @p1, @p2, @p3, @p4)", 5);
        using var phase = Prepare(database, "insert or ignore into phase values (@p0, @p1)", 2);
        using var country = Prepare(database, "insert or ignore into country values (@p0, @p1)", 2);
        using var place = Prepare(database, "insert into place(south, north, west, east, doc) values (@p0, @p0, @p1, @p1, @p2)", 3);
        var number = 0L;
        foreach (var document in documents)
        {
            number++;
            Run(word, [number, .. document.Texts]);
            Run(doc, [number, document.Id, document.Name, document.Status, document.Updated]);
            foreach (var value in document.Phases)
                Run(phase, [number, value]);
            foreach (var value in document.Countries)
                Run(country, [number, value]);
            foreach (var (latitude, longitude) in document.Places)
                Run(place, [latitude, longitude, number]);
        }

        Run(database, "commit; insert into words(words) values ('optimize'); analyze");
    }

    public override long Size() => new FileInfo(path).Length;

    public override IAsker Open() => new SqliteAsker(Connect());

    public override void Dispose() => SqliteConnection.ClearAllPools();

    private SqliteConnection Connect()
    {
        var database = new SqliteConnection($"Data Source={path};Pooling=False");
        database.Open();
        return database;
    }

    private static void Run(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Prepare(SqliteConnection database, string sql, int parameters)
    {
        var command = database.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" });
        command.Prepare();
        return command;
    }

    private static void Run(SqliteCommand command, IReadOnlyList<object> values)
    {
        for (var i = 0; i < values.Count; i++)
            command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }
}
