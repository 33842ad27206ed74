namespace Equipoise.Protocols.Forms;

/// <summary>How the entries of a form become rows of SDTM, beyond what the form's domain, facts and logged event say already.</summary>
/// <param name="Form">The form's code.</param>
/// <param name="Constants">The variables that have the same value in every row, such as MHCAT.</param>
/// <param name="Fields">What its fields become; a field may become several things.</param>
public sealed record FormTabulation(string Form, IReadOnlyDictionary<string, string> Constants, IReadOnlyList<FieldTabulation> Fields);
