using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Reading;
using Equipoise.Protocols;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;

namespace Equipoise.Web.Screening;

/// <summary>What a study asks of its participants, and where that stands.</summary>
/// <param name="Record">The study's record.</param>
/// <param name="Source"><c>protocol</c> or <c>record</c>.</param>
/// <param name="Criteria">The criteria.</param>
/// <param name="Text">The text that their places count in; empty for a protocol.</param>
public sealed record StudyCriteria(StudyRecord Record, string Source, IReadOnlyList<Criterion> Criteria, string Text)
{
    /// <summary>What patients are judged by: the criteria, and the limits of age and sex of the record that its text does not state.</summary>
    public IReadOnlyList<Criterion> Judged => Source is "protocol" ? Criteria : RecordLimits.With(Criteria, new RegistryLimits(Record.MinimumAge, Record.MaximumAge, Record.Sex));

    /// <summary>The criteria of a study: of its protocol where there is one and the record was not asked for, else those read from the
    /// record's text.</summary>
    /// <param name="nctId">The study's id as the asker wrote it.</param>
    /// <param name="wanted"><c>protocol</c>, <c>record</c> or null.</param>
    /// <param name="registry">Where the records are.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The criteria, or why there are none.</returns>
    internal static async Task<(StudyCriteria? Found, ScreeningProblem? Problem)> FindAsync(string? nctId, string? wanted, RegistryStore registry, CancellationToken cancellation)
    {
        if (wanted is not (null or "protocol" or "record"))
            return (null, ScreeningProblem.Wrong("'criteria' is either protocol or record."));
        if (!StudyId.TryParseWhole(nctId ?? "", out var id))
        {
            return (null, ScreeningProblem.NotFound(nctId is "NCT00000000"
                ? "No study can have this id: it was never given."
                : "This is not a study id: write NCT and eight digits."));
        }

        if (await RecordAsync(id, registry, cancellation) is not { } record)
            return (null, ScreeningProblem.NotFound($"There is no study {id} here."));
        return Of(record, wanted);
    }

    /// <summary>The criteria of a record that is at hand.</summary>
    /// <param name="record">The record.</param>
    /// <param name="wanted"><c>protocol</c>, <c>record</c> or null.</param>
    /// <returns>The criteria, or why there are none.</returns>
    internal static (StudyCriteria? Found, ScreeningProblem? Problem) Of(StudyRecord record, string? wanted)
    {
        if (wanted is not "record" && ShippedProtocols.Find(record.Id.ToString()) is { } protocol)
            return (new StudyCriteria(record, "protocol", protocol.Criteria, ""), null);
        if (wanted is "protocol")
            return (null, ScreeningProblem.NotFound($"There is no protocol of {record.Id} here: ask for the criteria of its record."));
        return record.EligibilityCriteria is { Length: > 0 } text
            ? (new StudyCriteria(record, "record", CriteriaReader.Read(text), text), null)
            : (null, ScreeningProblem.NotFound($"The record of {record.Id} holds no eligibility criteria."));
    }

    /// <summary>The criteria of a record: of its protocol where there is one; null where there are none.</summary>
    internal static StudyCriteria? Of(StudyRecord record) => Of(record, wanted: null).Found;

    private static async Task<StudyRecord?> RecordAsync(StudyId id, RegistryStore registry, CancellationToken cancellation)
    {
        var place = await registry.LookUpAsync(id, cancellation);
        if (place is { Study: null, MovedTo: { } today })
            place = await registry.LookUpAsync(today, cancellation);
        return place.Study?.Record;
    }
}
