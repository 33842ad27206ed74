using System.Globalization;

namespace Equipoise.Conduct.Exchange.Sdtm;

/// <summary>Numbers as results have them.</summary>
internal static class Numbers
{
    public static decimal? Read(string? text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string? Write(decimal? number) => number?.ToString(CultureInfo.InvariantCulture);
}
