using Equipoise.SearchBench;
using Equipoise.SearchBench.Corpus;
using Equipoise.SearchBench.Measuring;
using Equipoise.SearchBench.Queries;
using Equipoise.SearchBench.Reporting;

switch (args)
{
    case ["corpus", var sources, var folder, var records, var seed]:
        CorpusMaker.Make(sources, folder, Words.Whole(records), Words.Whole(seed), forPeers: true);
        return 0;
    case ["registry", var sources, var folder, var records, var seed]:
        CorpusMaker.Make(sources, folder, Words.Whole(records), Words.Whole(seed), forPeers: false);
        return 0;
    case ["queries", var folder, var count, var seed]:
        QueryMaker.Make(folder, Words.Whole(count), Words.Whole(seed));
        return 0;
    case ["build", var peer, var folder, var results]:
        using (var built = Peer.Named(peer, folder))
            Measurement.Build(built, folder, results);
        return 0;
    case ["ask", var peer, var folder, var results, var rounds]:
        using (var asked = Peer.Named(peer, folder))
            Measurement.Ask(asked, folder, results, Words.Whole(rounds));
        return 0;
    case ["report", var folder, var results]:
        return Report.Write(folder, results) ? 0 : 1;
    default:
        Console.Error.WriteLine(
            """
            searchbench corpus SOURCES FOLDER RECORDS SEED   make FOLDER/corpus.ndjson and FOLDER/documents.tsv from real records
            searchbench registry SOURCES FOLDER RECORDS SEED make FOLDER/corpus.ndjson alone
            searchbench queries FOLDER COUNT SEED            make FOLDER/queries.tsv
            searchbench build PEER FOLDER RESULTS            index; PEER is sqlite, postgres or equipoise
            searchbench ask PEER FOLDER RESULTS ROUNDS       ask every query ROUNDS times
            searchbench report FOLDER RESULTS                a table of all results, and whether the peers agree
            """);
        return 2;
}
