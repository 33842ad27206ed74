using Equipoise.Registry.Records;

namespace Equipoise.Registry.Exports;

/// <summary>A column of the registry's CSV form.</summary>
/// <param name="Name">Its header, such as <c>NCT Number</c>.</param>
/// <param name="Of">Its value for a study; empty where the record does not say.</param>
public sealed record CsvColumn(string Name, Func<StudyRecord, string> Of);
