namespace Equipoise.Conduct.Tumors;

/// <summary>The best overall response (RECIST 1.1, section 4.4 and table 3).</summary>
public static class BestOverallResponse
{
    /// <summary>Finds the best response up to the first progression.</summary>
    /// <param name="series">The assessments.</param>
    /// <param name="minimumStableDays">How many days after baseline stable disease counts at the earliest.</param>
    /// <param name="confirmationDays">How many days later at the earliest a response is confirmed; null where it need not be.</param>
    public static BestResponse Of(TumorSeries series, int minimumStableDays, int? confirmationDays = null)
    {
        var until = UntilProgression(series.Assessments);
        var progression = series.Assessments.Skip(until.Count).FirstOrDefault();
        if (Find(until, Response.Complete, confirmationDays) is { } complete)
            return new BestResponse(Response.Complete, complete.Date);
        if (Find(until, Response.Partial, confirmationDays) is { } partial)
            return new BestResponse(Response.Partial, partial.Date);
        // A response that was not confirmed was stable disease, if it came late enough.
        var held = until.Find(assessment => assessment.Overall != Response.NotEvaluable && assessment.Date.DayNumber - series.Baseline.DayNumber >= minimumStableDays);
        if (held is not null)
            return new BestResponse(Weaker(held), held.Date);
        return progression is null
            ? new BestResponse(Response.NotEvaluable, until.FirstOrDefault()?.Date)
            : new BestResponse(Response.Progressive, progression.Date);
    }

    // Disease that is seen after a complete response has come back, even where less is left of it than at baseline (footnote a).
    private static List<TumorAssessment> UntilProgression(IReadOnlyList<TumorAssessment> assessments)
    {
        var wasComplete = false;
        var until = new List<TumorAssessment>();
        foreach (var assessment in assessments)
        {
            if (assessment.Overall == Response.Progressive || (wasComplete && assessment.Overall is Response.Partial or Response.Stable or Response.NonCompleteNonProgressive))
                break;
            wasComplete |= assessment.Overall == Response.Complete;
            until.Add(assessment);
        }

        return until;
    }

    private static TumorAssessment? Find(List<TumorAssessment> assessments, Response response, int? confirmationDays)
    {
        for (var i = 0; i < assessments.Count; i++)
        {
            if (assessments[i].Overall == response && (confirmationDays is not { } days || IsConfirmed(assessments, i, days)))
                return assessments[i];
        }

        return null;
    }

    // By the same or a better response, with nothing worse between than what could not be evaluated.
    private static bool IsConfirmed(List<TumorAssessment> assessments, int first, int days)
    {
        foreach (var later in assessments.Skip(first + 1))
        {
            if (later.Overall == Response.NotEvaluable)
                continue;
            if (later.Overall != Response.Complete && later.Overall != assessments[first].Overall)
                return false;
            if (later.Date.DayNumber - assessments[first].Date.DayNumber >= days)
                return true;
        }

        return false;
    }

    private static Response Weaker(TumorAssessment assessment) => assessment switch
    {
        { Overall: Response.Complete or Response.Partial or Response.Stable, Target: not null } => Response.Stable,
        { Overall: Response.NoEvidenceOfDisease } => Response.NoEvidenceOfDisease,
        _ => Response.NonCompleteNonProgressive,
    };
}
