using System.Text.Json;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Records;
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
            Factors = "{}",
            RandomizedAt = $"{day}T09:00:00Z",
            RandomizedOn = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
        });
        return this;
    }

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
            RecordedOn = new DateOnly(2026, 1, 1),
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

    public StudyRecords Read() => new(
        new ConductedStudy { Id = "NCT07264075", Title = "ILLUMINE", ProtocolVersion = "1.0", Status = "open", Version = 1 },
        Protocol,
        [],
        allocations,
        entries.Where(entry => entry.Entry.Counts).ToLookup(entry => entry.Participant, entry => entry.Entry),
        dispositions.ToLookup(one => one.Participant, one => one.Disposition),
        new TrailHead("NCT07264075", 1, "hash"));
}
