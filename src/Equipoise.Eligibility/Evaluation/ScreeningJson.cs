using System.Text.Json;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>A screening as one JSON document, in the shape that the guide to screening documents.</summary>
public static class ScreeningJson
{
    // A document names as many entries that could not be read.
    private const int MostUnread = 1000;

    /// <summary>Writes the document.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="study">The study's id.</param>
    /// <param name="asOf">The day judged on.</param>
    /// <param name="criteriaSource"><c>protocol</c> or <c>record</c>.</param>
    /// <param name="patients">The answers.</param>
    public static void Write(Utf8JsonWriter json, string study, DateOnly asOf, string criteriaSource, IReadOnlyList<PatientAnswer> patients)
    {
        Begin(json, study, asOf, criteriaSource);
        foreach (var patient in patients)
            WritePatient(json, patient);
        End(json);
    }

    /// <summary>Begins the document, for who writes its patients one by one with <see cref="WritePatient"/>.</summary>
    public static void Begin(Utf8JsonWriter json, string study, DateOnly asOf, string criteriaSource)
    {
        json.WriteStartObject();
        json.WriteString("study", study);
        json.WriteString("asOf", asOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("criteriaSource", criteriaSource);
        json.WriteStartArray("patients");
    }

    /// <summary>Ends the document.</summary>
    public static void End(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The name of an answer in documents.</summary>
    public static string Name(Answer answer) => answer switch
    {
        Answer.Ineligible => "ineligible",
        Answer.EligibleAsFarAsComputable => "eligibleAsFarAsComputable",
        _ => "open",
    };

    /// <summary>Writes one patient's answer for one study, without the verdicts.</summary>
    public static void WriteMatch(Utf8JsonWriter json, string study, PatientAnswer patient)
    {
        json.WriteStartObject();
        json.WriteString("patient", patient.Patient);
        json.WriteString("study", study);
        WriteAnswer(json, patient);
        json.WriteNumber("met", patient.Met);
        json.WriteNumber("forPeople", patient.ForPeople);
        json.WriteEndObject();
    }

    /// <summary>How many criteria of a list ask something, and how many of these can be computed.</summary>
    public static (int Asked, int Computable) Count(IReadOnlyList<Criterion> criteria) =>
        (criteria.Count(criterion => criterion.Tree is not null || criterion.Evaluability == Evaluability.Partial), criteria.Count(criterion => criterion is { Tree: not null, Evaluability: Evaluability.Computable }));

    /// <summary>Writes how many patients came to each answer, study by study; and how many of its criteria can be computed, since of a study
    /// without any nobody is ineligible.</summary>
    public static void WriteCounts(Utf8JsonWriter json, DateOnly asOf, long patients, IEnumerable<(string Study, string Source, IReadOnlyList<Criterion> Criteria, long Ineligible, long Eligible, long Open)> studies)
    {
        json.WriteStartObject();
        json.WriteString("asOf", asOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteNumber("patients", patients);
        json.WriteStartArray("studies");
        foreach (var (study, source, criteria, ineligible, eligible, open) in studies)
        {
            json.WriteStartObject();
            json.WriteString("study", study);
            json.WriteString("criteriaSource", source);
            var (asked, computable) = Count(criteria);
            json.WriteNumber("criteria", asked);
            json.WriteNumber("computable", computable);
            json.WriteNumber(Name(Answer.Ineligible), ineligible);
            json.WriteNumber(Name(Answer.EligibleAsFarAsComputable), eligible);
            json.WriteNumber(Name(Answer.Open), open);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes one patient of the document.</summary>
    public static void WritePatient(Utf8JsonWriter json, PatientAnswer patient)
    {
        json.WriteStartObject();
        json.WriteString("patient", patient.Patient);
        WriteAnswer(json, patient);
        json.WriteStartArray("criteria");
        foreach (var verdict in patient.Criteria)
            WriteVerdict(json, verdict);
        json.WriteEndArray();
        if (patient.Unread.Count > 0)
        {
            json.WriteStartArray("unread");
            foreach (var entry in patient.Unread.Take(MostUnread))
                json.WriteStringValue(entry);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteAnswer(Utf8JsonWriter json, PatientAnswer patient)
    {
        json.WriteString("answer", Name(patient.Answer));
        WriteIds(json, "failed", patient.Failed);
        json.WriteStartArray("missing");
        foreach (var missing in patient.Missing)
        {
            json.WriteStartObject();
            json.WriteString("fact", missing.Fact);
            json.WriteNumber("settles", missing.Criteria.Count);
            WriteIds(json, "criteria", missing.Criteria);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteVerdict(Utf8JsonWriter json, CriterionVerdict verdict)
    {
        var finding = verdict.Finding;
        json.WriteStartObject();
        json.WriteString("id", verdict.Criterion.Id);
        json.WriteString("polarity", CriteriaDocument.Name(verdict.Criterion.Polarity));
        json.WriteString("verdict", verdict.Verdict.ToString());
        json.WriteString("assertion", finding.Truth switch { Truth.True => "true", Truth.False => "false", _ => "unknown" });
        json.WriteString("reason", verdict.Verdict == Verdict.Unknown ? finding.Reason?.ToString() : null);
        json.WriteStartArray("evidence");
        foreach (var evidence in finding.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("fact", evidence.Fact);
            json.WriteString("value", evidence.Value);
            json.WriteString("unit", evidence.Unit);
            json.WriteString("date", evidence.Date);
            json.WriteString("source", evidence.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("sentence", PlainNames.In(finding.Sentence));
        json.WriteString("settledBy", verdict.Verdict == Verdict.Unknown ? finding.SettledBy : null);
        json.WriteEndObject();
    }

    private static void WriteIds(Utf8JsonWriter json, string name, IReadOnlyList<string> ids)
    {
        json.WriteStartArray(name);
        foreach (var id in ids)
            json.WriteStringValue(id);
        json.WriteEndArray();
    }
}
