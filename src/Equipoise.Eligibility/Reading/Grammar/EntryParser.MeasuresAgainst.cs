using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What is done against a disease, named by it: "influenza vaccination", "glaucoma surgery", "tuberculosis treatment".</summary>
internal sealed partial class EntryParser
{
    private const int LongestDisease = 4;

    // measure := condition ("vaccine" | "surgery" | "treatment" | …), where no table holds a longer name
    private string? TakeMeasureAgainst()
    {
        var start = at.Position;
        var longest = at.Here() is [.., { End: var end }] ? end : start;
        if (at.Take(WordKind.Condition) is not null && at.Position < start + LongestDisease && IsMeasure(at.Position, at.Position >= longest) && !IsMeasure(at.Position + 1, atEnd: true))
        {
            at.Position++;
            return Singular(Small(at.Text(start, at.Position)));
        }

        at.Position = start;
        return null;
    }

    // allergy := treatment ("allergy" | "hypersensitivity"): "local anesthetic allergy"
    private string? TakeAllergyTo()
    {
        var start = at.Position;
        if (at.TakeWhole(WordKind.Therapy) is { } agent && at.Upper(at.Position) is "ALLERGY" or "ALLERGIES" or "HYPERSENSITIVITY" && at.Upper(at.Position + 1) is not ("TO" or "TESTING" or "TEST" or "TREATMENT" or "THERAPY" or "IMMUNOTHERAPY" or "SHOTS"))
        {
            at.Position++;
            return string.Join('+', agent.Split('+').Select(one => $"allergy to {one}"));
        }

        at.Position = start;
        return null;
    }

    private bool IsMeasure(int index, bool atEnd) => at.Upper(index) switch
    {
        "VACCINE" or "VACCINES" or "VACCINATION" or "VACCINATIONS" => true,
        "SURGERY" or "SURGERIES" or "REPAIR" or "TREATMENT" or "TREATMENTS" or "THERAPY" or "THERAPIES" or "MEDICATION" or "MEDICATIONS" or "DRUG" or "DRUGS" => atEnd,
        _ => false,
    };
}
