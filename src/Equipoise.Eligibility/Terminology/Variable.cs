namespace Equipoise.Eligibility.Terminology;

/// <summary>Something measured: a laboratory value, a vital sign, a score.</summary>
/// <param name="Id">Its name in criteria, such as <c>bilirubin.total</c>.</param>
/// <param name="Unit">The unit it is kept in, in UCUM.</param>
/// <param name="ImpliedUnit">The unit that a text without one means; null where a text must name it.</param>
/// <param name="Low">The least plausible value, in <paramref name="Unit"/>.</param>
/// <param name="High">The greatest plausible value.</param>
/// <param name="MolarMass">Grams per mole, where mass and amount of substance are both in use.</param>
/// <param name="Digits">Decimal places to which a converted molar value is rounded, in <paramref name="Unit"/>.</param>
/// <param name="Loinc">The LOINC codes of observations that hold it.</param>
/// <param name="Aliases">How texts name it; an equals sign before one asks for the same capitals.</param>
public sealed record Variable(
    string Id,
    string Unit,
    string? ImpliedUnit,
    decimal Low,
    decimal High,
    decimal? MolarMass,
    int Digits,
    IReadOnlyList<string> Loinc,
    IReadOnlyList<string> Aliases);
