using Equipoise.Registry.Records;

namespace Equipoise.SearchBench.Corpus;

/// <summary>What the generator takes from a real record.</summary>
internal sealed class RealStudy
{
    public RealStudy(StudyRecord record, IReadOnlyList<StudySite> sites)
    {
        Title = record.Title;
        OfficialTitle = record.OfficialTitle;
        Conditions = record.Conditions;
        Keywords = record.Keywords;
        Headings = [.. record.ConditionHeadings, .. record.ConditionAncestors];
        Interventions = record.InterventionDetails;
        Summary = Sentences(record.Summary);
        Description = Sentences(record.DetailedDescription);
        Criteria = [.. (record.EligibilityCriteria ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => !line.EndsWith("riteria:", StringComparison.Ordinal))];
        Outcomes = [.. record.PrimaryOutcomes, .. record.SecondaryOutcomes];
        Sponsor = record.Sponsor ?? "Unknown";
        Status = record.StatusCode ?? "UNKNOWN";
        StudyType = record.StudyTypeCode ?? "INTERVENTIONAL";
        Phases = (record.Phase ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        Sites = sites;
        Officials = record.Officials;
    }

    public string Title { get; }

    public string? OfficialTitle { get; }

    public IReadOnlyList<string> Conditions { get; }

    public IReadOnlyList<string> Keywords { get; }

    /// <summary>The MeSH terms of the conditions and those above them.</summary>
    public IReadOnlyList<string> Headings { get; }

    public IReadOnlyList<Intervention> Interventions { get; }

    public IReadOnlyList<string> Summary { get; }

    public IReadOnlyList<string> Description { get; }

    public IReadOnlyList<string> Criteria { get; }

    public IReadOnlyList<Outcome> Outcomes { get; }

    public string Sponsor { get; }

    public string Status { get; }

    public string StudyType { get; }

    public IReadOnlyList<string> Phases { get; }

    public IReadOnlyList<StudySite> Sites { get; }

    public IReadOnlyList<Official> Officials { get; }

    private static string[] Sentences(string? text) =>
        (text ?? "").Replace("\n", " \n", StringComparison.Ordinal).Split([". ", "\n"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
