using System.Text.Json;

namespace Equipoise.Conduct.Forms;

/// <summary>A form as it was filled in once: at a visit, or one entry of a log.</summary>
public sealed record FormEntry
{
    /// <summary>Its id among the participant's entries: <c>VS-3</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The form's code.</summary>
    public required string Form { get; init; }

    /// <summary>The visit's code.</summary>
    public required string Visit { get; init; }

    /// <summary>Which time of that visit, from 1.</summary>
    public required long VisitCount { get; init; }

    /// <summary>Which entry of the form, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>The answers by field code, as JSON.</summary>
    public required string Answers { get; init; }

    /// <summary>The day it speaks of: the form's own date where it asks for one, else the day of entry at the site.</summary>
    public required DateOnly RecordedOn { get; init; }

    /// <summary><c>entered</c>, or <c>struck</c>: entered in error, kept, and no longer counted.</summary>
    public required string Status { get; init; }

    /// <summary>1 where its data were compared with their source.</summary>
    public long Verified { get; init; }

    /// <summary>1 where it is frozen: no change before a data manager thaws it.</summary>
    public long Frozen { get; init; }

    /// <summary>1 where it is locked for good.</summary>
    public long Locked { get; init; }

    /// <summary>1 when entered, one more with each change.</summary>
    public required long Version { get; init; }

    /// <summary>Whether it counts.</summary>
    public bool Counts => string.Equals(Status, "entered", StringComparison.Ordinal);

    /// <summary>The answers by field code.</summary>
    public IReadOnlyDictionary<string, string> Values() => JsonSerializer.Deserialize<Dictionary<string, string>>(Answers) ?? [];
}
