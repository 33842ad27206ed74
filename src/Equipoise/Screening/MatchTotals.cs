using System.Globalization;
using System.Text;
using System.Text.Json;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Matching;

namespace Equipoise.Screening;

/// <summary>How many patients came to each answer, study by study.</summary>
internal sealed class MatchTotals(IReadOnlyList<MatchedStudy> studies)
{
    private const int MostNamed = 20;
    private readonly (long Ineligible, long Eligible, long Open)[] counts = new (long, long, long)[studies.Count];

    /// <summary>How many patients were matched.</summary>
    public long Patients { get; private set; }

    /// <summary>How many entries of their records could not be read.</summary>
    public long Unreadable { get; private set; }

    /// <summary>The first of them, at most 20.</summary>
    public List<string> FirstUnreadable { get; } = [];

    /// <summary>Takes in the answers of some patients.</summary>
    public void Add(IReadOnlyList<PatientFacts> patients, IReadOnlyList<StudyMatch> matches)
    {
        Patients += patients.Count;
        foreach (var patient in patients)
        {
            Unreadable += patient.Unreadable.Count;
            FirstUnreadable.AddRange(patient.Unreadable.Take(MostNamed - FirstUnreadable.Count));
        }

        foreach (var (place, match) in matches.Index())
            counts[place] = (counts[place].Ineligible + match.Ineligible, counts[place].Eligible + match.EligibleAsFarAsComputable, counts[place].Open + match.Open);
    }

    /// <summary>One JSON document.</summary>
    public string Json(DateOnly asOf)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, CriteriaJson.Plain))
            ScreeningJson.WriteCounts(json, asOf, Patients, studies.Zip(counts, (study, count) => (study.Study, study.Source, study.Criteria, count.Ineligible, count.Eligible, count.Open)));
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A table, the studies with most who may fit first.</summary>
    public string Table()
    {
        var table = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{Patients:N0} {(Patients == 1 ? "patient" : "patients")}, {studies.Count:N0} {(studies.Count == 1 ? "study" : "studies")}\n"));
        table.Append("study         not eligible    eligible *        open  criteria computable, of\n");
        var width = Console.IsOutputRedirected ? ScreenTable.FileWidth : Math.Max(ScreenTable.LeastTextWidth, Console.WindowWidth - 4);
        foreach (var (study, count) in studies.Zip(counts).OrderByDescending(pair => pair.Second.Eligible).ThenByDescending(pair => pair.Second.Open))
        {
            var (asked, computable) = ScreeningJson.Count(study.Criteria);
            table.Append(CultureInfo.InvariantCulture, $"{study.Study,-12}  {count.Ineligible,12:N0}  {count.Eligible,12:N0}  {count.Open,10:N0}  {computable} of {asked}, the {study.Source}\n");
            table.Append("    ").Append(ScreenTable.Shown(ScreenTable.Cut(study.Title.ReplaceLineEndings(" "), width - 4))).Append('\n');
        }

        return table.Append("* as far as can be computed; the rest is for people\n").ToString();
    }
}
