using System.Globalization;
using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Exchange.Csv;

/// <summary>The table that explains each column of the forms' tables.</summary>
internal static class DataDictionary
{
    public static async Task WriteAsync(StudySource source, TextWriter file)
    {
        await CsvRows.WriteAsync(file, ["form", "formTitle", "domain", "isLog", "field", "label", "type", "isRequired", "unit", "allowedFrom", "allowedTo", "expectedFrom", "expectedTo", "askedWhen", "codes"]);
        foreach (var form in StudyForm.AllOf(source))
        {
            foreach (var field in form.Fields)
                await CsvRows.WriteAsync(file, Row(form.Newest, field));
        }
    }

    private static IEnumerable<string?> Row(Form form, FormField field) =>
    [
        form.Code, form.Title, form.Domain, form.IsLog ? "Y" : "N", field.Code, field.Label, TypeName(field.Type), field.IsRequired ? "Y" : "N", field.Unit,
        Number(field.Allowed?.From), Number(field.Allowed?.To), Number(field.Expected?.From), Number(field.Expected?.To),
        field.When is { } rule ? $"{rule.Field} {rule.Operator} {rule.Value ?? rule.Other}".TrimEnd() : "",
        string.Join("; ", field.Type == FieldType.YesNo ? ["Y = Yes", "N = No"] : field.Codes.Select(code => $"{code.Code} = {code.Label}")),
    ];

    private static string Number(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string TypeName(FieldType type) => type switch
    {
        FieldType.WholeNumber => "integer",
        FieldType.Number => "decimal",
        FieldType.Date => "date",
        FieldType.PartialDate => "partialDate",
        FieldType.DateTime => "dateTime",
        FieldType.YesNo => "yesNo",
        FieldType.Code => "code",
        _ => "text",
    };
}
