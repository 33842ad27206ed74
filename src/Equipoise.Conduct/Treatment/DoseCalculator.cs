using System.Globalization;
using Equipoise.Conduct.Derived;
using Equipoise.Protocols.Arms;

namespace Equipoise.Conduct.Treatment;

/// <summary>Calculates doses by the rules of a protocol.</summary>
public static class DoseCalculator
{
    private const decimal Full = 100;

    /// <summary>The dose of the next administration.</summary>
    /// <param name="treatment">What is given.</param>
    /// <param name="today">The body today; a flat dose does not need it.</param>
    /// <param name="first">What the first dose was calculated from; null at the first dose.</param>
    /// <param name="last">What the last dose was calculated from; null at the first dose.</param>
    /// <param name="percent">The share of the full dose, 100 without a reduction.</param>
    /// <exception cref="StepRefusedException">A measure is missing that the dose depends on.</exception>
    public static CalculatedDose Next(Protocols.Arms.Treatment treatment, BodyMeasures? today, BodyMeasures? first = null, BodyMeasures? last = null, decimal percent = Full)
    {
        var dose = treatment.Dose;
        if (dose.Basis == DoseBasis.Flat)
            return Round(treatment, dose.Amount * percent / Full, null, isRecalculated: false, $"The dose is {dose}, whatever the body{Reduced(percent)}.");
        var (body, why) = Chosen(treatment, today ?? throw Missing(treatment, "weight"), first, last);
        var size = dose.Basis == DoseBasis.PerKilogram ? body.Weight : Surface(treatment, body);
        var isRecalculated = last is not null && body != last;
        return Round(treatment, dose.Amount * size * percent / Full, body, isRecalculated, string.Create(CultureInfo.InvariantCulture, $"{dose} × {size:0.##} {(dose.Basis == DoseBasis.PerKilogram ? "kg" : "m2")}{Reduced(percent)}; {why}."));
    }

    // Which measures count: those of today when the change asks for it, else those of before.
    private static (BodyMeasures Body, string Why) Chosen(Protocols.Arms.Treatment treatment, BodyMeasures today, BodyMeasures? first, BodyMeasures? last)
    {
        if (first is null || last is null)
            return (today, "weight of the first dose");
        if (treatment.Recalculation is not { } rule)
            return (first, "the protocol never calculates it anew");
        if (rule.ChangePercent == 0)
            return (today, "weight of today, as at every dose");
        var (reference, before) = rule.Reference == WeightReference.FirstDose ? (first, "first dose") : (last, "last calculation");
        var change = Math.Abs(today.Weight - reference.Weight);
        var words = string.Create(CultureInfo.InvariantCulture, $"the weight changed by {100 * change / reference.Weight:0.#} % since the {before}");
        return 100 * change >= rule.ChangePercent * reference.Weight
            ? (today, string.Create(CultureInfo.InvariantCulture, $"{words}, {rule.ChangePercent:0.#} % or more: calculated anew"))
            : (reference, string.Create(CultureInfo.InvariantCulture, $"{words}, less than {rule.ChangePercent:0.#} %: kept"));
    }

    private static decimal Surface(Protocols.Arms.Treatment treatment, BodyMeasures body) =>
        (decimal)BodySize.Mosteller((double)body.Weight, (double)(body.Height ?? throw Missing(treatment, "height")));

    private static CalculatedDose Round(Protocols.Arms.Treatment treatment, decimal exact, BodyMeasures? body, bool isRecalculated, string explanation)
    {
        var amount = treatment.Rounding is not { } rounding ? exact : rounding.Step * (rounding.Direction switch
        {
            RoundingDirection.Up => Math.Ceiling(exact / rounding.Step),
            RoundingDirection.Down => Math.Floor(exact / rounding.Step),
            _ => Math.Round(exact / rounding.Step, MidpointRounding.AwayFromZero),
        });
        decimal? volume = treatment.ConcentrationPerMilliliter is { } concentration ? Math.Round(amount / concentration, 2, MidpointRounding.AwayFromZero) : null;
        return new CalculatedDose(amount, treatment.Dose.Unit, exact, volume, body, isRecalculated, explanation);
    }

    private static string Reduced(decimal percent) => percent == Full ? "" : string.Create(CultureInfo.InvariantCulture, $", reduced to {percent:0.#} %");

    private static StepRefusedException Missing(Protocols.Arms.Treatment treatment, string measure) =>
        new(RefusalKind.Conflict, $"{measure}-missing", $"The dose of {treatment.Name} depends on the {measure}, which is not on record: enter it first.");
}
