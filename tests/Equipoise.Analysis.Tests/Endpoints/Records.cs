using System.Text.Json;
using Equipoise.Analysis.Plans;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Studies;
using Equipoise.Protocols.Outcomes;
using Equipoise.Protocols.Reading;

namespace Equipoise.Analysis.Tests.Endpoints;

/// <summary>Records of ILLUMINE as a test wants them.</summary>
internal sealed class Records
{
    private static readonly AcceptedProtocol Protocol = new("1.0", "hash", ProtocolReader.Read(File.ReadAllText(Repository.PathTo("protocols", "illumine", "protocol.yaml"))));
    private readonly List<AllocationRecord> allocations = [];
    private readonly List<(string Participant, FormEntry Entry)> entries = [];
    private readonly List<(string Participant, DispositionEvent Disposition)> dispositions = [];

    private readonly List<(string Code, string Site, DateOnly Day, string Status)> failures = [];

    private readonly List<Deviation> deviations = [];

    public static Equipoise.Protocols.StudyDesign Design => Protocol.Design;

    /// <summary>The plan that follows from the protocol, its file changed at one place.</summary>
    public static StatisticalPlan Plan(string from = "", string to = "") => PlanReader.Read(PlanText(from, to), "NCT07264075", Design);

    public static string PlanText(string from = "", string to = "")
    {
        var text = DefaultPlan.Write("NCT07264075", "1.0", Design);
        return from.Length == 0 ? text : text.Contains(from, StringComparison.Ordinal) ? text.Replace(from, to, StringComparison.Ordinal) : throw new ArgumentException($"The plan does not say '{from}':\n{text}", nameof(from));
    }

    public static Endpoint Survival => Protocol.Design.Endpoints.First(endpoint => endpoint.Code == "OS");

    public Records Randomized(string participant, string day, string arm = "A", string stratum = "EU")
    {
        allocations.Add(new AllocationRecord
        {
            Scheme = 1,
            Stratum = stratum,
            Position = allocations.Count + 1,
            Participant = participant,
            Site = "FR01",
            Arm = arm,
            RandomizationNumber = $"R{allocations.Count + 1}",
            Factors = "{\"REGION\":\"EU\",\"CPS\":\"HIGH\",\"ECOG\":\"0\",\"HPV\":\"NOTOP\"}",
            RandomizedAt = $"{day}T09:00:00Z",
            RandomizedOn = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
        });
        return this;
    }

    public Records Failed(string participant, string day)
    {
        failures.Add((participant, "FR01", DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), ParticipantStatus.ScreenFailure));
        return this;
    }

    /// <summary>One lesion, 50 mm at baseline, as it was measured on a day.</summary>
    public Records Measured(string participant, string day, int millimeters) => Entered(
        participant, "TR", ("DATE", day), ("LESION", "T1"), ("ROLE", "target"), ("SITE", "lung"), ("NODAL", "N"), ("STATE", millimeters == 0 ? "absent" : "measured"), ("DIAM", $"{millimeters}"));

    public Records Entered(string participant, string form, params (string Field, string Value)[] answers) => Entered(participant, form, "entered", answers);

    public Records Entered(string participant, string form, string status, params (string Field, string Value)[] answers)
    {
        var number = entries.Count(entry => entry.Participant == participant && entry.Entry.Form == form) + 1;
        entries.Add((participant, new FormEntry
        {
            Id = $"{form}-{number}",
            Form = form,
            Visit = "SUR",
            VisitCount = number,
            Number = number,
            Answers = JsonSerializer.Serialize(answers.ToDictionary(answer => answer.Field, answer => answer.Value)),
            RecordedOn = answers.FirstOrDefault(answer => answer.Field == "DATE").Value is { } day ? DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture) : new DateOnly(2026, 1, 1),
            Status = status,
            Version = 1,
        }));
        return this;
    }

    public Records Became(string participant, string kind, string day) => Ended(participant, kind, day, reason: "");

    public Records Ended(string participant, string kind, string day, string reason)
    {
        dispositions.Add((participant, new DispositionEvent
        {
            Number = dispositions.Count(one => one.Participant == participant) + 1,
            Kind = kind,
            OnDay = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
            Reason = reason,
            Note = "",
        }));
        return this;
    }

    /// <summary>Another therapy of the cancer that began on a day, month or year.</summary>
    public Records Other(string began) => Entered("FR01-001", "ST", ("ANY", "Y"), ("WHAT", "CHEMO"), ("START", began));

    /// <summary>A dose of a cycle, or one that was left out.</summary>
    public Records Dosed(string participant, string treatment, int cycle, string day, string? amount, string status = "GIVEN") => Entered(
        participant, "EX",
        [("TRT", treatment), ("CYCLE", $"{cycle}"), ("STATUS", status), ("PLANNED", day), .. amount is null ? Array.Empty<(string, string)>() : [("START", $"{day}T09:30"), ("END", $"{day}T10:30"), ("DOSE", amount)]]);

    public Records Deviated(string participant, string day, string category, bool isImportant = true, string status = DeviationStatus.Open)
    {
        deviations.Add(new Deviation
        {
            Number = deviations.Count + 1,
            Participant = participant,
            Category = category,
            Description = "Otherwise",
            OccurredOn = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
            FoundOn = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
            Important = isImportant ? 1 : 0,
            Status = status,
            By = "Somebody",
        });
        return this;
    }

    public StudyRecords Read() => new(
        new ConductedStudy { Id = "NCT07264075", Title = "ILLUMINE", ProtocolVersion = "1.0", Status = "open", Version = 1 },
        Protocol,
        [.. allocations.Select(one => (Code: one.Participant, one.Site, Day: one.RandomizedOn.AddDays(-7), Status: ParticipantStatus.Randomized)).Concat(failures)
            .Select(one => new Participant { Study = "NCT07264075", Code = one.Code, Site = one.Site, Status = one.Status, ProtocolVersion = "1.0", ScreenedOn = one.Day })],
        allocations,
        entries.Where(entry => entry.Entry.Counts).ToLookup(entry => entry.Participant, entry => entry.Entry),
        dispositions.ToLookup(one => one.Participant, one => one.Disposition),
        new TrailHead("NCT07264075", 1, "hash"))
    {
        Sites = [new Site { Study = "NCT07264075", Code = "FR01", Name = "Hospital", Region = "EU", Country = "France", TimeZone = "Europe/Paris", Status = "active" }],
        Deviations = deviations,
    };
}
