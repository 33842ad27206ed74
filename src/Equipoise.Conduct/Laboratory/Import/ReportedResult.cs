namespace Equipoise.Conduct.Laboratory.Import;

/// <summary>A result as a laboratory's file reports it.</summary>
public sealed record ReportedResult
{
    /// <summary>Where in the file it stands, as sentences name it: "line 7", "Observation/abc".</summary>
    public required string Where { get; init; }

    /// <summary>Whose it may be: the codes by which the file names the participant, the likeliest first.</summary>
    public required IReadOnlyList<string> Participants { get; init; }

    /// <summary>The day of sampling, or a moment with its offset: <c>2026-03-04</c>, <c>2026-03-04T23:30:00Z</c>.</summary>
    public required string Sampled { get; init; }

    /// <summary>The codes by which the file names the test: LOINC, a field of the protocol's form, or a variable.</summary>
    public required IReadOnlyList<string> Tests { get; init; }

    /// <summary>The value as it is written.</summary>
    public required string Value { get; init; }

    /// <summary>The unit; empty for none.</summary>
    public required string Unit { get; init; }

    /// <summary>The laboratory's lower limit of normal in that unit; empty for none.</summary>
    public string Low { get; init; } = "";

    /// <summary>The laboratory's upper limit of normal in that unit; empty for none.</summary>
    public string High { get; init; } = "";

    /// <summary>The visit's code; null where the file leaves it to the calendar.</summary>
    public string? Visit { get; init; }

    /// <summary>Which time of that visit, from 1; null for the next.</summary>
    public int? VisitCount { get; init; }

    /// <summary>Why it cannot be taken, known from the file alone; null where nothing speaks against it.</summary>
    public string? Problem { get; init; }
}
