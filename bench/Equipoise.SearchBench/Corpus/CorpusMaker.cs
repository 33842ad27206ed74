using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Equipoise.Registry.Records;

namespace Equipoise.SearchBench.Corpus;

/// <summary>Makes a large corpus from few real records, as a stream: <c>corpus.ndjson</c> in the form of the API and, where asked, what the peers
/// index of it in <c>documents.tsv</c>.</summary>
internal static class CorpusMaker
{
    private const int BatchSize = 512;
    private const int CurveSteps = 6;
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Make(string sources, string folder, int records, int seed, bool forPeers)
    {
        var real = new RealRecords(sources);
        var random = new Random(seed);
        var dictionary = new Dictionary(random, real.Vocabulary.Count);
        var mixer = new RecordMixer(real, dictionary, random);
        using var corpus = File.Create(Path.Combine(folder, "corpus.ndjson"));
        using var documents = forPeers ? new StreamWriter(Path.Combine(folder, "documents.tsv"), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) : null;
        var batch = new List<byte[]>(BatchSize);
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        using var json = new Utf8JsonWriter(buffer, Writing);
        for (var number = 0; number < records; number++)
        {
            dictionary.Pass(mixer.Write(number, json));
            json.Flush();
            batch.Add(buffer.WrittenSpan.ToArray());
            buffer.ResetWrittenCount();
            json.Reset();
            if (batch.Count == BatchSize || number == records - 1)
                Write(batch, corpus, documents);
            if ((number + 1) % Math.Max(1, records / CurveSteps) == 0)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  after {number + 1:N0} records: {corpus.Length:N0} bytes, about {dictionary.Total:N0} words, {dictionary.Different:N0} different"));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{records:N0} records from {real.Count:N0} real ones in {real.Groups} groups: {corpus.Length:N0} bytes of JSON, {corpus.Length / records:N0} a record, about {dictionary.Total:N0} words, {dictionary.Different:N0} different"));
    }

    private static void Write(List<byte[]> batch, Stream corpus, TextWriter? documents)
    {
        foreach (var record in batch)
        {
            corpus.Write(record);
            corpus.WriteByte((byte)'\n');
        }

        if (documents is not null)
        {
            foreach (var line in batch.AsParallel().AsOrdered().Select(record => BenchDocument.Of(StudyRecord.Parse(record)).ToString()))
                documents.WriteLine(line);
        }

        batch.Clear();
    }
}
