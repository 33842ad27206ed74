using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts.Rows;
using Equipoise.Eligibility.Matching;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Facts;

/// <summary>Patients with cancers of breast, lung and blood, with diabetes, asthma, failing kidneys or a transplant, children and the pregnant: each line of a
/// study's criteria is judged as the words say, before the program was asked.</summary>
public sealed class PatientsOfManyFieldsTests
{
    private const string Columns = "fact,name,value,unit,date,end,low,high,words,reason\n";
    private static readonly DateOnly Today = new(2026, 11, 22);

    public static TheoryData<string, string, string, string> Patients => [.. Blocks()];

    [Theory]
    [MemberData(nameof(Patients))]
    public void Each_line_is_judged_as_its_words_say(string name, string text, string facts, string verdicts)
    {
        var criteria = CriteriaReader.Read(text);
        var patient = CsvReader.Read(Columns + facts).ShouldHaveSingleItem();

        var judged = Judge.Screen(criteria, patient, Today).Criteria;

        string.Join(' ', judged.Select(verdict => Sign(verdict.Verdict))).ShouldBe(verdicts, $"{name}\n{string.Join('\n', judged.Select(verdict => $"{verdict.Criterion.Text}: {verdict.Verdict}. {verdict.Finding.Sentence}"))}");
        var columns = new PatientColumns();
        columns.Add(patient);
        new Matcher(new CompiledStudies([("S", criteria)]), Today).Verdicts(columns, 0)[0].ShouldBe(judged.Select(verdict => verdict.Verdict), name);
    }

    private static char Sign(Verdict verdict) => verdict switch { Verdict.Met => 'M', Verdict.NotMet => 'N', _ => 'U' };

    private static IEnumerable<TheoryDataRow<string, string, string, string>> Blocks()
    {
        using var reader = new StreamReader(typeof(PatientsOfManyFieldsTests).Assembly.GetManifestResourceStream("patients-of-many-fields.txt")!);
        var (asked, refused, facts) = (new List<string>(), new List<string>(), new List<string>());
        var name = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("study: ", StringComparison.Ordinal))
                (asked, refused) = ([], []);
            else if (line.StartsWith("patient: ", StringComparison.Ordinal))
                (name, facts) = (line[9..], []);
            else if (line.StartsWith("= ", StringComparison.Ordinal))
                yield return new TheoryDataRow<string, string, string, string>(name, $"Inclusion Criteria:\n\n{string.Join('\n', asked)}\n\nExclusion Criteria:\n\n{string.Join('\n', refused)}", string.Join('\n', facts) + "\n", line[2..]);
            else if (line.StartsWith("+ ", StringComparison.Ordinal) || line.StartsWith("- ", StringComparison.Ordinal))
                (line[0] == '+' ? asked : refused).Add($"* {line[2..]}");
            else if (line.Length > 0 && line[0] != '#')
                facts.Add(line);
        }
    }
}
