using System.Numerics;

namespace Equipoise.Eligibility.Matching;

/// <summary>Kleene's logic over blocks of patients, 64 at a time.</summary>
internal static class Logic
{
    /// <summary>The truth of a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="statements">The truths of the statements.</param>
    /// <param name="words">How many words of 64 patients a block has.</param>
    public static TruthBits Evaluate(Step step, TruthBits[] statements, int words)
    {
        if (step.Kind == StepKind.Statement)
            return statements[step.Number];
        if (step.Kind == StepKind.Unknown)
            return new TruthBits(words);
        var parts = new TruthBits[step.Parts.Length];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = Evaluate(step.Parts[i], statements, words);
        var result = new TruthBits(words);
        for (var word = 0; word < words; word++)
        {
            switch (step.Kind)
            {
                case StepKind.All:
                    All(result, parts, word);
                    break;
                case StepKind.AtLeast when step.Number == 1:
                    Any(result, parts, word);
                    break;
                case StepKind.AtLeast:
                    AtLeast(result, parts, word, step.Number);
                    break;
                case StepKind.Not:
                    (result.True[word], result.False[word], result.Settleable[word]) = (parts[0].False[word], parts[0].True[word], parts[0].Settleable[word]);
                    break;
                default:
                    Guarded(result, parts, word);
                    break;
            }
        }

        return result;
    }

    private static void All(TruthBits result, TruthBits[] parts, int word)
    {
        var (holds, fails, open) = (ulong.MaxValue, 0ul, 0ul);
        foreach (var part in parts)
            (holds, fails, open) = (holds & part.True[word], fails | part.False[word], open | part.Settleable[word]);
        (result.True[word], result.False[word], result.Settleable[word]) = (holds, fails, open & ~fails);
    }

    private static void Any(TruthBits result, TruthBits[] parts, int word)
    {
        var (holds, fails, open) = (0ul, ulong.MaxValue, 0ul);
        foreach (var part in parts)
            (holds, fails, open) = (holds | part.True[word], fails & part.False[word], open | part.Settleable[word]);
        (result.True[word], result.False[word], result.Settleable[word]) = (holds, fails, open & ~holds);
    }

    private static void AtLeast(TruthBits result, TruthBits[] parts, int word, int enough)
    {
        var (holds, fails, open) = (0ul, 0ul, 0ul);
        for (var bits = ulong.MaxValue; bits != 0; bits &= bits - 1)
        {
            var bit = bits & (~bits + 1);
            var (holding, possible, settleable) = (0, 0, false);
            foreach (var part in parts)
            {
                holding += (part.True[word] & bit) != 0 ? 1 : 0;
                possible += (part.False[word] & bit) == 0 ? 1 : 0;
                settleable |= (part.Settleable[word] & bit) != 0;
            }

            if (holding >= enough)
                holds |= bit;
            else if (possible < enough)
                fails |= bit;
            else if (settleable)
                open |= bit;
        }

        (result.True[word], result.False[word], result.Settleable[word]) = (holds, fails, open);
    }

    // Where the guard is unknown, the answer is known only if it is the same either way.
    private static void Guarded(TruthBits result, TruthBits[] parts, int word)
    {
        var (guard, notGuard) = (parts[0].True[word], parts[0].False[word]);
        var neither = ~(guard | notGuard);
        var (otherTrue, otherFalse, otherOpen) = parts.Length > 2 ? (parts[2].True[word], parts[2].False[word], parts[2].Settleable[word]) : (ulong.MaxValue, 0ul, 0ul);
        result.True[word] = (guard & parts[1].True[word]) | (notGuard & otherTrue) | (neither & parts[1].True[word] & otherTrue);
        result.False[word] = (guard & parts[1].False[word]) | (notGuard & otherFalse) | (neither & parts[1].False[word] & otherFalse);
        var open = (guard & parts[1].Settleable[word]) | (notGuard & otherOpen) | (neither & parts[0].Settleable[word]);
        result.Settleable[word] = open & ~(result.True[word] | result.False[word]);
    }

    /// <summary>How many bits are set.</summary>
    public static int Count(ReadOnlySpan<ulong> bits)
    {
        var count = 0;
        foreach (var word in bits)
            count += BitOperations.PopCount(word);
        return count;
    }
}
