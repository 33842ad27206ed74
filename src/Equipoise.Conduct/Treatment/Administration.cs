namespace Equipoise.Conduct.Treatment;

/// <summary>One administration as it was done.</summary>
/// <param name="Treatment">The code of the treatment.</param>
/// <param name="Start">When it began, in the site's time.</param>
/// <param name="End">When it ended; null where it takes no time.</param>
/// <param name="Amount">How much was given.</param>
/// <param name="Percent">The share of the full dose that was meant, 100 without a reduction.</param>
public sealed record Administration(string Treatment, DateTimeOffset Start, DateTimeOffset? End, decimal Amount, decimal Percent = 100);
