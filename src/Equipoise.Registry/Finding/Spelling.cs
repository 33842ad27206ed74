using Equipoise.Search.Snapshots;
using Equipoise.Search.Text;

namespace Equipoise.Registry.Finding;

/// <summary>Finds the word that a misspelled one was meant to be, among the words of the records.</summary>
/// <remarks>Looks at words that begin with the same two letters, or with those that there were before a slip: two swapped, one too many, a
/// vowel left out or wrong. It stops after a counted number of steps: a long list of nonsense costs no more than a short one.</remarks>
internal sealed class Spelling(Snapshot snapshot)
{
    private const int ShortestWord = 4;
    private const int ShortestWithTwoSlips = 7;
    private const int MostWordsOfABeginning = 20_000;
    private const long MostSteps = 5_000_000;

    // To take a word from the dictionary costs about as much as to compare so many letters.
    private const int StepsOfAWord = 20;

    // A word that some record has is a slip only where another is far more usual.
    private const int Usual = 25;

    private const string Vowels = "aeiouy";

    private long steps;

    /// <summary>Words with every likely slip mended; quotation marks and other signs stay.</summary>
    public string CorrectAll(string words) => string.Join(' ', words.Split(' ').Select(word =>
    {
        var core = word.Trim('"', ',', ';', '.', '(', ')');
        return core.Length > 0 && Correct(core) is { } meant ? word.Replace(core, meant, StringComparison.Ordinal) : word;
    }));

    /// <summary>The word that was meant, or null where the one written is likely right or nothing is like it.</summary>
    /// <param name="word">The word.</param>
    public string? Correct(string word)
    {
        var written = Folding.Fold(word);
        if (written.Length < ShortestWord || !written.All(char.IsLetter) || steps > MostSteps)
            return null;
        // The dictionary keeps words without the s of their plurals.
        var normal = written[^1] == 's' ? written[..^1] : written;
        var most = normal.Length >= ShortestWithTwoSlips ? 2 : 1;
        var (best, distance, known) = ((TermInfo?)null, most + 1, 0);
        foreach (var term in Beginnings(written).SelectMany(Terms))
        {
            steps += StepsOfAWord;
            if (steps > MostSteps)
                break;
            var far = Math.Min(EditDistance.Of(normal, term.Word, most, ref steps), EditDistance.Of(written, term.Word, most, ref steps));
            if (far == 0)
                known = Math.Max(known, term.Documents);
            else if (far < distance || (far == distance && term.Documents > best?.Documents))
                (best, distance) = (term, far);
        }

        return best is not null && best.Documents > (long)known * Usual ? best.Written : null;
    }

    private IReadOnlyList<TermInfo> Terms(string beginning) => snapshot.Terms("BasicSearch", beginning, MostWordsOfABeginning);

    private static IEnumerable<string> Beginnings(string word) =>
        new[]
        {
            word[..2],
            $"{word[1]}{word[0]}",
            $"{word[0]}{word[2]}",
            word[1..3],
        }
        .Concat(Vowels.SelectMany(vowel => new[] { $"{word[0]}{vowel}{word[1]}", $"{word[0]}{vowel}{word[2]}" }))
        .Distinct(StringComparer.Ordinal);
}
