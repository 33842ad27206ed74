using Equipoise.Conduct.Publication;
using Equipoise.Eligibility.Prescreening;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Reading;
using Equipoise.Registry.Records;
using Equipoise.Registry.Records.Results;
using Equipoise.Registry.Store;
using Equipoise.Web.Screening;

namespace Equipoise.Web.Studies;

/// <summary>What the page of a study shows: the record, read once, and what we read out of it.</summary>
public sealed class StudyView
{
    /// <summary>Reads what the page shows.</summary>
    /// <param name="study">The study.</param>
    /// <param name="origin">Scheme and host of the site, such as <c>https://trials.example</c>.</param>
    /// <param name="near">A place that the reader wants sites near to, or null.</param>
    /// <param name="versions">How many versions of the record there are.</param>
    /// <param name="similar">Studies like it.</param>
    public StudyView(StoredStudy study, string origin, NearPlace? near, int versions, IReadOnlyList<StudyCard>? similar = null)
    {
        ArgumentNullException.ThrowIfNull(study);
        (Study, Origin, Near, Versions) = (study.Record, study.Origin, near, versions);
        Similar = similar ?? [];
        SiteAddress = origin;
        Path = StudyAddress.Of(study.Record);
        Criteria = study.Record.EligibilityCriteria is { } criteria ? CriteriaReader.Read(criteria) : null;
        AgeDisagreements = Criteria is null ? [] : AgeDisagreement.FindIn(study.Record, Criteria);
        Arms = study.Record.ArmGroups;
        Sites = study.Record.Sites;
        Results = study.Record.Results;
        Summary = study.Record.Summary is { } summary ? MarkupReader.Read(summary) : null;
        Terms = new TermLinks([Summary?.Texts() ?? [], Criteria?.Texts() ?? []]);
    }

    /// <summary>The record.</summary>
    public StudyRecord Study { get; }

    /// <summary>Where it came from.</summary>
    public StudyOrigin Origin { get; }

    /// <summary>Scheme and host, such as <c>https://trials.example</c>.</summary>
    public string SiteAddress { get; }

    /// <summary>The address of the page on the site.</summary>
    public string Path { get; }

    /// <summary>A place that the reader wants sites near to.</summary>
    public NearPlace? Near { get; }

    /// <summary>The sites by their distance from <see cref="Near"/>, the nearest first.</summary>
    public IReadOnlyList<SiteDistance> Nearest { get; init; } = [];

    /// <summary>How many versions of the record there are.</summary>
    public int Versions { get; }

    /// <summary>Studies like it.</summary>
    public IReadOnlyList<StudyCard> Similar { get; }

    /// <summary>What the sponsor published of it, where it is conducted here; else null.</summary>
    public PublishedState? Published { get; init; }

    /// <summary>The brief summary.</summary>
    public MarkupText? Summary { get; }

    /// <summary>The eligibility criteria, taken apart.</summary>
    public CriteriaText? Criteria { get; }

    /// <summary>Where the record's age limits disagree with its criteria.</summary>
    public IReadOnlyList<AgeDisagreement> AgeDisagreements { get; }

    /// <summary>The arms.</summary>
    public IReadOnlyList<ArmGroup> Arms { get; }

    /// <summary>The sites.</summary>
    public IReadOnlyList<StudySite> Sites { get; }

    /// <summary>The posted results.</summary>
    public StudyResults? Results { get; }

    /// <summary>The words that the page explains.</summary>
    public TermLinks Terms { get; }

    /// <summary>The registry's own page of the study; null for a study that no registry has.</summary>
    public string? RegistryUrl => Study.Id.IsSynthetic ? null : $"https://clinicaltrials.gov/study/{Study.Id}";

    /// <summary>Whether the record names any outcome.</summary>
    public bool MeasuresSomething => Study.PrimaryOutcomes.Count + Study.SecondaryOutcomes.Count + Study.OtherOutcomes.Count > 0;

    /// <summary>Whether the record leads further: to subject headings, publications, documents, links or shared data.</summary>
    public bool HasFurtherReading =>
        Study.Keywords.Count + Study.ConditionHeadings.Count + Study.InterventionHeadings.Count + Study.ConditionAncestors.Count + Study.InterventionAncestors.Count
        + Study.Documents.Count + Study.References.Count + Study.Links.Count + Study.AvailableData.Count > 0
        || Study.HasNoAnalysisPlan == true || Study.DataSharing is not null;

    /// <summary>Whether a person can ask here if the study may fit them: it takes participants or will, and its criteria hold questions.</summary>
    public bool CanBeAskedAbout =>
        PrescreenOpening.IsOpenOrWillBe(Study) && StudyCriteria.Of(Study) is { } criteria && new Questionnaire(criteria.Judged).Questions.Count > 0;

    /// <summary>What to call the study's design: not every study is a trial.</summary>
    public string DesignHeading => Study.StudyTypeCode switch
    {
        "OBSERVATIONAL" => "Study design",
        "EXPANDED_ACCESS" => "Expanded access",
        _ => "Trial design",
    };
}
