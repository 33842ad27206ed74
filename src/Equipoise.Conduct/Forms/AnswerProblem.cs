using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Forms;

/// <summary>What is wrong with an answer, or to be asked about.</summary>
/// <param name="Field">The field's code; empty where it is about several.</param>
/// <param name="Message">One sentence: what, and how to mend it.</param>
/// <param name="IsRefusal">Whether the entry is refused; else it is kept and a query opened.</param>
/// <param name="Check">The name of the check that asks; empty for a refusal.</param>
public sealed record AnswerProblem(string Field, string Message, bool IsRefusal, string Check = "")
{
    /// <summary>The name of an edit check.</summary>
    public static string NameOf(EditCheck check) => $"check/{check.Code}";

    /// <summary>The name of the check that a field's answer lies in the range expected of it.</summary>
    public static string NameOfExpected(FormField field) => $"expected/{field.Code}";
}
