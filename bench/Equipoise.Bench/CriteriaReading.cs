using BenchmarkDotNet.Attributes;
using Equipoise.Eligibility.Reading;
using Equipoise.Registry.Samples;

namespace Equipoise.Bench;

/// <summary>Reading criteria: the texts of all studies that the program ships, or, where the variable
/// <c>EQUIPOISE_CRITERIA_TEXTS</c> names a folder, the texts in its files. <see cref="Criteria"/> says how many criteria one
/// run reads.</summary>
[MemoryDiagnoser]
public class CriteriaReading
{
    private string[] texts = [];

    /// <summary>How many processors share the work.</summary>
    [Params(1, 2)]
    public int Processors { get; set; }

    /// <summary>Criteria read in one run.</summary>
    public int Criteria { get; private set; }

    [GlobalSetup]
    public void Load()
    {
        texts = Environment.GetEnvironmentVariable("EQUIPOISE_CRITERIA_TEXTS") is { Length: > 0 } folder
            ? [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllText)]
            : [.. SampleStudies.All.Select(study => study.EligibilityCriteria ?? "")];
        Criteria = texts.Sum(text => CriteriaReader.Read(text).Count);
        Console.WriteLine($"{Criteria} criteria in {texts.Length} texts");
    }

    [Benchmark]
    public long Read()
    {
        long read = 0;
        Parallel.ForEach(texts, new ParallelOptions { MaxDegreeOfParallelism = Processors }, text => Interlocked.Add(ref read, CriteriaReader.Read(text).Count));
        return read;
    }
}
