namespace Equipoise.Conduct.Exchange.Datasets;

/// <summary>A column of a data set.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Label">What it means, in at most 40 letters.</param>
/// <param name="DataType"><c>string</c>, <c>integer</c>, <c>double</c> or <c>date</c>, as Dataset-JSON 1.1 names them.</param>
/// <param name="KeySequence">Its place among the columns that tell one row from another, from 1; null for none.</param>
public sealed record DatasetColumn(string Name, string Label, string DataType, int? KeySequence = null);
