using System.Text.Json;

namespace Equipoise.Conduct.Publication;

/// <summary>What a sponsor told the public of a study that is conducted here, at one moment. Each act makes another version; none is ever changed.</summary>
public sealed record PublishedState
{
    /// <summary>The study.</summary>
    public required string Study { get; init; }

    /// <summary>Which version it is, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>One of <see cref="PublishedStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>How many were randomized by then.</summary>
    public required long Enrolled { get; init; }

    /// <summary>The sites by then, as JSON.</summary>
    public required string Sites { get; init; }

    /// <summary>The moment, in UTC.</summary>
    public required string At { get; init; }

    /// <summary>Whether the sponsor has taken back what was published before.</summary>
    public bool IsTakenBack => string.Equals(Status, PublishedStatus.TakenBack, StringComparison.Ordinal);

    /// <summary>The sites by then, by country and name.</summary>
    public IReadOnlyList<PublishedSite> SiteList() => JsonSerializer.Deserialize<List<PublishedSite>>(Sites, JsonSerializerOptions.Web) ?? [];
}
