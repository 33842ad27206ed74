namespace Equipoise.Conduct.Randomization.Simulation;

/// <summary>How well the next arm can be guessed in a permuted block whose size is known, exactly.</summary>
/// <param name="BlockSize">The size.</param>
/// <param name="CorrectGuess">The expected share of right guesses by one who always names the arm with most places left
/// (Blackwell and Hodges 1957, Ann Math Stat 28:449).</param>
/// <param name="Determined">The expected share of allocations that are certain before they are made.</param>
public sealed record BlockPredictability(int BlockSize, double CorrectGuess, double Determined)
{
    /// <summary>Works a block out by all the ways it can be filled.</summary>
    /// <param name="ratio">The parts of the arms.</param>
    /// <param name="blockSize">A whole multiple of their sum.</param>
    public static BlockPredictability Of(IReadOnlyList<int> ratio, int blockSize)
    {
        var rounds = blockSize / ratio.Sum();
        var known = new Dictionary<string, (double Correct, double Determined)>(StringComparer.Ordinal);
        var (correct, determined) = Rest([.. ratio.Select(parts => parts * rounds)], known);
        return new BlockPredictability(blockSize, correct / blockSize, determined / blockSize);
    }

    private static (double Correct, double Determined) Rest(int[] left, Dictionary<string, (double, double)> known)
    {
        var sum = left.Sum();
        if (sum == 0)
            return (0, 0);
        Array.Sort(left);
        var key = string.Join(' ', left);
        if (known.TryGetValue(key, out var done))
            return done;
        var (correct, determined) = (left[^1] / (double)sum, left[^1] == sum ? 1.0 : 0);
        for (var arm = 0; arm < left.Length; arm++)
        {
            if (left[arm] == 0)
                continue;
            var next = (int[])left.Clone();
            next[arm]--;
            var (laterCorrect, laterDetermined) = Rest(next, known);
            correct += left[arm] / (double)sum * laterCorrect;
            determined += left[arm] / (double)sum * laterDetermined;
        }

        return known[key] = (correct, determined);
    }
}
