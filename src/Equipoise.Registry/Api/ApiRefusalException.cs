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

    /// <summary>A list of fields names none.</summary>
    public static ApiRefusalException EmptyFields => new("Parameter 'fields' must be non-empty");

    /// <summary>True where what is asked for does not exist, rather than being badly asked for.</summary>
    public bool IsNotFound { get; init; }

    /// <summary>When to ask again for what cannot be had yet; null where asking again is of no use.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Where in the query expression it went wrong, counted from 0; null where that is not known.</summary>
    public int? Position { get; init; }

    /// <summary>A parameter has a value that it cannot have.</summary>
    /// <param name="name">The parameter without its prefix.</param>
    /// <param name="value">The value.</param>
    public static ApiRefusalException InvalidValue(string name, string value) => new($"Invalid value in parameter `{name}`: `{Shown(value)}`");

    /// <summary>A parameter is not written as it has to be.</summary>
    /// <param name="name">The parameter with its prefix.</param>
    public static ApiRefusalException IncorrectFormat(string name) => new($"Parameter `{name}` has incorrect format");

    /// <summary>An item of a parameter that is a list is not written as it has to be.</summary>
    /// <param name="name">The parameter with its prefix.</param>
    /// <param name="number">Which item, counted from 1.</param>
    public static ApiRefusalException IncorrectItem(string name, int number) => new($"Item {number} in parameter `{name}` has incorrect format");

    /// <summary>The beginning of a text that came from outside, short enough for a sentence.</summary>
    public static string Shown(string text) => text.Length > 100 ? $"{text[..100]}…" : text;
}
