using System.Globalization;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Laboratory;
using Equipoise.Conduct.Participants;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Facts;
using Equipoise.Protocols;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Screening;

/// <summary>What the entered forms say about a participant, in the language of criteria.</summary>
public static class FactsOnRecord
{
    /// <summary>Gathers the facts.</summary>
    /// <param name="design">The protocol the participant is on.</param>
    /// <param name="code">The participant.</param>
    /// <param name="entries">The forms filled in; struck ones do not count.</param>
    /// <param name="consents">The consents.</param>
    /// <param name="ranges">What the site's laboratory calls normal.</param>
    public static PatientFacts Gather(StudyDesign design, string code, IReadOnlyList<FormEntry> entries, IReadOnlyList<Consent> consents, IReadOnlyList<ReferenceRange> ranges)
    {
        var gathered = new Gathered(new SiteRanges(ranges), SexOf(design, entries));
        foreach (var entry in entries.Where(entry => entry.Counts))
        {
            if (design.Form(entry.Form) is not { } form)
                continue;
            var answers = entry.Values();
            if (form.Event is { } logged)
                gathered.Events(logged.Kind).AddRange(Logged(form, logged, entry.Id, answers));
            var own = OwnRanges(form, answers);
            foreach (var field in form.Fields.Where(field => field.Fact is not null && answers.ContainsKey(field.Code) && !string.Equals(field.Code, form.Event?.What, StringComparison.Ordinal)))
                gathered.Add(field, answers[field.Code], FactDate.On(entry.RecordedOn), $"{entry.Id}.{field.Code}", own);
        }

        if (consents.Count > 0)
        {
            var stands = consents.All(consent => consent.WithdrawnOn is null);
            gathered.Circumstances.Add(new CircumstanceFact(CircumstanceKind.Consent, "informed consent", stands, FactDate.On(consents[^1].ConsentedOn), string.Create(CultureInfo.InvariantCulture, $"consent {consents[^1].Number}")));
        }

        return new PatientFacts
        {
            Id = code,
            Born = gathered.Born,
            Sex = gathered.Sex,
            Values = gathered.Values,
            Conditions = gathered.Events(FactKind.Condition),
            Therapies = gathered.Events(FactKind.Therapy),
            Circumstances = gathered.Circumstances,
            ConditionsAreComplete = AreComplete(design, entries, FactKind.Condition),
            TherapiesAreComplete = AreComplete(design, entries, FactKind.Therapy),
        };
    }

    // The range that came with a result is that of the laboratory which measured it; where none came, the site's stands.
    private static ValueFact Value(FormField field, string answer, FactDate on, string source, SiteRanges own, SiteRanges site, string? sex)
    {
        var (name, unit) = (field.Fact!.Name, field.Unit ?? "");
        var (low, high) = (own.Find(name, upper: false, unit, sex), own.Find(name, upper: true, unit, sex));
        if (low is null && high is null)
            (low, high) = (site.Find(name, upper: false, unit, sex), site.Find(name, upper: true, unit, sex));
        return new ValueFact(name, decimal.Parse(answer, CultureInfo.InvariantCulture), unit, on, source, Bound: null, low, high);
    }

    private static SiteRanges OwnRanges(Form form, IReadOnlyDictionary<string, string> answers)
    {
        if (form.Laboratory?.Ranges is not { } field || !answers.TryGetValue(field, out var text))
            return SiteRanges.None;
        try
        {
            return new SiteRanges(RangeList.Read(text));
        }
        catch (FormatException)
        {
            // Entered before ranges were checked when entered: the page of the laboratory says which cannot be read, and the site's stand.
            return SiteRanges.None;
        }
    }

    private static string? SexOf(StudyDesign design, IReadOnlyList<FormEntry> entries) => entries.Where(entry => entry.Counts)
        .SelectMany(entry => (design.Form(entry.Form)?.Fields ?? []).Where(field => field.Fact?.Kind == FactKind.Sex).Select(field => entry.Values().GetValueOrDefault(field.Code)))
        .LastOrDefault(answer => answer is not null) switch
    {
        "M" => "male",
        "F" => "female",
        _ => null,
    };

    private static IEnumerable<EventFact> Stated(FormField field, string answer, string source)
    {
        if (field.Type == FieldType.YesNo)
        {
            yield return new EventFact([field.Fact!.Name], answer is "Y" ? Standing.Present : Standing.Absent, Start: null, End: null, source, field.Label);
            yield break;
        }

        if (field.Codes.FirstOrDefault(item => string.Equals(item.Code, answer, StringComparison.Ordinal)) is not { } chosen)
            yield break;
        // Each concept is a fact of its own: an exception of a criterion may name one and not the other.
        foreach (var concept in chosen.Concepts)
            yield return new EventFact([concept], Standing.Present, Start: null, End: null, source, chosen.Label);
        foreach (var concept in chosen.Denied)
            yield return new EventFact([concept], Standing.Absent, Start: null, End: null, source, chosen.Label);
        // An answer that commits to nothing, such as "not known", leaves open what the others would have said.
        if (chosen.Concepts.Count == 0 && chosen.Denied.Count == 0)
        {
            foreach (var concept in field.Codes.SelectMany(item => item.Concepts.Concat(item.Denied)).Distinct(StringComparer.Ordinal))
                yield return new EventFact([concept], Standing.Uncertain, Start: null, End: null, source, chosen.Label);
        }
    }

    private static IEnumerable<EventFact> Logged(Form form, LoggedEvent logged, string id, IReadOnlyDictionary<string, string> answers)
    {
        if (answers.GetValueOrDefault(logged.Any) is not "Y" || !answers.TryGetValue(logged.What, out var code))
            yield break;
        var item = form.Field(logged.What)!.Codes.FirstOrDefault(item => string.Equals(item.Code, code, StringComparison.Ordinal));
        if (item is null || item.Concepts.Count == 0)
            yield break;
        var end = Date(answers, logged.End);
        var standing = Answer(answers, logged.Ongoing) switch
        {
            "Y" => Standing.Active,
            "N" => Standing.Over,
            _ => end is null ? Standing.Present : Standing.Over,
        };
        yield return new EventFact(item.Concepts, standing, Date(answers, logged.Start), end, $"{id}.{logged.What}", item.Label);
    }

    private static string? Answer(IReadOnlyDictionary<string, string> answers, string? field) => field is null ? null : answers.GetValueOrDefault(field);

    private static FactDate? Date(IReadOnlyDictionary<string, string> answers, string? field) => FactDate.TryParse(Answer(answers, field), out var date) ? date : null;

    // Complete when every log of that kind which screening asks for says so itself: by a "no, nothing", or "with this all".
    private static bool AreComplete(StudyDesign design, IReadOnlyList<FormEntry> entries, FactKind kind)
    {
        var asked = design.Visits.Where(visit => visit.Kind == Protocols.Scheduling.VisitKind.Screening).SelectMany(visit => visit.Forms).ToHashSet(StringComparer.Ordinal);
        var logs = design.Forms.Where(form => form.Event?.Kind == kind && asked.Contains(form.Code)).ToList();
        return logs.Count > 0 && logs.TrueForAll(form => entries.Any(entry => entry.Counts && string.Equals(entry.Form, form.Code, StringComparison.Ordinal) && SaysAll(form.Event!, entry.Values())));
    }

    private static bool SaysAll(LoggedEvent logged, IReadOnlyDictionary<string, string> answers) =>
        answers.GetValueOrDefault(logged.Any) is "N" || Answer(answers, logged.Complete) is "Y";

    private sealed class Gathered(SiteRanges site, string? sex)
    {
        private readonly List<EventFact> conditions = [];
        private readonly List<EventFact> therapies = [];

        public List<ValueFact> Values { get; } = [];

        public List<CircumstanceFact> Circumstances { get; } = [];

        public FactDate? Born { get; private set; }

        public string? Sex { get; } = sex;

        public List<EventFact> Events(FactKind kind) => kind == FactKind.Condition ? conditions : therapies;

        public void Add(FormField field, string answer, FactDate on, string source, SiteRanges own)
        {
            var fact = field.Fact!;
            switch (fact.Kind)
            {
                case FactKind.Measurement:
                    Values.Add(Value(field, answer, on, source, own, site, Sex));
                    break;
                case FactKind.Condition or FactKind.Therapy:
                    Events(fact.Kind).AddRange(Stated(field, answer, source));
                    break;
                case FactKind.Birth:
                    Born = FactDate.TryParse(answer, out var date) ? date : Born;
                    break;
                case FactKind.Pregnancy:
                    Circumstances.Add(new CircumstanceFact(CircumstanceKind.Pregnancy, fact.Name, answer is "Y", on, source));
                    break;
                case FactKind.Judgment:
                    Circumstances.Add(new CircumstanceFact(CircumstanceKind.Judgment, fact.Name, answer is "Y", on, source));
                    break;
                case FactKind.Other:
                    Circumstances.Add(new CircumstanceFact(CircumstanceKind.Other, fact.Name, answer is "Y", on, source));
                    break;
                default:
                    // Sex was found before, consent comes from the consent on record, life expectancy from the investigator's decision.
                    break;
            }
        }
    }
}
