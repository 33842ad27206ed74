using System.Globalization;
using System.Text;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;

namespace Equipoise.Screening;

/// <summary>What <c>equipoise screen</c> prints for people: a headline a patient, and for each criterion its verdict, the beginning of its text and, below, why.</summary>
internal static class ScreenTable
{
    private const int IdWidth = 20;
    private const int VerdictWidth = 16;
    internal const int LeastTextWidth = 24;

    // Of a file nobody knows how wide it is read.
    internal const int FileWidth = 120;

    /// <summary>The answers as lines.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="withMissing">Whether what is missing is listed of patients who are not eligible as well.</param>
    public static string Of(IEnumerable<PatientAnswer> answers, bool withMissing)
    {
        var table = new StringBuilder();
        var width = Math.Max(LeastTextWidth, (Console.IsOutputRedirected ? FileWidth : Console.WindowWidth) - IdWidth - VerdictWidth - 4);
        var below = new string(' ', IdWidth + 3);
        foreach (var answer in answers)
        {
            table.Append(answer.Patient.ReplaceLineEndings(" ")).Append(": ").Append(answer.InWords).Append('\n');
            foreach (var verdict in answer.Criteria.Where(verdict => verdict.Verdict != Verdict.NotApplicable))
            {
                table.Append("  ").Append(verdict.Criterion.Id.PadRight(IdWidth)).Append(' ').Append(Word(verdict).PadRight(VerdictWidth)).Append(' ');
                table.Append(Cut(verdict.Criterion.Text.ReplaceLineEndings(" "), width)).Append('\n');
                table.Append(below).Append(PlainNames.In(verdict.Finding.Sentence.ReplaceLineEndings(" "))).Append('\n');
            }

            WriteMissing(table, answer, withMissing);
        }

        return Shown(table.ToString());
    }

    // Whatever else is found, a criterion that is not met is not met.
    private static void WriteMissing(StringBuilder table, PatientAnswer answer, bool withMissing)
    {
        if (answer is { Answer: Answer.Ineligible, Missing.Count: > 0 } && !withMissing)
        {
            table.Append(CultureInfo.InvariantCulture, $"  missing: {answer.Missing.Count} {(answer.Missing.Count == 1 ? "fact, which" : "facts, none of which")} would {(answer.Missing.Count == 1 ? "not make" : "make")} the patient eligible; --missing lists {(answer.Missing.Count == 1 ? "it" : "them")}\n");
            return;
        }

        foreach (var missing in answer.Missing)
            table.Append("  missing: ").Append(PlainNames.In(missing.Fact)).Append(" (").AppendJoin(", ", missing.Criteria).Append(")\n");
    }

    internal static string Cut(string text, int width)
    {
        if (text.Length <= width)
            return text;
        // Neither half a sign nor a blank stands before the dots.
        var end = char.IsHighSurrogate(text[width - 2]) ? width - 2 : width - 1;
        return text[..end].TrimEnd() + "…";
    }

    // What a record calls things must not steer a terminal.
    internal static string Shown(string text) => string.Create(text.Length, text, (shown, from) =>
    {
        for (var i = 0; i < from.Length; i++)
            shown[i] = char.IsControl(from[i]) && from[i] != '\n' ? '\uFFFD' : from[i];
    });

    private static string Word(CriterionVerdict verdict) => (verdict.Verdict, verdict.Criterion.Polarity) switch
    {
        (Verdict.Unknown, _) => "unknown",
        (Verdict.Met, Polarity.Exclusion) => "does not exclude",
        (Verdict.NotMet, Polarity.Exclusion) => "excludes",
        (Verdict.Met, _) => "met",
        _ => "not met",
    };
}
