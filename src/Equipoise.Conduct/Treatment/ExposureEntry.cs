using System.Globalization;
using Equipoise.Conduct.Forms;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Treatment;

/// <summary>One entry of the log of doses, read by the roles that the protocol gives its fields.</summary>
public sealed record ExposureEntry
{
    /// <summary>The id of the form entry: <c>EX-3</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The code of the treatment.</summary>
    public required string Treatment { get; init; }

    /// <summary>The cycle, from 1.</summary>
    public required int Cycle { get; init; }

    /// <summary>What became of the dose.</summary>
    public required DoseStatus Status { get; init; }

    /// <summary>The day on which it was given, else the planned one, in the site's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>When it began, on the site's clock; null where none is on record.</summary>
    public DateTime? Start { get; init; }

    /// <summary>When it ended, on the site's clock; null where none is on record.</summary>
    public DateTime? End { get; init; }

    /// <summary>The amount of one dose, in the unit of the treatment's dose; null where none was given.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The share of the full dose that was meant, in percent.</summary>
    public decimal Percent { get; init; } = 100;

    /// <summary>How many single doses were handed out or came back; null where nothing is taken home.</summary>
    public int? Count { get; init; }

    /// <summary>The body on the day; null where none was measured.</summary>
    public BodyMeasures? Body { get; init; }

    /// <summary>The day planned when it was entered; null where it is not kept.</summary>
    public DateOnly? Planned { get; init; }

    /// <summary>The dose by rule when it was entered; null where it is not kept.</summary>
    public decimal? PlannedAmount { get; init; }

    /// <summary>The code of the reason; null where all was as planned.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether that is a reason for which the protocol itself delays or reduces doses.</summary>
    public bool IsByRule { get; init; }

    /// <summary>The reason in words.</summary>
    public string? Words { get; init; }

    /// <summary>Whether it was given although the protocol did not allow it.</summary>
    public bool IsContrary { get; init; }

    /// <summary>Whether its clock times are known, not its days alone.</summary>
    public bool HasTimes { get; init; }

    /// <summary>Reads a form entry.</summary>
    /// <param name="form">The log of doses.</param>
    /// <param name="entry">An entry of it whose answers are in their kept form.</param>
    public static ExposureEntry Read(Form form, FormEntry entry)
    {
        var roles = form.Exposure ?? throw new ArgumentException($"The form {form.Code} holds no doses.", nameof(form));
        var answers = entry.Values();
        var (start, planned) = (Moment(answers, roles.Start), Moment(answers, roles.Planned));
        var reason = Answer(answers, roles.Reason);
        return new ExposureEntry
        {
            Id = entry.Id,
            Treatment = Answer(answers, roles.Treatment) ?? "",
            Cycle = (int)(Number(answers, roles.Cycle) ?? 0),
            Status = StatusOf(roles, Answer(answers, roles.Status)),
            Day = DayOf(start) ?? DayOf(planned) ?? entry.RecordedOn,
            Start = start,
            End = Moment(answers, roles.End),
            Amount = Number(answers, roles.Dose),
            Percent = Number(answers, roles.Percent) ?? 100,
            Count = (int?)Number(answers, roles.Count),
            Body = Number(answers, roles.Weight) is { } weight ? new BodyMeasures(weight, Number(answers, roles.Height)) : null,
            Planned = DayOf(planned),
            PlannedAmount = Number(answers, roles.PlannedDose),
            Reason = reason,
            IsByRule = reason is not null && roles.ByRule.Contains(reason, StringComparer.Ordinal),
            Words = Answer(answers, roles.Words),
            IsContrary = Answer(answers, roles.Contrary) is "Y",
            HasTimes = form.Field(roles.Start)?.Type == FieldType.DateTime,
        };
    }

    private static DoseStatus StatusOf(ExposureRoles roles, string? code) =>
        string.Equals(code, roles.Given, StringComparison.Ordinal) ? DoseStatus.Given
        : string.Equals(code, roles.Missed, StringComparison.Ordinal) ? DoseStatus.Missed
        : string.Equals(code, roles.Held, StringComparison.Ordinal) ? DoseStatus.Held
        : DoseStatus.Returned;

    private static string? Answer(IReadOnlyDictionary<string, string> answers, string? field) => field is null ? null : answers.GetValueOrDefault(field);

    private static decimal? Number(IReadOnlyDictionary<string, string> answers, string? field) =>
        Answer(answers, field) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    private static DateTime? Moment(IReadOnlyDictionary<string, string> answers, string? field) =>
        Answer(answers, field) is { } text ? DateTime.Parse(text, CultureInfo.InvariantCulture) : null;

    private static DateOnly? DayOf(DateTime? moment) => moment is { } known ? DateOnly.FromDateTime(known) : null;
}
