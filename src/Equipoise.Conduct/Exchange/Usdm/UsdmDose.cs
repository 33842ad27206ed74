namespace Equipoise.Conduct.Exchange.Usdm;

/// <summary>An administration of an intervention.</summary>
/// <param name="Code">Its short name, which the file uses as a code.</param>
/// <param name="Name">What is given.</param>
/// <param name="Arms">The ids of the arms whose cells name the intervention.</param>
/// <param name="Amount">The amount; null where none is given as a number.</param>
/// <param name="Unit">Its unit, as the file codes or words it.</param>
/// <param name="Route">The route in words; empty for none.</param>
/// <param name="Frequency">How often, as the file codes it, and in words.</param>
public sealed record UsdmDose(string Code, string Name, IReadOnlyList<string> Arms, decimal? Amount, string Unit, string Route, (string Code, string Words) Frequency);
