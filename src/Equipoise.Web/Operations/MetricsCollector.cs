using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Equipoise.Web.Operations;

/// <summary>Listens to what the server and the runtime measure of themselves: requests by route and status, requests in
/// flight, garbage collection, heap, threads.</summary>
internal sealed class MetricsCollector : IDisposable
{
    private const string Server = "Microsoft.AspNetCore.Hosting";
    private const string Runtime = "System.Runtime";
    private readonly ConcurrentDictionary<Instrument, MetricFamily> families = new();
    private readonly MeterListener listener = new();

    public MetricsCollector(IMeterFactory meters)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            // The server's meter is this site's own: another site in the process has another.
            if (instrument.Meter.Name is Runtime || (instrument.Meter.Name is Server && ReferenceEquals(instrument.Meter.Scope, meters)))
                listening.EnableMeasurementEvents(instrument, families.GetOrAdd(instrument, MetricFamily.Of));
        };
        listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((MetricFamily)family!).Measure(value, tags));
        listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((MetricFamily)family!).Measure(value, tags));
        listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => ((MetricFamily)family!).Measure(value, tags));
        listener.Start();
    }

    /// <summary>What was measured until now.</summary>
    public IReadOnlyList<MetricFamily> Collect()
    {
        listener.RecordObservableInstruments();
        return [.. families.Values.OrderBy(family => family.Name, StringComparer.Ordinal)];
    }

    public void Dispose() => listener.Dispose();
}
