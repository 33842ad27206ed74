namespace Equipoise.Storage.Databases;

/// <summary>What one statement of a batch answers, once the batch was sent.</summary>
public sealed class BatchAnswer<T>
{
    private T value = default!;
    private bool isThere;

    /// <summary>The answer.</summary>
    /// <exception cref="InvalidOperationException">The batch was not sent yet.</exception>
    public T Value => isThere ? value : throw new InvalidOperationException("The batch was not sent yet.");

    internal void Take(T answer) => (value, isThere) = (answer, true);
}
