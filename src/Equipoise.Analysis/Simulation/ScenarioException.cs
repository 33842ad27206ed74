namespace Equipoise.Analysis.Simulation;

/// <summary>A scenario file cannot be read or contradicts itself; the message says on which line and how to mend it.</summary>
public sealed class ScenarioException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Names the line, counted from 1.</summary>
    public static ScenarioException At(long line, string message) => new($"Line {line}: {message}");
}
