namespace Equipoise.Protocols.Forms;

/// <summary>What an answer becomes in SDTM: a variable of the entry's row, or a result with a row of its own.</summary>
/// <param name="Field">The field's code.</param>
/// <param name="Variable">The variable, such as AETERM; null where it is a result.</param>
/// <param name="TestCode">The short name of the test whose result it is (--TESTCD); null where it is a variable.</param>
/// <param name="Test">The test's name (--TEST).</param>
/// <param name="Domain">The domain of the row; null for the form's own.</param>
/// <param name="Codes">The terms that stand for the field's codes; a code without one becomes nothing. Empty where the labels are the terms.</param>
public sealed record FieldTabulation(string Field, string? Variable, string? TestCode, string? Test, string? Domain, IReadOnlyDictionary<string, string> Codes);
