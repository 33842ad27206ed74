using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Words before limits that only name the organ: "adequate renal (creatinine ≤ 1.5 mg/dL) and hepatic (bilirubin ≤ …) function".</summary>
internal sealed partial class EntryParser
{
    // "adequately controlled blood pressure (≤ 150/90 mmHg)", "adequate renal (creatinine ≤ 1.5 mg/dL) and hepatic (bilirubin ≤ …) function"
    private bool SkipOrganLead()
    {
        var start = at.Position;
        if (at.Upper(start) is "ADEQUATELY" or "WELL")
            at.Position++;
        if (at.Sign == '-')
            at.Position++;
        if (at.Upper(at.Position) is "CONTROLLED" && Rewind(at.Position + 1) && IsBloodPressure() && HasLimitAhead())
            return true;
        at.Position = start;
        var adequate = at.Upper(start) is "ADEQUATE" or "NORMAL" or "SUFFICIENT" or "ACCEPTABLE";
        if (adequate)
            at.Position++;
        if ((adequate || start > 0) && at.TakeWhole(WordKind.Heading) is not null && at.Sign == '(' && HasLimitAhead())
            return true;
        return Rewind(start) && false;
    }

    private bool IsBloodPressure()
    {
        foreach (var found in at.Here())
        {
            if (found.Phrase is { Kind: WordKind.Variable, Value: "bp.systolic+bp.diastolic" or "bp.systolic" or "bp.diastolic" })
                return true;
        }

        return false;
    }
}
