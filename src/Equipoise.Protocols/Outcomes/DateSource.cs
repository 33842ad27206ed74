using Equipoise.Protocols.Forms;

namespace Equipoise.Protocols.Outcomes;

/// <summary>Where a day is found among what sites record: in a form, or in what became of the participant.</summary>
/// <param name="Form">The form's code; null where it is a disposition.</param>
/// <param name="Field">The code of the form's field that holds the day, or the disposition: <c>death</c> or <c>alive</c>.</param>
/// <param name="When">What must hold of the same form entry; null for nothing.</param>
public sealed record DateSource(string? Form, string Field, FieldRule? When);
