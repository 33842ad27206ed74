using Equipoise.Protocols.Forms;

namespace Equipoise.Protocols.Outcomes;

/// <summary>Where a day is found among what sites enter.</summary>
/// <param name="Form">The form's code.</param>
/// <param name="Field">The code of the field that holds the day.</param>
/// <param name="When">What must hold of the same entry; null for nothing.</param>
public sealed record DateSource(string Form, string Field, FieldRule? When);
