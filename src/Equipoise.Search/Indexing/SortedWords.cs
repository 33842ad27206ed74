namespace Equipoise.Search.Indexing;

/// <summary>The words of a table in the order of their normal forms' bytes in UTF-8, each with its written forms in the order of theirs.</summary>
internal static class SortedWords
{
    /// <summary>Goes through the words. What is given for a word is overwritten by the next.</summary>
    public static IEnumerable<(byte[] Normal, List<byte[]> Written, List<int> Forms)> Of(WordBuffer words)
    {
        var (firsts, nexts) = Link(words);
        var (written, forms) = (new List<byte[]>(), new List<int>());
        foreach (var word in words.Words.Sort())
        {
            written.Clear();
            forms.Clear();
            for (var form = firsts[word]; form >= 0; form = nexts[form])
                forms.Add(form);
            if (forms.Count > 1)
                forms.Sort((one, other) => words.Forms[one].SequenceCompareTo(words.Forms[other]));
            foreach (var form in forms)
                written.Add(words.Forms[form].ToArray());
            yield return (words.Words[word].ToArray(), written, forms);
        }
    }

    // For each word its first form, for each form the next one of its word.
    private static (int[] Firsts, int[] Nexts) Link(WordBuffer words)
    {
        var (firsts, nexts) = (new int[words.Words.Count], new int[words.Forms.Count]);
        firsts.AsSpan().Fill(-1);
        for (var form = 0; form < nexts.Length; form++)
        {
            var word = words.WordsOfForms[form];
            nexts[form] = firsts[word];
            firsts[word] = form;
        }

        return (firsts, nexts);
    }
}
