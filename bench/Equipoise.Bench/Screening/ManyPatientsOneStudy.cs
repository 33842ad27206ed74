using BenchmarkDotNet.Attributes;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Matching;
using Equipoise.Protocols;

namespace Equipoise.Bench.Screening;

/// <summary>Synthetic patients against ILLUMINE's 34 entries, after loading. A plain loop over the same facts in Python is timed beside it
/// by <c>bench/peers/screening/match.py</c>.</summary>
[MemoryDiagnoser]
public class ManyPatientsOneStudy
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private readonly IReadOnlyList<Criterion> criteria = ShippedProtocols.Find("NCT07264075")!.Criteria;
    private readonly PatientColumns columns = new();
    private readonly List<Eligibility.Facts.PatientFacts> some = [];
    private Matcher? matcher;

    [Params(1_000_000)]
    public int Patients { get; set; }

    [GlobalSetup]
    public void Load()
    {
        foreach (var patient in SyntheticPatients.Make(Patients))
        {
            columns.Add(patient);
            if (some.Count < 10_000)
                some.Add(patient);
        }

        matcher = new Matcher(new CompiledStudies([("NCT07264075", criteria)]), Today);
    }

    /// <summary>All of them by columns.</summary>
    [Benchmark]
    public int ByColumns() => matcher!.Match(columns)[0].Ineligible;

    /// <summary>A hundredth of them, one after the other, each with its reasons.</summary>
    [Benchmark]
    public int TenThousandOneByOne() => some.Count(patient => Judge.Screen(criteria, patient, Today).Answer == Answer.Ineligible);
}
