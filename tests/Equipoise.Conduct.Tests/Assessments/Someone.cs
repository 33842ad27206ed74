using System.Globalization;
using System.Text.Json;
using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Sites;
using Equipoise.Eligibility.Facts;
using Equipoise.Protocols;
using Equipoise.Protocols.Reading;

namespace Equipoise.Conduct.Tests.Assessments;

/// <summary>A participant made up for derivations, without a database.</summary>
internal sealed class Someone(StudyDesign design)
{
    public static readonly DateOnly Randomized = new(2026, 3, 2);
    private readonly List<FormEntry> entries = [];
    private readonly List<DispositionEvent> dispositions = [];
    private readonly List<ReferenceRange> ranges = [];
    private string? arm = design.Arms[0].Code;
    private string code = "FR01-001";

    /// <summary>Somebody of ILLUMINE.</summary>
    public Someone()
        : this(Illumine)
    {
    }

    public static StudyDesign Illumine { get; } = ShippedProtocols.Find("NCT07264075")!.Design!;

    /// <summary>A study unlike ILLUMINE, with a log of doses.</summary>
    public static StudyDesign Oral { get; } = ProtocolReader.Read(
        File.ReadAllText(Repository.PathTo("tests", "Equipoise.Protocols.Tests", "Fixtures", "oral-two-arms.yaml")) +
        """
          - code: TAKEN
            title: Tablets
            domain: EX
            log: true
            fields:
              - {code: ON, label: On, type: date}
              - {code: WHY, label: Why not, type: text}
        """).Design!;

    public Someone Named(string name)
    {
        code = name;
        return this;
    }

    public Someone InArm(string? code)
    {
        arm = code;
        return this;
    }

    public Someone WithRange(string variable, string unit, decimal? low, decimal? high)
    {
        ranges.Add(new ReferenceRange(variable, unit, low, high));
        return this;
    }

    public Someone WithForm(string form, string visit, params (string Field, string? Answer)[] answers)
    {
        var kept = answers.Where(answer => answer.Answer is not null).ToDictionary(answer => answer.Field, answer => answer.Answer!, StringComparer.Ordinal);
        var number = entries.Count(entry => entry.Form == form) + 1;
        var day = answers.FirstOrDefault(answer => DateOnly.TryParse(answer.Answer, CultureInfo.InvariantCulture, out _)).Answer;
        entries.Add(new FormEntry
        {
            Id = $"{form}-{number}", Form = form, Visit = visit, VisitCount = 1, Number = number, Answers = JsonSerializer.Serialize(kept),
            RecordedOn = day is null ? Randomized : DateOnly.Parse(day, CultureInfo.InvariantCulture), Status = "entered", Version = 1,
        });
        return this;
    }

    public Someone WithDeath(DateOnly on)
    {
        dispositions.Add(new DispositionEvent { Number = 1, Kind = DispositionKind.Death, OnDay = on, Reason = "", Note = "" });
        return this;
    }

    public Someone WithEvent(string term, int grade, string start, string? end = null, string outcome = "RECOVERED", string serious = "N", string related = "NO") =>
        WithForm("AE", "UNS", ("TERM", term), ("GRADE", $"{grade}"), ("START", start), ("END", end), ("SER", serious), ("AWARE", serious is "Y" ? $"{start}T10:00" : null),
            ("RELIVO", related), ("RELLIG", "NA"), ("RELPEM", "NA"), ("ACTION", "NONE"), ("OUT", outcome));

    public Someone WithLesion(string day, string lesion, string role, decimal? millimeters, string state = "measured", string site = "lung", bool isNode = false) =>
        WithForm("TR", "IMG", ("DATE", day), ("LESION", lesion), ("ROLE", role), ("SITE", site), ("NODAL", isNode ? "Y" : "N"), ("DIAM", millimeters is { } known ? FormattableString.Invariant($"{known}") : null), ("STATE", state));

    public AssessedParticipant Assessed() => new(
        new Participant { Study = "X", Code = code, Site = "FR01", Status = arm is null ? "screening" : "randomized", ProtocolVersion = "1.0", ScreenedOn = Randomized.AddDays(-10) },
        new Site { Study = "X", Code = "FR01", Name = "Hospital", Region = "EU", Country = "France", TimeZone = "Europe/Paris", Status = "active", Ranges = JsonSerializer.Serialize(ranges, JsonSerializerOptions.Web) },
        design,
        entries,
        dispositions,
        arm is null ? null : new AllocationRecord
        {
            Scheme = 1, Stratum = "EU", Position = 1, Participant = code, Site = "FR01", Arm = arm, RandomizationNumber = "R0001", Factors = "{}", RandomizedAt = "2026-03-02T09:00:00.0000000Z", RandomizedOn = Randomized,
        },
        armIsOpen: true);
}
