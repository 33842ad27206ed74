using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Matching;

/// <summary>A limit on a derived value asked of patients whose record lacks the value itself. Creatinine clearance is computed straight
/// from the columns; what is rarer, or not plain, as for a single patient.</summary>
internal sealed class DerivedColumn(Measurement leaf, PatientColumns patients, DateOnly asOf, SiteRanges ranges)
{
    private const int Tenths = 20_000;

    private readonly ValueColumn? creatinine = patients.Values("creatinine");
    private readonly ValueColumn? weight = patients.Values("weight");
    private readonly decimal?[] milligrams = Convert(patients.Values("creatinine"), "mg/dL", 113.12m);
    private readonly decimal?[] kilograms = Convert(patients.Values("weight"), "kg", null);
    private readonly int[] ages = Ages(patients, asOf);
    private readonly byte[] byTenth = new byte[Tenths];
    private readonly string[] needed = [.. DerivedValue.Sources(leaf.Variable)];

    /// <summary>The code of the truth.</summary>
    public byte Ask(int patient)
    {
        if (leaf.Variable is not "creatinineClearance")
            return Alone(patient);
        // Nobody without a birth date and a sex has one.
        if (patients.Born[patient] is not (>= 0 and var born) || patients.Sex[patient] is not { } sex || creatinine is null || weight is null || ages[born] < 0)
            return 3;
        if (creatinine.Start(patient) == creatinine.Start(patient + 1) || weight.Start(patient) == weight.Start(patient + 1))
            return 3;
        if (Only(creatinine, patient) is not (>= 0 and var one) || Only(weight, patient) is not (>= 0 and var other))
            return Alone(patient);
        if (milligrams[creatinine.Reading[one]] is not { } milligram || milligram <= 0 || kilograms[weight.Reading[other]] is not { } kilogram)
            return 3;
        var clearance = DerivedValue.Clearance(ages[born], sex is "female", milligram, kilogram);
        if (clearance is < 0 or >= Tenths / 10)
            return Alone(patient);
        ref var code = ref byTenth[(int)(clearance * 10)];
        if (code == 0)
            code = Code(clearance);
        return code;
    }

    // The one value there is, with a day of the past and no bound; -1 for any other case.
    private int Only(ValueColumn column, int patient)
    {
        var at = column.Start(patient);
        return column.Start(patient + 1) == at + 1 && column.Readings[column.Reading[at]].Bound is null && patients.DateAt(column.Date[at]) is { } date && date.First <= asOf ? at : -1;
    }

    private byte Code(decimal clearance)
    {
        var finding = new MeasurementEvaluator(new PatientFacts { Id = "", Values = [new ValueFact("creatinineClearance", clearance, "mL/min", null, "")] }, asOf, ranges).Evaluate(leaf with { Within = null });
        return finding.Truth switch { Truth.True => 1, Truth.False => 2, _ => (byte)(finding.SettledBy is null ? 4 : 3) };
    }

    private byte Alone(int patient)
    {
        var finding = new MeasurementEvaluator(patients.Only(patient, needed), asOf, ranges).Evaluate(leaf);
        return finding.Truth switch { Truth.True => 1, Truth.False => 2, _ => (byte)(finding.SettledBy is null ? 4 : 3) };
    }

    private static decimal?[] Convert(ValueColumn? column, string unit, decimal? molarMass) =>
        column is null ? [] : [.. column.Readings.Select(reading => UnitConversion.Convert(reading.Value, reading.Unit, unit, molarMass, out _))];

    private static int[] Ages(PatientColumns patients, DateOnly asOf) =>
        [.. patients.Dates.Select(date => DerivedValue.Age(new PatientFacts { Id = "", Born = date }, asOf) ?? -1)];
}
