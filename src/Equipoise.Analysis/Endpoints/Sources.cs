using System.Globalization;
using Equipoise.Analysis.Datasets;
using Equipoise.Analysis.Plans;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Records;
using Equipoise.Protocols;

namespace Equipoise.Analysis.Endpoints;

/// <summary>What is on record of one participant, as an endpoint's sources find it.</summary>
internal sealed class Sources
{
    private readonly List<FormEntry> entries;
    private readonly List<DispositionEvent> dispositions;
    private readonly StudyDesign design;
    private readonly DateOnly cutoff;

    private Sources(StudyRecords records, string participant, DateOnly cutoff)
    {
        entries = [.. records.Entries[participant].OrderBy(entry => entry.Id, StringComparer.Ordinal)];
        dispositions = [.. records.Dispositions[participant].OrderBy(one => one.Number)];
        (design, this.cutoff) = (records.Protocol.Design, cutoff);
    }

    /// <summary>The doses given by the cutoff.</summary>
    public IReadOnlyList<GivenDose> Doses => field ??= GivenDose.Of(design, entries, cutoff);

    /// <summary>What tumor assessments until the cutoff show.</summary>
    public TumorHistory Tumors => field ??= TumorHistory.Of(design, entries, cutoff);

    public static Sources Of(StudyRecords records, string participant, DateOnly cutoff) => new(records, participant, cutoff);

    /// <summary>The last event of a kind, which corrects those before it; null where it lies after a day, or there is none.</summary>
    public DispositionEvent? Last(string kind, DateOnly until) =>
        dispositions.FindLast(one => string.Equals(one.Kind, kind, StringComparison.Ordinal)) is { } last && last.OnDay <= until ? last : null;

    /// <summary>The days that some sources tell, in the order of the sources.</summary>
    public IEnumerable<FoundDay> Days(IEnumerable<DaySource> sources) => sources.SelectMany(source => source.Kind switch
    {
        DaySourceKind.Disposition => OfDispositions(source.Name),
        DaySourceKind.Tumor => OfTumors(source.Name),
        DaySourceKind.Dose => OfDoses(source.Name),
        _ => OfForms(source),
    });

    // Of deaths and ends the last one recorded counts: it corrects those before it. Each day known alive is true beside the others.
    private IEnumerable<FoundDay> OfDispositions(string kind)
    {
        var of = dispositions.Where(one => string.Equals(one.Kind, kind, StringComparison.Ordinal)).ToList();
        return (kind is DispositionKind.Alive ? of : of.TakeLast(1)).Select(one => new FoundDay(one.OnDay, "DS", kind, string.Create(CultureInfo.InvariantCulture, $"DS-{one.Number}")));
    }

    private IEnumerable<FoundDay> OfForms(DaySource source) =>
        from entry in entries
        where string.Equals(entry.Form, source.Form, StringComparison.Ordinal)
        let answers = entry.Values()
        where FieldRules.Applies(source.When, answers)
        let text = answers.GetValueOrDefault(source.Name)
        where text is not null
        select new FoundDay(DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture), entry.Form, source.Name, entry.Id);

    private IEnumerable<FoundDay> OfTumors(string what)
    {
        var day = what switch
        {
            "progression" => Tumors.Progression?.Date,
            "assessment" => Tumors.LastAdequate?.Date,
            _ => Tumors.Best is { Response: Conduct.Tumors.Response.Complete or Conduct.Tumors.Response.Partial } best ? best.Date : null,
        };
        // A derived day rests on all that was seen on it.
        if (day is { } found)
            yield return new FoundDay(found, Tumors.Entries[found].First().Form, what, string.Join(' ', Tumors.Entries[found].Select(entry => entry.Id)));
    }

    private IEnumerable<FoundDay> OfDoses(string which)
    {
        if (Doses.Count > 0 && (which is "first" ? Doses[0] : Doses[^1]) is var dose)
            yield return new FoundDay(dose.Day, dose.Form, dose.Field, dose.Entry);
    }
}
