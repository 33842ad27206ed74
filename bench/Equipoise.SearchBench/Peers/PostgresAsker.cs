using System.Globalization;
using Equipoise.SearchBench.Queries;
using Npgsql;

namespace Equipoise.SearchBench.Peers;

/// <summary>Asks PostgreSQL in one statement: the hits once, then everything from them.</summary>
internal sealed class PostgresAsker(NpgsqlConnection connection) : IAsker
{
    public Answer Ask(BenchQuery query)
    {
        // The title of the ten best alone, not of all hits.
        var sql = $"""
            with hit as materialized (select id, status, phases, countries, updated, {(query.ByDate ? "0" : "ts_rank('{0.25, 0.75, 0.75, 1}', v, q)")} as score from doc, to_tsquery('simple', @q) q where v @@ q{Conditions(query)}),
                 best as (select * from hit order by {(query.ByDate ? "updated desc, id" : "score desc, id")} limit 10)
            select 't', 0, nct, doc.title from best join doc using (id)
            union all select 'n', count(*), '', '' from hit
            union all select 's', count(*), status, '' from hit group by status
            union all select 'p', count(*), p, '' from hit, unnest(phases) p group by p
            union all (select 'c', count(*), c, '' from hit, unnest(countries) c group by c order by 2 desc, 3 limit 20)
            """;
        using var command = new NpgsqlCommand(sql, connection);
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue("q", Match(query));
        using var reader = command.ExecuteReader();
        var (total, top, counts) = (0L, new List<(string, string)>(), new Dictionary<char, List<(string, long)>> { ['s'] = [], ['p'] = [], ['c'] = [] });
        while (reader.Read())
        {
            switch (reader.GetString(0)[0])
            {
                case 't':
                    top.Add((reader.GetString(2), reader.GetString(3)));
                    break;
                case 'n':
                    total = reader.GetInt64(1);
                    break;
                case var kind:
                    counts[kind].Add((reader.GetString(2), reader.GetInt64(1)));
                    break;
            }
        }

        return new Answer(total, top, counts['s'], counts['p'], counts['c']);
    }

    public void Dispose() => connection.Dispose();

    private static string Match(BenchQuery query) => query.Kind switch
    {
        "phrase" => string.Join(" <-> ", query.Terms),
        "interventions" => string.Join(" & ", query.Terms.Select(term => $"{term}:B")),
        _ => string.Join(" & ", query.Terms),
    };

    private static string Conditions(BenchQuery query)
    {
        var where = "";
        if (query.Status.Length > 0)
            where += $" and status = '{query.Status}'";
        if (query.Phase.Length > 0)
            where += $" and phases @> array['{query.Phase}']";
        if (query.Near is { } near)
        {
            where += string.Create(
                CultureInfo.InvariantCulture,
                $" and id in (select doc from place where at <@ box(point({near.Longitude - near.LongitudeSpan}, {near.Latitude - near.LatitudeSpan}), point({near.Longitude + near.LongitudeSpan}, {near.Latitude + near.LatitudeSpan})) and 2 * 6371.0087714 * asin(least(1, sqrt(sind((at[1] - {near.Latitude}) / 2) ^ 2 + cosd(at[1]) * cosd({near.Latitude}) * sind((at[0] - {near.Longitude}) / 2) ^ 2))) <= {near.Kilometers})");
        }

        return where;
    }
}
