using Equipoise.Conduct.Laboratory;
using Equipoise.Conduct.Tests.Assessments;

namespace Equipoise.Conduct.Tests.Laboratory;

public sealed class ShiftTableTests
{
    // Hemoglobin by CTCAE: below 10 g/dL grade 2, below 8 grade 3. Of two in arm A with grade 2 at baseline one gets worse, one does not; one in arm B gets from
    // none to grade 3; who has nothing after the baseline is not counted.
    [Fact]
    public void Participants_are_counted_once_by_baseline_and_worst_grade_after_it()
    {
        var table = ShiftTable.Of(
        [
            Hemoglobin("A", 9.5m, 7.5m, 9.8m), Hemoglobin("A", 9.5m, 9.0m), Hemoglobin("B", 13m, 7m), Hemoglobin("B", 13m), Hemoglobin("A", 13m, 14m),
        ]);

        table.Rows.Select(row => (row.Arm, row.Variable, row.Direction, row.From, string.Join(' ', row.Worst))).ShouldBe(
        [
            ("A", "hemoglobin", "L", 2, "0 0 1 1 0"),
            ("B", "hemoglobin", "L", 0, "0 0 0 1 0"),
        ]);
    }

    private static Equipoise.Conduct.Assessments.AssessedParticipant Hemoglobin(string arm, decimal baseline, params decimal[] after)
    {
        var someone = new Someone().InArm(arm).WithRange("hemoglobin", "g/dL", 12, 18).WithForm("LB", "SCR", ("DATE", "2026-03-01"), ("HGB", FormattableString.Invariant($"{baseline}")));
        for (var i = 0; i < after.Length; i++)
            someone.WithForm("LB", "CYC", ("DATE", $"2026-04-{i + 1:00}"), ("HGB", FormattableString.Invariant($"{after[i]}")));
        return someone.Assessed();
    }
}
