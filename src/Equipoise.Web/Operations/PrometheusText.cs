using System.Globalization;
using System.Text;

namespace Equipoise.Web.Operations;

/// <summary>Metrics in the text format of Prometheus, version 0.0.4.</summary>
internal static class PrometheusText
{
    /// <summary>The media type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>A label's value: backslashes, quotation marks and line breaks are escaped.</summary>
    public static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>Appends a value of the product's own.</summary>
    public static void AppendGauge(StringBuilder text, string name, string help, double value)
    {
        AppendHead(text, name, help, MetricKind.Gauge);
        AppendLine(text, name, "", value);
    }

    /// <summary>Appends a family with all its series.</summary>
    public static void Append(StringBuilder text, MetricFamily family)
    {
        var series = family.Series.ToList();
        if (series.Count == 0)
            return;
        AppendHead(text, family.Name, family.Help, family.Kind);
        foreach (var (labels, one) in series)
        {
            var (sum, count, buckets) = one.Read();
            if (family.Kind != MetricKind.Histogram)
            {
                AppendLine(text, family.Name, labels, sum);
                continue;
            }

            var before = labels.Length > 0 ? $"{labels}," : "";
            foreach (var (bucket, below) in buckets.Index())
                AppendLine(text, $"{family.Name}_bucket", $"{before}le=\"{Number(MetricSeries.Bounds[bucket])}\"", below);
            AppendLine(text, $"{family.Name}_bucket", $"{before}le=\"+Inf\"", count);
            AppendLine(text, $"{family.Name}_sum", labels, sum);
            AppendLine(text, $"{family.Name}_count", labels, count);
        }
    }

    private static void AppendHead(StringBuilder text, string name, string help, MetricKind kind) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help.ReplaceLineEndings(" ")}\n# TYPE {name} {kind.ToString().ToLowerInvariant()}\n");

    private static void AppendLine(StringBuilder text, string name, string labels, double value) =>
        text.Append(name).Append(labels.Length > 0 ? $"{{{labels}}}" : "").Append(' ').Append(Number(value)).Append('\n');

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
