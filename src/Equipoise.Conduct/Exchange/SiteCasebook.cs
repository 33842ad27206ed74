using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Sites;

namespace Equipoise.Conduct.Exchange;

/// <summary>All that a site has on record of its participants, with the trail: what it may keep without the sponsor (ICH E6(R3) 4.2, EMA guideline
/// on computerised systems, control of data by the investigator).</summary>
/// <param name="Study">The study.</param>
/// <param name="Site">The site.</param>
/// <param name="Casebooks">Each participant's casebook, in the order of their codes.</param>
/// <param name="Deviations">The protocol deviations of the site and its participants, by number.</param>
/// <param name="Reports">The reports of serious adverse events as they were sent.</param>
/// <param name="IsSimulated">Whether the study is simulated, with no people in it.</param>
/// <param name="Trail">The trail's entries that concern the site, oldest first.</param>
public sealed record SiteCasebook(string Study, Site Site, IReadOnlyList<Casebook> Casebooks, IReadOnlyList<Deviation> Deviations, IReadOnlyList<SeriousEventReport> Reports, bool IsSimulated, IReadOnlyList<AuditEntry> Trail);
