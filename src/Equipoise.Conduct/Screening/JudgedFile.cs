namespace Equipoise.Conduct.Screening;

/// <summary>A report on eligibility with all that it was made from, so that it can be known whether it still holds.</summary>
/// <param name="File">What was on record.</param>
/// <param name="AsOf">The day judged on.</param>
/// <param name="Report">What it came to.</param>
internal sealed record JudgedFile(ParticipantFile File, DateOnly AsOf, EligibilityReport Report)
{
    public static JudgedFile Of(ParticipantFile file, DateOnly asOf) => new(file, asOf, file.Judge(asOf));

    /// <summary>Whether judging a file on a day would come to the same, since nothing in it differs.</summary>
    public bool IsOf(ParticipantFile file, DateOnly asOf) =>
        AsOf == asOf
        && string.Equals(File.Protocol.Hash, file.Protocol.Hash, StringComparison.Ordinal)
        && string.Equals(File.Site.Ranges, file.Site.Ranges, StringComparison.Ordinal)
        && File.Consents.SequenceEqual(file.Consents)
        && File.Entries.SequenceEqual(file.Entries)
        && File.Decisions.SequenceEqual(file.Decisions);
}
