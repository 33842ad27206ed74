using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;

namespace Equipoise.Eligibility.Matching;

/// <summary>A limit asked of many patients. Who has one latest value is answered by a table, once for each different reading; who has
/// several that may be the latest, or none where one could be derived, as a single patient is.</summary>
internal sealed class ValueStatementColumn : StatementColumn
{
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
    private readonly LatestColumn latest;
    private readonly byte[] byDate;
    private readonly bool isRare;

    public ValueStatementColumn(CriterionNode leaf, PatientColumns patients, DateOnly asOf, SiteRanges ranges)
    {
        (this.leaf, this.patients, this.asOf, this.ranges) = (leaf, patients, asOf, ranges);
        var variable = leaf is Measurement measurement ? measurement.Variable : ((PerformanceStatus)leaf).Scale;
        within = (leaf as Measurement)?.Within is { Direction: "before" } window ? window : null;
        isRare = leaf is Measurement limited && (MeasurementEvaluator.IsVitalSign(limited) || (limited.RelativeTo is not null && ranges.DependsOnAge(variable)));
        column = patients.Values(variable);
        var sources = leaf is Measurement { RelativeTo: null } ? DerivedValue.Sources(variable) : [];
        needed = [variable, .. sources];
        derived = sources.Count > 0 ? new DerivedColumn((Measurement)leaf, patients, asOf, ranges) : null;
        byReading = new byte[(column?.Readings.Count ?? 0) * Sexes.Length];
        // Only where a variable has several kinds of unit may a reading not fit.
        var fits = column is null || leaf is not Measurement limit ? null : column.Readings.ConvertAll(reading => MeasurementEvaluator.MayCompare(reading, limit)).ToArray();
        latest = new LatestColumn(column, patients, asOf, fits is null || Array.TrueForAll(fits, fit => fit) ? null : fits, needsDate: false);
        byDate = within is null ? [] : new byte[patients.Dates.Count + 1];
    }

    public override void Fill(TruthTable truths, int statement, int first, int count)
    {
        for (var i = 0; i < count; i++)
            Set(truths, statement, i, Ask(first + i));
    }

    private byte Ask(int patient)
    {
        var at = latest.Find(patient);
        if (at == LatestColumn.Several || isRare)
            return Alone(patient);
        if (at == LatestColumn.None || (within is not null && !IsWithin(column!.Date[at])))
            return derived?.Ask(patient) ?? 3;
        var sex = patients.Sex[patient] switch { "female" => 1, "male" => 2, _ => 0 };
        ref var code = ref byReading[(column!.Reading[at] * Sexes.Length) + sex];
        if (code == NotAsked)
            code = Code(Evaluate(new PatientFacts { Id = "", Sex = Sexes[sex].Length == 0 ? null : Sexes[sex], Values = [column.Readings[column.Reading[at]]] }, leaf is Measurement limit ? limit with { Within = null } : leaf));
        return code;
    }

    private bool IsWithin(int date)
    {
        ref var code = ref byDate[date + 1];
        if (code == NotAsked)
            code = (byte)(TimeWindow.Before(within!, asOf).Touches(patients.DateAt(date)?.UpTo(asOf), patients.DateAt(date)?.UpTo(asOf)) == Truth.True ? 1 : 2);
        return code == 1;
    }

    private byte Alone(int patient) => Code(Evaluate(patients.Only(patient, needed), leaf));

    private Finding Evaluate(PatientFacts patient, CriterionNode what)
    {
        var evaluator = new MeasurementEvaluator(patient, asOf, ranges);
        return what is Measurement measurement ? evaluator.Evaluate(measurement) : evaluator.Evaluate((PerformanceStatus)what);
    }
}
