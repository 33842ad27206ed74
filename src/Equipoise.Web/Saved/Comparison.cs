using Equipoise.Registry.Records;
using Equipoise.Web.Studies;

namespace Equipoise.Web.Saved;

/// <summary>Studies side by side: what their records say, row by row.</summary>
internal static class Comparison
{
    private const int MostCountries = 12;

    private static readonly (string Group, (string Name, Func<StudyRecord, IEnumerable<string?>> Of)[] Rows)[] Groups =
    [
        ("The study",
        [
            ("Status", study => [study.Status]),
            ("Why it stopped", study => [study.WhyStopped]),
            ("Phase", study => [study.Phase]),
            ("Study type", study => [study.StudyType]),
            ("Conditions", study => study.Conditions),
            ("Sponsor", study => [study.Sponsor]),
            ("Collaborators", study => study.Collaborators.Select(collaborator => collaborator.Name)),
        ]),
        ("Treatment",
        [
            ("Treatments", study => study.Interventions),
            ("Groups", study => study.ArmGroups.Select(arm => arm.Type is { } type ? $"{arm.Label} ({type})" : arm.Label)),
            ("Allocation", study => [study.Design.Allocation]),
            ("Model", study => [study.Design.InterventionModel ?? study.Design.ObservationalModel]),
            ("Masking", study => [study.Design.Masking]),
            ("Primary purpose", study => [study.Design.PrimaryPurpose]),
        ]),
        ("Who can take part",
        [
            ("Ages", study => [Wording.Ages(study.MinimumAge, study.MaximumAge)]),
            ("Sex", study => [study.Sex]),
            ("Healthy volunteers", study => [Wording.Volunteers(study.AcceptsHealthyVolunteers)]),
            ("Enrollment", study => [Wording.Enrollment(study)]),
        ]),
        ("What is measured",
        [
            ("Primary outcomes", study => study.PrimaryOutcomes.Select(outcome => outcome.TimeFrame is { } when ? $"{outcome.Measure} ({when})" : outcome.Measure)),
            ("Secondary outcomes", study => [Wording.Count(study.SecondaryOutcomes.Count)]),
            ("Results", study => [study.HasResults ? "Posted" : "Not posted"]),
        ]),
        ("Where and when",
        [
            ("Sites", study => [Sites(study)]),
            ("Countries", Countries),
            ("Start", study => [DateOf(study, StudyDateKind.Start)]),
            ("Primary completion", study => [DateOf(study, StudyDateKind.PrimaryCompletion)]),
            ("Completion", study => [DateOf(study, StudyDateKind.Completion)]),
            ("Last update", study => [DateOf(study, StudyDateKind.LastUpdatePosted)]),
        ]),
    ];

    /// <summary>The rows, in groups; a row that no record fills is left out.</summary>
    public static IReadOnlyList<(string Group, IReadOnlyList<ComparedRow> Rows)> Of(IReadOnlyList<StudyRecord> studies) =>
    [
        .. from grouped in Groups
           let rows = grouped.Rows.Select(row => new ComparedRow(row.Name, [.. studies.Select(study => Wording.Known(row.Of(study)))])).Where(row => !row.IsEmpty).ToList()
           where rows.Count > 0
           select (grouped.Group, (IReadOnlyList<ComparedRow>)rows),
    ];

    private static string Sites(StudyRecord study)
    {
        var sites = study.Sites;
        var open = sites.Count(site => site.IsEnrolling);
        return sites.Count == 0 ? "None listed" : open > 0 ? $"{Wording.Count(sites.Count)}, {Wording.Count(open)} enrolling" : Wording.Count(sites.Count);
    }

    private static IEnumerable<string> Countries(StudyRecord study)
    {
        var countries = study.Sites.Select(site => site.Country).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return countries.Count <= MostCountries ? countries : countries.Take(MostCountries).Append($"and {countries.Count - MostCountries} more");
    }

    private static string? DateOf(StudyRecord study, StudyDateKind kind) =>
        study.Dates.FirstOrDefault(date => date.Kind == kind) is { } date
            ? $"{Wording.Date(date.Date)}{(date.Estimated == true ? " (estimated)" : "")}"
            : null;
}
