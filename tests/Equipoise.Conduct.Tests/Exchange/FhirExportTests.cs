using System.Text.Json;
using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Conduct.Tests.Exchange.Standards;

namespace Equipoise.Conduct.Tests.Exchange;

public sealed class FhirExportOnSqliteTests() : FhirExportTests(new SqliteTestDatabase());

public sealed class FhirExportOnPostgresTests() : FhirExportTests(new PostgresTestDatabase());

/// <summary>A study as FHIR R4.</summary>
public abstract class FhirExportTests(TestDatabase place) : IAsyncLifetime
{
    private static readonly string[] SubjectStatuses = ["candidate", "eligible", "follow-up", "ineligible", "not-registered", "off-study", "on-study", "on-study-intervention", "on-study-observation", "pending-on-study", "potential-candidate", "screening", "withdrawn"];
    private static readonly ILookup<string, string[]> Rules = StandardTable.Read("fhir-r4.tsv").ToLookup(cells => cells[0]);
    private ExportedStudy study = null!;

    public async ValueTask InitializeAsync() => study = await ExportedStudy.MakeAsync(place);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return study.DisposeAsync();
    }

    [Fact]
    public async Task Each_resource_has_the_elements_that_FHIR_requires_and_each_reference_leads_to_one()
    {
        var bundle = JsonDocument.Parse(await study.TakeAsync(ExportFormat.Fhir)).RootElement;
        var resources = bundle.GetProperty("entry").EnumerateArray().Select(entry => entry.GetProperty("resource")).ToList();

        Breaches(bundle, "Bundle").Concat(resources.SelectMany(resource => Breaches(resource, resource.GetProperty("resourceType").GetString()!)))
            .Concat(resources[0].GetProperty("arm").EnumerateArray().SelectMany(arm => Breaches(arm, "ResearchStudy.arm"))).ShouldBeEmpty();
        resources.Select(resource => resource.GetProperty("resourceType").GetString()).ShouldBe(["ResearchStudy", "Group", "Location", "Patient", "ResearchSubject", "Patient", "ResearchSubject"]);
        var known = bundle.GetProperty("entry").EnumerateArray().Select(entry => entry.GetProperty("fullUrl").GetString()).ToList();
        known.ShouldBeUnique();
        References(bundle).Except(known).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_participant_is_a_code_with_a_standing_and_an_arm_for_those_who_may_see_it()
    {
        var subjects = await SubjectsAsync();

        subjects.Select(subject => subject.GetProperty("status").GetString()).ShouldBe(["on-study", "screening"]);
        subjects.ShouldAllBe(subject => SubjectStatuses.Contains(subject.GetProperty("status").GetString()));
        subjects[0].GetProperty("assignedArm").GetString().ShouldBeOneOf("A", "B", "C");
        subjects[0].GetProperty("period").GetProperty("start").GetString().ShouldBe("2026-03-01");
        (await SubjectsAsync(ExportedStudy.WithoutArms)).Count(subject => subject.TryGetProperty("assignedArm", out _)).ShouldBe(0);
    }

    private static IEnumerable<string> Breaches(JsonElement resource, string name)
    {
        var members = resource.EnumerateObject().Where(member => member.Name != "resourceType").ToList();
        foreach (var rule in Rules[name].Where(rule => rule[2] == "1" && members.TrueForAll(member => member.Name != rule[1])))
            yield return $"{name} has no {rule[1]}";
        foreach (var member in members)
        {
            var rule = Rules[name].FirstOrDefault(cells => cells[1] == member.Name);
            if (rule is null)
                yield return $"{name} has no element {member.Name} in the table";
            else if ((rule[3] == "*") != (member.Value.ValueKind == JsonValueKind.Array))
                yield return $"{name}.{member.Name} occurs {rule[3]}";
            else if (member.Value.ValueKind == JsonValueKind.Array && member.Value.GetArrayLength() == 0)
                yield return $"{name}.{member.Name} is an empty list";
        }
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.NameEquals("reference") ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private async Task<List<JsonElement>> SubjectsAsync(Equipoise.Conduct.Access.Actor? actor = null) =>
        [.. JsonDocument.Parse(await study.TakeAsync(ExportFormat.Fhir, actor)).RootElement.GetProperty("entry").EnumerateArray().Select(entry => entry.GetProperty("resource")).Where(resource => resource.GetProperty("resourceType").GetString() is "ResearchSubject")];
}
