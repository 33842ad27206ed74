using System.Globalization;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Records;
using Equipoise.Protocols.Outcomes;

namespace Equipoise.Analysis.Endpoints;

/// <summary>What is on record of one participant, as an endpoint's sources find it.</summary>
internal sealed class Sources
{
    private readonly List<FormEntry> entries;
    private readonly List<DispositionEvent> dispositions;

    private Sources(IEnumerable<FormEntry> entries, IEnumerable<DispositionEvent> dispositions) =>
        (this.entries, this.dispositions) = ([.. entries.OrderBy(entry => entry.Id, StringComparer.Ordinal)], [.. dispositions.OrderBy(one => one.Number)]);

    public static Sources Of(StudyRecords records, string participant) => new(records.Entries[participant], records.Dispositions[participant]);

    /// <summary>The days that some sources tell, in the order of the sources.</summary>
    public IEnumerable<FoundDay> Days(IEnumerable<DateSource> sources) => sources.SelectMany(source => source.Form is null ? OfDispositions(source) : OfForms(source));

    // Of deaths the last one recorded counts: it corrects those before it. Each day known alive is true beside the others.
    private IEnumerable<FoundDay> OfDispositions(DateSource source)
    {
        var of = dispositions.Where(one => string.Equals(one.Kind, source.Field, StringComparison.Ordinal)).ToList();
        return (source.Field is DispositionKind.Death ? of.TakeLast(1) : of)
            .Select(one => new FoundDay(one.OnDay, "DS", source.Field, string.Create(CultureInfo.InvariantCulture, $"DS-{one.Number}")));
    }

    private IEnumerable<FoundDay> OfForms(DateSource source) =>
        from entry in entries
        where string.Equals(entry.Form, source.Form, StringComparison.Ordinal)
        let answers = entry.Values()
        where FieldRules.Applies(source.When, answers)
        let text = answers.GetValueOrDefault(source.Field)
        where text is not null
        select new FoundDay(DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture), entry.Form, source.Field, entry.Id);
}
