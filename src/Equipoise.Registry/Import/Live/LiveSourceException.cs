namespace Equipoise.Registry.Import.Live;

/// <summary>A registry gave no answer that could be used. Its message is one sentence for the user; what was read before is
/// good, and the import can go on from there later.</summary>
public sealed class LiveSourceException : Exception
{
    /// <summary>A failure for which there is no better sentence.</summary>
    public LiveSourceException()
        : base("The registry gave no answer that could be used.")
    {
    }

    /// <summary>A failure in one sentence.</summary>
    public LiveSourceException(string message)
        : base(message)
    {
    }

    /// <summary>A failure in one sentence, with its cause.</summary>
    public LiveSourceException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
