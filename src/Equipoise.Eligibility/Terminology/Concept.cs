namespace Equipoise.Eligibility.Terminology;

/// <summary>A condition or a treatment that criteria and records name.</summary>
/// <param name="Name">Its name in criteria.</param>
/// <param name="Parents">The wider concepts it belongs to.</param>
/// <param name="Aliases">How texts name it.</param>
/// <param name="Codes">Codes that mean it, as <c>sct:</c>, <c>icd10:</c>, <c>rx:</c> or <c>atc:</c> and the code. ICD-10 and ATC codes
/// stand for all that begin with them.</param>
public sealed record Concept(string Name, IReadOnlyList<string> Parents, IReadOnlyList<string> Aliases, IReadOnlyList<string> Codes);
