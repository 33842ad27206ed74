using System.Diagnostics;
using System.Text.Json;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Matching;
using Equipoise.Eligibility.Reading;
using Equipoise.Protocols;

namespace Equipoise.Conformance;

/// <summary>52 synthetic FHIR R4 patients in mCODE form (Synthea) against ILLUMINE and the real records beside the project.</summary>
public sealed class SyntheaPatientsTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public async Task Every_bundle_is_read_and_judged_and_matching_agrees()
    {
        using var folder = new TemporaryFolder();
        using (var tar = Process.Start("tar", ["-xJf", Repository.SharedPathTo("eligibility", "fhir", "mcode-synthea-breast.tar.xz"), "-C", folder.Path]))
            await tar.WaitForExitAsync(TestContext.Current.CancellationToken);
        var patients = new List<PatientFacts>();
        foreach (var path in Directory.EnumerateFiles(folder.Path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            patients.AddRange(FactReader.Read(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)));
        var illumine = ShippedProtocols.Find("NCT07264075")!.Criteria;
        var studies = File.ReadLines(Repository.SharedPathTo("ctgov", "studies", "studies.ndjson")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("protocolSection"))
            .Where(section => section.TryGetProperty("eligibilityModule", out var module) && module.TryGetProperty("eligibilityCriteria", out _))
            .Select(section => (section.GetProperty("identificationModule").GetProperty("nctId").GetString()!, CriteriaReader.Read(section.GetProperty("eligibilityModule").GetProperty("eligibilityCriteria").GetString()!)))
            .Prepend(("ILLUMINE", illumine)).ToList();

        patients.Count.ShouldBe(52);
        patients.ShouldAllBe(patient => patient.Born != null && patient.Conditions.Count > 0);
        patients.Count(patient => patient.Values.Count > 0).ShouldBe(51); // one has no observation
        TestContext.Current.TestOutputHelper?.WriteLine($"{patients.Sum(patient => patient.Values.Count)} values, {patients.Sum(patient => patient.Conditions.Count)} conditions, {patients.Sum(patient => patient.Therapies.Count)} treatments, {patients.Sum(patient => patient.Unreadable.Count)} entries not read, such as {patients.SelectMany(patient => patient.Unreadable).FirstOrDefault()}");
        var columns = new PatientColumns();
        patients.ForEach(columns.Add);
        var matches = new Matcher(new CompiledStudies(studies), Today).Match(columns, withAnswers: true);
        foreach (var (place, (_, criteria)) in studies.Index())
            patients.Select(patient => Judge.Screen(criteria, patient, Today).Answer).ShouldBe(matches[place].Answers!, studies[place].Item1);
        TestContext.Current.TestOutputHelper?.WriteLine($"ILLUMINE: {matches[0].Ineligible} ineligible, {matches[0].Open} open; {studies.Count - 1} records: {matches.Skip(1).Sum(match => match.Ineligible)} ineligible, {matches.Skip(1).Sum(match => match.Open)} open, {matches.Skip(1).Sum(match => match.EligibleAsFarAsComputable)} eligible as far as computable");
        // Nobody with breast cancer alone has cancer of the head and neck.
        matches[0].EligibleAsFarAsComputable.ShouldBe(0);
    }
}
