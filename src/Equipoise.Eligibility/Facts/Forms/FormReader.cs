using Equipoise.Eligibility.Facts.Rows;

namespace Equipoise.Eligibility.Facts.Forms;

/// <summary>Reads the fields of a form as facts about one patient.</summary>
/// <remarks>A field is named <c>fact:name</c>, or <c>fact:name:part</c> where the part is unit, date, end, reason, low or high:
/// <c>measurement:hemoglobin</c>, <c>measurement:hemoglobin:unit</c>, <c>condition:liver metastases:date</c>. A second fact of the same
/// name is <c>measurement:hemoglobin#2</c>. Birth date, sex, the day of a progression and the patient's id are
/// <c>birthDate</c>, <c>sex</c>, <c>progression</c> and <c>patient</c>.</remarks>
public static class FormReader
{
    private const int MostFacts = 2000;

    /// <summary>The facts that the filled-in fields state; null where none is filled in.</summary>
    /// <exception cref="FormatException">There are more than 2,000 facts.</exception>
    public static PatientFacts? Read(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var rows = new List<FactRow>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var patient = "";
        foreach (var (field, text) in fields)
        {
            var value = text.Trim();
            if (value.Length == 0)
                continue;
            if (field is "patient")
            {
                patient = value;
                continue;
            }

            var parts = field.Split(':');
            if (parts.Length > 3 || (parts.Length == 1 && field is not ("birthDate" or "sex" or "progression")))
                continue;
            var key = parts.Length == 1 ? field : $"{parts[0]}:{parts[1]}";
            if (!places.TryGetValue(key, out var place))
            {
                if (rows.Count == MostFacts)
                    throw new FormatException($"The form states more than {MostFacts} facts.");
                places.Add(key, place = rows.Count);
                rows.Add(new FactRow("", parts[0], parts.Length == 1 ? "" : NameOf(parts[1]), "", "", "", "", "", "", "", "", "", $"form field {Fhir.Json.Short(key)}"));
            }

            rows[place] = With(rows[place], parts.Length == 3 ? parts[2] : "value", value);
        }

        // A unit or a date alone, which the form shows filled in, states nothing.
        rows.RemoveAll(row => row.Value.Length == 0);
        return rows.Count == 0 ? null : FactRows.Read(rows.Select(row => row with { Patient = patient }))[0];
    }

    private static string NameOf(string name) => name.LastIndexOf('#') is > 0 and var number ? name[..number] : name;

    private static FactRow With(FactRow row, string part, string value) => part switch
    {
        "value" => row with { Value = value },
        "unit" => row with { Unit = value },
        "date" => row with { Date = value },
        "end" => row with { End = value },
        "low" => row with { Low = value },
        "reason" => row with { Reason = value },
        "high" => row with { High = value },
        _ => row,
    };
}
