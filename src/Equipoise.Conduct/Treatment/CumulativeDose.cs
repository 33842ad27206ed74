namespace Equipoise.Conduct.Treatment;

/// <summary>How much of a treatment a participant has had.</summary>
/// <param name="Treatment">The code of the treatment.</param>
/// <param name="Doses">How many doses were given.</param>
/// <param name="Amount">Their sum.</param>
/// <param name="First">The day of the first.</param>
/// <param name="Last">The day of the last.</param>
public sealed record CumulativeDose(string Treatment, int Doses, decimal Amount, DateOnly First, DateOnly Last)
{
    /// <summary>Adds up what was given, treatment by treatment.</summary>
    public static IReadOnlyList<CumulativeDose> Of(IEnumerable<DoseRecord> records) =>
    [
        .. records.Where(record => record is { Status: DoseStatus.Given, Amount: > 0 })
            .GroupBy(record => record.Treatment, StringComparer.Ordinal)
            .Select(doses => new CumulativeDose(doses.Key, doses.Count(), doses.Sum(dose => dose.Amount!.Value), doses.Min(dose => dose.Day), doses.Max(dose => dose.Day))),
    ];
}
