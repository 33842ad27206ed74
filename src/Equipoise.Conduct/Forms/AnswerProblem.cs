namespace Equipoise.Conduct.Forms;

/// <summary>What is wrong with an answer, or to be asked about.</summary>
/// <param name="Field">The field's code; empty where it is about several.</param>
/// <param name="Message">One sentence: what, and how to mend it.</param>
/// <param name="IsRefusal">Whether the entry is refused; else it is kept and a query opened.</param>
public sealed record AnswerProblem(string Field, string Message, bool IsRefusal);
