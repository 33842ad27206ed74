namespace Equipoise.Registry.Api;

/// <summary>A request that cannot be answered; its message is the whole answer, in the wording that programs know.</summary>
/// <remarks>Wordings are those observed of the ClinicalTrials.gov API v2.</remarks>
public sealed class ApiRefusalException : Exception
{
    /// <summary>Makes one without a sentence; prefer the others.</summary>
    public ApiRefusalException()
    {
    }

    /// <summary>Makes one with its sentence.</summary>
    public ApiRefusalException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with its sentence and the failure behind it.</summary>
    public ApiRefusalException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>True where what is asked for does not exist, rather than being badly asked for.</summary>
    public bool IsNotFound { get; init; }

    /// <summary>Where in the query expression it went wrong, counted from 0; null where that is not known.</summary>
    public int? Position { get; init; }

    /// <summary>A parameter has a value that it cannot have.</summary>
    /// <param name="name">The parameter without its prefix.</param>
    /// <param name="value">The value.</param>
    public static ApiRefusalException InvalidValue(string name, string value) => new($"Invalid value in parameter `{name}`: `{Shown(value)}`");

    /// <summary>The beginning of a text that came from outside, short enough for a sentence.</summary>
    public static string Shown(string text) => text.Length > 100 ? $"{text[..100]}…" : text;
}
