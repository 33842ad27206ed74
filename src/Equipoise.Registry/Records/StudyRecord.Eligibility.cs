namespace Equipoise.Registry.Records;

// Who may take part.
public sealed partial class StudyRecord
{
    /// <summary>The eligibility criteria, verbatim, as markup.</summary>
    public string? EligibilityCriteria => Eligibility.Text("eligibilityCriteria");

    /// <summary>The label of the sex of those who may take part.</summary>
    public string? Sex => Eligibility.Label("Sex", "sex");

    /// <summary>Whether what counts is the gender that people say they have.</summary>
    public bool? IsGenderBased => Eligibility.Flag("genderBased");

    /// <summary>That in the sponsor's words, as markup.</summary>
    public string? GenderDescription => Eligibility.Text("genderDescription");

    /// <summary>The structured lower age limit as the record writes it, such as "18 Years"; null where there is none.</summary>
    public string? MinimumAge => Eligibility.Text("minimumAge");

    /// <summary>The structured upper age limit as the record writes it; null where there is none.</summary>
    public string? MaximumAge => Eligibility.Text("maximumAge");

    /// <summary>The age groups that the registry sorts the study under, such as "Older Adult".</summary>
    public IReadOnlyList<string> AgeGroups => Eligibility.Labels("StandardAge", "stdAges");

    /// <summary>Whether people without the condition may take part.</summary>
    public bool? AcceptsHealthyVolunteers => Eligibility.Flag("healthyVolunteers");

    /// <summary>From whom an observational study chooses, as markup.</summary>
    public string? StudyPopulation => Eligibility.Text("studyPopulation");

    /// <summary>How it chooses.</summary>
    public string? SamplingMethod => Eligibility.Label("SamplingMethod", "samplingMethod");

    private RecordPart Eligibility => Protocol.Find("eligibilityModule");
}
