namespace Equipoise.CommandLine;

/// <summary>Tells of progress at once, on the thread that works.</summary>
internal sealed class ImmediateProgress<T>(Action<T> show) : IProgress<T>
{
    public void Report(T value) => show(value);
}
