using System.Text;
using Equipoise.Registry.Records;

namespace Equipoise.SearchBench.Registry;

/// <summary>Some records of a corpus, found by jumping into the file at random.</summary>
internal static class SampledRecords
{
    public static List<StudyRecord> Of(string corpus, long length, int count, Random random)
    {
        using var file = File.OpenRead(corpus);
        var records = new List<StudyRecord>();
        while (records.Count < count)
        {
            file.Position = random.NextInt64(length * 9 / 10);
            using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, 1 << 16, leaveOpen: true);
            reader.ReadLine();
            if (reader.ReadLine() is { Length: > 0 } line)
                records.Add(StudyRecord.Parse(line));
        }

        return records;
    }
}
