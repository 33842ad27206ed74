using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Conduct.Exchange.Sdtm;

/// <summary>The criteria that a participant did not meet (SDTMIG 3.4, section 6.3.4: IE holds exceptions only).</summary>
internal static class SdtmCriteria
{
    private const int LongestTest = 200;

    public static IEnumerable<SdtmRow> NotMet(ParticipantRecords participant)
    {
        var failed = participant.File.Participant.FailedCriteria?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return
            from criterion in participant.File.Protocol.Protocol.Criteria
            where failed.Contains(criterion.Id, StringComparer.Ordinal)
            let isInclusion = criterion.Polarity == Polarity.Inclusion
            select new SdtmRow("IE").Own("TESTCD", ShortName(criterion.Id, isInclusion)).Own("TEST", criterion.Text.Length > LongestTest ? criterion.Text[..LongestTest] : criterion.Text)
                .Own("CAT", isInclusion ? "INCLUSION" : "EXCLUSION").Own("ORRES", isInclusion ? "N" : "Y").Own("STRESC", isInclusion ? "N" : "Y").With("EPOCH", "SCREENING");
    }

    /// <summary>A name of at most eight capitals and digits: <c>inclusion-10.a.i</c> is <c>IN10AI</c>.</summary>
    public static string ShortName(string id, bool isInclusion)
    {
        var rest = string.Concat(id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..].Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return (isInclusion ? "IN" : "EX") + (rest.Length > 6 ? rest[..6] : rest);
    }
}
