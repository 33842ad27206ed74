namespace Equipoise.Conduct.Exchange.Datasets;

/// <summary>What a data set is, without its rows.</summary>
/// <param name="Name">Its name, such as LB.</param>
/// <param name="Label">What it holds.</param>
/// <param name="Columns">Its columns, in order.</param>
public sealed record Dataset(string Name, string Label, IReadOnlyList<DatasetColumn> Columns);
