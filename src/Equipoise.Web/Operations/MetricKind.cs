namespace Equipoise.Web.Operations;

/// <summary>How a metric behaves, in Prometheus's words.</summary>
internal enum MetricKind
{
    /// <summary>Only grows.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Counts measurements by their size.</summary>
    Histogram,
}
