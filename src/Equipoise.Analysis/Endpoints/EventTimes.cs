using Equipoise.Analysis.Plans;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Records;
using Equipoise.Protocols.Outcomes;

namespace Equipoise.Analysis.Endpoints;

/// <summary>Derives times to an event from what sites entered, by the sources that the protocol names.</summary>
/// <remarks>After ADaM ADTTE: from the day of randomization to the first day of the event; else censored on the last day on which the event was known not
/// to have happened; where no such day is known, on the day of randomization (AVAL 1). What happened after the cutoff is not known on that day: an
/// event after it is none, and a later contact counts as one on the cutoff. Rules of a plan may leave out events that come too late to be
/// believed (<see cref="CensoringLimit"/>).</remarks>
public static class EventTimes
{
    /// <summary>Derives the times of all who were randomized by the cutoff, in the order of their codes.</summary>
    /// <param name="records">What is on record.</param>
    /// <param name="endpoint">The endpoint; its <see cref="Endpoint.Events"/> say where its day is found.</param>
    /// <param name="cutoff">The last day that counts.</param>
    /// <exception cref="AnalysisException">The protocol names no source for the endpoint.</exception>
    public static IReadOnlyList<EventTime> Derive(StudyRecords records, Endpoint endpoint, DateOnly cutoff)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(endpoint);
        if (endpoint.Events.Count == 0)
            throw new AnalysisException($"The protocol does not say where the day of {endpoint.Code} is found: name its 'events' and 'lastKnown' under the endpoint.");
        var rule = new EndpointRule(endpoint.Code, endpoint.Name) { Events = [.. endpoint.Events.Select(DaySource.Of)], Censored = [.. endpoint.LastKnown.Select(DaySource.Of)] };
        var participants = records.Participants.ToDictionary(participant => participant.Code, StringComparer.Ordinal);
        return
        [
            .. records.Allocations.Where(allocation => allocation.RandomizedOn <= cutoff).OrderBy(allocation => allocation.Participant, StringComparer.Ordinal)
                .Select(allocation => Derive(allocation, Sources.Of(records, participants[allocation.Participant], allocation, cutoff), rule, cutoff)!),
        ];
    }

    /// <summary>The time of one participant; null where they have not come to the day from which it runs.</summary>
    internal static EventTime? Derive(AllocationRecord allocation, Sources known, EndpointRule endpoint, DateOnly cutoff)
    {
        var start = allocation.RandomizedOn;
        if (endpoint.From.Count > 0)
        {
            if (known.Days(endpoint.From).Where(found => found.Day <= cutoff).MinBy(found => found.Day) is not { } from)
                return null;
            start = from.Day;
        }

        var time = new EventTime
        {
            Participant = allocation.Participant,
            Site = allocation.Site,
            Arm = allocation.Arm,
            Stratum = allocation.Stratum,
            Parameter = endpoint.Code,
            Start = start,
            End = start,
            IsEvent = false,
            Description = endpoint.From.Count > 0 ? "Nothing known after the start" : "Nothing known after randomization",
            SourceDomain = "DM",
            SourceField = "RANDDT",
            SourceEntry = "",
        };
        var happened = known.Days(endpoint.Events).Where(found => found.Day <= cutoff).MinBy(found => found.Day);
        var limit = CensoringLimit.Of(endpoint, known, start, happened, cutoff);
        if (happened is not null && limit is null)
            return From(time, happened, isEvent: true, endpoint.Name);
        var until = limit?.Day ?? cutoff;
        // A later day proves that the event had not happened by the cutoff; what a rule leaves out proves nothing.
        if (known.Days(endpoint.Censored).Where(found => found.Day >= start && (limit is null || found.Day <= until)).MaxBy(found => found.Day) is not { } last)
            return limit is null ? time : time with { Description = $"{time.Description} before {limit.Why}" };
        return limit is not null ? From(time, last, isEvent: false, $"Last known without the event before {limit.Why}")
            : last.Day <= cutoff ? From(time, last, isEvent: false, "Last known without the event")
            : From(time, last with { Day = cutoff }, isEvent: false, "Known without the event at the data cutoff");
    }

    private static EventTime From(EventTime time, FoundDay found, bool isEvent, string description) => time with
    {
        // A day before randomization can only be an error of entry, and never makes a time negative.
        End = found.Day < time.Start ? time.Start : found.Day,
        IsEvent = isEvent,
        Description = description,
        SourceDomain = found.Domain,
        SourceField = found.Field,
        SourceEntry = found.Entry,
    };
}
