namespace Equipoise.Conduct.Forms;

/// <summary>Which form, at which visit.</summary>
/// <param name="Form">The form's code.</param>
/// <param name="Visit">The visit's code; for a log, the visit at which it was written.</param>
/// <param name="VisitCount">Which time of that visit, from 1.</param>
public sealed record FormPlace(string Form, string Visit, int VisitCount = 1);
