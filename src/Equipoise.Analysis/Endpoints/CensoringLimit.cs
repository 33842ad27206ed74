using System.Globalization;
using Equipoise.Analysis.Plans;

namespace Equipoise.Analysis.Endpoints;

/// <summary>The day after which an endpoint's rules count nothing any more, and why (FDA, Clinical Trial Endpoints for the Approval of Cancer Drugs and
/// Biologics, 2018, appendix: censoring of progression-free survival).</summary>
/// <param name="Day">The last day that counts.</param>
/// <param name="Why">What came, with the entry that tells it, and what does not count because of it.</param>
internal sealed record CensoringLimit(DateOnly Day, string Why)
{
    /// <summary>The earliest limit that the endpoint's rules set; null where none does.</summary>
    /// <param name="endpoint">Whose rules.</param>
    /// <param name="known">What is on record.</param>
    /// <param name="start">The day from which the time runs.</param>
    /// <param name="happened">The event, if there is one.</param>
    /// <param name="cutoff">The last day that is known.</param>
    public static CensoringLimit? Of(EndpointRule endpoint, Sources known, DateOnly start, FoundDay? happened, DateOnly cutoff) =>
        endpoint.CensorBefore.Select(rule => rule.Missed > 0 ? OfMissed(rule.Missed, endpoint, known, start, happened) : OfDay(rule, known, start, happened, cutoff)).OfType<CensoringLimit>().MinBy(limit => limit.Day);

    // What comes after so many planned assessments were missed is not known to have come when it was seen: the last assessment before them counts.
    private static CensoringLimit? OfMissed(int allowed, EndpointRule endpoint, Sources known, DateOnly start, FoundDay? happened)
    {
        if (happened is null)
            return null;
        var last = known.Days(endpoint.Censored).Select(found => found.Day).Where(day => day >= start && day < happened.Day).DefaultIfEmpty(start).Max();
        var missed = known.PlannedAssessments(last, happened.Day);
        return missed < allowed ? null : new CensoringLimit(last, string.Create(CultureInfo.InvariantCulture, $"{missed} missed assessments{Left(happened)}"));
    }

    private static CensoringLimit? OfDay(CensoringRule rule, Sources known, DateOnly start, FoundDay? happened, DateOnly cutoff) =>
        known.Days([rule.Source!]).Where(found => found.Day >= start && found.Day <= cutoff).MinBy(found => found.Day) is not { } came || came.Day >= happened?.Day
            ? null
            : new CensoringLimit(came.Day, string.Create(CultureInfo.InvariantCulture, $"{rule.Words} on {came.Day:yyyy-MM-dd} ({came.Entry}){Left(happened)}"));

    private static string Left(FoundDay? happened) =>
        happened is null ? "" : string.Create(CultureInfo.InvariantCulture, $"; what came on {happened.Day:yyyy-MM-dd} ({happened.Entry}) does not count");
}
