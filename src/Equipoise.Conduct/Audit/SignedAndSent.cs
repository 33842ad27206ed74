using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Equipoise.Conduct.Analyses;
using Equipoise.Conduct.Publication;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Audit;

/// <summary>What was signed or sent once and stands as it was: publications, analysis plans and looks, reports of serious events.</summary>
internal static class SignedAndSent
{
    /// <summary>What their subjects begin with.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["publication/", "analysis-plan/", "analysis-look/", "serious-event/"];

    /// <summary>What the tables say of those of a study.</summary>
    public static async Task<IReadOnlyList<SubjectRow>> RowsAsync(ConductSnapshot snapshot, string study)
    {
        var plans = await snapshot.PlansAsync(study);
        var cuts = await snapshot.DataCutsAsync(study);
        return
        [
            .. (await snapshot.PublicationsAsync(study)).Select(Of),
            .. plans.Select(Of),
            .. (await snapshot.LooksAsync(study)).Select(look => Of(look, plans.FirstOrDefault(plan => plan.Number == look.Plan), cuts.FirstOrDefault(cut => cut.Number == look.Cut))),
            .. (await snapshot.ReportsOfStudyAsync(study)).Select(Of),
        ];
    }

    private static SubjectRow Of(PublishedState state) => new(
        $"publication/{Number(state.Number)}", ("status", state.Status), ("enrolled", Number(state.Enrolled)), ("sites", state.Sites), ("at", state.At));

    private static SubjectRow Of(LockedPlan plan) => new(
        $"analysis-plan/{Number(plan.Number)}", ("plan", plan.Hash), ("plan", HashOf(plan.Content)), ("title", plan.Title), ("protocolVersion", plan.ProtocolVersion), ("reason", Said(plan.Reason)),
        ("looksBefore", Number(plan.LooksBefore)), ("meaning", plan.Meaning), ("by", plan.LockedBy), ("at", plan.LockedAt));

    private static SubjectRow Of(RecordedLook look, LockedPlan? plan, DataCut? cut) => new(
        $"analysis-look/{Number(look.Number)}", ("name", look.Name), ("final", look.IsFinal != 0 ? "yes" : "no"), ("cut", cut?.Hash), ("plan", plan?.Hash), ("decision", look.Decision),
        ("decidedBy", look.DecidedBy), ("content", look.Hash), ("content", RecordedLook.HashOf(cut?.Hash, plan?.Hash, look.Finding, look.Decision, look.DecidedBy, look.Note)),
        ("meaning", look.Meaning), ("by", look.SignedBy), ("at", look.SignedAt));

    private static SubjectRow Of(SeriousEventReport report) => new(
        $"serious-event/{report.Participant}/{report.Entry}/report/{Number(report.Number)}", ("reportedAt", report.ReportedAt), ("reportedTo", report.ReportedTo),
        ("entryVersion", Number(report.EntryVersion)), ("reason", Said(report.Note)), ("by", report.RecordedBy), ("at", report.RecordedAt));

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string? Said(string text) => text.Length == 0 ? null : text;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
