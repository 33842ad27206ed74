using Equipoise.Eligibility.Terminology;
using Equipoise.Eligibility.Units;
using Equipoise.Protocols.Arms;
using Equipoise.Protocols.Forms;

namespace Equipoise.Protocols.Reading;

/// <summary>Reads the forms that sites fill in.</summary>
internal static class FormReader
{
    private static readonly string[] Operators = ["present", "absent", "=", "!=", "<", "<=", ">", ">="];
    private static readonly string[] Scales = ["ecog", "karnofsky", "lansky"];

    public static List<Form> Read(YamlFields root, IReadOnlyList<Arm> arms) => root.EachCoded("forms", "form", 1, fields => ReadForm(fields, arms), form => form.Code);

    private static Form ReadForm(YamlFields fields, IReadOnlyList<Arm> arms)
    {
        var questions = fields.EachCoded("fields", "field", 1, ReadField, field => field.Code);
        var form = new Form
        {
            Code = fields.Code("code"),
            Title = fields.Text("title"),
            Domain = fields.Optional("domain") is null ? null : fields.Code("domain"),
            IsLog = fields.Flag("log", otherwise: false),
            Fields = questions,
            Checks = fields.EachCoded("checks", "check", 0, ReadCheck, check => check.Code),
            Event = fields.Part("event", "logged event", ReadEvent),
            Exposure = fields.Part("exposure", "exposure", ExposureReader.Read),
            Laboratory = fields.Part("laboratory", "laboratory mapping", part => AssessmentFields.ReadLaboratory(part, questions)),
            Lesions = fields.Part("lesions", "lesion mapping", part => AssessmentFields.ReadLesions(part, questions)),
            Response = fields.Part("response", "response mapping", part => AssessmentFields.ReadResponse(part, questions)),
            AdverseEvent = fields.Part("adverseEvent", "adverse event mapping", part => AssessmentFields.ReadAdverseEvent(part, questions, arms)),
            Death = AssessmentFields.ReadDeath(fields, questions),
        };
        foreach (var rule in form.Checks.SelectMany(check => new[] { check.Require, check.When }).Concat(form.Fields.Select(field => field.When)).OfType<FieldRule>())
            RefuseStrangers(fields, form, rule.Field, rule.Other);
        if (form.Event is { } logged)
            RefuseStrangers(fields, form, logged.Any, logged.Complete, logged.What, logged.Start, logged.End, logged.Ongoing);
        if (form.Exposure is not null)
            ExposureReader.Check(fields, form);
        return form;
    }

    private static void RefuseStrangers(YamlFields fields, Form form, params string?[] codes)
    {
        if (codes.FirstOrDefault(code => code is not null && form.Field(code) is null) is { } stranger)
            throw ProtocolException.At(fields.Line, $"The form {form.Code} has no field '{stranger}', but one of its rules names it.");
    }

    private static FormField ReadField(YamlFields fields)
    {
        var type = fields.Choice("type", ("text", FieldType.Text), ("integer", FieldType.WholeNumber), ("decimal", FieldType.Number), ("date", FieldType.Date), ("partialDate", FieldType.PartialDate), ("dateTime", FieldType.DateTime), ("yesNo", FieldType.YesNo), ("code", FieldType.Code));
        var fact = fields.Part("fact", "fact", ReadFact);
        var codes = fields.EachCoded("codes", "code", type == FieldType.Code ? 1 : 0, part => ReadCode(part, fact), item => item.Code);
        if (codes.Count > 0 && type != FieldType.Code)
            throw fields.Bad("codes", "Only a field of type code has 'codes'.");
        var unit = fields.OptionalText("unit");
        if (unit is not null && !unit.StartsWith('{') && !UcumUnit.TryParse(unit, out _))
            throw fields.Bad("unit", $"'{unit}' is no UCUM unit that is known here.");
        return new FormField
        {
            Code = fields.Code("code"),
            Label = fields.Text("label"),
            Type = type,
            IsRequired = fields.Flag("required", otherwise: false),
            Unit = unit,
            Allowed = fields.Part("allowed", "range", part => ReadRange(part, type)),
            Expected = fields.Part("expected", "range", part => ReadRange(part, type)),
            MayBeFuture = fields.Flag("future", otherwise: false),
            Codes = codes,
            Fact = fact,
            When = fields.Part("when", "rule", ReadRule),
        };
    }

    private static CodeListItem ReadCode(YamlFields fields, FieldFact? fact)
    {
        var item = new CodeListItem(fields.Code("code"), fields.Text("label"), fields.Texts("concepts"), fields.Texts("denied"));
        foreach (var concept in item.Concepts.Concat(item.Denied))
        {
            if (fact is null)
                throw ProtocolException.At(fields.Line, "A code has concepts, but its field has no 'fact' that says of what kind they are.");
            RefuseUnknown(fields, item.Concepts.Contains(concept, StringComparer.Ordinal) ? "concepts" : "denied", fact.Kind, concept);
        }

        return item;
    }

    private static NumberRange ReadRange(YamlFields fields, FieldType type)
    {
        if (type is not (FieldType.WholeNumber or FieldType.Number))
            throw ProtocolException.At(fields.Line, "Only numbers have a range.");
        var range = new NumberRange(fields.OptionalNumber("from"), fields.OptionalNumber("to"));
        return range.From > range.To ? throw ProtocolException.At(fields.Line, "The range ends before it begins.") : range;
    }

    private static FieldFact ReadFact(YamlFields fields)
    {
        var kind = fields.Choice("kind", ("measurement", FactKind.Measurement), ("condition", FactKind.Condition), ("therapy", FactKind.Therapy), ("sex", FactKind.Sex), ("birth", FactKind.Birth), ("consent", FactKind.Consent), ("pregnancy", FactKind.Pregnancy), ("judgment", FactKind.Judgment), ("other", FactKind.Other));
        var name = fields.OptionalText("name") ?? "";
        if (kind == FactKind.Measurement && name.Length == 0)
            throw ProtocolException.At(fields.Line, "A measurement names its variable: see variables.tsv.");
        if (name.Length > 0)
            RefuseUnknown(fields, "name", kind, name);
        return new FieldFact(kind, name);
    }

    private static void RefuseUnknown(YamlFields fields, string key, FactKind kind, string name)
    {
        var isKnown = kind switch
        {
            FactKind.Measurement => Scales.Contains(name, StringComparer.Ordinal) || Variables.Find(name) is not null,
            FactKind.Condition => Concepts.Conditions.Find(name) is not null,
            FactKind.Therapy => Concepts.Therapies.Find(name) is not null,
            _ => true,
        };
        if (!isKnown)
            throw fields.Bad(key, $"There is no {(kind == FactKind.Measurement ? "variable" : "concept")} '{name}' in the tables.");
    }

    private static EditCheck ReadCheck(YamlFields fields) => new(
        fields.Code("code"),
        fields.Text("message"),
        fields.Choice("severity", ("query", CheckSeverity.Query), ("refusal", CheckSeverity.Refusal)),
        fields.Required("require", "rule", ReadRule),
        fields.Part("when", "rule", ReadRule));

    public static FieldRule ReadRule(YamlFields fields)
    {
        var rule = new FieldRule(fields.Text("field"), fields.Text("op"), fields.OptionalText("value"), fields.OptionalText("other"));
        if (!Operators.Contains(rule.Operator, StringComparer.Ordinal))
            throw fields.Bad("op", $"'op' is one of {string.Join(", ", Operators)}.");
        var comparesWith = (rule.Value is null ? 0 : 1) + (rule.Other is null ? 0 : 1);
        return comparesWith == (rule.Operator is "present" or "absent" ? 0 : 1) ? rule : throw ProtocolException.At(fields.Line, "A rule compares a field with either a 'value' or an 'other' field, and 'present' and 'absent' with neither.");
    }

    private static LoggedEvent ReadEvent(YamlFields fields) => new(
        fields.Choice("kind", ("condition", FactKind.Condition), ("therapy", FactKind.Therapy)),
        fields.Text("any"),
        fields.OptionalText("complete"),
        fields.Text("what"),
        fields.OptionalText("start"),
        fields.OptionalText("end"),
        fields.OptionalText("ongoing"));
}
