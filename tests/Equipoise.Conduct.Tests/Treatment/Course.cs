using System.Globalization;
using System.Text.Json;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Treatment;
using Equipoise.Protocols;

namespace Equipoise.Conduct.Tests.Treatment;

/// <summary>A treatment that was made up, entry by entry, without a database.</summary>
internal sealed class Course(StudyDesign design, string arm, DateOnly randomized)
{
    private readonly List<FormEntry> entries = [];
    private readonly List<DispositionEvent> dispositions = [];

    public IReadOnlyList<FormEntry> Entries => entries;

    public IReadOnlyList<Consent> Consents { get; init; } = [];

    /// <summary>Adds a dose, given in its status' own words.</summary>
    public Course With(string treatment, int cycle, DoseStatus status, DateOnly day, decimal? amount = null, decimal? weight = null, int? count = null, decimal? percent = null, decimal? height = null, string? reason = null)
    {
        var form = design.DoseLog!;
        var roles = form.Exposure!;
        var hasTimes = form.Field(roles.Start)!.Type == Protocols.Forms.FieldType.DateTime;
        var answers = new Dictionary<string, string?>
        {
            [roles.Treatment] = treatment,
            [roles.Cycle] = cycle.ToString(CultureInfo.InvariantCulture),
            [roles.Status] = status switch { DoseStatus.Given => roles.Given, DoseStatus.Missed => roles.Missed, DoseStatus.Held => roles.Held, _ => roles.Returned },
            [status is DoseStatus.Given or DoseStatus.Returned ? roles.Start : roles.Planned!] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (hasTimes && status is DoseStatus.Given ? "T09:00" : ""),
            [roles.Dose] = Text(amount),
            [roles.Weight ?? ""] = Text(weight),
            [roles.Height ?? ""] = Text(height),
            [roles.Count ?? ""] = Text(count),
            [roles.Percent ?? ""] = Text(percent),
            [roles.Reason] = reason,
        };
        entries.Add(new FormEntry
        {
            Id = $"{form.Code}-{entries.Count + 1}", Form = form.Code, Visit = "", VisitCount = cycle, Number = entries.Count + 1, RecordedOn = day, Status = "entered", Version = 1,
            Answers = JsonSerializer.Serialize(answers.Where(answer => answer.Key.Length > 0 && answer.Value is not null).ToDictionary(StringComparer.Ordinal)),
        });
        return this;
    }

    /// <summary>Adds an entry of any form.</summary>
    public Course Filled(string form, DateOnly day, params (string Field, string Answer)[] answers)
    {
        entries.Add(new FormEntry
        {
            Id = $"{form}-{entries.Count + 1}", Form = form, Visit = "", VisitCount = 1, Number = entries.Count + 1, RecordedOn = day, Status = "entered", Version = 1,
            Answers = JsonSerializer.Serialize(answers.ToDictionary(answer => answer.Field, answer => answer.Answer, StringComparer.Ordinal)),
        });
        return this;
    }

    public Course Ending(string kind, DateOnly day, string reason = "")
    {
        dispositions.Add(new DispositionEvent { Number = dispositions.Count + 1, Kind = kind, OnDay = day, Reason = reason, Note = "" });
        return this;
    }

    public TreatmentCourse Now() => new(design, Allocation, entries, Consents, dispositions);

    private AllocationRecord Allocation => new()
    {
        Scheme = 1, Stratum = "", Position = 1, Participant = "FR01-001", Site = "FR01", Arm = arm, RandomizationNumber = "R0001", Factors = "{}", RandomizedAt = "", RandomizedOn = randomized,
    };

    private static string? Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture);
}
