using System.Globalization;
using System.Text.RegularExpressions;
using Equipoise.Conduct.Laboratory;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Tumors;

namespace Equipoise.Web.Conduct.Trials;

/// <summary>How the pages of assessments and adverse events say things.</summary>
internal static partial class AssessmentWords
{
    public static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A change in percent, with its sign.</summary>
    public static string Percent(decimal? percent) => percent is { } known ? known.ToString("+0.#;−0.#;0", CultureInfo.InvariantCulture) + " %" : "–";

    /// <summary>What is to be said of a value: "low, grade 2"; empty for nothing.</summary>
    public static string Flag(LaboratoryResult result) => (result.Indicator, result.Grade.Grade) switch
    {
        ("L", > 0) => $"low, grade {result.Grade.Grade}",
        ("H", > 0) => $"high, grade {result.Grade.Grade}",
        (_, > 0) => $"{(result.Grade.Direction is "L" ? "low" : "high")}, grade {result.Grade.Grade}",
        ("L", _) => "low",
        ("H", _) => "high",
        _ => "",
    };

    /// <summary>The limits of normal: "5–40", "up to 40".</summary>
    public static string Range(LaboratoryResult result) => (result.Low, result.High) switch
    {
        ({ } low, { } high) => $"{Number(low)}–{Number(high)}",
        (null, { } high) => $"up to {Number(high)}",
        ({ } low, null) => $"from {Number(low)}",
        _ => "not known",
    };

    /// <summary>What decided a grade, as people read it: "above 3 × ULN, baseline normal".</summary>
    public static string Rule(string rule) => Factor().Replace(rule, " × ")
        .Replace(">= ", "at least ", StringComparison.Ordinal).Replace("<= ", "at most ", StringComparison.Ordinal).Replace("> ", "above ", StringComparison.Ordinal).Replace("< ", "below ", StringComparison.Ordinal)
        .Replace(" & ", ", ", StringComparison.Ordinal).Replace("uln", "ULN", StringComparison.Ordinal).Replace("lln", "LLN", StringComparison.Ordinal);

    /// <summary>How a clock stands: "due in 3 h 20 min", "late by 2 h".</summary>
    public static string Clock(SeriousEvent serious) => serious.Clock switch
    {
        null => serious.Reports.Count > 0 ? "reported" : "when the site knew is missing",
        { Status: ReportingStatus.Open } clock => $"due in {Length(clock.Left)}",
        { Status: ReportingStatus.Overdue } clock => $"late by {Length(-clock.Left)}",
        { Status: ReportingStatus.InTime } => "reported in time",
        { } clock => $"reported {Length(-clock.Left)} late",
    };

    /// <summary>A moment on the site's clock.</summary>
    public static string AtSite(DateTimeOffset moment, string timeZone) => SiteClock.Shown(moment, timeZone).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A moment kept in UTC, on the site's clock.</summary>
    public static string AtSite(string utc, string timeZone) => AtSite(DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), timeZone);

    public static string YesNo(bool? answer) => answer switch { true => "yes", false => "no", _ => "not known" };

    public static string New(NewLesion found) => found switch { NewLesion.Yes => "yes", NewLesion.Equivocal => "equivocal", _ => "no" };

    /// <summary>What was seen of a lesion: "23 mm", "absent".</summary>
    public static string Seen(LesionObservation seen) => seen switch
    {
        { State: LesionState.Measured, Diameter: { } diameter } => $"{Number(diameter)} mm",
        { Diameter: { } diameter } => $"{State(seen.State)}, {Number(diameter)} mm",
        _ => State(seen.State),
    };

    public static string Role(LesionRole role) => role switch { LesionRole.Target => "target", LesionRole.NonTarget => "non-target", _ => "new" };

    /// <summary>A response in words.</summary>
    public static string Response(Response? response) => response switch
    {
        Equipoise.Conduct.Tumors.Response.Complete => "complete response",
        Equipoise.Conduct.Tumors.Response.Partial => "partial response",
        Equipoise.Conduct.Tumors.Response.Stable => "stable disease",
        Equipoise.Conduct.Tumors.Response.NonCompleteNonProgressive => "neither complete response nor progression",
        Equipoise.Conduct.Tumors.Response.NoEvidenceOfDisease => "no evidence of disease",
        Equipoise.Conduct.Tumors.Response.Progressive => "progressive disease",
        Equipoise.Conduct.Tumors.Response.NotEvaluable => "not evaluable",
        _ => "",
    };

    [GeneratedRegex(@"(?<=\d) (?=uln|lln|baseline)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Factor();

    private static string State(LesionState state) => state switch
    {
        LesionState.Measured => "measured",
        LesionState.TooSmall => "too small to measure",
        LesionState.Absent => "absent",
        LesionState.Present => "present",
        LesionState.UnequivocalProgression => "unequivocal progression",
        LesionState.Equivocal => "equivocal",
        _ => "not evaluated",
    };

    private static string Length(TimeSpan time) => time switch
    {
        { TotalHours: >= 48 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} d {time.Hours} h"),
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h{(time.Minutes > 0 ? $" {time.Minutes} min" : "")}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, time.Minutes)} min"),
    };
}
