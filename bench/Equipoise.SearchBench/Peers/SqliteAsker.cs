using System.Globalization;
using Equipoise.SearchBench.Queries;
using Microsoft.Data.Sqlite;

namespace Equipoise.SearchBench.Peers;

/// <summary>Asks SQLite: the full-text index is read once into a table of hits, from which all else is counted.</summary>
internal sealed class SqliteAsker : IAsker
{
    private readonly SqliteConnection database;

    public SqliteAsker(SqliteConnection database)
    {
        this.database = database;
        Run("pragma cache_size = -400000; pragma mmap_size = 4000000000; pragma temp_store = memory; create temp table hit(doc integer primary key, score real)");
        database.CreateFunction<double, double, double, double, double>(
            "kilometers", (latitude, longitude, south, west) => new Circle(latitude, longitude, 0).DistanceTo(south, west), isDeterministic: true);
    }

    public Answer Ask(BenchQuery query)
    {
        Run("delete from temp.hit");
        using (var fill = database.CreateCommand())
        {
            fill.CommandText = $"insert into temp.hit select words.rowid, {(query.ByDate ? "0" : "bm25(words, 3, 4, 3, 2, 1.5, 1)")} from words{Conditions(query)}";
            fill.Parameters.AddWithValue("@match", Match(query));
            fill.ExecuteNonQuery();
        }

        var order = query.ByDate ? "doc.updated desc, doc.nct" : "hit.score, doc.nct";
        return new Answer(
            (long)Rows("select count(*), '' from temp.hit")[0].Count,
            [.. Pairs($"select doc.nct, doc.title from temp.hit join doc on doc.id = hit.doc order by {order} limit 10")],
            Rows("select count(*), status from temp.hit join doc on doc.id = hit.doc group by status"),
            Rows("select count(*), value from temp.hit join phase on phase.doc = hit.doc group by value"),
            Rows("select count(*), value from temp.hit join country on country.doc = hit.doc group by value order by 1 desc, 2 limit 20"));
    }

    public void Dispose() => database.Dispose();

    private static string Match(BenchQuery query) => query.Kind switch
    {
        "phrase" => $"\"{query.Text}\"",
        "interventions" => $"interventions : ({string.Join(" AND ", query.Terms.Select(term => $"\"{term}\""))})",
        _ => string.Join(" AND ", query.Terms.Select(term => $"\"{term}\"")),
    };

    private static string Conditions(BenchQuery query)
    {
        var joined = query.Status.Length > 0 ? " join doc on doc.id = words.rowid" : "";
        var where = " where words match @match";
        if (query.Status.Length > 0)
            where += $" and doc.status = '{query.Status}'";
        if (query.Phase.Length > 0)
            where += $" and exists (select 1 from phase where phase.doc = words.rowid and value = '{query.Phase}')";
        if (query.Near is { } near)
        {
            where += string.Create(
                CultureInfo.InvariantCulture,
                $" and words.rowid in (select doc from place where south >= {near.Latitude - near.LatitudeSpan} and north <= {near.Latitude + near.LatitudeSpan} and west >= {near.Longitude - near.LongitudeSpan} and east <= {near.Longitude + near.LongitudeSpan} and kilometers({near.Latitude}, {near.Longitude}, south, west) <= {near.Kilometers})");
        }

        return joined + where;
    }

    private void Run(string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private List<(string Value, long Count)> Rows(string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<(string, long)>();
        while (reader.Read())
            rows.Add((reader.GetString(1), reader.GetInt64(0)));
        return rows;
    }

    private List<(string Id, string Title)> Pairs(string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<(string, string)>();
        while (reader.Read())
            rows.Add((reader.GetString(0), reader.GetString(1)));
        return rows;
    }
}
