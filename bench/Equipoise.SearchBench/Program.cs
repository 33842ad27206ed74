using Equipoise.SearchBench;
using Equipoise.SearchBench.Corpus;
using Equipoise.SearchBench.Measuring;
using Equipoise.SearchBench.Queries;
using Equipoise.SearchBench.Registry;
using Equipoise.SearchBench.Reporting;

switch (args)
{
    case ["corpus", var sources, var folder, var records, var seed]:
        CorpusMaker.Make(sources, folder, Words.Whole(records), Words.Whole(seed), forPeers: true);
        return 0;
    case ["registry", var sources, var folder, var records, var seed]:
        CorpusMaker.Make(sources, folder, Words.Whole(records), Words.Whole(seed), forPeers: false);
        return 0;
    case ["registry-ask", var data, var corpus, var seed]:
        RegistryMeasurement.Ask(data, corpus, Words.Whole(seed));
        return 0;
    case ["registry-ask", var data, var corpus, var seed, var answers]:
        RegistryMeasurement.Ask(data, corpus, Words.Whole(seed), answers);
        return 0;
    case ["registry-update", var data, var corpus, var seed, var count]:
        await RegistryMeasurement.UpdateAsync(data, corpus, Words.Whole(seed), Words.Whole(count));
        return 0;
    case ["registry-report", var folder, var plot]:
        GrowthReport.Write(folder, plot);
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
            searchbench registry-ask DATA CORPUS SEED        open a registry's index and ask it
            searchbench registry-ask DATA CORPUS SEED FILE   the same with one worker, and write what each question took and its answer
            searchbench registry-update DATA CORPUS SEED N   change N studies while it is asked
            searchbench registry-report FOLDER PLOT          a table and a plot of FOLDER/*.tsv
            searchbench queries FOLDER COUNT SEED            make FOLDER/queries.tsv
            searchbench build PEER FOLDER RESULTS            index; PEER is sqlite, postgres or equipoise
            searchbench ask PEER FOLDER RESULTS ROUNDS       ask every query ROUNDS times
            searchbench report FOLDER RESULTS                a table of all results, and whether the peers agree
            """);
        return 2;
}
