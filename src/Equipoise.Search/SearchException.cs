namespace Equipoise.Search;

/// <summary>What went wrong, in one sentence a person can act on.</summary>
public sealed class SearchException : Exception
{
    /// <summary>True where files of an index are damaged, missing or of another schema: what they held has to be built again.</summary>
    public bool IsDamage { get; init; }

    /// <summary>True where an index is being built for the first time and holds nothing yet. Goes with <see cref="IsDamage"/>: there is nothing to search, and soon there will be.</summary>
    public bool IsFirstBuild { get; init; }

    /// <summary>True where another process writes the index.</summary>
    public bool IsLock { get; init; }

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
