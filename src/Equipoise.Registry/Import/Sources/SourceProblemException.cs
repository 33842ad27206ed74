namespace Equipoise.Registry.Import.Sources;

/// <summary>Ends the reading of one file or entry; its message is the sentence that the user reads.</summary>
internal sealed class SourceProblemException(string message, SourcePosition position) : Exception(message)
{
    public SourcePosition Position { get; } = position;
}
