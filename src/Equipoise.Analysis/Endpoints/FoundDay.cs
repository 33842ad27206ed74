namespace Equipoise.Analysis.Endpoints;

/// <summary>A day that a source tells.</summary>
/// <param name="Day">The day.</param>
/// <param name="Domain">The form or SDTM domain it stands in.</param>
/// <param name="Field">The field.</param>
/// <param name="Entry">The entry.</param>
internal sealed record FoundDay(DateOnly Day, string Domain, string Field, string Entry);
