using System.Globalization;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Prescreening;

/// <summary>Weighs a person's answers. It leans to asking the study team: what is not known speaks neither for nor against.</summary>
public sealed class Prescreen
{
    private const int OldestAge = 130;

    private readonly Questionnaire questionnaire;
    private readonly IReadOnlyDictionary<string, string> answers;
    private readonly (int? Least, int? Most) recordedYears;

    // Questions about where else the disease may have begun than where the person said.
    private readonly HashSet<string> elsewhere = new(StringComparer.Ordinal);
    private bool supposesOnePlace;
    private bool lacksAnAnswer;

    private Prescreen(Questionnaire questionnaire, IReadOnlyDictionary<string, string> answers, (int? Least, int? Most) recordedYears)
    {
        this.questionnaire = questionnaire;
        this.answers = answers;
        this.recordedYears = recordedYears;
        foreach (var sites in questionnaire.AlternativeSites().Where(sites => sites.Any(site => IsSaid(site, "yes"))))
            elsewhere.UnionWith(sites.Where(site => !IsSaid(site, "yes") && !IsSaid(site, "no")).Select(site => site.Key));
    }

    /// <summary>Weighs answers.</summary>
    /// <param name="questionnaire">The questions.</param>
    /// <param name="answers">By the questions' keys: <c>yes</c>, <c>no</c>, a number, <c>male</c>, <c>female</c>; anything else, or nothing, is
    /// "I don't know".</param>
    /// <param name="recordedYears">The record's structured limits of age in full years, both included. Where they disagree with the text about a
    /// person's age, the study team is to be asked.</param>
    public static PrescreenResult Weigh(Questionnaire questionnaire, IReadOnlyDictionary<string, string> answers, (int? Least, int? Most) recordedYears)
    {
        var prescreen = new Prescreen(questionnaire, answers, recordedYears);
        List<(Criterion, string)> against = [];
        List<OpenCriterion> open = [];
        List<Criterion> fulfilled = [];
        List<Criterion> forTheTeam = [];
        var optional = questionnaire.Criteria.Where(criterion => criterion.Grouping != Grouping.Each).Select(criterion => criterion.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var criterion in questionnaire.Criteria)
        {
            if (criterion is { Tree: null, Evaluability: not Evaluability.Partial })
                continue;
            // One of several alternatives decides nothing by itself.
            if (!questionnaire.CanAnswer(criterion) || optional.Contains(criterion.Id) || (criterion.Parent is { } parent && optional.Contains(parent)))
            {
                forTheTeam.Add(criterion);
                continue;
            }

            var finding = prescreen.Evaluate(criterion);
            if (finding.Truth == Truth.Unknown && finding.Lacks.Any(prescreen.elsewhere.Contains))
            {
                // A tumor that began in one place is not asked about as if it had begun in another; that it began there alone, the study team checks.
                finding = prescreen.Evaluate(criterion, supposesOnePlace: true);
                if (finding.Truth != Truth.Unknown)
                {
                    forTheTeam.Add(criterion);
                    continue;
                }
            }

            if (finding.Truth == Truth.Unknown && !prescreen.lacksAnAnswer && !questionnaire.CanFulfill(criterion))
                forTheTeam.Add(criterion);
            else if (finding.Truth == Truth.Unknown)
                open.Add(new OpenCriterion(criterion, finding.Sentence, [.. questionnaire.Questions.Where(question => finding.Lacks.Contains(question.Key, StringComparer.Ordinal))]));
            else if (finding.Truth == Truth.True == (criterion.Polarity == Polarity.Inclusion))
                (AsksForTest(criterion) ? forTheTeam : fulfilled).Add(criterion);
            else
                against.Add((criterion, finding.Sentence));
        }

        return new PrescreenResult(against.Count > 0 ? PrescreenOutcome.DoesNotSeemToFit : open.Count > 0 || fulfilled.Count == 0 ? PrescreenOutcome.AskTheStudyTeam : PrescreenOutcome.MayFit, against, open, fulfilled, forTheTeam);
    }

    private Finding Evaluate(Criterion criterion, bool supposesOnePlace = false)
    {
        lacksAnAnswer = false;
        this.supposesOnePlace = supposesOnePlace;
        return KleeneTree.Evaluate(criterion.Tree!, node => Known(node, criterion.Polarity));
    }

    private bool IsSaid(Question question, string answer) => string.Equals(answers.GetValueOrDefault(question.Key), answer, StringComparison.Ordinal);

    // Who is not pregnant has had no test yet.
    private static bool AsksForTest(Criterion criterion) => criterion.Tree is Circumstance { Kind: CircumstanceKind.Pregnancy } && criterion.Text.Contains("test", StringComparison.OrdinalIgnoreCase);

    private Finding? Known(CriterionNode node, Polarity polarity)
    {
        if (questionnaire.IsCovered(node))
            return Finding.Known(false, [], "");
        if (questionnaire.Of(node) is not { } question)
            return node.Parts.Count == 0 ? Finding.Unknown(Reason.NeedsJudgment, null, "Part of this only the study team can say.") : null;
        var answer = supposesOnePlace && elsewhere.Contains(question.Key) ? "no" : answers.GetValueOrDefault(question.Key) ?? "";
        return node switch
        {
            AgeLimit leaf => Age(leaf, polarity, answer),
            PerformanceStatus leaf => Number(answer) is { } grade and >= 0 and <= 4 ? Said(leaf.Allows(grade), question, ActivityLevels.Words[(int)grade]) : NotKnown(question),
            Measurement leaf when question.Kind == QuestionKind.Stature => BodyMass(answer) is { } index ? Said(leaf.Comparison.Holds(index, leaf.Value), question, $"{answer.Replace("/", " kg, ", StringComparison.Ordinal)} cm, a body mass index of {PlainEnglish.Number(index)}") : NotKnown(question),
            Measurement leaf => Number(answer) is { } value ? Said(leaf.Comparison.Holds(value, leaf.Value), question, answer) : NotKnown(question),
            Circumstance { Kind: CircumstanceKind.Sex } leaf => answer is "male" or "female" ? Said(string.Equals(answer, leaf.Concept, StringComparison.Ordinal) == leaf.Exists, question, answer) : NotKnown(question),
            _ when answer is not ("yes" or "no") => NotKnown(question),
            _ when answer is "yes" && question.IsWide => Lacking(Reason.NeedsJudgment, $"{question.Text}{List(question)} You said: yes. Whether it is what the criterion means, the study team can say."),
            Condition { Exists: false } or Therapy { Exists: false } or Circumstance { Exists: false } => Said(answer is "no", question, answer),
            _ => Said(answer is "yes", question, answer),
        };
    }

    private Finding Age(AgeLimit leaf, Polarity polarity, string answer)
    {
        if (YearsOf(answer) is not { } years)
            return Lacking(Reason.NoData, "You did not give your age.");
        // Until the next birthday a person keeps the year, and grows by months, weeks and days.
        var perYear = leaf.Unit switch { "a" => 1m, "mo" => 12m, "wk" => 52.18m, _ => 365.25m };
        var (youngest, oldest) = leaf.Unit is "a" ? (years, years) : ((years * perYear) - 1, (years + 1) * perYear);
        var holds = leaf.Comparison.Holds(youngest, leaf.Value);
        if (holds != leaf.Comparison.Holds(oldest, leaf.Value))
            return Lacking(Reason.ImpreciseDate, "Your age in years is not precise enough.");
        if (polarity == Polarity.Inclusion && leaf.Unit is "a" && Disagrees(leaf.Comparison, holds, years))
            return Lacking(Reason.Conflict, $"Check with the study team whether the age of {years:0} fits.");
        return Finding.Known(holds, [], $"You are {years:0} years old.");
    }

    private bool Disagrees(Comparison comparison, bool holds, decimal years) => comparison switch
    {
        Comparison.AtMost or Comparison.Below => recordedYears.Most is { } most && holds != years <= most,
        Comparison.AtLeast or Comparison.Above => recordedYears.Least is { } least && holds != years >= least,
        _ => false,
    };

    /// <summary>What is wrong with a typed answer, in one sentence; null where it can be read, or was left empty.</summary>
    public static string? Misread(Question question, string answer) => question.Kind switch
    {
        _ when answer.Length == 0 => null,
        QuestionKind.Age when YearsOf(answer) is null => $"'{answer}' is no age: write full years from 0 to {OldestAge}, such as 63.",
        QuestionKind.Number when Number(answer) is null => $"'{answer}' is no number: write it with a point, such as 2.5.",
        QuestionKind.Number when question.Variable is { } name && Variables.Find(name) is { } variable && !(Number(answer) >= variable.Low && Number(answer) <= variable.High) => $"{answer} is a value that nobody has: look at your report again. It lies between {PlainEnglish.Number(variable.Low)} and {PlainEnglish.Number(variable.High)}.",
        QuestionKind.Stature when BodyMass(answer) is null => "Give your weight in kilograms, from 20 to 400, and your height in centimeters, from 50 to 250; or leave both empty.",
        _ => null,
    };

    // "62", "62 y" and "62 years" are the same.
    private static decimal? YearsOf(string answer) => Number(WithoutYears(answer)) is { } years and >= 0 and <= OldestAge && years == Math.Truncate(years) ? years : null;

    private static string WithoutYears(string answer)
    {
        var word = answer.AsSpan().TrimEnd('.');
        var digits = word.TrimEnd("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        return word[digits.Length..].ToString().ToUpperInvariant() is "Y" or "YR" or "YRS" or "YEAR" or "YEARS" ? digits.TrimEnd().ToString() : answer;
    }

    private static decimal? Number(string answer) => decimal.TryParse(Facts.WrittenNumber.Plain(answer), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    // "82/175": kilograms and centimeters.
    private static decimal? BodyMass(string answer) =>
        answer.Split('/') is [var weight, var height] && Number(weight.Trim()) is { } kilograms and >= 20 and <= 400 && Number(height.Trim()) is { } centimeters and >= 50 and <= 250
            ? Math.Round(kilograms * 10_000 / (centimeters * centimeters), 1)
            : null;

    private static Finding Said(bool holds, Question question, string answer) => Finding.Known(holds, [], $"{question.Text}{List(question)} You said: {answer}.");

    // Which questions were left open is told by the questions themselves.
    private Finding NotKnown(Question question) => Lacking(Reason.NoData, "", question.Key);

    private Finding Lacking(Reason reason, string sentence, string? settledBy = null)
    {
        lacksAnAnswer = true;
        return Finding.Unknown(reason, settledBy, sentence);
    }

    private static string List(Question question) => question.Items.Count == 0 ? "" : $" ({string.Join("; ", question.Items)})";
}
