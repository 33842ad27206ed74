namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>Finds the phrases that begin at a token. A hyphen between two glued words is passed over, in the lexicon and in
/// the text alike.</summary>
internal sealed class PhraseTrie(Vocabulary vocabulary)
{
    private readonly Dictionary<long, int> steps = [];
    private int[] first = [];
    private readonly List<List<Phrase>?> meanings = [null];
    private readonly int hyphen = vocabulary.Add("-");

    public void Add(string spelling, WordKind kind, string value)
    {
        var exact = spelling.Length > 1 && spelling[0] == '=' && char.IsLetter(spelling[1]) ? spelling[1..] : null;
        var words = new List<Token>();
        // Words are numbered first, so that the lexer finds them.
        Lexer.Cut(exact ?? spelling, 0, (exact ?? spelling).Length, vocabulary, words);
        var node = 0;
        for (var i = 0; i < words.Count; i++)
        {
            if (words.Count > 1 && IsHyphen(words, i, words.Count))
                continue;
            var number = words[i].Word >= 0 ? words[i].Word : vocabulary.Add((exact ?? spelling).AsSpan(words[i].Start, words[i].End - words[i].Start));
            var key = Key(node, number);
            if (!steps.TryGetValue(key, out var next))
            {
                next = meanings.Count;
                meanings.Add(null);
                steps.Add(key, next);
                if (node == 0)
                    SetFirst(number, next);
            }

            node = next;
        }

        if (node > 0)
            (meanings[node] ??= []).Add(new Phrase(kind, value, exact));
    }

    /// <summary>Calls back for each phrase that begins at a token, the shortest first, with the token after its last.</summary>
    public void Find(string text, List<Token> tokens, int start, int end, List<PhraseMatch> found)
    {
        var node = 0;
        if (tokens[start].Word is var word && (word < 0 || word >= first.Length || first[word] == 0))
            return;
        for (var i = start; i < end; i++)
        {
            if (tokens[i].Word < 0)
                return;
            if (!steps.TryGetValue(Key(node, tokens[i].Word), out var next))
            {
                if (i == start || !IsHyphen(tokens, i, end))
                    return;
                continue;
            }

            node = next;
            if (meanings[node] is not { } here)
                continue;
            foreach (var phrase in here)
            {
                if (phrase.Exact is null || text.AsSpan(tokens[start].Start, tokens[i].End - tokens[start].Start).SequenceEqual(phrase.Exact))
                    found.Add(new PhraseMatch(phrase, i + 1));
            }
        }
    }

    // Most words begin no phrase, which an array tells sooner.
    private void SetFirst(int word, int node)
    {
        if (word >= first.Length)
            Array.Resize(ref first, Math.Max(1024, word * 2));
        first[word] = node;
    }

    private static long Key(int node, int word) => ((long)node << 32) | (uint)word;

    private bool IsHyphen(List<Token> tokens, int index, int end) =>
        tokens[index].Word == hyphen && index > 0 && index + 1 < end && (tokens[index].Glued || tokens[index + 1].Glued);
}
