using System.Globalization;
using Equipoise.Analysis.Reading;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Tumors;
using Equipoise.Protocols;
using Equipoise.Protocols.Forms;
using YamlDotNet.RepresentationModel;

namespace Equipoise.Analysis.Plans;

/// <summary>Reads variables, sets and endpoints of a plan.</summary>
internal static class PlanParts
{
    private static readonly string[] Dispositions = [DispositionKind.Death, DispositionKind.Alive, DispositionKind.TreatmentEnd, DispositionKind.StudyEnd, DispositionKind.Withdrawal];
    private static readonly string[] Operators = ["present", "absent", "=", "!=", "<", "<=", ">", ">="];
    private static readonly (string Word, SetConditionKind Kind)[] Words =
    [
        ("screened", SetConditionKind.Screened), ("randomized", SetConditionKind.Randomized), ("treated", SetConditionKind.Treated),
        ("treated-as-allocated", SetConditionKind.TreatedAsAllocated), ("assessed", SetConditionKind.Assessed),
    ];

    public static PlannedVariable Variable(FileFields fields, StudyDesign design)
    {
        var code = PlanReader.Needed(fields, "code");
        if (design.Factors.Any(factor => string.Equals(factor.Code, code, StringComparison.Ordinal)))
            throw FileException.At(fields.LineOf("code"), $"'{code}' is a stratification factor already: give the variable another code.");
        var (form, field) = Field(fields, design, "form", "field");
        var cuts = fields.Numbers("cuts") ?? [];
        if (cuts.Where((cut, at) => at > 0 && cut <= cuts[at - 1]).Any())
            throw FileException.At(fields.LineOf("cuts"), "The cuts rise.");
        return new PlannedVariable(code, fields.Text("name") ?? code, form, field, [.. cuts.Select(cut => (decimal)cut)]);
    }

    public static PlannedSet Set(FileFields fields, StudyDesign design)
    {
        var (code, all) = (PlanReader.Needed(fields, "code"), fields.List("all") ?? throw FileException.At(fields.Line, "This set has no 'all': what must hold of its participants."));
        return new PlannedSet(code, fields.Text("name") ?? code, [.. all.Select(node => Condition(node, design))], fields.Text("arm") switch
        {
            null or "allocated" => false,
            "treated" => true,
            var other => throw FileException.At(fields.LineOf("arm"), $"'arm' is '{other}': write allocated or treated."),
        });
    }

    public static List<EndpointRule> Endpoints(FileFields root, StudyDesign design)
    {
        var endpoints = new List<EndpointRule>();
        foreach (var node in root.List("endpoints") ?? [])
        {
            var fields = new FileFields(node, "endpoint");
            var code = PlanReader.Needed(fields, "code");
            if (endpoints.Exists(one => string.Equals(one.Code, code, StringComparison.Ordinal)))
                throw FileException.At(fields.LineOf("code"), $"'{code}' is the code of an earlier endpoint: give each its own.");
            var rule = new EndpointRule(code, fields.Text("name") ?? code)
            {
                From = Sources(fields, "from", design, endpoints),
                Events = Sources(fields, "events", design, endpoints),
                Censored = Sources(fields, "censored", design, endpoints),
                CensorBefore = [.. (fields.List("censor_before") ?? []).Select(rule => Censoring(new FileFields(rule, "rule"), design, endpoints))],
                Responses = fields.Texts("responses") ?? [],
            };
            fields.RefuseOthers();
            if (rule.Responses.FirstOrDefault(response => ResponseCodes.Find(response) is null) is { } unknown)
                throw FileException.At(fields.LineOf("responses"), $"'{unknown}' is no response: write CR, PR, SD, NON-CR/NON-PD, NED, PD or NE.");
            if (rule.IsResponse == rule.Events.Count > 0)
                throw FileException.At(fields.Line, $"{code} has {(rule.IsResponse ? "both 'events' and 'responses'" : "neither 'events' nor 'responses'")}: it is a time or a proportion.");
            if (rule.IsResponse && rule.CensorBefore.Count > 0)
                throw FileException.At(fields.LineOf("censor_before"), $"{code} is a proportion: only times are censored, so take out 'censor_before'.");
            endpoints.Add(rule);
        }

        return endpoints.Count > 0 ? endpoints : throw FileException.At(root.LineOf("endpoints"), "The plan has no 'endpoints'.");
    }

    private static SetCondition Condition(YamlNode node, StudyDesign design)
    {
        if (node is YamlScalarNode { Value: { } word })
        {
            return Array.Find(Words, known => string.Equals(known.Word, word, StringComparison.Ordinal)) is { Word: not null } found
                ? new SetCondition(found.Kind)
                : throw FileException.At(node.Start.Line, $"'{word}' is no condition: write {string.Join(", ", Words.Select(known => known.Word))}, {{doses: 2}}, {{with: …}}, {{without: …}} or {{without_deviation: …}}.");
        }

        var fields = new FileFields(node, "condition");
        var condition = fields.Whole("doses") is { } doses
            ? new SetCondition(SetConditionKind.Doses, doses > 0 ? doses : throw FileException.At(fields.Line, "'doses' is a whole number from 1."))
            : fields.Optional("without_deviation") is { } deviation ? Deviation(new FileFields(deviation, "without_deviation"))
            : Entry(fields, fields.Optional("with") is null ? "without" : "with", design);
        fields.RefuseOthers();
        return condition;
    }

    private static SetCondition Deviation(FileFields fields)
    {
        var condition = new SetCondition(SetConditionKind.WithoutDeviation) { OnlyImportant = fields.Flag("important", otherwise: false), Categories = fields.Texts("categories") ?? [] };
        fields.RefuseOthers();
        return condition.Categories.FirstOrDefault(category => !DeviationCategory.All.Contains(category, StringComparer.Ordinal)) is { } unknown
            ? throw FileException.At(fields.LineOf("categories"), $"There is no category of deviations '{unknown}'; there is {string.Join(", ", DeviationCategory.All)}.")
            : condition;
    }

    private static SetCondition Entry(FileFields fields, string key, StudyDesign design)
    {
        var entry = new FileFields(fields.Node(key), key);
        var (form, field) = Field(entry, design, "form", "field");
        var rule = Rule(entry, field);
        entry.RefuseOthers();
        return new SetCondition(key is "with" ? SetConditionKind.With : SetConditionKind.Without, Form: form, Rule: rule);
    }

    private static CensoringRule Censoring(FileFields fields, StudyDesign design, List<EndpointRule> before)
    {
        if (fields.Whole("missed_assessments") is not { } missed)
            return Source(fields, design, before) is [var source] ? new CensoringRule(source) : throw FileException.At(fields.Line, "A rule names one source of days.");
        fields.RefuseOthers();
        if (missed <= 0)
            throw FileException.At(fields.Line, "'missed_assessments' is a whole number from 1.");
        return design.Visits.Any(visit => visit.When is { Repeats.Count: > 0 } && visit.Forms.Any(form => design.Form(form)?.Lesions is not null))
            ? new CensoringRule(null, missed)
            : throw FileException.At(fields.Line, "The protocol plans no repeated tumor assessments: none can be missed.");
    }

    private static IReadOnlyList<DaySource> Sources(FileFields fields, string key, StudyDesign design, List<EndpointRule> before) =>
        [.. (fields.List(key) ?? []).SelectMany(node => Source(new FileFields(node, "source"), design, before))];

    private static IReadOnlyList<DaySource> Source(FileFields fields, StudyDesign design, List<EndpointRule> before)
    {
        var sources = fields switch
        {
            _ when fields.Text("disposition") is not null => [new DaySource(DaySourceKind.Disposition, PlanReader.Chosen(fields, "disposition", Dispositions, "disposition"))],
            _ when fields.Text("tumor") is not null => [new DaySource(DaySourceKind.Tumor, PlanReader.Chosen(fields, "tumor", ["progression", "assessment", "response"], "day of tumors called"))],
            _ when fields.Text("dose") is not null => [new DaySource(DaySourceKind.Dose, PlanReader.Chosen(fields, "dose", ["first", "last"], "dose called"))],
            _ when fields.Text("therapy") is not null => [OfTherapy(fields, design)],
            _ when fields.Text("endpoint") is not null =>
                before.Find(one => string.Equals(one.Code, PlanReader.Chosen(fields, "endpoint", [.. before.Select(other => other.Code)], "endpoint before this one called"), StringComparison.Ordinal))!.Events,
            _ => OfForm(fields, design),
        };
        fields.RefuseOthers();
        return sources;
    }

    private static DaySource OfTherapy(FileFields fields, StudyDesign design)
    {
        var form = PlanReader.Chosen(fields, "therapy", [.. design.Forms.Where(one => one.Event is { Kind: FactKind.Therapy, Start: not null }).Select(one => one.Code)], "log of therapies with their beginning called");
        return new DaySource(DaySourceKind.Therapy, design.Form(form)!.Event!.Start!, form);
    }

    private static IReadOnlyList<DaySource> OfForm(FileFields fields, StudyDesign design)
    {
        var (form, field) = Field(fields, design, "form", "field");
        if (design.Form(form)!.Field(field)!.Type is not FieldType.Date)
            throw FileException.At(fields.LineOf("field"), $"{form}.{field} is no date.");
        if (fields.Optional("when") is not { } node)
            return [new DaySource(DaySourceKind.Form, field, form)];
        var when = new FileFields(node, "when");
        var rule = Rule(when, PlanReader.Chosen(when, "field", [.. design.Form(form)!.Fields.Select(one => one.Code)], $"field of {form} called"));
        when.RefuseOthers();
        return [new DaySource(DaySourceKind.Form, field, form, rule)];
    }

    private static FieldRule Rule(FileFields fields, string field)
    {
        var sign = fields.Text("op") is null ? "=" : PlanReader.Chosen(fields, "op", Operators, "sign");
        var other = fields.Text("other");
        return new FieldRule(field, sign, sign is "present" or "absent" || other is not null ? null : PlanReader.Needed(fields, "value"), other);
    }

    private static (string Form, string Field) Field(FileFields fields, StudyDesign design, string formKey, string fieldKey)
    {
        var form = PlanReader.Chosen(fields, formKey, [.. design.Forms.Select(one => one.Code)], "form");
        return (form, PlanReader.Chosen(fields, fieldKey, [.. design.Form(form)!.Fields.Select(one => one.Code)], string.Create(CultureInfo.InvariantCulture, $"field of {form} called")));
    }
}
