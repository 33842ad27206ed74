using Equipoise.Eligibility.Facts;
using System.Text.Json;

namespace Equipoise.Conduct.Sites;

/// <summary>A place where the study is conducted.</summary>
public sealed record Site
{
    /// <summary>The study.</summary>
    public required string Study { get; init; }

    /// <summary>Its code, which begins the screening numbers: <c>FR01</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The institution.</summary>
    public required string Name { get; init; }

    /// <summary>The region by which allocation may be stratified.</summary>
    public required string Region { get; init; }

    /// <summary>The country.</summary>
    public required string Country { get; init; }

    /// <summary>The IANA name of its time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary><c>registered</c>, <c>active</c> (may enroll) or <c>closed</c> (to enrollment).</summary>
    public required string Status { get; init; }

    /// <summary>How many it may randomize; null for no cap of its own.</summary>
    public long? EnrollmentCap { get; init; }

    /// <summary>The laboratory's reference ranges, as JSON.</summary>
    public string Ranges { get; init; } = "[]";

    /// <summary>How many screening numbers it has given.</summary>
    public long Screened { get; init; }

    /// <summary>How many participants it has randomized.</summary>
    public long Randomized { get; init; }

    /// <summary>How often it was changed.</summary>
    public long Version { get; init; }

    /// <summary>Whether it may enroll.</summary>
    public bool IsActive => string.Equals(Status, "active", StringComparison.Ordinal);

    /// <summary>The laboratory's reference ranges.</summary>
    public IReadOnlyList<ReferenceRange> ReferenceRanges() => JsonSerializer.Deserialize<List<ReferenceRange>>(Ranges, JsonSerializerOptions.Web) ?? [];
}
