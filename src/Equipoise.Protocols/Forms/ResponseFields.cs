namespace Equipoise.Protocols.Forms;

/// <summary>Which fields of a form say how somebody judges the response on one day (SDTM's RS).</summary>
/// <param name="Date">The day of imaging.</param>
/// <param name="Overall">The overall response, a code: one of <see cref="Codes"/>.</param>
/// <param name="Evaluator">Who judged, where more than one person does; null for the investigator alone.</param>
public sealed record ResponseFields(string Date, string Overall, string? Evaluator)
{
    /// <summary>The codes that a response may have: CDISC's, with _ for the stroke, which a code cannot hold.</summary>
    public static IReadOnlyList<string> Codes { get; } = ["CR", "PR", "SD", "NON-CR_NON-PD", "NED", "PD", "NE"];
}
