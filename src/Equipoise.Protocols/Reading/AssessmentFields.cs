using Equipoise.Protocols.Arms;
using Equipoise.Protocols.Forms;

namespace Equipoise.Protocols.Reading;

/// <summary>Reads which fields of a form play which role in assessments, so that derivations need to know no field's code.</summary>
internal static class AssessmentFields
{
    public static LaboratoryFields ReadLaboratory(YamlFields fields, IReadOnlyList<FormField> questions)
    {
        if (!questions.Any(question => question is { Fact.Kind: FactKind.Measurement, Unit: not null, Type: FieldType.Number or FieldType.WholeNumber }))
            throw ProtocolException.At(fields.Line, "A laboratory form has at least one number with a unit whose fact is a measurement.");
        return new LaboratoryFields(Field(fields, "date", questions, FieldType.Date), OptionalField(fields, "ranges", questions, FieldType.Text));
    }

    public static LesionFields ReadLesions(YamlFields fields, IReadOnlyList<FormField> questions) => new(
        Field(fields, "date", questions, FieldType.Date),
        Field(fields, "lesion", questions, FieldType.Text, FieldType.Code),
        CodesOf(fields, "role", questions, LesionFields.Roles),
        Field(fields, "site", questions, FieldType.Text, FieldType.Code),
        Field(fields, "nodal", questions, FieldType.YesNo),
        Field(fields, "diameter", questions, FieldType.Number, FieldType.WholeNumber),
        CodesOf(fields, "state", questions, LesionFields.States),
        OptionalField(fields, "evaluator", questions, FieldType.Code, FieldType.Text));

    public static ResponseFields ReadResponse(YamlFields fields, IReadOnlyList<FormField> questions) => new(
        Field(fields, "date", questions, FieldType.Date),
        CodesOf(fields, "overall", questions, ResponseFields.Codes),
        OptionalField(fields, "evaluator", questions, FieldType.Code, FieldType.Text));

    public static AdverseEventFields ReadAdverseEvent(YamlFields fields, IReadOnlyList<FormField> questions, IReadOnlyList<Arm> arms)
    {
        var outcome = Field(fields, "outcome", questions, FieldType.Code);
        var causality = fields.Each("causality", "causality", part => ReadCausality(part, questions, arms));
        if (causality.GroupBy(one => one.Treatment, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw fields.Bad("causality", $"The treatment {twice.Key} has two fields of causality: name one.");
        return new AdverseEventFields
        {
            Term = Field(fields, "term", questions, FieldType.Text, FieldType.Code),
            Grade = Field(fields, "grade", questions, FieldType.WholeNumber, FieldType.Code),
            Start = Field(fields, "start", questions, FieldType.Date),
            End = Field(fields, "end", questions, FieldType.Date),
            Serious = Field(fields, "serious", questions, FieldType.YesNo),
            Seriousness = OptionalField(fields, "seriousness", questions, FieldType.Code),
            Aware = Field(fields, "aware", questions, FieldType.DateTime),
            Action = OptionalField(fields, "action", questions, FieldType.Code),
            Outcome = outcome,
            Fatal = CodeOf(fields, "fatal", questions, outcome),
            Causality = causality,
            Related = causality.Count == 0 ? "" : CodeOf(fields, "related", questions, [.. causality.Select(one => one.Field)]),
            NotGiven = causality.Count == 0 ? "" : CodeOf(fields, "notGiven", questions, [.. causality.Select(one => one.Field)]),
        };
    }

    public static string? ReadDeath(YamlFields fields, IReadOnlyList<FormField> questions) => OptionalField(fields, "death", questions, FieldType.Date);

    private static CausalityField ReadCausality(YamlFields fields, IReadOnlyList<FormField> questions, IReadOnlyList<Arm> arms)
    {
        var treatment = fields.Text("treatment");
        return arms.Any(arm => arm.Treatments.Any(one => string.Equals(one.Code, treatment, StringComparison.Ordinal)))
            ? new CausalityField(treatment, Field(fields, "field", questions, FieldType.Code))
            : throw fields.Bad("treatment", $"No arm has a treatment '{treatment}'.");
    }

    private static string? OptionalField(YamlFields fields, string key, IReadOnlyList<FormField> questions, params FieldType[] types) =>
        fields.Optional(key) is null ? null : Field(fields, key, questions, types);

    private static string Field(YamlFields fields, string key, IReadOnlyList<FormField> questions, params FieldType[] types)
    {
        var code = fields.Text(key);
        if (Find(questions, code) is not { } question)
            throw fields.Bad(key, $"'{key}' names the field '{code}', which the form does not have.");
        return types.Contains(question.Type) ? code : throw fields.Bad(key, $"'{key}' names the field '{code}', which takes another kind of answer: it is to be of type {string.Join(" or ", types.Select(Word))}.");
    }

    private static string CodesOf(YamlFields fields, string key, IReadOnlyList<FormField> questions, IReadOnlyList<string> known)
    {
        var code = Field(fields, key, questions, FieldType.Code);
        return Find(questions, code)!.Codes.FirstOrDefault(item => !known.Contains(item.Code, StringComparer.Ordinal)) is { } stranger
            ? throw fields.Bad(key, $"The field '{code}' has the code '{stranger.Code}'; as '{key}' it may have {string.Join(", ", known)}.")
            : code;
    }

    private static string CodeOf(YamlFields fields, string key, IReadOnlyList<FormField> questions, params ReadOnlySpan<string> of)
    {
        var code = fields.Text(key);
        foreach (var field in of)
        {
            if (!Find(questions, field)!.Codes.Any(item => string.Equals(item.Code, code, StringComparison.Ordinal)))
                throw fields.Bad(key, $"The field '{field}' has no code '{code}', which '{key}' names.");
        }

        return code;
    }

    private static FormField? Find(IReadOnlyList<FormField> questions, string code) => questions.FirstOrDefault(question => string.Equals(question.Code, code, StringComparison.Ordinal));

    private static string Word(FieldType type) => type switch
    {
        FieldType.WholeNumber => "integer",
        FieldType.Number => "decimal",
        FieldType.YesNo => "yesNo",
        FieldType.DateTime => "dateTime",
        FieldType.PartialDate => "partialDate",
        _ => type.ToString().ToLowerInvariant(),
    };
}
