namespace Equipoise.Conduct.Exchange.Usdm;

/// <summary>A visit of the main timeline.</summary>
/// <param name="Name">The name of its instance.</param>
/// <param name="Label">What people call its encounter.</param>
/// <param name="Epoch">The type of its epoch in words; empty for none.</param>
/// <param name="Reference">The name of the instance from which days are counted; null where no timing leads to one.</param>
/// <param name="Day">Whole days from there, negative before it; null where no timing says so in days and weeks.</param>
/// <param name="Before">How many days earlier it may be.</param>
/// <param name="After">How many days later it may be.</param>
/// <param name="Activities">The ids of what is done.</param>
public sealed record UsdmVisit(string Name, string Label, string Epoch, string? Reference, int? Day, int Before, int After, IReadOnlyList<string> Activities);
