using System.Globalization;

namespace Equipoise.Conduct.Queries;

/// <summary>A question about what was entered, and where it stands.</summary>
public sealed record DataQuery
{
    /// <summary>The participant.</summary>
    public required string Participant { get; init; }

    /// <summary>Its number among the participant's queries, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>The site.</summary>
    public required string Site { get; init; }

    /// <summary>The form entry it is about.</summary>
    public required string Entry { get; init; }

    /// <summary>The code of that entry's form.</summary>
    public required string Form { get; init; }

    /// <summary>The code of the field; empty where it is about the whole entry.</summary>
    public required string Field { get; init; }

    /// <summary>The edit check that asked, as <see cref="Forms.AnswerProblem.Check"/> names it; empty where a person asked.</summary>
    public required string Check { get; init; }

    /// <summary>The question.</summary>
    public required string Question { get; init; }

    /// <summary>One of <see cref="QueryStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>When it was opened, in UTC.</summary>
    public required string OpenedAt { get; init; }

    /// <summary>The account that opened it; where an edit check did, the account that made the entry.</summary>
    public required string OpenedBy { get; init; }

    /// <summary>That person's name.</summary>
    public required string OpenedName { get; init; }

    /// <summary>How many turns it has had.</summary>
    public required long Version { get; init; }

    /// <summary>What the trail calls it.</summary>
    public string NameInTrail => string.Create(CultureInfo.InvariantCulture, $"query/{Number}");

    /// <summary>Whether somebody has to do something about it.</summary>
    public bool IsPending => Status is not QueryStatus.Closed;

    /// <summary>Whether an edit check of the protocol asked.</summary>
    public bool IsAutomatic => Check.Length > 0;
}
