using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>One way to write a word, number or sign, with what is known of it wherever it stands: texts repeat few, and each is
/// looked up once.</summary>
/// <param name="written">Its characters.</param>
/// <param name="kind">What it is.</param>
/// <param name="word">Its number in the <see cref="Vocabulary"/>; -1 where no phrase contains it.</param>
/// <param name="number">The value of a number.</param>
internal sealed class Spelling(string written, TokenKind kind, int word, decimal number)
{
    /// <summary>Of a token that is not looked up yet.</summary>
    public static readonly Spelling None = new("", TokenKind.Word, -1, 0);

    private const int TestsInWord = 32;
    private static readonly Phrase NoAgent = new(WordKind.Therapy, "", Exact: null);
    private Phrase? agent;
    private byte head;

    // Two bits for each test: whether it was asked, and the answer. Both are written at once, so that readers side by side never see one alone;
    // what one of two overwrites is found out again.
    private Answers answers;

    // Words of up to eight letters are told apart by their length and ends.
    private readonly int length = written.Length;
    private readonly ulong first = First(written);
    private readonly ulong last = Last(written);

    /// <summary>Its characters.</summary>
    public string Written { get; } = written;

    /// <summary>Its characters in capitals.</summary>
    public string Upper { get; } = written.ToUpperInvariant();

    /// <summary>What it is.</summary>
    public TokenKind Kind { get; } = kind;

    /// <summary>Its number in the <see cref="Vocabulary"/>; -1 where no phrase contains it.</summary>
    public int Word { get; } = word;

    /// <summary>The value of a number.</summary>
    public decimal Number { get; } = number;

    /// <summary>The sign, its variants made one; a blank for words and numbers.</summary>
    public char Sign { get; } = kind == TokenKind.Sign ? Normal(written[0]) : ' ';

    /// <summary>The phrases of the lexicon that begin with it; null before they were looked for.</summary>
    public Beginning? Beginning { get; set; }

    /// <summary>What it says as a noun at the end of a name; null before that was asked.</summary>
    public HeadKind? Head
    {
        get => head == 0 ? null : (HeadKind)(head - 1);
        set => head = value is { } kind ? (byte)(kind + 1) : (byte)0;
    }

    /// <summary>The drug that a word names by its ending; null for none.</summary>
    public Phrase? Agent
    {
        get
        {
            if (agent is null)
                agent = Kind == TokenKind.Word && AgentNames.Find(Written) is { } name ? new Phrase(WordKind.Therapy, name, Exact: null) : NoAgent;
            return ReferenceEquals(agent, NoAgent) ? null : agent;
        }
    }

    /// <summary>Whether it has these characters.</summary>
    public bool Is(ReadOnlySpan<char> letters) => letters.Length == length && First(letters) == first && Last(letters) == last && (length <= 8 || letters.SequenceEqual(Written));

    // The first four letters; of fewer, each in its place
    private static ulong First(ReadOnlySpan<char> letters)
    {
        if (letters.Length >= 4)
            return MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(letters));
        var packed = 0ul;
        foreach (var letter in letters)
            packed = (packed << 16) | letter;
        return packed;
    }

    private static ulong Last(ReadOnlySpan<char> letters) => letters.Length >= 4 ? MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(letters[^4..])) : 0;

    /// <summary>The answer to a question about its letters, found out once.</summary>
    public bool Answer(SpellingTest test)
    {
        var place = test.Place;
        if (place >= SpellingTest.MostKept)
            return test.Ask(Written);
        var answer = Volatile.Read(ref answers[place / TestsInWord]) >> (place % TestsInWord * 2) & 3;
        return answer == 0 ? FindOut(test) : answer == 3;
    }

    private bool FindOut(SpellingTest test)
    {
        var answer = test.Ask(Written);
        // Anew, for a test may ask others.
        ref var kept = ref answers[test.Place / TestsInWord];
        Volatile.Write(ref kept, Volatile.Read(ref kept) | ((answer ? 3ul : 1) << (test.Place % TestsInWord * 2)));
        return answer;
    }

    private static char Normal(char sign) => sign switch
    {
        '–' or '—' or '−' or '‐' or '‑' or '‒' or '－' => '-',
        '⁰' or '¹' or '²' or '³' or '⁴' or '⁵' or '⁶' or '⁷' or '⁸' or '⁹' => '^',
        '（' => '(',
        '）' => ')',
        '，' => ',',
        '；' => ';',
        '：' => ':',
        '⁄' or '∕' or '／' => '/',
        '％' => '%',
        '＋' => '+',
        '＊' => '*',
        '。' => '.',
        '、' => ',',
        '【' => '(',
        '】' => ')',
        '[' => '(',
        ']' => ')',
        '{' => '(',
        '}' => ')',
        _ => sign,
    };

    /// <summary>Answers to all tests, within the spelling itself.</summary>
    [InlineArray(SpellingTest.MostKept / TestsInWord)]
    private struct Answers
    {
        private ulong first;
    }
}
