using System.Globalization;

namespace Equipoise.Web.Analysis;

/// <summary>Numbers of an analysis in words.</summary>
internal static class Numbers
{
    public static string WithLimits(double estimate, double lower, double upper, string form) =>
        $"{OrNotReached(estimate, form)} ({OrNotReached(lower, form)} to {OrNotReached(upper, form)})";

    public static string OrNotReached(double value, string form) => double.IsFinite(value) ? value.ToString(form, CultureInfo.InvariantCulture) : "not reached";

    public static string PValue(double? value) => value switch
    {
        null => "–",
        < 0.0001 => "<0.0001",
        { } known => known.ToString("F4", CultureInfo.InvariantCulture),
    };
}
