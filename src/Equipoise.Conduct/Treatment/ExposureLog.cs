using Equipoise.Conduct.Forms;
using Equipoise.Protocols;

namespace Equipoise.Conduct.Treatment;

/// <summary>What a participant was given, by the entries that count, in the order of cycles.</summary>
/// <param name="entries">The entries.</param>
public sealed class ExposureLog(IReadOnlyList<ExposureEntry> entries)
{
    /// <summary>The entries.</summary>
    public IReadOnlyList<ExposureEntry> Entries { get; } = entries;

    /// <summary>Reads the log of doses among a participant's forms; empty where the protocol has none.</summary>
    /// <param name="design">The protocol the participant is on.</param>
    /// <param name="entries">The participant's forms; struck ones do not count.</param>
    public static ExposureLog Read(StudyDesign design, IEnumerable<FormEntry> entries) => design.DoseLog is not { } form
        ? new ExposureLog([])
        : new ExposureLog([.. entries.Where(entry => entry.Counts && string.Equals(entry.Form, form.Code, StringComparison.Ordinal))
            .OrderBy(entry => entry.Number).Select(entry => ExposureEntry.Read(form, entry)).OrderBy(entry => entry.Cycle)]);

    /// <summary>What was given, in the order of giving.</summary>
    public IReadOnlyList<ExposureEntry> Given => field ??= [.. Entries.Where(entry => entry.Status == DoseStatus.Given).OrderBy(entry => entry.Start ?? entry.Day.ToDateTime(TimeOnly.MinValue))];

    /// <summary>The day of the first dose; null where none was given.</summary>
    public DateOnly? FirstDay => Given is [var first, ..] ? first.Day : null;

    /// <summary>The day of the last dose; null where none was given.</summary>
    public DateOnly? LastDay => Given is [.., var last] ? last.Day : null;

    /// <summary>What became of each planned dose: one that was held and given after all was given.</summary>
    public IReadOnlyList<DoseRecord> Records => field ??=
    [
        .. Entries.Where(entry => entry.Status != DoseStatus.Returned).GroupBy(entry => (entry.Treatment, entry.Cycle))
            .Select(dose => dose.LastOrDefault(entry => entry.Status == DoseStatus.Given) ?? dose.Last())
            .Select(entry => new DoseRecord(entry.Cycle, entry.Treatment, entry.Status, entry.Day, entry.Amount)),
    ];

    /// <summary>The entries of one treatment.</summary>
    public IEnumerable<ExposureEntry> Of(string treatment) => Entries.Where(entry => string.Equals(entry.Treatment, treatment, StringComparison.Ordinal));

    /// <summary>The cycle whose dose comes next: that of a held one, or the one after the last.</summary>
    public int NextCycle(string treatment) => Records.Where(record => string.Equals(record.Treatment, treatment, StringComparison.Ordinal)).MaxBy(record => record.Cycle) is { } last
        ? last.Cycle + (last.Status == DoseStatus.Held ? 0 : 1)
        : 1;

    /// <summary>The log as it was before a dose: what its treatment got in earlier cycles, and others on earlier days.</summary>
    public ExposureLog Before(string treatment, int cycle, DateOnly day) =>
        new([.. Entries.Where(entry => string.Equals(entry.Treatment, treatment, StringComparison.Ordinal) ? entry.Cycle < cycle : entry.Day < day)]);

    /// <summary>The log without an entry.</summary>
    public ExposureLog Without(string id) => new([.. Entries.Where(entry => !string.Equals(entry.Id, id, StringComparison.Ordinal))]);
}
