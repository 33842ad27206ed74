using System.Globalization;

namespace Equipoise.Analysis.Stories;

/// <summary>Days as forms write them.</summary>
internal static class DayText
{
    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
