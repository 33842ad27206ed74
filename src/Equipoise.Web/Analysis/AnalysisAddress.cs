using System.Globalization;

namespace Equipoise.Web.Analysis;

/// <summary>Where the pages of an analysis are.</summary>
internal static class AnalysisAddress
{
    public const string Root = "/analysis";

    public static string Study(string study) => $"{Root}/{Uri.EscapeDataString(study)}";

    public static string Plan(string study) => $"{Study(study)}/plan";

    public static string Cut(string study, long number) => string.Create(CultureInfo.InvariantCulture, $"{Study(study)}/cuts/{number}");
}
