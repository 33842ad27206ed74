using Equipoise.Protocols.Arms;
using Equipoise.Protocols.Forms;

namespace Equipoise.Protocols.Reading;

/// <summary>Reads which fields of a log hold doses, and checks that they can.</summary>
internal static class ExposureReader
{
    public static ExposureRoles Read(YamlFields fields) => new()
    {
        Treatment = fields.Text("treatment"),
        Cycle = fields.Text("cycle"),
        Status = fields.Text("status"),
        Given = fields.Text("given"),
        Missed = fields.Text("missed"),
        Held = fields.Text("held"),
        Returned = fields.OptionalText("returned"),
        Start = fields.Text("start"),
        End = fields.OptionalText("end"),
        Dose = fields.Text("dose"),
        Percent = fields.OptionalText("percent"),
        Count = fields.OptionalText("count"),
        Weight = fields.OptionalText("weight"),
        Height = fields.OptionalText("height"),
        Planned = fields.OptionalText("planned"),
        PlannedDose = fields.OptionalText("plannedDose"),
        CalculatedFrom = fields.OptionalText("calculatedFrom"),
        Reason = fields.Text("reason"),
        ByRule = fields.Texts("byRule"),
        Words = fields.Text("words"),
        Contrary = fields.OptionalText("contrary"),
    };

    /// <summary>Refuses roles that their fields cannot play.</summary>
    public static void Check(YamlFields fields, Form form)
    {
        var roles = form.Exposure!;
        if (!form.IsLog)
            throw fields.Bad("exposure", $"The form {form.Code} holds doses, so it is a log: add 'log: true'.");
        if (roles.Fields.FirstOrDefault(code => form.Field(code) is null) is { } stranger)
            throw fields.Bad("exposure", $"The form {form.Code} has no field '{stranger}', but its 'exposure' names it.");
        RefuseType(fields, form, "code", [FieldType.Code], roles.Treatment, roles.Status, roles.Reason);
        RefuseType(fields, form, "integer", [FieldType.WholeNumber], roles.Cycle, roles.Count);
        RefuseType(fields, form, "date or dateTime", [FieldType.Date, FieldType.DateTime], roles.Start, roles.End);
        RefuseType(fields, form, "decimal or integer", [FieldType.Number, FieldType.WholeNumber], roles.Dose, roles.PlannedDose, roles.Percent, roles.Weight, roles.Height, roles.CalculatedFrom);
        RefuseType(fields, form, "date", [FieldType.Date], roles.Planned);
        RefuseType(fields, form, "text", [FieldType.Text], roles.Words);
        RefuseType(fields, form, "yesNo", [FieldType.YesNo], roles.Contrary);
        RefuseCodes(fields, form, roles.Status, new[] { roles.Given, roles.Missed, roles.Held, roles.Returned }.OfType<string>());
        RefuseCodes(fields, form, roles.Reason, roles.ByRule);
        if (roles.Planned is { } planned && !form.Field(planned)!.MayBeFuture)
            throw fields.Bad("exposure", $"A planned day may lie ahead: add 'future: true' to the field {planned}.");
        if (roles.Weight is { } weight && form.Field(weight)!.Unit is not "kg")
            throw fields.Bad("exposure", $"A weight that doses are calculated from is in kg, and the field {weight} is not.");
        if (roles.Height is { } height && form.Field(height)!.Unit is not "cm")
            throw fields.Bad("exposure", $"A height that doses are calculated from is in cm, and the field {height} is not.");
    }

    /// <summary>Refuses a form of doses that cannot hold those of the arms.</summary>
    public static void CheckArms(YamlFields root, IReadOnlyList<Form> forms, IReadOnlyList<Arm> arms)
    {
        var holding = forms.Where(form => form.Exposure is not null).ToList();
        if (holding.Count > 1)
            throw root.Bad("forms", $"{holding[1].Code} is a second form with 'exposure': all doses are in one.");
        if (holding.Count == 0)
            return;
        var (form, roles) = (holding[0], holding[0].Exposure!);
        foreach (var treatment in arms.SelectMany(arm => arm.Treatments))
        {
            if (!form.Field(roles.Treatment)!.Codes.Any(item => string.Equals(item.Code, treatment.Code, StringComparison.Ordinal)))
                throw root.Bad("forms", $"The treatment {treatment.Code} is none of the codes of {form.Code}.{roles.Treatment}.");
            if (!string.Equals(form.Field(roles.Dose)!.Unit, treatment.Dose.Unit, StringComparison.Ordinal))
                throw root.Bad("forms", $"{treatment.Name} is dosed in {treatment.Dose.Unit}, so {form.Code}.{roles.Dose} is in {treatment.Dose.Unit} too.");
            if (treatment.Dose.Basis != DoseBasis.Flat && roles.Weight is null)
                throw root.Bad("forms", $"The dose of {treatment.Name} depends on the weight: 'exposure' of {form.Code} says which field holds it.");
            if (treatment.Dose.Basis == DoseBasis.PerSquareMeter && roles.Height is null)
                throw root.Bad("forms", $"The dose of {treatment.Name} depends on the height: 'exposure' of {form.Code} says which field holds it.");
            if (treatment.Schedule.IsTakenHome && (roles.Count is null || roles.Returned is null))
                throw root.Bad("forms", $"{treatment.Name} is taken at home: 'exposure' of {form.Code} says which field counts single doses ('count') and by which status they come back ('returned').");
        }
    }

    private static void RefuseType(YamlFields fields, Form form, string words, FieldType[] types, params string?[] codes)
    {
        if (codes.OfType<string>().FirstOrDefault(code => !types.Contains(form.Field(code)!.Type)) is { } wrong)
            throw fields.Bad("exposure", $"The field {wrong} of {form.Code} is of type {words} for the part it plays in 'exposure'.");
    }

    private static void RefuseCodes(YamlFields fields, Form form, string field, IEnumerable<string> codes)
    {
        if (codes.FirstOrDefault(code => !form.Field(field)!.Codes.Any(item => string.Equals(item.Code, code, StringComparison.Ordinal))) is { } stranger)
            throw fields.Bad("exposure", $"'{stranger}' is none of the codes of {form.Code}.{field}.");
    }
}
