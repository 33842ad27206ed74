using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;

namespace Equipoise.Eligibility.Matching;

/// <summary>A limit on a derived value asked of patients whose record lacks the value itself. Creatinine clearance is computed straight
/// from the columns; what is rarer, or not plain, as for a single patient.</summary>
internal sealed class DerivedColumn(Measurement leaf, PatientColumns patients, DateOnly asOf, SiteRanges ranges)
{
    private const int Tenths = 4000;

    private readonly ValueColumn? creatinine = patients.Values("creatinine");
    private readonly ValueColumn? weight = patients.Values("weight");
    private readonly decimal?[] milligrams = Convert(patients.Values("creatinine"), "mg/dL");
    private readonly decimal?[] kilograms = Convert(patients.Values("weight"), "kg");
    private readonly LatestColumn latestCreatinine = new(patients.Values("creatinine"), patients, asOf, fits: null, needsDate: true);
    private readonly LatestColumn latestWeight = new(patients.Values("weight"), patients, asOf, fits: null, needsDate: true);
    private readonly (int Oldest, int Youngest)?[] ages = [.. patients.Dates.Select(born => DerivedValue.Ages(born, asOf))];
    private readonly byte[] byTenth = new byte[Tenths];
    private readonly byte[] byLeastTenth = new byte[Tenths];
    private readonly string[] needed = [.. DerivedValue.Sources(leaf.Variable)];

    /// <summary>The code of the truth.</summary>
    public byte Ask(int patient)
    {
        if (leaf.Variable is not "creatinineClearance" || leaf.Within is not null)
            return Alone(patient);
        // Nobody without a birth date, a sex, a creatinine and a weight has one.
        if (patients.Born[patient] is not (>= 0 and var born) || patients.Sex[patient] is not { } sex || ages[born] is not { } age)
            return 3;
        var (one, other) = (latestCreatinine.Find(patient), latestWeight.Find(patient));
        if (one == LatestColumn.None || other == LatestColumn.None)
            return 3;
        if (one == LatestColumn.Several || other == LatestColumn.Several)
            return Alone(patient);
        if (milligrams[creatinine!.Reading[one]] is not { } milligram || milligram <= 0 || kilograms[weight!.Reading[other]] is not { } kilogram)
            return 3;
        var clearance = DerivedValue.Clearance(age.Oldest, sex is "female", milligram, kilogram);
        if (clearance is < 0 or >= Tenths / 10)
            return Alone(patient);
        var isExact = age.Oldest == age.Youngest;
        ref var code = ref (isExact ? byTenth : byLeastTenth)[(int)(clearance * 10)];
        if (code == 0)
            code = Code(clearance, isExact ? null : Comparison.AtLeast);
        return code;
    }

    private byte Code(decimal clearance, Comparison? bound)
    {
        var finding = new MeasurementEvaluator(new PatientFacts { Id = "", Values = [new ValueFact("creatinineClearance", clearance, "mL/min", null, "", bound)] }, asOf, ranges).Evaluate(leaf with { Within = null });
        return finding.Truth switch { Truth.True => 1, Truth.False => 2, _ => (byte)(finding.SettledBy is null ? 4 : 3) };
    }

    private byte Alone(int patient)
    {
        var finding = new MeasurementEvaluator(patients.Only(patient, needed), asOf, ranges).Evaluate(leaf);
        return finding.Truth switch { Truth.True => 1, Truth.False => 2, _ => (byte)(finding.SettledBy is null ? 4 : 3) };
    }

    private static decimal?[] Convert(ValueColumn? column, string unit) => column is null ? [] : [.. column.Readings.Select(reading => DerivedValue.Usable(reading, unit))];
}
