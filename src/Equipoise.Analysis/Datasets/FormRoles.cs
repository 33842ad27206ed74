using Equipoise.Protocols.Arms;
using Equipoise.Protocols.Forms;

namespace Equipoise.Analysis.Datasets;

/// <summary>Which field of a form plays which part, told by its type and answers rather than by its code, which is the protocol's own affair.</summary>
internal static class FormRoles
{
    private static readonly string[] NoAmounts = ["kg", "cm", "m", "%"];

    /// <summary>The first field of a type; null where there is none.</summary>
    public static string? First(this Form form, params FieldType[] types) => form.Fields.FirstOrDefault(field => types.Contains(field.Type))?.Code;

    /// <summary>The code field that has a certain answer; null where there is none.</summary>
    public static string? WithAnswer(this Form form, string answer) =>
        form.Fields.FirstOrDefault(field => field.Type is FieldType.Code && field.Codes.Any(item => string.Equals(item.Code, answer, StringComparison.OrdinalIgnoreCase)))?.Code;

    /// <summary>The code field whose answers are treatments; null where there is none.</summary>
    public static string? OfTreatment(this Form form, IEnumerable<Arm> arms)
    {
        var treatments = arms.SelectMany(arm => arm.Treatments).Select(treatment => treatment.Code).ToHashSet(StringComparer.Ordinal);
        return form.Fields.FirstOrDefault(field => field.Type is FieldType.Code && field.Codes.Any(item => treatments.Contains(item.Code)))?.Code;
    }

    /// <summary>The field of an amount: a number that is no weight, height or share; null where there is none.</summary>
    public static FormField? OfAmount(this Form form) => form.Fields.FirstOrDefault(field => field.Type is FieldType.Number && !NoAmounts.Contains(field.Unit ?? "", StringComparer.Ordinal));
}
