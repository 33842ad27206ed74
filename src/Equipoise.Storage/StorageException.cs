namespace Equipoise.Storage;

/// <summary>A database could not be opened, read or written. The message is one sentence a person can act on; it never
/// holds a password or a stored value.</summary>
public sealed class StorageException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>True where two transactions waited for each other and the database undid this one, so that the same work may succeed when it is done again.</summary>
    public bool WasUndone { get; init; }
}
