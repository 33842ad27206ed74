using Equipoise.Conduct.Audit;

namespace Equipoise.Conduct.Exchange.Odm;

/// <summary>A step that was taken, as an entry of one of the forms of <see cref="OdmSteps"/>.</summary>
/// <param name="Form">The form's code.</param>
/// <param name="Number">Which entry of the form.</param>
/// <param name="Entry">What the trail says of it; null where that is not at hand.</param>
/// <param name="Answers">What was recorded, by field.</param>
internal sealed record OdmStep(string Form, long Number, AuditEntry? Entry, IReadOnlyList<KeyValuePair<string, string>> Answers);
