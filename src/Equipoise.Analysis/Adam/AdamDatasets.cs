using Equipoise.Analysis.Endpoints;
using Equipoise.Conduct.Records;

namespace Equipoise.Analysis.Adam;

/// <summary>The analysis data sets of a study.</summary>
public static class AdamDatasets
{
    /// <summary>Derives ADSL, ADTTE and ADRS.</summary>
    /// <param name="records">What is on record.</param>
    /// <param name="demographics">The rows of DM by participant.</param>
    /// <param name="cutoff">The last day that counts for times to an event.</param>
    /// <param name="left">Takes a sentence about each participant whose tumor observations contradict each other, and who is left out of ADRS.</param>
    public static IReadOnlyList<AdamTable> Derive(
        StudyRecords records, IReadOnlyDictionary<string, IReadOnlyDictionary<string, object>> demographics, DateOnly cutoff, ICollection<string> left)
    {
        var endpoints = records.Protocol.Design.Endpoints.Where(endpoint => endpoint.Events.Count > 0).ToList();
        var times = endpoints.SelectMany(endpoint => EventTimes.Derive(records, endpoint, cutoff)).ToList();
        return
        [
            SubjectLevel.Of(records, demographics),
            TimeToEvent.Of(records.Study.Id, times, endpoints.ToDictionary(endpoint => endpoint.Code, endpoint => endpoint.Name, StringComparer.Ordinal)),
            ResponseRows.Of(records, left),
        ];
    }
}
