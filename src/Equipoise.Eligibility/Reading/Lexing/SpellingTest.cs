namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>A question about words that depends on nothing but their letters. Each spelling is asked once and keeps the answer.</summary>
internal sealed class SpellingTest
{
    /// <summary>As many as a spelling can keep answers for; what is asked more often than that is asked anew each time.</summary>
    public const int MostKept = 256;

    private static int made;
    private readonly Predicate<string> test;

    public SpellingTest(Predicate<string> test)
    {
        this.test = test;
        Place = Interlocked.Increment(ref made) - 1;
    }

    /// <summary>Where spellings keep the answer.</summary>
    public int Place { get; }

    /// <summary>The answer for a word as it is written.</summary>
    public bool Ask(string written) => test(written);
}
