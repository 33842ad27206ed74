using Equipoise.Registry.Import.Sources;

namespace Equipoise.Registry.Import.Live;

/// <summary>Some studies of a live source, and how to go on behind them.</summary>
/// <param name="Items">The studies, each a record or a sentence.</param>
/// <param name="State">What <see cref="RegistryClient.ReadAsync"/> needs to go on after a break; null at the end.</param>
public sealed record LivePage(IReadOnlyList<ImportItem> Items, string? State);
