using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;

namespace Equipoise.Eligibility.Matching;

/// <summary>A limit asked of many patients. Who has one latest value is answered by a table, once for each different reading; who has
/// several that may be the latest, or none where one could be derived, as a single patient is.</summary>
internal sealed class ValueStatementColumn : StatementColumn
{
    private const int None = -1;
    private const int Several = -2;

    private static readonly string[] Sexes = ["", "female", "male"];

    private readonly CriterionNode leaf;
    private readonly PatientColumns patients;
    private readonly DateOnly asOf;
    private readonly SiteRanges ranges;
    private readonly ValueColumn? column;
    private readonly string[] needed;
    private readonly DerivedColumn? derived;
    private readonly Window? within;
    private readonly byte[] byReading;
    private readonly bool[] fits;
    private readonly byte[] byDate;

    public ValueStatementColumn(CriterionNode leaf, PatientColumns patients, DateOnly asOf, SiteRanges ranges)
    {
        (this.leaf, this.patients, this.asOf, this.ranges) = (leaf, patients, asOf, ranges);
        var variable = leaf is Measurement measurement ? measurement.Variable : ((PerformanceStatus)leaf).Scale;
        within = (leaf as Measurement)?.Within is { Direction: "before" } window ? window : null;
        column = patients.Values(variable);
        var sources = leaf is Measurement { RelativeTo: null } ? DerivedValue.Sources(variable) : [];
        needed = [variable, .. sources];
        derived = sources.Count > 0 ? new DerivedColumn((Measurement)leaf, patients, asOf, ranges) : null;
        byReading = new byte[(column?.Readings.Count ?? 0) * Sexes.Length];
        fits = column is null ? [] : [.. column.Readings.Select(reading => leaf is not Measurement limit || MeasurementEvaluator.MayCompare(reading, limit))];
        byDate = within is null ? [] : new byte[patients.Dates.Count + 1];
    }

    public override void Fill(TruthBits bits, int first, int count)
    {
        for (var i = 0; i < count; i++)
            Set(bits, i, Ask(first + i));
    }

    private byte Ask(int patient)
    {
        var at = column is null ? None : Latest(column, patient);
        if (at == Several)
            return Alone(patient);
        if (at == None || (within is not null && !IsWithin(column!.Date[at])))
            return derived?.Ask(patient) ?? 3;
        var sex = patients.Sex[patient] switch { "female" => 1, "male" => 2, _ => 0 };
        ref var code = ref byReading[(column!.Reading[at] * Sexes.Length) + sex];
        if (code == NotAsked)
            code = Code(Evaluate(new PatientFacts { Id = "", Sex = Sexes[sex].Length == 0 ? null : Sexes[sex], Values = [column.Readings[column.Reading[at]]] }, leaf is Measurement limit ? limit with { Within = null } : leaf));
        return code;
    }

    // The one latest value of those that can be compared.
    private int Latest(ValueColumn values, int patient)
    {
        var (best, bestDay, count, isPlain) = (None, int.MinValue, 0, true);
        for (var at = values.Start(patient); at < values.Start(patient + 1); at++)
        {
            if (!fits[values.Reading[at]])
                continue;
            var date = patients.DateAt(values.Date[at]);
            if (date is not null && date.First > asOf)
                continue;
            count++;
            isPlain &= date is not null && date.First == date.Last;
            var day = date?.Last.DayNumber ?? int.MinValue;
            if (day == bestDay)
                isPlain = false;
            else if (day > bestDay)
                (best, bestDay) = (at, day);
            if (best == None)
                best = at;
        }

        return count > 1 && !isPlain ? Several : best;
    }

    private bool IsWithin(int date)
    {
        ref var code = ref byDate[date + 1];
        if (code == NotAsked)
            code = (byte)(TimeWindow.Before(within!, asOf).Touches(patients.DateAt(date), patients.DateAt(date)) == Truth.True ? 1 : 2);
        return code == 1;
    }

    private byte Alone(int patient) => Code(Evaluate(patients.Only(patient, needed), leaf));

    private Finding Evaluate(PatientFacts patient, CriterionNode what)
    {
        var evaluator = new MeasurementEvaluator(patient, asOf, ranges);
        return what is Measurement measurement ? evaluator.Evaluate(measurement) : evaluator.Evaluate((PerformanceStatus)what);
    }
}
