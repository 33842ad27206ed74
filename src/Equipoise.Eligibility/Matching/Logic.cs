namespace Equipoise.Eligibility.Matching;

/// <summary>Kleene's logic over 64 patients at a time.</summary>
internal static class Logic
{
    /// <summary>The truth of a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="truths">The truths of the statements.</param>
    /// <param name="word">Which 64 patients of the block.</param>
    public static TruthWord Evaluate(Step step, TruthTable truths, int word) => step.Kind switch
    {
        StepKind.Statement => Statement(step.Number, truths, word),
        StepKind.All => All(step.Parts, truths, word),
        StepKind.AtLeast when step.Number == 1 => Any(step.Parts, truths, word),
        StepKind.AtLeast => AtLeast(step, truths, word),
        StepKind.Not => Not(Evaluate(step.Parts[0], truths, word)),
        StepKind.Agree => Agree(Evaluate(step.Parts[0], truths, word), Evaluate(step.Parts[1], truths, word)),
        StepKind.Given => Guarded(step.Parts, truths, word),
        _ => default,
    };

    /// <summary>The truth of one statement.</summary>
    public static TruthWord Statement(int statement, TruthTable truths, int word)
    {
        var place = (statement * truths.Words) + word;
        return new TruthWord(truths.True[place], truths.False[place], truths.Settleable[place]);
    }

    private static TruthWord Not(TruthWord part) => new(part.False, part.True, part.Settleable);

    private static TruthWord Agree(TruthWord one, TruthWord other) => new(one.True & other.True, one.False & other.False, one.Settleable & ~(other.True | other.False));

    private static TruthWord All(Step[] parts, TruthTable truths, int word)
    {
        var (holds, fails, open) = (ulong.MaxValue, 0ul, 0ul);
        foreach (var step in parts)
        {
            var part = Evaluate(step, truths, word);
            (holds, fails, open) = (holds & part.True, fails | part.False, open | part.Settleable);
        }

        return new TruthWord(holds, fails, open & ~fails);
    }

    private static TruthWord Any(Step[] parts, TruthTable truths, int word)
    {
        var (holds, fails, open) = (0ul, ulong.MaxValue, 0ul);
        foreach (var step in parts)
        {
            var part = Evaluate(step, truths, word);
            (holds, fails, open) = (holds | part.True, fails & part.False, open | part.Settleable);
        }

        return new TruthWord(holds, fails, open & ~holds);
    }

    private static TruthWord AtLeast(Step step, TruthTable truths, int word)
    {
        var parts = Array.ConvertAll(step.Parts, part => Evaluate(part, truths, word));
        var (holds, fails, open) = (0ul, 0ul, 0ul);
        for (var bit = 1ul; bit != 0; bit <<= 1)
        {
            var (holding, possible, settleable) = (0, 0, false);
            foreach (var part in parts)
            {
                holding += (part.True & bit) != 0 ? 1 : 0;
                possible += (part.False & bit) == 0 ? 1 : 0;
                settleable |= (part.Settleable & bit) != 0;
            }

            if (holding >= step.Number)
                holds |= bit;
            else if (possible < step.Number)
                fails |= bit;
            else if (settleable)
                open |= bit;
        }

        return new TruthWord(holds, fails, open);
    }

    // Where the guard is unknown, the answer is known only if it is the same either way.
    private static TruthWord Guarded(Step[] parts, TruthTable truths, int word)
    {
        var guard = Evaluate(parts[0], truths, word);
        var then = Evaluate(parts[1], truths, word);
        var other = parts.Length > 2 ? Evaluate(parts[2], truths, word) : new TruthWord(ulong.MaxValue, 0, 0);
        var neither = ~(guard.True | guard.False);
        var holds = (guard.True & then.True) | (guard.False & other.True) | (neither & then.True & other.True);
        var fails = (guard.True & then.False) | (guard.False & other.False) | (neither & then.False & other.False);
        var open = (guard.True & then.Settleable) | (guard.False & other.Settleable) | (neither & (guard.Settleable | (then.Settleable & ~(other.True | other.False))));
        return new TruthWord(holds, fails, open & ~(holds | fails));
    }
}
