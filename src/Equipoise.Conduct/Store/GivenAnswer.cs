namespace Equipoise.Conduct.Store;

/// <summary>An answer that was given to a request with a key.</summary>
internal sealed record GivenAnswer
{
    /// <summary>What the request asked, so that the key cannot be used for something else.</summary>
    public required string Fingerprint { get; init; }

    public required string Answer { get; init; }
}
