namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>A question about words that depends on nothing but their letters. Each spelling is asked once and keeps the answer.</summary>
internal sealed class SpellingTest
{
    /// <summary>As many as a spelling can keep answers for; what is asked more often than that is asked anew each time.</summary>
    public const int MostKept = 256;

    private const int NoPlace = -1;
    private static int made;
    private readonly Predicate<string> test;
    private int place = NoPlace;

    public SpellingTest(Predicate<string> test) => this.test = test;

    /// <summary>Where spellings keep the answer. A question that is never asked takes no place.</summary>
    public int Place => Volatile.Read(ref place) is >= 0 and var known ? known : TakePlace();

    private int TakePlace()
    {
        // Of two readers that ask at once, one keeps its place and the other's stays empty.
        var taken = Interlocked.CompareExchange(ref place, Interlocked.Increment(ref made) - 1, NoPlace);
        return taken == NoPlace ? place : taken;
    }

    /// <summary>The answer for a word as it is written.</summary>
    public bool Ask(string written) => test(written);
}
