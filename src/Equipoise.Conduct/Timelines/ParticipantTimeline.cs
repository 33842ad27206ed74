using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Studies;

namespace Equipoise.Conduct.Timelines;

/// <summary>All that happened to a participant, in order of time.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Site">The site, by whose clock the times are.</param>
/// <param name="Protocol">The protocol the participant is on.</param>
/// <param name="RandomizedOn">The day of randomization; null before it.</param>
/// <param name="Arm">The arm's code; null before randomization, and for a reader who may not see it.</param>
/// <param name="HidesDoses">Whether doses are left out, since they tell the arm.</param>
/// <param name="AsOf">The day at the site.</param>
/// <param name="Events">The events.</param>
public sealed record ParticipantTimeline(
    Participant Participant, Site Site, AcceptedProtocol Protocol, DateOnly? RandomizedOn, string? Arm, bool HidesDoses, DateOnly AsOf, IReadOnlyList<TimelineEvent> Events);
