using System.Globalization;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Treatment;

namespace Equipoise.Conduct.Exchange.Sdtm;

/// <summary>The doses given, and what deviated from the protocol (SDTMIG 3.4, sections 6.1.3 and 6.2.4).</summary>
internal static class SdtmTreatment
{
    /// <summary>The row of a dose that was given; none for one that was not.</summary>
    /// <param name="entry">An entry of the protocol's log of doses.</param>
    /// <param name="participant">Whose it is.</param>
    public static IEnumerable<SdtmRow> Dose(FormEntry entry, ParticipantRecords participant)
    {
        var design = participant.File.Protocol.Design;
        var dose = ExposureEntry.Read(design.DoseLog!, entry);
        if (dose.Status != DoseStatus.Given)
            yield break;
        var treatment = design.Arms.SelectMany(arm => arm.Treatments).FirstOrDefault(one => string.Equals(one.Code, dose.Treatment, StringComparison.Ordinal));
        yield return new SdtmRow("EX").Own("TRT", treatment?.Name ?? dose.Treatment).Own("DOSE", dose.Amount).Own("DOSU", treatment?.Dose.Unit).Own("ROUTE", treatment?.Route.ToUpperInvariant())
            .Own("ADJ", dose.Amount is not null && dose.Amount == dose.PlannedAmount ? null : dose.Words)
            .Own("STDTC", Iso(dose.Start, dose) ?? StudyDays.Iso(dose.Day)).Own("ENDTC", Iso(dose.End, dose) ?? StudyDays.Iso(dose.Day));
    }

    /// <summary>The deviations of a participant, without those that no longer hold.</summary>
    public static IEnumerable<SdtmRow> Deviations(ParticipantRecords participant) =>
        participant.Deviations.Where(deviation => deviation.Status is not DeviationStatus.Void)
            .Select(deviation => new SdtmRow("DV").Own("TERM", deviation.Description).Own("CAT", deviation.Category.ToUpperInvariant()).Own("STDTC", StudyDays.Iso(deviation.OccurredOn)));

    private static string? Iso(DateTime? moment, ExposureEntry dose) => moment?.ToString(dose.HasTimes ? "yyyy-MM-dd'T'HH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
