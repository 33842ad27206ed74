namespace Equipoise.Protocols.Forms;

/// <summary>What must hold between the answers of a form.</summary>
/// <param name="Code">Its code, unique in the form.</param>
/// <param name="Message">What people are told where it does not hold, and how to mend it.</param>
/// <param name="Severity">What happens then.</param>
/// <param name="Require">What must hold.</param>
/// <param name="When">Only when this holds; null for always.</param>
public sealed record EditCheck(string Code, string Message, CheckSeverity Severity, FieldRule Require, FieldRule? When);
