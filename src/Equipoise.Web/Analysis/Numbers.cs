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

    /// <summary>A confidence level as tables head it: 95 %.</summary>
    public static string Level(double level) => $"{(100 * level).ToString("0.##", CultureInfo.InvariantCulture)} %";

    /// <summary>A number with as many places as it needs, six at most.</summary>
    public static string Plain(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>A moment as it is kept, to the minute.</summary>
    public static string Moment(string at) => $"{at[..10]} {at[11..16]} UTC";

    /// <summary>A spending function by the names of those who made it.</summary>
    public static string Spending(string name) => name switch
    {
        "obf" => "O’Brien–Fleming",
        "pocock" => "Pocock",
        _ => name,
    };

    /// <summary>A number with two places; a dash where there is none.</summary>
    public static string Short(double? value) => value is { } known && double.IsFinite(known) ? Places(known, 2) : "–";

    /// <summary>A number with so many places; nothing is below 0 that is 0 with them.</summary>
    public static string Places(double value, int places)
    {
        var text = value.ToString($"F{places}", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAnyInRange('1', '9') ? text : text.TrimStart('-');
    }

    /// <summary>A share as percent with one place.</summary>
    public static string Percent(double? share) => share is { } known ? $"{(100 * known).ToString("F1", CultureInfo.InvariantCulture)} %" : "–";
}
