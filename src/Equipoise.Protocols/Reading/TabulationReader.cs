using Equipoise.Protocols.Forms;

namespace Equipoise.Protocols.Reading;

/// <summary>Reads how forms become SDTM, and checks that the forms and fields are there.</summary>
internal static class TabulationReader
{
    private const int LongestName = 8;

    public static List<FormTabulation> Read(YamlFields root, IReadOnlyList<Form> forms) => root.Each("tabulation", "tabulation", fields => ReadForm(fields, forms));

    private static FormTabulation ReadForm(YamlFields fields, IReadOnlyList<Form> forms)
    {
        var code = fields.Text("form");
        var form = forms.FirstOrDefault(one => string.Equals(one.Code, code, StringComparison.Ordinal)) ?? throw fields.Bad("form", $"There is no form '{code}'.");
        return new FormTabulation(
            code,
            fields.Part("constants", "set of constants", ReadTexts) ?? [],
            fields.Each("fields", "tabulated field", one => ReadField(one, form)));
    }

    private static FieldTabulation ReadField(YamlFields fields, Form form)
    {
        var code = fields.Text("field");
        var field = form.Field(code) ?? throw fields.Bad("field", $"The form {form.Code} has no field '{code}'.");
        var read = new FieldTabulation(
            code, Name(fields, "variable"), Name(fields, "testcd"), fields.OptionalText("test"), fields.OptionalText("domain"), fields.Part("codes", "set of terms", ReadTexts) ?? []);
        if ((read.Variable is null) == (read.TestCode is null))
            throw ProtocolException.At(fields.Line, "A tabulated field becomes either a 'variable' or the result of a 'testcd'.");
        if ((read.TestCode is null) != (read.Test is null))
            throw ProtocolException.At(fields.Line, "A 'testcd' has a 'test', its name, and a 'variable' has none.");
        if (read.Domain is { Length: not 2 } || (read.Domain ?? form.Domain) is null)
            throw ProtocolException.At(fields.Line, $"Say the 'domain' in two letters: the form {form.Code} {(read.Domain is null ? "has none" : "cannot be in another")}.");
        if (read.Codes.Keys.FirstOrDefault(term => field.Codes.All(item => !string.Equals(item.Code, term, StringComparison.Ordinal)) && field.Type != FieldType.YesNo) is { } stranger)
            throw fields.Bad("codes", $"The field {code} has no code '{stranger}'.");
        return read;
    }

    private static string? Name(YamlFields fields, string key) => fields.OptionalText(key) is not { } name ? null
        : name.Length <= LongestName && char.IsAsciiLetterUpper(name[0]) && name.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter)) ? name
        : throw fields.Bad(key, $"'{key}' is at most {LongestName} capitals and digits, a letter first.");

    private static Dictionary<string, string> ReadTexts(YamlFields fields) => fields.Keys.ToDictionary(key => key, fields.Text, StringComparer.Ordinal);
}
