using Equipoise.Protocols;
using Equipoise.Protocols.Forms;
using Equipoise.Protocols.Scheduling;
using Equipoise.Statistics.Simulation;

namespace Equipoise.Analysis.Stories;

/// <summary>Somebody who comes to be screened, and what becomes of them.</summary>
public sealed class MadeUpPerson
{
    private readonly TrialStory story;
    private readonly TrialScenario scenario;
    private readonly StudyDesign design;
    private readonly PersonDraws draws;
    private readonly FailingStory? failing;
    private readonly Lesions? lesions;

    internal MadeUpPerson(TrialStory story, TrialScenario scenario, StudyDesign design, Arrival arrival, PersonDraws draws)
    {
        (this.story, this.scenario, this.design, this.draws, Arrival) = (story, scenario, design, draws, arrival);
        failing = draws.Happens(story.ScreenFailures, "fails screening") ? draws.Choose(story.Failing, "failing") : null;
        lesions = story.Tumors is { } tumors ? new Lesions(tumors, draws) : null;
        DecidedOn = Workdays.OnOrAfter(arrival.Day.AddDays((int)draws.Between(10, 18, "decided")));
    }

    /// <summary>How they came.</summary>
    public Arrival Arrival { get; }

    /// <summary>Whether something will stand in the way.</summary>
    public bool Fails => failing is not null;

    /// <summary>The day on which their eligibility is decided.</summary>
    public DateOnly DecidedOn { get; }

    /// <summary>What is recorded while they are screened, from the day after consent on.</summary>
    public IReadOnlyList<StoryAct> Screening()
    {
        var acts = new List<StoryAct>();
        var visit = design.Visits.First(one => one.Kind == VisitKind.Screening);
        var day = Arrival.Day;
        foreach (var form in visit.Forms.Select(code => design.Form(code)!).Where(form => form.Fields.All(field => field.Fact?.Kind != FactKind.Consent)))
        {
            day = Workdays.OnOrAfter(day.AddDays(1)) is var next && next < DecidedOn ? next : day;
            if (lesions is not null && string.Equals(form.Code, story.Tumors!.Form, StringComparison.Ordinal))
                acts.AddRange(lesions.At(draws, day, part: 1, isProgression: false, count: 0).Select(answers => new FormAct(day, form.Code, visit.Code, 1, answers)));
            else if (story.Forms.TryGetValue(form.Code, out var rules))
                acts.Add(new FormAct(day, form.Code, visit.Code, 1, Failing(form.Code, AnswerRule.Fill(form.Code, rules, new Scene(draws, day, 0, KnownOn(day))))));
        }

        return acts;
    }

    /// <summary>What becomes of them in an arm.</summary>
    /// <param name="arm">The arm they were allocated to.</param>
    /// <param name="randomizedOn">The day.</param>
    public Course Course(string arm, DateOnly randomizedOn) => new CourseMaker(story, scenario, design, draws, lesions, arm, randomizedOn).Make();

    internal static Dictionary<string, string> KnownOn(DateOnly day) => new(StringComparer.Ordinal) { ["DAY"] = DayText.Of(day) };

    private IReadOnlyDictionary<string, string?> Failing(string form, IReadOnlyDictionary<string, string?> answers)
    {
        if (failing is null || !string.Equals(failing.Form, form, StringComparison.Ordinal))
            return answers;
        var changed = new Dictionary<string, string?>(answers, StringComparer.Ordinal);
        foreach (var (field, answer) in failing.Answers)
            changed[field] = answer;
        return changed;
    }
}
