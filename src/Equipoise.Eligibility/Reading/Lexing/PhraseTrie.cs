using System.Runtime.InteropServices;

namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>Finds the phrases that begin at a token. A hyphen between two glued words is passed over, in the lexicon and in
/// the text alike.</summary>
/// <remarks>Phrases are added first; the first search lays the trie out, so that the few words that may follow a word stand
/// side by side.</remarks>
internal sealed class PhraseTrie
{
    private readonly Vocabulary vocabulary;
    private readonly int hyphen;
    private readonly Dictionary<long, int> steps = [];
    private readonly List<List<Phrase>?> meanings = [null];
    private readonly TokenList words = new();
    private Layout? layout;

    public PhraseTrie(Vocabulary vocabulary)
    {
        this.vocabulary = vocabulary;
        hyphen = vocabulary.Add("-");
    }

    public void Add(string spelling, WordKind kind, string value)
    {
        var exact = spelling.Length > 1 && spelling[0] == '=' && char.IsLetter(spelling[1]) ? spelling[1..] : null;
        words.Clear();
        // Words are numbered first, so that the lexer finds them.
        Lexer.Cut(exact ?? spelling, 0, (exact ?? spelling).Length, new Spellings(vocabulary, 2), words);
        var node = 0;
        for (var i = 0; i < words.Count; i++)
        {
            if (words.Count > 1 && IsHyphen(words.Array, i, words.Count))
                continue;
            var number = words[i].Word >= 0 ? words[i].Word : vocabulary.Add((exact ?? spelling).AsSpan(words[i].Start, words[i].End - words[i].Start));
            if (!steps.TryGetValue(Key(node, number), out var next))
            {
                next = meanings.Count;
                meanings.Add(null);
                steps.Add(Key(node, number), next);
            }

            node = next;
        }

        if (node > 0)
            (meanings[node] ??= []).Add(new Phrase(kind, value, exact));
    }

    /// <summary>Adds each phrase that begins at a token to a list, the shortest first, with the token after its last.</summary>
    public void Find(string text, Token[] tokens, int start, int end, List<PhraseMatch> found)
    {
        var laid = layout ??= new Layout(steps, meanings);
        if (start >= end)
            return;
        var node = laid.First(tokens[start].Word);
        if (node == 0)
            return;
        Add(laid, node, text, tokens, start, start, found);
        GoOn(laid, node, text, tokens, start, end, found);
    }

    /// <summary>Adds the longer of the phrases that begin at a token, where those that are its word alone are known.</summary>
    public void FindLonger(Beginning beginning, string text, Token[] tokens, int start, int end, List<PhraseMatch> found) =>
        GoOn(layout ??= new Layout(steps, meanings), beginning.Node, text, tokens, start, end, found);

    private void GoOn(Layout laid, int node, string text, Token[] tokens, int start, int end, List<PhraseMatch> found)
    {
        for (var i = start; !laid.Ends(node) && ++i < end;)
        {
            var next = laid.Next(node, tokens[i].Word);
            while (next == 0)
            {
                if (tokens[i].Word != hyphen || !IsHyphen(tokens, i, end) || ++i >= end)
                    return;
                next = laid.Next(node, tokens[i].Word);
            }

            node = next;
            Add(laid, node, text, tokens, start, i, found);
        }
    }

    private static void Add(Layout laid, int node, string text, Token[] tokens, int start, int last, List<PhraseMatch> found)
    {
        foreach (ref readonly var meaning in laid.Meanings(node))
        {
            if (!meaning.IsExact || text.AsSpan(tokens[start].Start, tokens[last].End - tokens[start].Start).SequenceEqual(meaning.Phrase.Exact))
                found.Add(new PhraseMatch(meaning.Phrase, meaning.Kind, last + 1));
        }
    }

    /// <summary>Which phrases begin with a word as it is written. Only one trie may be asked for the words of a text: each spelling keeps its answer.</summary>
    public Beginning Beginning(Spelling spelling)
    {
        if (spelling.Beginning is { } known)
            return known;
        var laid = layout ??= new Layout(steps, meanings);
        var node = laid.First(spelling.Word);
        var phrases = new List<Phrase>();
        foreach (ref readonly var meaning in node > 0 ? laid.Meanings(node) : [])
        {
            if (!meaning.IsExact || string.Equals(meaning.Phrase.Exact, spelling.Written, StringComparison.Ordinal))
                phrases.Add(meaning.Phrase);
        }

        var follows = node > 0 ? laid.Follows(node) : 0;
        return spelling.Beginning = phrases.Count == 0 && follows == 0 ? Lexing.Beginning.None : new Beginning([.. phrases], node, follows);
    }

    /// <summary>Whether a phrase that begins with a word may be longer than it, before what stands there.</summary>
    public bool MayGoOn(Beginning beginning, Token[] tokens, int next, int end) =>
        next < end && beginning.GoesOn && (beginning.MayGoOn(tokens[next].Word) || tokens[next].Word == hyphen);

    private static long Key(int node, int word) => ((long)node << 32) | (uint)word;

    private bool IsHyphen(Token[] tokens, int index, int end) =>
        tokens[index].Word == hyphen && index > 0 && index + 1 < end && (tokens[index].Glued || tokens[index + 1].Glued);

    /// <summary>All nodes in one array, with the words after each side by side in another; zero is no node.</summary>
    private sealed class Layout
    {
        private const int Few = 8;
        private readonly int[] first;
        private readonly Node[] nodes;
        private readonly (int Word, int Node)[] following;
        private readonly Meaning[] phrases;

        public Layout(Dictionary<long, int> steps, List<List<Phrase>?> meanings)
        {
            var keys = steps.Keys.Order().ToArray();
            var roots = keys.TakeWhile(key => key >> 32 == 0).ToArray();
            first = new int[roots.Length == 0 ? 0 : (int)roots[^1] + 1];
            foreach (var key in roots)
                first[key] = steps[key];
            keys = keys[roots.Length..];
            following = [.. keys.Select(key => ((int)key, steps[key]))];
            phrases = [.. meanings.SelectMany(here => here ?? []).Select(phrase => new Meaning(phrase, phrase.Kind, phrase.Exact is not null))];
            var follows = new ulong[meanings.Count];
            foreach (var key in keys)
                follows[key >> 32] |= 1ul << ((int)key & 63);
            nodes = new Node[meanings.Count + 1];
            var (step, meaning) = (0, 0);
            for (var node = 0; node < meanings.Count; node++)
            {
                while (step < keys.Length && keys[step] >> 32 < node)
                    step++;
                nodes[node] = new Node(follows[node], step, meaning);
                meaning += meanings[node]?.Count ?? 0;
            }

            nodes[^1] = new Node(0, keys.Length, meaning);
        }

        public ulong Follows(int node) => nodes[node].Follows;

        public int First(int word) => (uint)word < (uint)first.Length ? first[word] : 0;

        public ReadOnlySpan<Meaning> Meanings(int node) => phrases.AsSpan(nodes[node].Meaning..nodes[node + 1].Meaning);

        /// <summary>Whether no word follows.</summary>
        public bool Ends(int node) => nodes[node].Follows == 0;

        public int Next(int node, int word)
        {
            // Most words follow none, which one bit tells of most.
            if (word < 0 || (nodes[node].Follows >> (word & 63) & 1) == 0)
                return 0;
            var (start, end) = (nodes[node].Step, nodes[node + 1].Step);
            while (end - start > Few)
            {
                var middle = (start + end) >>> 1;
                if (following[middle].Word <= word)
                    start = middle;
                else
                    end = middle;
            }

            for (var i = start; i < end; i++)
            {
                if (following[i].Word == word)
                    return following[i].Node;
            }

            return 0;
        }

        /// <summary>What follows a node, one bit for each 64th word, and where what belongs to it begins; it ends where that of the next begins.</summary>
        [StructLayout(LayoutKind.Auto)]
        private readonly record struct Node(ulong Follows, int Step, int Meaning);
    }

    /// <summary>What a node means, with what most searches ask of it beside it.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Meaning(Phrase Phrase, WordKind Kind, bool IsExact);
}
