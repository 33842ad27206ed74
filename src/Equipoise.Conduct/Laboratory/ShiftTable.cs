using Equipoise.Conduct.Assessments;

namespace Equipoise.Conduct.Laboratory;

/// <summary>How many participants moved from which grade at baseline to which worst grade after it, by arm and test.</summary>
/// <param name="Rows">A row for each arm, test, direction and grade at baseline that somebody has.</param>
public sealed record ShiftTable(IReadOnlyList<ShiftRow> Rows)
{
    /// <summary>Counts everybody with a graded baseline and a graded result after it.</summary>
    /// <param name="participants">With their arms; those without are passed over.</param>
    public static ShiftTable Of(IReadOnlyList<AssessedParticipant> participants)
    {
        var shifts = from participant in participants.AsParallel().AsOrdered()
                     where participant.Arm is not null
                     from test in LaboratoryReport.Of(participant).Tests
                     from direction in (string[])["L", "H"]
                     let graded = test.Results.Select(result => (result.Day, result.IsBaseline, Grade: In(result, direction))).ToList()
                     let baseline = graded.Find(one => one.IsBaseline)
                     where baseline.Grade is not null
                     let after = graded.Where(one => one.Day > baseline.Day).Max(one => one.Grade)
                     where after is not null
                     select (participant.Arm!.Code, test.Variable, test.Label, Direction: direction, From: baseline.Grade!.Value, To: after.Value);
        return new ShiftTable(
        [
            .. shifts.GroupBy(shift => (shift.Code, shift.Variable, shift.Label, shift.Direction, shift.From))
                .Where(group => group.Any(shift => shift.From > 0 || shift.To > 0))
                .OrderBy(group => group.Key.Code, StringComparer.Ordinal).ThenBy(group => group.Key.Variable, StringComparer.Ordinal).ThenBy(group => group.Key.Direction, StringComparer.Ordinal).ThenBy(group => group.Key.From)
                .Select(group => new ShiftRow(group.Key.Code, group.Key.Variable, group.Key.Label, group.Key.Direction, group.Key.From, [.. Enumerable.Range(0, 5).Select(grade => group.Count(shift => shift.To == grade))])),
        ]);
    }

    // A result that is graded in the other direction has no grade in this one.
    private static int? In(LaboratoryResult result, string direction) =>
        result.Grade.Grade is not { } grade ? null : grade == 0 || !string.Equals(result.Grade.Direction, direction, StringComparison.Ordinal) ? 0 : grade;
}
