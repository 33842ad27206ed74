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
        if (TakeLimits() is not { } limits || !limits.TrueForAll(limit => limit.Quantity is { Reference: null, Unit: "mm" or "cm" }))
            return null;
        while (SkipMethod() || SkipBracketedWords())
        {
        }

        return Together([.. limits.Select(limit => Leaf("lesionSize", limit))]);
    }
}
