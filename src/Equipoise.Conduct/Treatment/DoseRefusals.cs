using Equipoise.Conduct.Screening;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Treatment;

/// <summary>What a dose on record cannot be. A flat list, each with its reason.</summary>
internal static class DoseRefusals
{
    private const int ShortestReason = 3;

    /// <summary>Refuses what cannot have been so.</summary>
    /// <param name="course">The participant's treatment.</param>
    /// <param name="log">What is on record beside the dose.</param>
    /// <param name="file">The participant.</param>
    /// <param name="dose">The dose.</param>
    /// <param name="isNew">Whether it is entered, not corrected.</param>
    public static void Check(TreatmentCourse course, ExposureLog log, ParticipantFile file, ExposureEntry dose, bool isNew)
    {
        CheckDay(course, file, dose);
        CheckArm(course, dose);
        if (dose.Status == DoseStatus.Returned)
            CheckReturned(log, dose);
        else if (isNew)
            CheckCycle(course, log, dose);
        if (dose.Status == DoseStatus.Given)
            CheckGiven(course, log, dose);
        else if (dose.Status != DoseStatus.Returned && (dose.Reason is null || (dose.Words?.Length ?? 0) < ShortestReason))
            throw StepRefusedException.Invalid("reason-missing", "Say why the dose was not given: choose a reason and add it in words.");
    }

    /// <summary>Refuses a correction that would make another dose of it, or break the order of those on record.</summary>
    public static void CheckCorrection(ExposureEntry before, ExposureEntry after, bool counts, ExposureLog others)
    {
        if (counts && (before.Cycle != after.Cycle || before.Status != after.Status || !string.Equals(before.Treatment, after.Treatment, StringComparison.Ordinal)))
            throw StepRefusedException.Conflict("other-dose", $"{before.Id} is about cycle {before.Cycle} of {before.Treatment}: strike it out and enter the other dose anew.");
        if (!counts && others.Of(before.Treatment).FirstOrDefault(entry => entry.Cycle > before.Cycle || (entry.Cycle == before.Cycle && entry.Status == DoseStatus.Returned)) is { } later)
            throw StepRefusedException.Conflict("later-doses", $"{later.Id} rests on {before.Id}: strike out the later one first.");
    }

    /// <summary>Refuses what breaks a rule without a reason.</summary>
    public static void CheckReason(Form form, ExposureEntry dose, IReadOnlyList<RuleBreach> breaches)
    {
        var hasReason = dose.Reason is not null && (dose.Words?.Length ?? 0) >= ShortestReason;
        if (breaches.Count > 0 && !hasReason)
        {
            IReadOnlyList<string> reasons = [.. breaches.Select(breach => breach.Message), $"If it was so, give the reason ({form.Field(form.Exposure!.Reason)!.Label}) and add it in words: it becomes a protocol deviation."];
            throw new StepRefusedException(RefusalKind.Invalid, "outside-the-rules", string.Join(' ', reasons)) { Reasons = reasons };
        }

        if (dose is { Status: DoseStatus.Given, Percent: not 100 } && !hasReason)
            throw StepRefusedException.Invalid("reason-missing", "A reduced dose needs a reason: choose one and add it in words.");
    }

    private static void CheckDay(TreatmentCourse course, ParticipantFile file, ExposureEntry dose)
    {
        if (dose.Status == DoseStatus.Given && dose.Start is null)
            throw StepRefusedException.Invalid("no-start", "Say when the dose was begun.");
        if (dose.Start is null)
            return;
        var (code, day) = (file.Participant.Code, dose.Day);
        if (day < file.Consents[0].ConsentedOn)
            throw StepRefusedException.Invalid("before-consent", $"{day:yyyy-MM-dd} is before the consent of {file.Consents[0].ConsentedOn:yyyy-MM-dd}.");
        if (day < course.Allocation.RandomizedOn)
            throw StepRefusedException.Invalid("before-randomization", $"{day:yyyy-MM-dd} is before the randomization of {course.Allocation.RandomizedOn:yyyy-MM-dd}.");
        if (file.Consents.FirstOrDefault(consent => consent.WithdrawnOn < day) is { } withdrawn)
            throw StepRefusedException.Conflict("consent-withdrawn", $"{code} withdrew consent on {withdrawn.WithdrawnOn:yyyy-MM-dd}: nothing is given after it.");
        if (course.Milestones.Died < day)
            throw StepRefusedException.Invalid("after-death", $"{day:yyyy-MM-dd} is after the death of {course.Milestones.Died:yyyy-MM-dd}: correct one of the two.");
        if (course.Milestones.LeftStudy < day)
            throw StepRefusedException.Conflict("left-study", $"{code} left the study on {course.Milestones.LeftStudy:yyyy-MM-dd}: nothing is given after it.");
        if (dose.Status == DoseStatus.Given && course.Milestones.TreatmentEnded < day)
            throw StepRefusedException.Conflict("treatment-ended", $"The treatment of {code} ended on {course.Milestones.TreatmentEnded:yyyy-MM-dd}: nothing is given after it.");
    }

    private static void CheckArm(TreatmentCourse course, ExposureEntry dose)
    {
        var isOfTheArm = course.Arm.Treatments.Any(treatment => string.Equals(treatment.Code, dose.Treatment, StringComparison.Ordinal));
        if (!isOfTheArm && !(dose.Status == DoseStatus.Given && dose.IsContrary))
            throw StepRefusedException.Conflict("not-of-the-arm", $"{dose.Treatment} is no treatment of arm {course.Arm.Code} ({course.Arm.Name}). If it was given all the same, say so with the reason: it becomes an important deviation.");
        if (dose is { Status: DoseStatus.Given, IsContrary: false } && course.LastPermittedDay is { } last && dose.Day > last)
            throw StepRefusedException.Conflict("after-last-day", $"The last day for a dose was {last:yyyy-MM-dd}. If it was given all the same, say so with the reason: it becomes an important deviation.");
    }

    private static void CheckCycle(TreatmentCourse course, ExposureLog log, ExposureEntry dose)
    {
        var treatment = course.Arm.Treatments.FirstOrDefault(one => string.Equals(one.Code, dose.Treatment, StringComparison.Ordinal));
        if (log.Of(dose.Treatment).FirstOrDefault(entry => entry.Cycle == dose.Cycle && (entry.Status == DoseStatus.Given || entry.Status == dose.Status)) is { } there)
            throw StepRefusedException.Conflict("dose-exists", $"Cycle {dose.Cycle} of {dose.Treatment} is on record already, as {there.Id}: correct that entry instead.");
        if (log.FirstDay is null && dose.Status == DoseStatus.Missed)
            throw StepRefusedException.Conflict("nothing-given", "Nothing has been given yet, so no dose can be left out: hold it, or record the end of treatment.");
        if (treatment is not null && log.NextCycle(treatment.Code) is var next && dose.Cycle != next)
            throw StepRefusedException.Conflict("cycle-order", $"The next dose of {treatment.Name} is that of cycle {next}: enter doses in their order.");
    }

    private static void CheckGiven(TreatmentCourse course, ExposureLog log, ExposureEntry dose)
    {
        if (dose.Amount is null)
            throw StepRefusedException.Invalid("no-dose", "Say how much was given.");
        if (log.Given.FirstOrDefault(entry => string.Equals(entry.Treatment, dose.Treatment, StringComparison.Ordinal) && (entry.Cycle < dose.Cycle ? entry.Day >= dose.Day : entry.Day <= dose.Day)) is { } other)
            throw StepRefusedException.Conflict("dose-order", $"{other.Id} says that cycle {other.Cycle} was given on {other.Day:yyyy-MM-dd}: cycle {dose.Cycle} cannot have been given on {dose.Day:yyyy-MM-dd}. Correct one of the two.");
        if (course.Arm.Treatments.Any(treatment => string.Equals(treatment.Code, dose.Treatment, StringComparison.Ordinal) && treatment.Schedule.IsTakenHome) && dose.Count is null or 0)
            throw StepRefusedException.Invalid("no-count", "Say how many single doses were handed out.");
    }

    private static void CheckReturned(ExposureLog log, ExposureEntry dose)
    {
        var handedOut = log.Of(dose.Treatment).FirstOrDefault(entry => entry.Status == DoseStatus.Given && entry.Cycle == dose.Cycle && entry.Count is not null)
            ?? throw StepRefusedException.Conflict("nothing-handed-out", $"Nothing of {dose.Treatment} was handed out in cycle {dose.Cycle}, so nothing can come back.");
        if (dose.Start is null || dose.Count is null)
            throw StepRefusedException.Invalid("no-count", "Say on which day how many single doses came back; 0 where all were taken.");
        var before = log.Of(dose.Treatment).Where(entry => entry.Status == DoseStatus.Returned && entry.Cycle == dose.Cycle).Sum(entry => entry.Count ?? 0);
        if (before + dose.Count > handedOut.Count)
            throw StepRefusedException.Invalid("too-many-returned", $"{handedOut.Count} single doses were handed out in cycle {dose.Cycle}; {before + dose.Count} cannot have come back.");
        if (dose.Day < handedOut.Day)
            throw StepRefusedException.Invalid("dose-order", $"They were handed out on {handedOut.Day:yyyy-MM-dd}: they cannot have come back on {dose.Day:yyyy-MM-dd}.");
    }
}
