using Equipoise.Analysis.Datasets;
using Equipoise.Analysis.Endpoints;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Studies;

namespace Equipoise.Web.Tests.Analysis;

/// <summary>ILLUMINE under conduct, and data of 360 participants as a cut would hold them.</summary>
internal static class FrozenTrial
{
    public const string Study = "NCT07264075";

    public static Actor Analyst { get; } = new("a-analyst", "analyst", "Ana Lyst", [new Grant(Role.TrialStatistician)], "test");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task OpenAsync(ConductStore store)
    {
        var studies = new StudySteps(store);
        if ((await studies.ListAsync(Cancellation)).Count == 0)
            await studies.OpenAsync(new Actor("a", "sam", "Sam", [new Grant(Role.Sponsor)], "test"), await File.ReadAllTextAsync(Repository.PathTo("protocols", "illumine", "protocol.yaml"), Cancellation), Cancellation);
    }

    /// <summary>Freezes them; 80 of 100 days' mean in C, 160 in A, 320 in B, a third of them censored.</summary>
    public static async Task<DataCut> FreezeAsync(ConductStore store, string name, StudyData? data = null)
    {
        var records = await new StudyRecordsReader(store).ReadAsync(Analyst, Study, Cancellation);
        data ??= Data();
        return await new DataCutSteps(store).FreezeAsync(Analyst, records, new NewDataCut(name, data.Cutoff, StudyDataFile.Write(data)), Cancellation);
    }

    public static StudyData Data()
    {
        var (subjects, times, events, exposure) = (new List<Subject>(), new List<EventTime>(), new List<ReportedEvent>(), new List<ExposureRow>());
        foreach (var (arm, mean) in new[] { ("A", 160.0), ("B", 320.0), ("C", 80.0) })
        {
            for (var i = 0; i < 120; i++)
            {
                var subject = One(arm, i);
                subjects.Add(subject);
                times.Add(Time(subject, "OS", (-mean * Math.Log((120 - i - 0.5) / 120)) + 1, i % 3 != 0));
                times.Add(Time(subject, "PFS", (-0.5 * mean * Math.Log((120 - i - 0.5) / 120)) + 1, i % 5 != 0));
                if (i % 4 == 0)
                    events.Add(new ReportedEvent(subject.Code, i % 8 == 0 ? "Fatigue" : "Rash", (i % 5) + 1, subject.RandomizedOn!.Value, i % 8 == 0, "AE-1"));
                exposure.Add(new ExposureRow(subject.Code, arm is "C" ? "PEM" : "IVO", 4, 800, "mg", subject.FirstDose!.Value, subject.LastDose!.Value));
            }
        }

        subjects.Add(One("", 900) with { RandomizedOn = null, FirstDose = null, LastDose = null, HasFailed = true, Sets = ["SCR"], TreatedArm = "", Stratum = "", BestResponse = "" });
        return new StudyData(Study, new DateOnly(2026, 1, 1), [.. subjects.OrderBy(one => one.Code, StringComparer.Ordinal)], times, events, exposure);
    }

    private static Subject One(string arm, int i) => new()
    {
        Code = $"FR01-{arm}{i:D3}",
        Site = "FR01",
        ScreenedOn = new DateOnly(2020, 1, 1),
        HasFailed = false,
        Arm = arm,
        TreatedArm = arm,
        RandomizedOn = new DateOnly(2020, 1, 10).AddDays(i),
        Stratum = i % 2 == 0 ? "EU HIGH 0 NOTOP" : "EU LOW 1 NOTOP",
        FirstDose = new DateOnly(2020, 1, 12).AddDays(i),
        LastDose = new DateOnly(2020, 3, 20).AddDays(i),
        DoseDays = 4,
        TreatmentEnd = i % 2 == 0 ? new DateOnly(2020, 4, 1).AddDays(i) : null,
        TreatmentEndReason = i % 2 == 0 ? "PD" : "",
        StudyEndReason = "",
        BestResponse = i % 3 == 0 ? "PR" : "SD",
        Sets = ["SCR", "ITT", "SAF", "PP"],
        Variables = new Dictionary<string, string> { ["REGION"] = "EU", ["CPS"] = i % 2 == 0 ? "HIGH" : "LOW", ["ECOG"] = i % 2 == 0 ? "0" : "1", ["HPV"] = "NOTOP" },
    };

    private static EventTime Time(Subject subject, string parameter, double days, bool isEvent) => new()
    {
        Participant = subject.Code,
        Site = subject.Site,
        Arm = subject.Arm,
        Stratum = subject.Stratum,
        Parameter = parameter,
        Start = subject.RandomizedOn!.Value,
        End = subject.RandomizedOn.Value.AddDays((int)Math.Round(days) - 1),
        IsEvent = isEvent,
        Description = "",
        SourceDomain = "SS",
        SourceField = "DEATH",
        SourceEntry = "SS-1",
    };
}
