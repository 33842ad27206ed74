namespace Equipoise.Derive;

/// <summary>A way to derive values from the columns of a row.</summary>
/// <param name="Name">The word on the command line.</param>
/// <param name="Description">What it derives, by which formula.</param>
/// <param name="Columns">What it needs.</param>
/// <param name="Results">The names and units of what it gives.</param>
/// <param name="Of">The values of a row, in the order of the results.</param>
internal sealed record Derivation(string Name, string Description, IReadOnlyList<string> Columns, IReadOnlyList<(string Name, string Unit)> Results, Func<DerivationRow, double[]> Of);
