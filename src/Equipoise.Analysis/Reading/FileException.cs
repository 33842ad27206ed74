namespace Equipoise.Analysis.Reading;

/// <summary>A file of a scenario or a plan cannot be read or contradicts itself; the message says on which line and how to mend it.</summary>
public sealed class FileException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Names the line, counted from 1.</summary>
    public static FileException At(long line, string message) => new($"Line {line}: {message}");
}
