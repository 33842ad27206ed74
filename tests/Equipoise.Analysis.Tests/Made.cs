using System.Globalization;
using Equipoise.Analysis.Datasets;
using Equipoise.Analysis.Endpoints;

namespace Equipoise.Analysis.Tests;

/// <summary>Data of an analysis as a test wants them.</summary>
internal static class Made
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    public static EventTime Time(string arm, double days, bool isEvent, string stratum = "EU", string parameter = "OS") => new()
    {
        Participant = "x",
        Site = "FR01",
        Arm = arm,
        Stratum = stratum,
        Parameter = parameter,
        Start = Start,
        End = Start.AddDays((int)Math.Round(days) - 1),
        IsEvent = isEvent,
        Description = "",
        SourceDomain = "",
        SourceField = "",
        SourceEntry = "",
    };

    /// <summary>A participant for each time, in the sets ITT and SAF, their stratum as the variable REGION.</summary>
    public static StudyData Data(IReadOnlyList<EventTime> times, DateOnly? cutoff = null)
    {
        var named = times.Select((time, at) => time with { Participant = at.ToString("D4", CultureInfo.InvariantCulture) }).ToList();
        return new StudyData("NCT07264075", cutoff ?? new DateOnly(2028, 1, 1), [.. named.Select(Of)], named, [], []);
    }

    /// <summary>A number of participants of an arm, all of them followed for a time, the first of them with the event.</summary>
    public static IEnumerable<EventTime> Arm(string arm, int participants, int events, double days) =>
        Enumerable.Range(0, participants).Select(at => Time(arm, at < events ? (days * (at + 1)) / (events + 1) : days, at < events));

    private static Subject Of(EventTime time) => new()
    {
        Code = time.Participant,
        Site = time.Site,
        ScreenedOn = time.Start,
        HasFailed = false,
        Arm = time.Arm,
        TreatedArm = time.Arm,
        RandomizedOn = time.Start,
        Stratum = time.Stratum,
        FirstDose = time.Start,
        LastDose = time.End,
        DoseDays = 1,
        TreatmentEndReason = "",
        StudyEndReason = "",
        BestResponse = "",
        Sets = ["ITT", "SAF"],
        Variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["REGION"] = time.Stratum },
    };
}
