namespace Equipoise.Conduct.Quality;

/// <summary>The forms of one kind of visit.</summary>
/// <param name="Visit">Its code.</param>
/// <param name="Name">Its name, without a count.</param>
/// <param name="Visits">How many of it have their window behind them.</param>
/// <param name="Forms">Their forms.</param>
public sealed record VisitQuality(string Visit, string Name, int Visits, FormCounts Forms);
