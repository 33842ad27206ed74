using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Equipoise.Conduct.Forms;

namespace Equipoise.Conduct.Screening;

/// <summary>Whether a participant is eligible, criterion by criterion, by what is on record.</summary>
/// <param name="Criteria">Every criterion, in the order of the protocol.</param>
/// <param name="ContentHash">SHA-256 of all it rests on: protocol version, entries, decisions, verdicts. A signature is bound to it.</param>
public sealed record EligibilityReport(IReadOnlyList<JudgedCriterion> Criteria, string ContentHash)
{
    /// <summary>Whether every criterion is met.</summary>
    public bool IsEligible => !Criteria.Any(criterion => criterion.Blocks);

    /// <summary>What stands in the way, a sentence each.</summary>
    public IReadOnlyList<string> Obstacles => [.. Criteria.Where(criterion => criterion.Blocks).Select(criterion =>
        $"{criterion.Verdict.Criterion.Id} is {(criterion.Verdict.Verdict == Eligibility.Evaluation.Verdict.NotMet ? "not met" : "unknown")}: {criterion.Verdict.Finding.Sentence}")];

    internal static string Hash(string protocolVersion, IReadOnlyList<FormEntry> entries, IReadOnlyList<Decision> decisions, IReadOnlyList<JudgedCriterion> criteria)
    {
        var content = new StringBuilder("equipoise eligibility 1\n").Append(protocolVersion).Append('\n');
        foreach (var entry in entries.Where(entry => entry.Counts))
            content.Append(CultureInfo.InvariantCulture, $"{entry.Id} {entry.Version} {entry.Answers}\n");
        foreach (var decision in decisions)
            content.Append(CultureInfo.InvariantCulture, $"{decision.Criterion} {decision.Version} {decision.Holds} {decision.Statement}\n");
        foreach (var criterion in criteria)
            content.Append(CultureInfo.InvariantCulture, $"{criterion.Verdict.Criterion.Id} {criterion.Verdict.Verdict}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())));
    }
}
