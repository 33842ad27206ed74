using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Conduct.Forms;
using Equipoise.Protocols;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Exchange.Sdtm;

/// <summary>How the entries of one form become rows: as the protocol tabulates it, then by the form's domain, logged event and measurements.</summary>
internal sealed class FormMapping
{
    private static readonly string[] Findings = ["LB", "VS", "TU", "TR", "RS"];
    private static readonly string[] Interventions = ["EX", "CM", "PR"];

    private readonly Form form;
    private readonly List<Item> items;
    private readonly IReadOnlyDictionary<string, string> constants;

    private FormMapping(Form form, List<Item> items, IReadOnlyDictionary<string, string> constants) => (this.form, this.items, this.constants) = (form, items, constants);

    /// <summary>Whether the form is one with an entry for each event.</summary>
    public bool IsLog => form.IsLog;

    public static FormMapping Of(StudyDesign design, Form form)
    {
        var said = design.Tabulations.Where(one => string.Equals(one.Form, form.Code, StringComparison.Ordinal)).ToList();
        var tabulated = said.SelectMany(one => one.Fields).Select(one => new Item(form.Field(one.Field)!, one.Domain ?? form.Domain!, one.Variable, one.TestCode is { } code ? new SdtmTest(one.Domain ?? form.Domain!, code, one.Test!, "", "") : null, one.Codes));
        var named = said.SelectMany(one => one.Fields).Select(one => one.Field).ToHashSet(StringComparer.Ordinal);
        var measured = from field in form.Fields
                       where field.Fact is { Kind: FactKind.Measurement } && !named.Contains(field.Code)
                       let test = SdtmTables.Test(field.Fact!.Name)
                       where test is not null
                       select new Item(field, test.Domain, Variable: null, test, Nothing);
        return new FormMapping(form, [.. tabulated, .. Person(form, named), .. Logged(form), .. measured], said.SelectMany(one => one.Constants).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>The rows of an entry, without what they have from the participant.</summary>
    public IEnumerable<SdtmRow> Rows(FormEntry entry, ParticipantRecords participant)
    {
        var answers = entry.Values();
        if (form.Event is { } logged && answers.GetValueOrDefault(logged.Any) is not "Y")
            yield break;
        foreach (var domain in items.Select(item => item.Domain).Distinct(StringComparer.Ordinal).Where(domain => domain is not "DM"))
        {
            var own = items.Where(item => string.Equals(item.Domain, domain, StringComparison.Ordinal)).ToList();
            if (Findings.Contains(domain, StringComparer.Ordinal))
            {
                foreach (var item in own.Where(item => item.Test is not null && item.Term(answers) is not null))
                    yield return Finding(domain, item, own, entry, answers, participant);
            }
            else if (Event(domain, own, entry, answers) is { } row)
            {
                yield return row;
            }
        }
    }

    /// <summary>The answers that no variable takes (another may have stood before, or the code has no term), and that say more than that there is, or is no, entry.</summary>
    public IReadOnlyList<(FormField Field, string Value)> Rest(FormEntry entry)
    {
        var answers = entry.Values();
        var told = items.Where(item => item.Variable is not null && item.Term(answers) is not null).DistinctBy(item => item.Variable, StringComparer.Ordinal).Concat(items.Where(item => item.Test is not null));
        var taken = told.Select(item => item.Field.Code).Concat(new[] { form.Event?.Any, form.Event?.Complete, form.Event?.Ongoing }.OfType<string>()).ToHashSet(StringComparer.Ordinal);
        // Of a treatment that the arm does not give, a form says so by itself.
        return
        [
            .. from field in form.Fields
               where !taken.Contains(field.Code) && answers.GetValueOrDefault(field.Code) is { Length: > 0 } answer
                   && !(form.AdverseEvent is { } asked && string.Equals(answer, asked.NotGiven, StringComparison.Ordinal) && asked.Causality.Any(one => string.Equals(one.Field, field.Code, StringComparison.Ordinal)))
               select (field, field.Codes.FirstOrDefault(code => string.Equals(code.Code, answers[field.Code], StringComparison.Ordinal))?.Label ?? answers[field.Code]),
        ];
    }

    /// <summary>The answers that are about the participant (domain DM), by variable.</summary>
    public IEnumerable<KeyValuePair<string, string>> About(IReadOnlyDictionary<string, string> answers) =>
        from item in items
        where item is { Domain: "DM", Variable: not null }
        let value = item.Term(answers)
        where value is not null
        select KeyValuePair.Create(item.Variable!, value);

    private static IReadOnlyDictionary<string, string> Nothing { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    private static IEnumerable<Item> Person(Form form, HashSet<string> named)
    {
        foreach (var field in form.Fields.Where(field => !named.Contains(field.Code)))
        {
            if (field.Fact?.Kind is FactKind.Birth)
                yield return new Item(field, "DM", "BRTHDTC", Test: null, Nothing);
            else if (field.Fact?.Kind is FactKind.Sex)
                yield return new Item(field, "DM", "SEX", Test: null, field.Codes.ToDictionary(code => code.Code, code => code.Code, StringComparer.Ordinal));
        }
    }

    private static IEnumerable<Item> Logged(Form form)
    {
        if (form is not { Event: { } logged, Domain: { } domain })
            yield break;
        var what = domain + (Interventions.Contains(domain, StringComparer.Ordinal) ? "TRT" : "TERM");
        foreach (var (code, variable) in new[] { (logged.What, what), (logged.Start, $"{domain}STDTC"), (logged.End, $"{domain}ENDTC") })
        {
            if (code is not null)
                yield return new Item(form.Field(code)!, domain, variable, Test: null, Nothing);
        }
    }

    private SdtmRow Finding(string domain, Item item, List<Item> own, FormEntry entry, IReadOnlyDictionary<string, string> answers, ParticipantRecords participant)
    {
        var (test, term) = (item.Test!, item.Term(answers)!);
        var unit = SdtmTables.Unit(item.Field.Unit);
        var number = item.Field.Type is FieldType.WholeNumber or FieldType.Number ? Numbers.Read(term) : null;
        var row = Described(domain, own, answers)
            .Own("TESTCD", test.Code).Own("TEST", test.Name).Own("CAT", test.Category).Own("SPEC", test.Specimen)
            .Own("ORRES", item.Original(answers)).Own("ORRESU", unit).Own("STRESC", number is { } plain ? Numbers.Write(plain) : term).Own("STRESN", number).Own("STRESU", unit)
            .Own("DTC", StudyDays.Iso(entry.RecordedOn)).Own("EVAL", domain is "TU" or "TR" or "RS" ? "INVESTIGATOR" : null);
        return domain is "LB" ? Ranged(row, item, number, participant) : row;
    }

    // The range of the site's laboratory, where it is in the unit of the result.
    private static SdtmRow Ranged(SdtmRow row, Item item, decimal? number, ParticipantRecords participant)
    {
        var range = participant.File.Site.ReferenceRanges().FirstOrDefault(one =>
            one.Sex is null && string.Equals(one.Variable, item.Field.Fact?.Name, StringComparison.Ordinal) && string.Equals(one.Unit, item.Field.Unit, StringComparison.Ordinal));
        if (range is null)
            return row;
        return row.Own("ORNRLO", Numbers.Write(range.Low)).Own("ORNRHI", Numbers.Write(range.High)).Own("STNRLO", range.Low).Own("STNRHI", range.High)
            .Own("NRIND", number is not { } value ? null : value < range.Low ? "LOW" : value > range.High ? "HIGH" : "NORMAL");
    }

    private SdtmRow? Event(string domain, List<Item> own, FormEntry entry, IReadOnlyDictionary<string, string> answers)
    {
        var row = Described(domain, own, answers).Own("DTC", StudyDays.Iso(entry.RecordedOn));
        if (form.Event?.Ongoing is { } ongoing && answers.GetValueOrDefault(ongoing) is "Y")
            row.Own("ENRTPT", "ONGOING").Own("ENTPT", StudyDays.Iso(entry.RecordedOn));
        return row.Text("TERM") is null && row.Text("TRT") is null ? null : row;
    }

    // The first of several answers to a variable counts: what the protocol tabulates stands before what follows by itself.
    private SdtmRow Described(string domain, List<Item> own, IReadOnlyDictionary<string, string> answers)
    {
        var row = new SdtmRow(domain);
        foreach (var (variable, value) in constants.Where(constant => constant.Key.StartsWith(domain, StringComparison.Ordinal)))
            row.With(variable, value);
        foreach (var item in own.Where(item => item.Variable is not null))
        {
            if (row[item.Variable!] is null && item.Term(answers) is { } term)
                row.With(item.Variable!, item.Field.Type is FieldType.Number && Numbers.Read(term) is { } number ? number : term);
        }

        return row;
    }

    /// <summary>One field and what it becomes.</summary>
    private sealed record Item(FormField Field, string Domain, string? Variable, SdtmTest? Test, IReadOnlyDictionary<string, string> Codes)
    {
        public string? Original(IReadOnlyDictionary<string, string> answers) =>
            answers.GetValueOrDefault(Field.Code) is { Length: > 0 } answer ? Field.Codes.FirstOrDefault(code => string.Equals(code.Code, answer, StringComparison.Ordinal))?.Label ?? answer : null;

        public string? Term(IReadOnlyDictionary<string, string> answers) => Codes.Count == 0 ? Original(answers) : Codes.GetValueOrDefault(answers.GetValueOrDefault(Field.Code) ?? "");
    }
}
