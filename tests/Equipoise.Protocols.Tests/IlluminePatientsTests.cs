using System.Text;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Facts.Forms;

namespace Equipoise.Protocols.Tests;

/// <summary>Head-and-neck patients, each as a FHIR bundle, as rows of a table and as fields of a form, against ILLUMINE. The verdicts
/// in <c>Patients/verdicts.csv</c> were fixed before the code ran.</summary>
public sealed class IlluminePatientsTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly string Folder = Repository.PathTo("tests", "Equipoise.Protocols.Tests", "Patients");
    private static readonly IReadOnlyList<Criterion> Criteria = ShippedProtocols.Find("NCT07264075")!.Criteria;
    private static readonly Dictionary<string, Dictionary<string, string>> Expected = ReadExpected();

    /// <summary>Statements about what is known, or that rest on a person's judgment, cannot take every value.</summary>
    private static readonly string[] NeverNotMet = ["inclusion-4", "inclusion-6", "inclusion-8", "inclusion-10", "inclusion-10.a", "exclusion-8"];
    private static readonly string[] NeverMet = ["inclusion-4", "inclusion-8", "inclusion-10", "inclusion-10.a", "exclusion-7", "exclusion-8"];

    public static TheoryData<string> Patients => [.. Expected.Keys];

    [Theory]
    [MemberData(nameof(Patients))]
    public async Task Every_criterion_comes_out_as_was_fixed_beforehand_and_alike_from_FHIR_CSV_and_a_form(string patient)
    {
        var fhir = FactReader.Read(await File.ReadAllBytesAsync(Path.Combine(Folder, "fhir", patient + ".json"), TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        var csv = FactReader.Read(await File.ReadAllBytesAsync(Path.Combine(Folder, "facts.csv"), TestContext.Current.CancellationToken)).Single(one => one.Id == patient);
        var form = FormReader.Read(FieldsOf(patient))!;

        (fhir.Unreadable.Count, csv.Unreadable.Count, form.Unreadable.Count).ShouldBe((0, 0, 0), string.Join(" ", [.. fhir.Unreadable, .. csv.Unreadable, .. form.Unreadable]));
        Compare(fhir, "FHIR");
        Compare(csv, "CSV");
        Compare(form, "form");

        void Compare(PatientFacts facts, string form)
        {
            var answer = Judge.Screen(Criteria, facts, Today);
            answer.Criteria.Where(verdict => verdict.Verdict.ToString() != Expected[patient][verdict.Criterion.Id])
                .Select(verdict => $"{form}: {verdict.Criterion.Id} is {verdict.Verdict}, not {Expected[patient][verdict.Criterion.Id]}: {verdict.Finding.Sentence}").ShouldBeEmpty();
        }
    }

    [Fact]
    public void Every_criterion_is_met_not_met_and_unknown_at_least_once_where_its_class_allows()
    {
        Expected.Count.ShouldBeGreaterThanOrEqualTo(24);
        foreach (var criterion in Criteria.Select(criterion => criterion.Id).Except(["inclusion-10"]))
        {
            var seen = Expected.Values.Select(verdicts => verdicts[criterion]).ToHashSet(StringComparer.Ordinal);
            seen.ShouldContain("Unknown", criterion);
            seen.Contains("Met").ShouldBe(!NeverMet.Contains(criterion, StringComparer.Ordinal), criterion);
            seen.Contains("NotMet").ShouldBe(!NeverNotMet.Contains(criterion, StringComparer.Ordinal), criterion);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> FieldsOf(string patient) =>
        File.ReadAllText(Path.Combine(Folder, "forms.txt"), Encoding.UTF8).Split("\n\n").Single(block => block.StartsWith($"patient={patient}\n", StringComparison.Ordinal))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => KeyValuePair.Create(line[..line.IndexOf('=', StringComparison.Ordinal)], line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]));

    private static Dictionary<string, Dictionary<string, string>> ReadExpected()
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, "verdicts.csv")).Select(line => line.Split(',')).ToList();
        return lines[0].Skip(1).Index().ToDictionary(column => column.Item, column => lines.Skip(1).ToDictionary(line => line[0], line => line[column.Index + 1], StringComparer.Ordinal), StringComparer.Ordinal);
    }
}
