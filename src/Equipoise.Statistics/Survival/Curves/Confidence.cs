using Equipoise.Statistics.Distributions;

namespace Equipoise.Statistics.Survival.Curves;

/// <summary>Pointwise confidence limits of a survival probability.</summary>
/// <remarks>With S the estimate, s the standard error of log S and z the normal quantile, each type transforms S, adds and
/// subtracts z times the standard error by the delta method, and transforms back (Klein and Moeschberger, Survival Analysis,
/// 2nd ed., section 4.3; Borgan and Liestøl, Scand J Statist 1990;17:35–41). Limits that leave 0 to 1 are cut there. The
/// scales that S = 1 or S = 0 is not on have no limits there, as in R.</remarks>
internal static class Confidence
{
    public static double QuantileOf(double level)
    {
        if (!(level is > 0 and < 1))
            throw new StatisticsException($"The confidence level is {level:R}: write a number between 0 and 1, such as 0.95.");
        return Normal.UpperQuantile((1 - level) / 2);
    }

    public static (double Lower, double Upper) Limits(double survival, double errorOfLog, double z, ConfidenceType type)
    {
        if (survival <= 0 || !double.IsFinite(errorOfLog))
            return survival <= 0 && errorOfLog == 0 && type == ConfidenceType.Plain ? (0, 0) : (double.NaN, double.NaN);
        return type switch
        {
            ConfidenceType.Plain => (Math.Max(0, survival - z * errorOfLog * survival), Math.Min(1, survival + z * errorOfLog * survival)),
            ConfidenceType.Log => (survival * Math.Exp(-z * errorOfLog), Math.Min(1, survival * Math.Exp(z * errorOfLog))),
            _ when survival >= 1 => (double.NaN, double.NaN),
            ConfidenceType.LogLog => LogLog(survival, z * errorOfLog),
            ConfidenceType.Logit => Logit(survival, z * errorOfLog),
            _ => Arcsin(survival, z * errorOfLog),
        };
    }

    private static (double Lower, double Upper) LogLog(double survival, double margin)
    {
        var log = Math.Log(survival);
        return (Math.Exp(log * Math.Exp(-margin / log)), Math.Exp(log * Math.Exp(margin / log)));
    }

    private static (double Lower, double Upper) Logit(double survival, double margin)
    {
        var (odds, spread) = (survival / (1 - survival), Math.Exp(margin / (1 - survival)));
        return (1 - 1 / (1 + odds / spread), 1 - 1 / (1 + odds * spread));
    }

    private static (double Lower, double Upper) Arcsin(double survival, double margin)
    {
        var (angle, half) = (Math.Asin(Math.Sqrt(survival)), 0.5 * margin * Math.Sqrt(survival / (1 - survival)));
        return (Square(Math.Sin(Math.Max(0, angle - half))), Square(Math.Sin(Math.Min(Math.PI / 2, angle + half))));
    }

    private static double Square(double x) => x * x;
}
