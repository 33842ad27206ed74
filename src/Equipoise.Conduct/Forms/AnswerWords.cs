using Equipoise.Eligibility.Units;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Forms;

/// <summary>Answers as people read them: the labels of codes, yes and no, and units.</summary>
public static class AnswerWords
{
    /// <summary>An answer in words.</summary>
    /// <param name="field">The question; null where the protocol has no such field any more.</param>
    /// <param name="value">The answer as it is kept.</param>
    public static string Of(FormField? field, string value) => field?.Type switch
    {
        FieldType.YesNo => value is "Y" ? "Yes" : "No",
        FieldType.Code => field.Codes.FirstOrDefault(item => string.Equals(item.Code, value, StringComparison.Ordinal))?.Label ?? value,
        FieldType.DateTime => value.Replace('T', ' '),
        null => value,
        _ => UnitWords.With(value, field.Unit),
    };
}
