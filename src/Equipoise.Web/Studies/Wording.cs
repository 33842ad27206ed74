using System.Globalization;
using Equipoise.Registry.Records;

namespace Equipoise.Web.Studies;

/// <summary>The words of the study page for what a record has as values.</summary>
internal static class Wording
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    /// <summary>Whole numbers with separators: 12,345.</summary>
    public static string Count(long number) => number.ToString("N0", English);

    /// <summary>"1 site", "2 sites".</summary>
    public static string Count(long number, string one, string many) => $"{Count(number)} {(number == 1 ? one : many)}";

    /// <summary>"780 estimated patients", or "780 patients" once they took part.</summary>
    public static string? Enrollment(StudyRecord study) => (study.Enrollment, study.EnrollmentType) switch
    {
        ({ } people, "Estimated") => $"{Count(people)} estimated {(people == 1 ? "patient" : "patients")}",
        ({ } people, _) => Count(people, "patient", "patients"),
        _ => null,
    };

    /// <summary>"18 to 80 years old", "18 years and older", "Up to 17 years old", "6 months to 17 years old", "Any age".</summary>
    public static string Ages(string? minimum, string? maximum)
    {
        var (youngest, oldest) = (Lower(minimum), Lower(maximum));
        if (Age.TryParse(minimum, out var from) && Age.TryParse(maximum, out var to) && from.Unit == to.Unit)
            return $"{from.Value.ToString(English)} to {oldest} old";
        return (youngest, oldest) switch
        {
            ({ }, { }) => $"{youngest} to {oldest} old",
            ({ }, null) => $"{youngest} and older",
            (null, { }) => $"Up to {oldest} old",
            _ => "Any age",
        };

        static string? Lower(string? age) => Age.TryParse(age, out _) ? age!.Trim().ToLowerInvariant() : age;
    }

    /// <summary>"No Healthy Volunteers" or "Accepts Healthy Volunteers"; null where the record does not say.</summary>
    public static string? Volunteers(bool? accepted) => accepted switch
    {
        true => "Accepts Healthy Volunteers",
        false => "No Healthy Volunteers",
        null => null,
    };

    /// <summary>"780 participants in 3 patient groups", and that there is a placebo group where there is one.</summary>
    public static string? Groups(StudyRecord study, IReadOnlyList<ArmGroup> arms)
    {
        if (arms.Count == 0)
            return null;
        var groups = Count(arms.Count, "patient group", "patient groups");
        var people = study.Enrollment is { } enrollment ? $"{Count(enrollment, "participant", "participants")} in {groups}" : groups;
        return arms.Any(arm => arm.IsPlacebo) ? $"{people}, including a placebo group" : people;
    }

    /// <summary>"March 4, 2025", "March 2025" or "2025", as exactly as the record knows it.</summary>
    public static string Date(PartialDate date) => date switch
    {
        { Day: not null } => date.First.ToString("MMMM d, yyyy", English),
        { Month: not null } => date.First.ToString("MMMM yyyy", English),
        _ => date.Year.ToString(English),
    };

    /// <summary>"Yes", "No", or null.</summary>
    public static string? YesNo(bool? flag) => flag switch { true => "Yes", false => "No", null => null };

    /// <summary>The values that are there.</summary>
    public static IReadOnlyList<string> Known(params IEnumerable<string?> values) => [.. values.OfType<string>()];

    /// <summary>What happened on a date, in few words.</summary>
    public static string Of(StudyDateKind kind) => kind switch
    {
        StudyDateKind.FirstSubmitted => "First submitted",
        StudyDateKind.FirstPassedReview => "First met quality criteria",
        StudyDateKind.FirstPosted => "First posted",
        StudyDateKind.Start => "Study start",
        StudyDateKind.PrimaryCompletion => "Primary completion",
        StudyDateKind.Completion => "Study completion",
        StudyDateKind.DelayFirstSubmitted => "Delay of results first requested",
        StudyDateKind.DelayFirstPassedReview => "Delay of results first met quality criteria",
        StudyDateKind.DelayFirstPosted => "Delay of results first posted",
        StudyDateKind.ResultsFirstSubmitted => "Results first submitted",
        StudyDateKind.ResultsFirstPassedReview => "Results first met quality criteria",
        StudyDateKind.ResultsFirstPosted => "Results first posted",
        StudyDateKind.LastUpdateSubmitted => "Last update submitted",
        StudyDateKind.LastUpdatePosted => "Last update posted",
        _ => "Last verified",
    };

    /// <summary>A file's size: "1.4 MB".</summary>
    public static string Size(long bytes) => bytes switch
    {
        >= 1_000_000 => string.Create(English, $"{bytes / 1e6:0.#} MB"),
        >= 1_000 => string.Create(English, $"{bytes / 1e3:0} KB"),
        _ => $"{bytes} bytes",
    };
}
