namespace Equipoise.Analysis.Stories;

/// <summary>Makes up the adverse events of one participant.</summary>
internal static class AdverseEventMaker
{
    private const double DaysOfMonth = 30.4375;

    /// <summary>The events from the first dose to a day, each as the site records it: a serious one on the day after it began, another when it is over.</summary>
    public static IEnumerable<StoryAct> Make(AdverseEventStory story, string visit, PersonDraws draws, string arm, DateOnly firstDose, DateOnly end, double lateReports)
    {
        foreach (var kind in story.Events.Where(kind => kind.Rate.GetValueOrDefault(arm) > 0))
        {
            var months = 0.0;
            for (var count = 0; ; count++)
            {
                months += draws.Exponential(kind.Term, count) / kind.Rate[arm];
                var start = months * DaysOfMonth < end.DayNumber - firstDose.DayNumber - 2 ? firstDose.AddDays((int)(months * DaysOfMonth) + 1) : end;
                if (start >= end.AddDays(-1))
                    break;
                var length = 1 + (int)(kind.Days * draws.Exponential($"{kind.Term} lasts", count));
                // The next of its kind begins after it.
                months += length / DaysOfMonth;
                yield return Recorded(story, visit, draws, kind, arm, count, start, start.AddDays(length), end, lateReports);
            }
        }
    }

    private static FormAct Recorded(AdverseEventStory story, string visit, PersonDraws draws, AdverseEventKind kind, string arm, int count, DateOnly start, DateOnly over, DateOnly end, double lateReports)
    {
        var grade = draws.Choose(kind.Grades, $"{kind.Term} grade", count);
        var isSerious = draws.Happens(story.Serious.GetValueOrDefault(grade), $"{kind.Term} serious", count);
        var isLate = isSerious && start.AddDays(3) < end && draws.Happens(lateReports, $"{kind.Term} reported late", count);
        var on = isSerious ? start.AddDays(isLate ? 3 : 1) : Workdays.OnOrAfter(over.AddDays(1));
        var isOver = on > over && on < end;
        var known = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TERM"] = kind.Term,
            ["GRADE"] = grade,
            ["START"] = DayText.Of(start),
            ["SERIOUS"] = isSerious ? "Y" : "N",
            ["AWARE"] = $"{DayText.Of(start)}T15:00",
            ["ENDED"] = isOver ? "Y" : "N",
            ["ARM"] = arm,
        };
        if (isOver)
            known["END"] = DayText.Of(over);
        var day = on < end ? on : end.AddDays(-1);
        var answers = AnswerRule.Fill(story.Form, story.Answers, new Scene(draws, day, count, known));
        // In the morning it is that day everywhere when the platform's clock shows noon in Greenwich.
        return isSerious ? new SeriousEventAct(day, story.Form, visit, answers, isLate ? $"{DayText.Of(day)}T06:30" : $"{DayText.Of(start)}T17:00") : new FormAct(day, story.Form, visit, 1, answers);
    }
}
