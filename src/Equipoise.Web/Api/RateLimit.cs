using System.Globalization;

namespace Equipoise.Web.Api;

/// <summary>How many requests to the public API one address may make in a while.</summary>
/// <param name="Requests">How many, 1 or more.</param>
/// <param name="Period">In how long.</param>
public sealed record RateLimit(int Requests, TimeSpan Period)
{
    /// <summary>How it is written: <c>50/minute</c>; a second, a minute, an hour or a day.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Requests}/{UnitOf(Period)}");

    /// <summary>Reads what <see cref="ToString"/> writes; units may also be written by their first letter.</summary>
    /// <returns>False where the text is no limit.</returns>
    public static bool TryParse(string text, out RateLimit? limit)
    {
        limit = null;
        if (text.Split('/') is not [var count, var unit]
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var requests)
            || requests < 1
            || PeriodOf(unit.ToLowerInvariant()) is not { } period)
            return false;
        limit = new RateLimit(requests, period);
        return true;
    }

    private static TimeSpan? PeriodOf(string unit) => unit switch
    {
        "s" or "second" => TimeSpan.FromSeconds(1),
        "m" or "min" or "minute" => TimeSpan.FromMinutes(1),
        "h" or "hour" => TimeSpan.FromHours(1),
        "d" or "day" => TimeSpan.FromDays(1),
        _ => null,
    };

    private static string UnitOf(TimeSpan period) => period.TotalSeconds switch
    {
        1 => "second",
        60 => "minute",
        3600 => "hour",
        _ => "day",
    };
}
