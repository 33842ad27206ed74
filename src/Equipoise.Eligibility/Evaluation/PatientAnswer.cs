using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>A study's criteria judged for one patient.</summary>
/// <param name="Patient">The patient's id.</param>
/// <param name="Answer">What it comes to; never a blended score.</param>
/// <param name="Failed">The ids of the criteria that are not met.</param>
/// <param name="Missing">What is missing, most decisive first.</param>
/// <param name="Criteria">Each criterion with its verdict, in the order of the list.</param>
public sealed record PatientAnswer(string Patient, Answer Answer, IReadOnlyList<string> Failed, IReadOnlyList<MissingFact> Missing, IReadOnlyList<CriterionVerdict> Criteria)
{
    // A headline names so many failed criteria with what they rest on; the others by their ids.
    private const int MostExplained = 3;
    private const int LongestValue = 60;

    /// <summary>What in the patient's record could not be read.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];

    /// <summary>How many criteria are met.</summary>
    public int Met => Criteria.Count(verdict => verdict.Verdict == Verdict.Met);

    /// <summary>How many are unknown and wait for no fact: a person must read, judge or say.</summary>
    public int ForPeople => Criteria.Count(verdict => verdict is { Verdict: Verdict.Unknown, Finding.SettledBy: null });

    /// <summary>The answer in words, beginning small.</summary>
    public string InWords => Answer switch
    {
        Answer.Ineligible => $"not eligible ({string.Join("; ", Failed.Take(MostExplained).Select(WithReason))}{(Failed.Count > MostExplained ? $"; and {Failed.Count - MostExplained} more: {string.Join(", ", Failed.Skip(MostExplained))}" : "")})",
        Answer.EligibleAsFarAsComputable when Met > 0 => $"eligible as far as can be computed: {Met} met, {ForPeople} for people",
        Answer.EligibleAsFarAsComputable => "nothing of it could be computed; all is for people",
        _ => $"open: {Missing.Count} {(Missing.Count == 1 ? "fact" : "facts")} to ask for{(ForPeople == 0 ? "" : $", and {ForPeople} {(ForPeople == 1 ? "criterion" : "criteria")} for people")}",
    };

    private string WithReason(string id) =>
        Criteria.FirstOrDefault(verdict => string.Equals(verdict.Criterion.Id, id, StringComparison.Ordinal))?.Finding.Evidence is { Count: > 0 } evidence
            ? $"{id}: {InWordsOf(evidence.MinBy(Rank)!)}"
            : id;

    // Of a limit with conditions the value fails, not what is denied beside it.
    private static int Rank(Evidence evidence) => evidence.Unit is not null ? 0 : evidence.Value.StartsWith("denied", StringComparison.Ordinal) ? 2 : 1;

    // "immunotherapy: pembrolizumab, 2025-10-01"; what is on record under the name asked for stands once.
    private static string InWordsOf(Evidence evidence)
    {
        var value = UnitWords.With(evidence.Value.ReplaceLineEndings(" "), evidence.Unit);
        if (value.Length > LongestValue)
            value = value[..LongestValue] + "…";
        var fact = PlainNames.In(evidence.Fact);
        var said = string.Equals(evidence.Fact, evidence.Value, StringComparison.OrdinalIgnoreCase) ? fact : $"{fact}: {value}";
        return evidence.Date is { } date ? $"{said}, {date.Replace("/", " to ", StringComparison.Ordinal)}" : said;
    }
}
