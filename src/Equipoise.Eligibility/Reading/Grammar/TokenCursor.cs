using System.Runtime.InteropServices;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>A place in the tokens of one entry, with what phrases begin there. It counts its steps and stops for good when
/// they are used up, so that no text can keep a parser busy.</summary>
internal sealed class TokenCursor
{
    /// <summary>Steps allowed for each token of an entry.</summary>
    public const int StepsPerToken = 600;

    private readonly Lexicon lexicon;
    private readonly List<PhraseMatch> scratch = [];
    private string text = "";
    private Token[] tokens = [];
    private int count;
    private Place[] places = [];
    private PhraseMatch[] store = [];
    private int stored;
    private Survey whole;
    private long limit;

    public TokenCursor(Lexicon lexicon) => this.lexicon = lexicon;

    /// <summary>The token looked at.</summary>
    public int Position { get; set; }

    /// <summary>How much was done for this entry.</summary>
    public long Steps { get; private set; }

    /// <summary>Turns to another entry. What the cursor holds for the one before is used again.</summary>
    public void Reset(string newText, TokenList newTokens)
    {
        (text, tokens, count, Position, Steps, stored, whole) = (newText, newTokens.Array, newTokens.Count, 0, 0, 0, default);
        if (places.Length < count)
            places = new Place[Math.Max(count, places.Length * 2)];
        else
            Array.Clear(places, 0, count);
        limit = ((long)count * StepsPerToken) + 1000;
    }

    /// <summary>Lets go of the text that was read.</summary>
    public void Forget() => (text, count) = ("", 0);

    /// <summary>Turns to the same entry as if it was new, but for what is known of its words.</summary>
    public void Restart()
    {
        Again();
        Steps = 0;
    }

    /// <summary>Begins the same entry again: what begins where is known, and what was tried is forgotten. The steps go on.</summary>
    public void Again()
    {
        Position = 0;
        for (var i = 0; i < count; i++)
            (places[i].Failed, places[i].Name) = (0, 0);
    }

    public bool AtEnd
    {
            get => Position >= count || Steps > limit;
    }

    /// <summary>Nothing follows but a full stop.</summary>
    public bool AtEndOfSentence => AtEnd || (Position == count - 1 && Sign is '.' or ';' or ',');

    /// <summary>Nothing follows but a full stop, so that no rule finds what it looks for behind a name.</summary>
    public bool AtStop => AtEnd || (Position == count - 1 && tokens[Position].Sign == '.');

    /// <summary>The steps are used up: what is left was not read.</summary>
    public bool Exhausted => Steps > limit;

    public ref readonly Token this[int index] => ref tokens[index];

    public int Count => count;

    /// <summary>The first character of the token looked at, where it is a sign; otherwise a blank.</summary>
    public char Sign => SignAt(Position);

    public char SignAt(int index) => (uint)index < (uint)count ? tokens[index].Sign : ' ';

    public bool TakeSign(char sign)
    {
        Steps++;
        if (AtEnd || Sign != sign)
            return false;
        Position++;
        return true;
    }

    /// <summary>The number looked at, in digits; null where there is none.</summary>
    public decimal? NumberHere => !AtEnd && tokens[Position].Kind == TokenKind.Number ? tokens[Position].Number : null;

    /// <summary>The text from one token up to another, its blanks made one.</summary>
    public string Text(int from, int to)
    {
        var words = text[tokens[from].Start..tokens[to - 1].End];
        // What was taken out of the tokens is no part of the name either.
        for (var i = from + 1; i < to; i++)
        {
            if (tokens[i].Start - tokens[i - 1].End > 3 && text.AsSpan(tokens[i - 1].End, tokens[i].Start - tokens[i - 1].End) is var between && between.ContainsAnyInRange('A', 'z'))
                words = words.Replace(text[tokens[i - 1].End..tokens[i].Start], tokens[i].Sign is '-' or '/' ? "" : " ", StringComparison.Ordinal);
        }

        for (var i = from; i < to; i++)
        {
            // "contra-indication", read as one word
            if (tokens[i].Kind == TokenKind.Word && tokens[i].Spelling.Written is var said && said.Length > tokens[i].End - tokens[i].Start && said.AsSpan().StartsWith(Letters(i), StringComparison.OrdinalIgnoreCase))
                words = words.Replace(Letters(i).ToString(), said, StringComparison.Ordinal);
        }

        return HasOneBlank(words) ? words : string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd(EndSigns);
    }

    private static readonly char[] EndSigns = ['.', ';', ','];

    // Whether words stand one blank apart and end in no sign, as most do
    private static bool HasOneBlank(string words)
    {
        var blank = true;
        foreach (var letter in words)
        {
            if (char.IsWhiteSpace(letter) && (blank || letter != ' '))
                return false;
            blank = letter == ' ';
        }

        return !blank && words[^1] is not ('.' or ';' or ',');
    }

    /// <summary>A token in capitals; empty beyond the last.</summary>
    public string Upper(int index) => (uint)index < (uint)count ? tokens[index].Spelling.Upper : "";

    public string Word(int index) => index < count ? tokens[index].Spelling.Written : "";

    /// <summary>Whether the token looked at is this word, whatever its capitals.</summary>
    public bool WordIs(string word) => Position < count && tokens[Position].Spelling.Written is var written && written.Length == word.Length && written.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a token is this word with these capitals.</summary>
    public bool WordAt(int index, string word) => index < count && string.Equals(tokens[index].Spelling.Written, word, StringComparison.Ordinal);

    /// <summary>The value of the longest phrase of a kind that begins here, which is passed over.</summary>
    public string? Take(WordKind kind)
    {
        if (!Is(kind))
            return null;
        var match = Longest(kind);
        Position = match.End;
        return match.Phrase.Value;
    }

    /// <summary>The same, but only where no longer phrase of another kind begins here.</summary>
    public string? TakeWhole(WordKind kind)
    {
        if (!Is(kind))
            return null;
        var match = Longest(kind);
        if (match.End < places[Position].End)
            return null;
        Position = match.End;
        return match.Phrase.Value;
    }

    /// <summary>Whether a phrase of a kind begins here.</summary>
    public bool Is(WordKind kind)
    {
        Steps++;
        return !AtEnd && Find(Position).Has(kind);
    }

    /// <summary>One bit for each kind of phrase that begins here.</summary>
    public UInt128 Kinds
    {
        get
        {
            Steps++;
            return AtEnd ? 0 : Find(Position).Kinds;
        }
    }

    /// <summary>One bit for each kind of phrase that begins at a token; none beyond the last.</summary>
    public UInt128 KindsAt(int index)
    {
        Steps++;
        return index >= count || Exhausted ? 0 : Find(index).Kinds;
    }

    /// <summary>Whether the token looked at is a sign.</summary>
    public bool IsSign => !AtEnd && tokens[Position].Kind == TokenKind.Sign;

    /// <summary>The bits of some kinds.</summary>
    public static UInt128 Bits(params ReadOnlySpan<WordKind> kinds)
    {
        UInt128 bits = 0;
        foreach (var kind in kinds)
            bits |= (UInt128)1 << (int)kind;
        return bits;
    }

    /// <summary>No phrase begins here, nor a number.</summary>
    public bool IsUnknownWord => !AtEnd && tokens[Position].Kind == TokenKind.Word && tokens[Position].Word < 0 && Find(Position).Count == 0;

    /// <summary>The characters of a token.</summary>
    public ReadOnlySpan<char> Letters(int index) => text.AsSpan(tokens[index].Start, tokens[index].End - tokens[index].Start);

    /// <summary>Whether words before a token were taken out of the entry.</summary>
    public bool IsTakenOutBefore(int index) => index > 0 && index < count && text.AsSpan(tokens[index - 1].End, tokens[index].Start - tokens[index - 1].End) is { Length: > 3 } between && between.ContainsAnyInRange('A', 'z');

    /// <summary>A word with which no phrase begins.</summary>
    public bool IsUnknownAt(int index)
    {
        Steps++;
        return !Exhausted && tokens[index].Kind == TokenKind.Word && Find(index).Count == 0;
    }

    /// <summary>Whether a word begins phrases of these two kinds and of no other.</summary>
    public bool IsOnly(int index, WordKind one, WordKind other)
    {
        Steps++;
        return !Exhausted && Find(index).Count > 0 && (Find(index).Kinds & ~Bits(one, other)) == 0;
    }

    /// <summary>In which circumstances no statement was read at a token, one bit for each; kept for whoever parses this entry.</summary>
    public ref uint Failed(int position) => ref places[position].Failed;

    /// <summary>The name that a token was found to begin, as its finder writes it down; zero before it was looked for.</summary>
    public ref int Name(int position) => ref places[position].Name;

    /// <summary>Whether a phrase of a kind begins anywhere in the entry; where none does, no rule that needs one is tried.</summary>
    public bool Holds(WordKind kind) => (((int)kind < 64 ? Whole().First : Whole().Second) >> (int)kind & 1) != 0;

    /// <summary>One bit for each kind of phrase that begins anywhere in the entry.</summary>
    public UInt128 AllKinds => new(Whole().Second, Whole().First);

    /// <summary>Whether a number, a word for one, a limit or a plus sign stands anywhere in the entry.</summary>
    public bool HoldsValue => Whole().HoldsValue;

    /// <summary>The last word or sign that joins names ("or", "and", a comma or a stroke); -1 for none.</summary>
    public int LastLink => Whole().LastLink;

    private ref readonly Survey Whole()
    {
        if (!whole.Known)
            LookAtAll();
        return ref whole;
    }

    /// <summary>Finds out which phrases begin at all tokens, before anybody asks.</summary>
    public void LookAtAll()
    {
        var all = new Survey { Known = true, LastLink = -1 };
        for (var i = 0; i < count; i++)
        {
            ref var place = ref Find(i);
            all.First |= place.First;
            all.Second |= place.Second;
            all.HoldsValue |= tokens[i].Kind == TokenKind.Number || tokens[i].Sign == '+';
            if (tokens[i].Sign is ',' or '/' || Upper(i) is "OR" or "AND")
                all.LastLink = i;
        }

        all.HoldsValue |= (new UInt128(all.Second, all.First) & Values) != 0;
        whole = all;
    }

    private static readonly UInt128 Values = Bits(WordKind.Number, WordKind.Limit, WordKind.Times);

    /// <summary>All phrases that begin here, the shortest first.</summary>
    public ReadOnlySpan<PhraseMatch> Here()
    {
        Steps++;
        if (AtEnd)
            return [];
        var place = Find(Position);
        return store.AsSpan(place.Start, place.Count);
    }

    private ref Place Find(int position)
    {
        ref var place = ref places[position];
        if (!place.Known)
            Look(position, ref place);
        return ref place;
    }

    private void Look(int position, ref Place place)
    {
        place.Known = true;
        var beginning = lexicon.Phrases.Beginning(tokens[position].Spelling);
        var goesOn = lexicon.Phrases.MayGoOn(beginning, tokens, position + 1, count);
        if (!beginning.HasSeveral && !goesOn)
        {
            if (beginning.Only is { } only)
                LookAtWord(position, only, beginning.Kind, ref place);
            else if (tokens[position].Spelling.Agent is { } drug)
                LookAtWord(position, drug, drug.Kind, ref place);
            return;
        }

        scratch.Clear();
        foreach (var phrase in beginning.Phrases)
            scratch.Add(new PhraseMatch(phrase, phrase.Kind, position + 1));
        if (goesOn)
            lexicon.Phrases.FindLonger(beginning, text, tokens, position, count, scratch);
        if (scratch.Count == 0 && tokens[position].Spelling.Agent is { } agent)
            scratch.Add(new PhraseMatch(agent, agent.Kind, position + 1));
        if (scratch.Count == 0)
            return;
        DropShouted(position);
        if (stored + scratch.Count > store.Length)
            Array.Resize(ref store, Math.Max(64, (stored + scratch.Count) * 2));
        foreach (ref readonly var match in CollectionsMarshal.AsSpan(scratch))
        {
            if ((int)match.Kind < 64)
                place.First |= 1ul << (int)match.Kind;
            else
                place.Second |= 1ul << ((int)match.Kind - 64);
        }

        scratch.CopyTo(store, stored);
        (place.Start, place.Count, place.End) = (stored, scratch.Count, scratch[^1].End);
        stored += scratch.Count;
    }

    // A word that is one phrase by itself, and begins none that goes on here
    private void LookAtWord(int position, Phrase phrase, WordKind kind, ref Place place)
    {
        if (stored == store.Length)
            Array.Resize(ref store, Math.Max(64, stored * 2));
        store[stored] = new PhraseMatch(phrase, kind, position + 1);
        if ((int)kind < 64)
            place.First = 1ul << (int)kind;
        else
            place.Second = 1ul << ((int)kind - 64);
        (place.Start, place.Count, place.End) = (stored++, 1, position + 1);
    }

    // "ALL" is a leukemia beside small letters, and "all" among capitals.
    private void DropShouted(int position)
    {
        if (scratch.Count < 2 || scratch[^1] is not { Kind: WordKind.Condition, Phrase.Exact: not null, End: var end } || end != position + 1 || scratch[0].Kind != WordKind.Filler)
            return;
        var next = Word(end);
        if (next.Length > 1 && char.IsAsciiLetterUpper(next[0]) && char.IsAsciiLetterUpper(next[1]))
            Drop(WordKind.Condition, end);
        else
            Drop(WordKind.Filler, end);
    }

    private void Drop(WordKind kind, int end) => scratch.RemoveAll(match => match.Kind == kind && match.End == end);

    /// <summary>The unit that begins here, in UCUM; null where there is none.</summary>
    public string? TakeUnit()
    {
        Steps++;
        if (AtEnd)
            return null;
        scratch.Clear();
        lexicon.Units.Find(text, tokens, Position, count, scratch);
        if (scratch.Count == 0)
            return null;
        Position = scratch[^1].End;
        return scratch[^1].Phrase.Value;
    }

    private PhraseMatch Longest(WordKind kind)
    {
        ref readonly var place = ref places[Position];
        var last = place.Start + place.Count - 1;
        while (store[last].Kind != kind)
            last--;
        return store[last];
    }

    /// <summary>What begins at one token: where its phrases are stored, and one bit for each of their kinds.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Place
    {
        public bool Known;
        public int Start;
        public int Count;
        public ulong First;
        public ulong Second;

        // The token after the longest
        public int End;

        public uint Failed;
        public int Name;

        public readonly UInt128 Kinds => new(Second, First);

        public readonly bool Has(WordKind kind) => (((int)kind < 64 ? First : Second) >> (int)kind & 1) != 0;
    }
}
