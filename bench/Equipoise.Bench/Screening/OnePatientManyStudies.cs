using BenchmarkDotNet.Attributes;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Matching;
using Equipoise.Eligibility.Reading;
using Equipoise.Registry.Samples;

namespace Equipoise.Bench.Screening;

/// <summary>One patient against 60,000 studies' criteria as read from text. The texts are those of a file, which
/// <c>EQUIPOISE_BENCH_CRITERIA</c> names, a form feed between two, or else of the samples; their numbers are changed at random until
/// there are enough different ones.</summary>
[MemoryDiagnoser]
public class OnePatientManyStudies
{
    private const int Studies = 60_000;
    private static readonly DateOnly Today = new(2026, 11, 22);
    private readonly PatientColumns columns = new();
    private readonly PatientFacts patient = SyntheticPatients.Make(1).Single();
    private List<(string, IReadOnlyList<Criterion>)> studies = [];
    private Matcher? matcher;

    [GlobalSetup]
    public void Load()
    {
        string[] texts = Environment.GetEnvironmentVariable("EQUIPOISE_BENCH_CRITERIA") is { Length: > 0 } path ? File.ReadAllText(path).Split('\f') : [.. SampleStudies.All.Select(study => study.EligibilityCriteria ?? "")];
        var random = new Random(7264075);
        studies = [.. Enumerable.Range(0, Studies).Select(number => Changed(texts[number % texts.Length], number < texts.Length ? null : random)).ToList().AsParallel().AsOrdered().Select((text, number) => ($"S{number}", CriteriaReader.Read(text)))];
        var compiled = new CompiledStudies(studies);
        matcher = new Matcher(compiled, Today);
        columns.Add(patient);
        Console.WriteLine($"// {studies.Sum(study => study.Item2.Count)} entries, {compiled.StatementCount} different statements");
    }

    [Benchmark]
    public int ByColumns() => matcher!.Match(columns).Count(match => match.Ineligible == 0);

    [Benchmark]
    public int OneByOne() => studies.Count(study => Judge.Screen(study.Item2, patient, Today).Answer != Answer.Ineligible);

    private static string Changed(string text, Random? random) =>
        random is null ? text : string.Concat(text.Select(sign => sign is >= '1' and <= '9' && random.Next(3) == 0 ? (char)('1' + random.Next(9)) : sign));
}
