using System.Text.Json.Serialization;
using Equipoise.Eligibility.Facts;
using Equipoise.Conduct.Review;
using Equipoise.Conduct.Sites;

namespace Equipoise.Web.Conduct.Api;

/// <summary>What programs send to <c>/api/conduct/v1</c>, a record for each request.</summary>
internal static class TrialBodies
{
    internal sealed record Amendment(string Protocol, string Reason);

    internal sealed record NewSite(string Code, string Name, string Region, string Country, string TimeZone, int? EnrollmentCap = null, IReadOnlyList<ReferenceRange>? Ranges = null)
    {
        [JsonIgnore]
        public SiteDetails Details => new(Name, Region, Country, TimeZone, EnrollmentCap, Ranges);
    }

    internal sealed record ChangedSite(string Name, string Region, string Country, string TimeZone, string Reason, int? EnrollmentCap = null, IReadOnlyList<ReferenceRange>? Ranges = null)
    {
        [JsonIgnore]
        public SiteDetails Details => new(Name, Region, Country, TimeZone, EnrollmentCap, Ranges);
    }

    internal sealed record Why(string Reason);

    internal sealed record NewPublication(string Status, string Reason);

    internal sealed record NewParticipant(string Site, string? RescreenedFrom = null);

    internal sealed record Move(string Version, string Reason);

    internal sealed record NewConsent(string ConsentVersion, DateOnly ConsentedOn, string ObtainedBy);

    internal sealed record Failure(string Reason, IReadOnlyList<string>? Criteria = null);

    internal sealed record NewEntry(string Form, string Visit, IReadOnlyDictionary<string, string?> Answers, int? VisitCount = null);

    internal sealed record ChangedEntry(IReadOnlyDictionary<string, string?> Answers, string Reason);

    internal sealed record NewDecision(string Criterion, string Statement, bool Holds, string Source, string Reason);

    internal sealed record NewSignature(string Subject, string Password, string? ContentHash = null, long? Version = null);

    internal sealed record NewScheme(IReadOnlyList<string>? ClosedArms = null, int? SlotsPerStratum = null, string? Reason = null);

    internal sealed record Levels(IReadOnlyDictionary<string, string>? Stratum = null);

    internal sealed record NewDisposition(string Kind, DateOnly OnDay, string? Reason = null, string? Note = null, IReadOnlyList<string>? StillAllowed = null);

    internal sealed record NewQuery(string Question, string? Field = null);

    internal sealed record Words(string? Text = null);

    internal sealed record Marks(string Name, bool IsSet, IReadOnlyList<EntryRead> Entries, string? Reason = null);

    internal sealed record Remark(string? Reason = null);
    internal sealed record NewReport(long Number, string ReportedAt, string ReportedTo, string? Note = null);

    internal sealed record Mark(string Name, bool IsSet, string? Reason = null);
}
