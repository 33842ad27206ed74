using Equipoise.Conduct.Studies;

namespace Equipoise.Conduct.Quality;

/// <summary>How complete, clean and reviewed the data of a study are, as far as somebody may read them.</summary>
/// <param name="Study">The study.</param>
/// <param name="Protocol">Its protocol of today.</param>
/// <param name="IsWhole">Whether these are all sites of the study.</param>
/// <param name="Sites">By site; sites without a participant have zeros.</param>
/// <param name="Visits">By kind of visit, in the order of the protocol.</param>
/// <param name="Ages">Queries by age.</param>
/// <param name="Incomplete">Each visit of which a form is missing, the longest overdue first.</param>
/// <param name="Disagreements">Each disagreement, by participant.</param>
public sealed record StudyQuality(
    ConductedStudy Study,
    AcceptedProtocol Protocol,
    bool IsWhole,
    IReadOnlyList<SiteQuality> Sites,
    IReadOnlyList<VisitQuality> Visits,
    IReadOnlyList<QueryAge> Ages,
    IReadOnlyList<ExpectedVisit> Incomplete,
    IReadOnlyList<Disagreement> Disagreements)
{
    /// <summary>The forms of all sites.</summary>
    public FormCounts Forms => FormCounts.Sum(Sites.Select(site => site.Forms));
}
