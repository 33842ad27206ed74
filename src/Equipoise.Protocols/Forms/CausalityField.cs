namespace Equipoise.Protocols.Forms;

/// <summary>The field that says whether a treatment caused an adverse event.</summary>
/// <param name="Treatment">The treatment's code, as the arms have it.</param>
/// <param name="Field">The field's code.</param>
public sealed record CausalityField(string Treatment, string Field);
