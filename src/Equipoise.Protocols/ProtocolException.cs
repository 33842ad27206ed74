namespace Equipoise.Protocols;

/// <summary>A protocol file cannot be read; the message says where and how to mend it.</summary>
public sealed class ProtocolException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Names the line, counted from 1.</summary>
    public static ProtocolException At(long line, string message) => new($"Line {line}: {message}");
}
