namespace Equipoise.Eligibility.Facts.Rows;

/// <summary>Rows of words as patients' facts, and back.</summary>
public static class FactRows
{
    /// <summary>The patients that the rows speak of, in their order.</summary>
    public static IReadOnlyList<PatientFacts> Read(IEnumerable<FactRow> rows)
    {
        var patients = new Dictionary<string, RowBuilder>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!patients.TryGetValue(row.Patient, out var builder))
                patients.Add(row.Patient, builder = new RowBuilder(row.Patient.Length > 0 ? row.Patient : "patient"));
            builder.Add(row);
        }

        return [.. patients.Values.Select(builder => builder.Build())];
    }

    /// <summary>Patients' facts as a table that <see cref="CsvReader"/> reads back to the same facts.</summary>
    public static string Write(IEnumerable<PatientFacts> patients)
    {
        var lines = new List<string> { string.Join(',', CsvReader.Columns) };
        lines.AddRange(patients.SelectMany(RowWriter.Of).Select(row => string.Join(',', ((string[])[row.Patient, row.Fact, row.Name, row.Value, row.Unit, row.Date, row.End, row.Low, row.High, row.Words, row.Reason, row.Source]).Select(CsvTable.Write))));
        return string.Join('\n', lines) + "\n";
    }
}
