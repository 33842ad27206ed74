using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Lesions that are measured.</summary>
internal sealed partial class EntryParser
{
    // lesion := ["at least one" | "a"] lesion-word ["measuring"] limits of length [dimension]
    private CriterionNode? LesionTerm()
    {
        if (!at.Holds(WordKind.Lesion))
            return null;
        SkipExistenceLead();
        var counted = at.Take(WordKind.Operator) is ">=";
        if (TakeNumber() is { } number && (number != 1 || !counted))
            return null;
        SkipExistenceLead();
        while (at.Upper(at.Position) is "MEASURABLE" or "BIDIMENSIONALLY" or "DIMENSIONALLY" or "NODAL" or "EXTRANODAL" or "BI" or "TARGET" or "EVALUABLE" && !at.Is(WordKind.Lesion) || (at.Sign == '-' && at.Upper(at.Position - 1) is "BI"))
            at.Position++;
        if (at.TakeWhole(WordKind.Lesion) is null)
            return null;
        while (at.TakeWhole(WordKind.With) is not null || SkipMethod())
        {
        }

        return SizeLimits();
    }

    private CriterionNode? SizeLimits()
    {
        SkipFillers();
        // "a measurable lesion (≥ 10 mm)"
        var open = at.Sign == '(' && Rewind(at.Position + 1);
        if (TakeLimits() is not { } limits || !limits.TrueForAll(limit => limit.Quantity is { Reference: null, Unit: "mm" or "cm" }))
            return null;
        while (SkipMethod() || SkipBracketedWords() || (open && at.TakeWhole(WordKind.Filler) is not null) || (open && at.Take(WordKind.Variable) is "lesionSize"))
        {
        }

        if (open && !at.TakeSign(')'))
            return null;
        return Together([.. limits.Select(limit => Leaf("lesionSize", limit))]);
    }

    // "large (≥ 3 cm) breast cancer", "bulky (> 10 cm) lymphoma": the bracket says what the word means.
    private CriterionNode? SizedDisease()
    {
        if (at.Upper(at.Position) is not ("LARGE" or "BULKY" or "SMALL") || at.SignAt(at.Position + 1) != '(')
            return null;
        at.Position += 2;
        if (TakeLimits() is not { } limits || !limits.TrueForAll(limit => limit.Quantity is { Reference: null, Unit: "mm" or "cm" }) || !at.TakeSign(')'))
            return null;
        return Existence() is Condition { Exists: true } disease ? new AllOf([disease, .. limits.Select(limit => Leaf("lesionSize", limit))]) : null;
    }
}
