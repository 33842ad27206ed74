namespace Equipoise.Registry.Import.Live;

/// <summary>Which registry is asked, and how patiently.</summary>
public sealed record LiveOptions
{
    /// <summary>Where the API lies; ends with a slash.</summary>
    public Uri BaseAddress { get; init; } = new("https://clinicaltrials.gov/api/v2/");

    /// <summary>How many studies are asked for at once, 1 to 1000. Where an answer is too large, fewer are.</summary>
    public int PageSize { get; init; } = 200;

    /// <summary>The largest answer that is taken, in bytes.</summary>
    public int AnswerBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The least time between the starts of two requests.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one answer may take, to its last byte.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How often one question is asked before the import gives up.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>The longest wait between two attempts that a server can ask for.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(10);
}
