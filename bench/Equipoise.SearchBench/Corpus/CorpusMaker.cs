using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Equipoise.SearchBench.Corpus;

/// <summary>Makes a large corpus from few real records: <c>corpus.ndjson</c> in the form of the API, and what the peers index
/// of it in <c>documents.tsv</c>.</summary>
internal static class CorpusMaker
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Make(string sources, string folder, int records, int seed)
    {
        var groups = RealStudies.Read(sources);
        var studies = groups.SelectMany(group => group).ToList();
        if (studies.Count == 0)
            throw new InvalidOperationException($"'{sources}' holds no study that can be read.");
        var random = new Random(seed);
        var dictionary = new Dictionary(random);
        var groupOf = groups.SelectMany(group => group.Select(_ => group)).ToList();
        using var corpus = File.Create(Path.Combine(folder, "corpus.ndjson"));
        using var documents = new StreamWriter(Path.Combine(folder, "documents.tsv"), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        using var json = new Utf8JsonWriter(corpus, Writing);
        for (var number = 0; number < records; number++)
        {
            // A large group is as likely as its records are many.
            var study = new MixedStudy(number, groupOf[random.Next(groupOf.Count)], dictionary, random);
            var document = study.ToDocument();
            foreach (var text in document.Texts)
                dictionary.Count(text);
            documents.WriteLine(document);
            CorpusRecord.Write(study, json);
            json.Flush();
            json.Reset();
            corpus.WriteByte((byte)'\n');
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{records:N0} records from {studies.Count:N0} real ones in {groups.Count} groups: {corpus.Length:N0} bytes of JSON, {dictionary.Total:N0} words, {dictionary.Different:N0} different"));
    }
}
