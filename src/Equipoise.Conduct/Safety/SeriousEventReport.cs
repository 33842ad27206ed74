namespace Equipoise.Conduct.Safety;

/// <summary>A report of a serious adverse event as it was sent: 1 the first, then follow-ups.</summary>
public sealed record SeriousEventReport
{
    /// <summary>The participant.</summary>
    public required string Participant { get; init; }

    /// <summary>The entry of the event.</summary>
    public required string Entry { get; init; }

    /// <summary>1 for the first, 2 for the first follow-up.</summary>
    public required long Number { get; init; }

    /// <summary>The version of the entry that was reported.</summary>
    public required long EntryVersion { get; init; }

    /// <summary>When it was sent, in UTC.</summary>
    public required string ReportedAt { get; init; }

    /// <summary>To whom: the sponsor's safety desk, by fax, portal or e-mail.</summary>
    public required string ReportedTo { get; init; }

    /// <summary>In words; empty for nothing.</summary>
    public required string Note { get; init; }

    /// <summary>What the entry said then: its answers by field code, as JSON.</summary>
    public required string Content { get; init; }

    /// <summary>Who recorded the report.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>When that was, in UTC.</summary>
    public required string RecordedAt { get; init; }
}
