using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Equipoise.Web.Operations;

/// <summary>All series of one instrument.</summary>
internal sealed class MetricFamily
{
    // Only these tell series apart: their values are few, and none says who asked or for what.
    private static readonly (string Tag, string Label)[] Labels =
    [
        ("http.request.method", "method"), ("http.route", "route"), ("http.response.status_code", "status"),
        ("gc.heap.generation", "generation"), ("cpu.mode", "mode"),
    ];

    // The runtime says that these only grow; they do not.
    private static readonly string[] NoCounters = ["dotnet.thread_pool.thread.count", "dotnet.thread_pool.queue.length"];

    private readonly ConcurrentDictionary<string, MetricSeries> series = new(StringComparer.Ordinal);

    private MetricFamily(string name, string help, MetricKind kind, bool isAbsolute) =>
        (Name, Help, Kind, IsAbsolute) = (name, help, kind, isAbsolute);

    /// <summary>The name by the rules of Prometheus: the unit and, of a counter, <c>total</c> at its end.</summary>
    public string Name { get; }

    /// <summary>What it measures.</summary>
    public string Help { get; }

    /// <summary>How it behaves.</summary>
    public MetricKind Kind { get; }

    /// <summary>The series, by labels.</summary>
    public IEnumerable<KeyValuePair<string, MetricSeries>> Series => series.OrderBy(entry => entry.Key, StringComparer.Ordinal);

    // Whether a measurement is the value itself, not a change of it.
    private bool IsAbsolute { get; }

    /// <summary>The family of an instrument.</summary>
    public static MetricFamily Of(Instrument instrument)
    {
        var kind = KindOf(instrument);
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var name = instrument.Name.Replace('.', '_');
        return new MetricFamily(
            $"{name}{(name.EndsWith(unit, StringComparison.Ordinal) ? "" : unit)}{(kind == MetricKind.Counter ? "_total" : "")}",
            instrument.Description ?? instrument.Name,
            kind,
            instrument.IsObservable);
    }

    /// <summary>Takes a measurement in.</summary>
    public void Measure(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var one = series.GetOrAdd(LabelsOf(tags), static (_, kind) => new MetricSeries(kind), Kind);
        if (Kind == MetricKind.Histogram)
            one.Observe(value);
        else if (IsAbsolute)
            one.Set(value);
        else
            one.Add(value);
    }

    private static MetricKind KindOf(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        if (type.StartsWith("Histogram", StringComparison.Ordinal))
            return MetricKind.Histogram;
        var grows = type.StartsWith("Counter", StringComparison.Ordinal) || type.StartsWith("ObservableCounter", StringComparison.Ordinal);
        return grows && !NoCounters.Contains(instrument.Name, StringComparer.Ordinal) ? MetricKind.Counter : MetricKind.Gauge;
    }

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = "";
        foreach (var (name, label) in Labels)
        {
            foreach (var tag in tags)
            {
                if (string.Equals(tag.Key, name, StringComparison.Ordinal) && tag.Value is { } value)
                    text += $"{(text.Length > 0 ? "," : "")}{label}=\"{PrometheusText.Escape(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}"))}\"";
            }
        }

        return text;
    }
}
