using System.Text;
using System.Text.Json;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Matching;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Facts;

/// <summary>Records as they come, in the files beside this one: with others' results, denials, versions, ranges and summaries in them, and damaged ones. Each is
/// judged as a nurse would who may not guess.</summary>
public sealed class RecordsAndVerdictsTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    public static TheoryData<string, string, string, string> Cases =>
        [.. Lines().Where(line => !line.StartsWith('#')).Select(line => line.Split(" | ", 4)).Select(parts => new TheoryDataRow<string, string, string, string>(parts[0], parts[1], parts[2], parts[3]))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_record_is_judged_as_a_nurse_would_and_by_columns_alike(string name, string criterion, string verdicts, string record)
    {
        var criteria = CriteriaReader.Read($"{(criterion[0] == '+' ? "Inclusion" : "Exclusion")} Criteria:\n\n* {criterion[1..]}");

        IReadOnlyList<PatientFacts> patients;
        try
        {
            patients = FactReader.Read(Encoding.UTF8.GetBytes(Document(record)));
        }
        catch (FormatException refused)
        {
            verdicts.ShouldBe("Refused", $"{name}: {refused.Message}");
            return;
        }

        var judged = patients.Select(patient => Judge.Screen(criteria, patient, Today).Criteria.ShouldHaveSingleItem()).ToList();
        string.Join('/', judged.Select(Word)).ShouldBe(verdicts, $"{name}: {string.Join(' ', judged.Select(verdict => verdict.Finding.Sentence))}");
        var columns = new PatientColumns();
        foreach (var patient in patients)
            columns.Add(patient);
        new Matcher(new CompiledStudies([("S", criteria)]), Today).Verdicts(columns, 0).Select(one => one.ShouldHaveSingleItem()).ShouldBe(judged.Select(verdict => verdict.Verdict), name);
    }

    private static string Word(CriterionVerdict verdict) => verdict.Verdict == Verdict.Unknown ? $"Unknown:{verdict.Finding.Reason}" : verdict.Verdict.ToString();

    private static string Document(string record) => record.StartsWith("raw:", StringComparison.Ordinal)
        ? record[4..].Replace("\\n", "\n", StringComparison.Ordinal)
        : $$"""{"resourceType":"Bundle","entry":[{{string.Join(',', JsonDocument.Parse($"[{record}]").RootElement.EnumerateArray().Select(resource => $$"""{"resource":{{resource.GetRawText()}} }"""))}}]}""";

    private static IEnumerable<string> Lines()
    {
        foreach (var file in (string[])["records-and-verdicts.txt", "damaged-records.txt"])
        {
            using var reader = new StreamReader(typeof(RecordsAndVerdictsTests).Assembly.GetManifestResourceStream(file)!);
            while (reader.ReadLine() is { } line)
                yield return line;
        }
    }
}
