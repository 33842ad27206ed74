using System.Diagnostics;
using System.Globalization;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Matching;
using Equipoise.Protocols;

namespace Equipoise.Bench.Screening;

/// <summary>The work of <see cref="ManyPatientsOneStudy"/> and <see cref="OnePatientManyStudies"/> in processor time of all threads, which other
/// programs on the machine change less than the time by the clock. The ways take turns; the least of each is printed.</summary>
internal static class ProcessorTimes
{
    private const int Turns = 5;
    private static readonly DateOnly Today = new(2026, 11, 22);

    /// <summary>Prints the table.</summary>
    public static void Print()
    {
        foreach (var count in (int[])[125_000, 250_000, 500_000, 1_000_000])
            Patients(count);
        Studies();
    }

    private static void Patients(int count)
    {
        var columns = new PatientColumns();
        var some = new List<PatientFacts>();
        foreach (var patient in SyntheticPatients.Make(count))
        {
            columns.Add(patient);
            if (some.Count < 2_000)
                some.Add(patient);
        }

        var criteria = ShippedProtocols.Find("NCT07264075")!.Criteria;
        var matcher = new Matcher(new CompiledStudies([("NCT07264075", criteria)]), Today);
        var heap = GC.GetTotalMemory(forceFullCollection: true) / 1048576;
        var times = Least(() => matcher.Match(columns), () => some.ForEach(patient => Judge.Screen(criteria, patient, Today)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} patients, ILLUMINE: by columns {times[0].TotalSeconds:0.00} s; one by one {times[1].TotalSeconds / some.Count * count:0.0} s (from {some.Count:N0}); loaded {heap} MB, peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576} MB"));
    }

    private static void Studies()
    {
        var work = new OnePatientManyStudies();
        work.Load();
        GC.Collect();
        var times = Least(() => work.ByColumns(), () => work.OneByOne());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"1 patient, 60,000 studies: by columns {times[0].TotalMilliseconds:0} ms; one by one {times[1].TotalMilliseconds:0} ms; peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576} MB"));
    }

    private static TimeSpan[] Least(params Action[] ways)
    {
        var least = Enumerable.Repeat(TimeSpan.MaxValue, ways.Length).ToArray();
        // The first turn compiles.
        for (var turn = 0; turn <= Turns; turn++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                var before = Process.GetCurrentProcess().TotalProcessorTime;
                ways[way]();
                var spent = Process.GetCurrentProcess().TotalProcessorTime - before;
                if (turn > 0 && spent < least[way])
                    least[way] = spent;
            }
        }

        return least;
    }
}
