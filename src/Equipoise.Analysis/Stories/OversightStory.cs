namespace Equipoise.Analysis.Stories;

/// <summary>How a trial is watched over, and what goes otherwise than the protocol has it.</summary>
internal sealed record OversightStory
{
    /// <summary>For how many participants all data are verified after treatment.</summary>
    public required double Verified { get; init; }

    /// <summary>About how many of these something is asked.</summary>
    public required double Asked { get; init; }

    /// <summary>What may be asked.</summary>
    public required IReadOnlyList<StoryQuestion> Questions { get; init; }

    /// <summary>The deviations that there may be, each with how many participants have it.</summary>
    public required IReadOnlyList<(StoryDeviation Deviation, double Share)> Deviations { get; init; }

    /// <summary>How many cycles after the first are left out.</summary>
    public required double MissedDoses { get; init; }

    /// <summary>Why.</summary>
    public required StoryMissedDose Missed { get; init; }

    /// <summary>How many serious events are reported too late.</summary>
    public required double LateReports { get; init; }

    /// <summary>What happens of this in one course.</summary>
    /// <param name="draws">The person's random numbers.</param>
    /// <param name="randomizedOn">The day of randomization.</param>
    /// <param name="ended">The day on which treatment ended; the last of all days where it does not.</param>
    public IEnumerable<StoryAct> Make(PersonDraws draws, DateOnly randomizedOn, DateOnly ended)
    {
        foreach (var (deviation, share) in Deviations)
        {
            var happened = randomizedOn.AddDays((int)draws.Between(0, 60, $"day of {deviation.Words}"));
            if (draws.Happens(share, deviation.Words) && happened < ended)
                yield return new DeviationAct(Workdays.OnOrAfter(happened.AddDays((int)draws.Between(5, 40, $"found {deviation.Words}"))), happened, deviation);
        }

        if (ended < DateOnly.MaxValue.AddDays(-100) && draws.Happens(Verified, "verified"))
            yield return new MonitorAct(Workdays.OnOrAfter(ended.AddDays((int)draws.Between(20, 60, "monitored"))), draws.Happens(Asked, "asked") ? draws.Choose([.. Questions.Select(one => (one, 1.0))], "question") : null);
    }
}
