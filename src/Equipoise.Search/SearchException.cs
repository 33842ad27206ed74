namespace Equipoise.Search;

/// <summary>What went wrong, in one sentence a person can act on.</summary>
public sealed class SearchException : Exception
{
    /// <summary>Makes one without a sentence; prefer the others.</summary>
    public SearchException()
    {
    }

    /// <summary>Makes one with its sentence.</summary>
    public SearchException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with its sentence and the failure behind it.</summary>
    public SearchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
