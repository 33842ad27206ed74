using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Equipoise.CommandLine;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;
using Equipoise.Registry.Records;
using Equipoise.Registry.Samples;
using Equipoise.Registry.Store;

namespace Equipoise.Screening;

/// <summary><c>equipoise criteria-lint</c>: the linter's findings over all studies of the store.</summary>
internal static class CriteriaLintVerb
{
    private const int StudiesAtOnce = 500;

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("criteria-lint", "List what the authors of the criteria in the store should look at");
        verb.SetAction((words, cancellation) => RunAsync(words, output, messages, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        var findings = new List<(StudyId Study, LintFinding Finding)>();
        var studies = 0;
        await foreach (var record in RecordsAsync(words, cancellation))
        {
            studies++;
            findings.AddRange(Linter.Check(CriteriaReader.Read(record.EligibilityCriteria ?? ""), StudyText.LimitsOf(record)).Select(finding => (record.Id, finding)));
        }

        await output.WriteLineAsync(words.GetValue(SharedOptions.Json) ? Json(studies, findings) : Table(studies, findings));
        return ExitCode.Done;
    }

    // What the store holds; the studies that ship with the program where it has never held anything.
    private static async IAsyncEnumerable<StudyRecord> RecordsAsync(ParseResult words, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // A look must not make a database.
        var isThere = words.GetValue(SharedOptions.Database) is not null || File.Exists(Path.Combine(words.GetRequiredValue(SharedOptions.Data), "registry.db"));
        await using var database = isThere ? SharedOptions.OpenRegistryDatabase(words) : null;
        var registry = database is null ? null : await RegistryStore.OpenAsync(database, TimeProvider.System, cancellation);
        if (registry is null || (await registry.IdentifyAsync(cancellation)).LastChange == 0)
        {
            foreach (var sample in SampleStudies.All)
                yield return sample;
            yield break;
        }

        foreach (var some in (await registry.PresentIdsAsync(cancellation)).Select(StudyId.Parse).Chunk(StudiesAtOnce))
        {
            foreach (var study in await registry.FindAllAsync(some, cancellation))
                yield return study.Record;
        }
    }

    private static string Table(int studies, List<(StudyId Study, LintFinding Finding)> findings)
    {
        var table = new StringBuilder();
        foreach (var (study, finding) in findings)
            table.Append(CultureInfo.InvariantCulture, $"{finding.Rule}  {study}  {string.Join(", ", finding.Criteria)}  {finding.Message}\n");
        table.Append(CultureInfo.InvariantCulture, $"{findings.Count} findings in {findings.DistinctBy(one => one.Study).Count()} of {studies} studies:");
        foreach (var rule in findings.GroupBy(one => one.Finding.Rule, StringComparer.Ordinal).OrderByDescending(rule => rule.Count()))
            table.Append(CultureInfo.InvariantCulture, $" {rule.Key} {rule.Count()}");
        return table.ToString();
    }

    private static string Json(int studies, List<(StudyId Study, LintFinding Finding)> findings)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, CriteriaJson.Plain))
        {
            json.WriteStartObject();
            json.WriteNumber("studies", studies);
            json.WriteStartArray("findings");
            foreach (var (study, finding) in findings)
            {
                json.WriteStartObject();
                json.WriteString("study", study.ToString());
                json.WriteString("rule", finding.Rule);
                json.WriteStartArray("criteria");
                foreach (var id in finding.Criteria)
                    json.WriteStringValue(id);
                json.WriteEndArray();
                json.WriteString("message", finding.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
