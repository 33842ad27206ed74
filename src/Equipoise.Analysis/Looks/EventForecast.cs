using Equipoise.Analysis.Datasets;
using Equipoise.Analysis.Plans;

namespace Equipoise.Analysis.Looks;

/// <summary>How many events there will be, foretold from all arms together so that nobody need know which arm has how many (Bagiella and Heitjan, Stat Med
/// 2001;20:2055–2063): one constant hazard of the event and one of being lost for everybody, and accrual as of late.</summary>
/// <remarks>Whoever is in the study at the cutoff without the event has it within t with probability h/(h + d)·(1 − e^{−(h + d)t}). Until five events are
/// there the hazard is that of the planned control median. Days.</remarks>
public sealed class EventForecast
{
    private const int FewEvents = 5;
    private const int RecentDays = 90;
    private const int LongestDays = 366 * 30;

    private readonly int events;
    private readonly int atRisk;
    private readonly double hazard;
    private readonly double loss;
    private readonly double accrual;
    private readonly int toCome;

    private EventForecast(StudyData data, int events, int atRisk, double hazard, double loss, double accrual, int toCome) =>
        (Cutoff, this.events, this.atRisk, this.hazard, this.loss, this.accrual, this.toCome) = (data.Cutoff, events, atRisk, hazard, loss, accrual, toCome);

    /// <summary>The day from which it is foretold.</summary>
    public DateOnly Cutoff { get; }

    /// <summary>Foretells from what is known; null where there is neither an event nor a planned median to go by.</summary>
    /// <param name="data">What is known.</param>
    /// <param name="plan">The primary endpoint and the planned median.</param>
    /// <param name="enrollment">How many are to be randomized.</param>
    public static EventForecast? Of(StudyData data, StatisticalPlan plan, int enrollment)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(plan);
        var times = data.TimesOf(plan.Primary, plan.PrimarySet);
        var gone = data.Subjects.Where(subject => subject.StudyEnd is not null).Select(subject => subject.Code).ToHashSet(StringComparer.Ordinal);
        var (events, exposure) = (times.Count(time => time.IsEvent), times.Sum(time => (double)time.Days));
        var lost = times.Count(time => !time.IsEvent && gone.Contains(time.Participant));
        double? rate = events >= FewEvents ? events / exposure : plan.ControlMedian is { } median ? Math.Log(2) / (median * Comparing.SurvivalAnalysis.DaysOfMonth) : null;
        if (rate is not { } known)
            return null;
        var randomized = data.Subjects.Where(subject => subject.IsRandomized).Select(subject => subject.RandomizedOn!.Value).ToList();
        var since = randomized.Count == 0 ? 1 : Math.Clamp(data.Cutoff.DayNumber - randomized.Min().DayNumber + 1, 1, RecentDays);
        var recent = randomized.Count(day => data.Cutoff.DayNumber - day.DayNumber < since);
        return new EventForecast(data, events, times.Count - events - lost, known, exposure > 0 ? lost / exposure : 0, (double)recent / since, Math.Max(0, enrollment - randomized.Count));
    }

    /// <summary>The events to expect by a day, those on record included.</summary>
    public double ExpectedBy(DateOnly day)
    {
        double time = Math.Max(0, day.DayNumber - Cutoff.DayNumber);
        var total = hazard + loss;
        var expected = events + (atRisk * Probability(time));
        if (toCome > 0 && accrual > 0)
        {
            // Entering evenly until all are in: the mean of the probability over the times left, by its integral.
            var length = Math.Min(time, toCome / accrual);
            expected += accrual * (hazard / total) * (length - ((Math.Exp(-total * (time - length)) - Math.Exp(-total * time)) / total));
        }

        return expected;

        double Probability(double t) => hazard / total * (1 - Math.Exp(-total * t));
    }

    /// <summary>The first day by which a number of events is to be expected; null where it is not within 30 years.</summary>
    public DateOnly? DayOf(double number)
    {
        var (low, high) = (-1, LongestDays);
        if (ExpectedBy(Cutoff.AddDays(high)) < number)
            return null;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = ExpectedBy(Cutoff.AddDays(middle)) >= number ? (low, middle) : (middle, high);
        }

        return Cutoff.AddDays(high);
    }
}
