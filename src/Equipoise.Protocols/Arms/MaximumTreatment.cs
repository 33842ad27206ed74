namespace Equipoise.Protocols.Arms;

/// <summary>When treatment ends at the latest: no dose is given on or after the day that lies so many calendar months after the first dose.</summary>
/// <param name="Months">Calendar months from the first dose.</param>
/// <param name="Arms">The codes of the arms that it binds.</param>
public sealed record MaximumTreatment(int Months, IReadOnlyList<string> Arms);
