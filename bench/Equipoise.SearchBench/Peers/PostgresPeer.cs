using Npgsql;
using NpgsqlTypes;

namespace Equipoise.SearchBench.Peers;

/// <summary>PostgreSQL's full-text search: one weighted vector with a GIN index, counts from arrays, places in a GiST
/// index. It has four weights: conditions, interventions, title, and all the rest.</summary>
internal sealed class PostgresPeer : Peer
{
    private readonly NpgsqlDataSource server = NpgsqlDataSource.Create(
        Environment.GetEnvironmentVariable("SEARCHBENCH_POSTGRES") ?? throw new InvalidOperationException("Set SEARCHBENCH_POSTGRES to the connection string of a server of your own, or use bench/run, which starts one."));

    public override string Name => "PostgreSQL";

    /// <inheritdoc/>
    public override IReadOnlyList<int> Processes
    {
        get
        {
            using var ask = server.CreateCommand("select pg_read_file('postmaster.pid')");
            var postmaster = Words.Whole(((string)ask.ExecuteScalar()!).Split('\n')[0]);
            return [postmaster, .. Measuring.ProcessMemory.ChildrenOf(postmaster)];
        }
    }

    public override void Build(IEnumerable<BenchDocument> documents)
    {
        Run(
            """
            drop table if exists doc, place;
            create table doc(id int primary key, nct text not null, title text not null, status text not null, phases text[] not null, countries text[] not null, updated int not null, v tsvector not null);
            create table place(doc int not null, at point not null)
            """);
        Fill(documents);
        Run("create index on doc using gin(v) with (fastupdate = off); create index on place using gist(at); create index on place(doc)");
        Run("vacuum analyze doc");
        Run("vacuum analyze place");
    }

    public override long Size()
    {
        using var ask = server.CreateCommand("select pg_total_relation_size('doc') + pg_total_relation_size('place')");
        return (long)ask.ExecuteScalar()!;
    }

    public override IAsker Open() => new PostgresAsker(server.OpenConnection());

    public override void Dispose() => server.Dispose();

    private void Fill(IEnumerable<BenchDocument> documents)
    {
        using var connection = server.OpenConnection();
        using var make = new NpgsqlCommand("create temp table text(id int, nct text, title text, status text, phases text[], countries text[], updated int, conditions text, interventions text, name text, others text)", connection);
        make.ExecuteNonQuery();
        foreach (var batch in documents.Index().Chunk(5000))
        {
            using (var copy = connection.BeginBinaryImport("copy text from stdin (format binary)"))
            {
                foreach (var (number, document) in batch)
                {
                    var texts = document.Texts;
                    copy.WriteRow(number, document.Id, document.Name, document.Status, document.Phases.ToArray(), document.Countries.ToArray(), document.Updated, texts[1], texts[2], texts[0], $"{texts[3]} {texts[4]} {texts[5]}");
                }

                copy.Complete();
            }

            using (var copy = connection.BeginBinaryImport("copy place from stdin (format binary)"))
            {
                foreach (var (number, document) in batch)
                {
                    foreach (var (latitude, longitude) in document.Places)
                        copy.WriteRow(number, new NpgsqlPoint(longitude, latitude));
                }

                copy.Complete();
            }

            using var move = new NpgsqlCommand(
                """
                insert into doc select id, nct, title, status, phases, countries, updated,
                  setweight(to_tsvector('simple', conditions), 'A') || setweight(to_tsvector('simple', interventions), 'B') ||
                  setweight(to_tsvector('simple', name), 'C') || setweight(to_tsvector('simple', others), 'D') from text;
                truncate text
                """,
                connection);
            move.CommandTimeout = 0;
            move.ExecuteNonQuery();
        }
    }

    private void Run(string sql)
    {
        using var command = server.CreateCommand(sql);
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
