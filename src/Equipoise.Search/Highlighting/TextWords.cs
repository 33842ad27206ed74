using Equipoise.Search.Text;

namespace Equipoise.Search.Highlighting;

/// <summary>The words of a text at their positions, those written as one from parts joined by hyphens included.</summary>
internal sealed class TextWords
{
    private readonly List<List<(WordForms Forms, int Start, int End)>> positions = [];

    public TextWords(string text, int limit)
    {
        var splitter = new WordSplitter<char>(text);
        var compound = new Compound<char>();
        var starts = new List<int>();
        while (positions.Count < limit && splitter.MoveNext())
        {
            if (splitter.Joined)
            {
                compound.Join(splitter.Word);
            }
            else
            {
                compound.Begin(splitter.Word);
                starts.Clear();
            }

            starts.Add(splitter.Start);
            var end = splitter.Start + splitter.Length;
            var here = new List<(WordForms Forms, int Start, int End)> { (WordForms.Of(splitter.Word), splitter.Start, end) };
            for (var run = 0; run < compound.Runs; run++)
            {
                if (compound.Run(run) is { Length: > 0 } whole)
                    here.Add((WordForms.Of(whole), starts[^(run + 2)], end));
            }

            positions.Add(here);
        }
    }

    public int Count => positions.Count;

    /// <summary>The words at a position: the one that stands there first, then runs that end there.</summary>
    public IReadOnlyList<(WordForms Forms, int Start, int End)> At(int position) => positions[position];

    /// <summary>Where a word stands at a position, or null.</summary>
    public (int Start, int End)? Find(int position, WordForms word, bool exact)
    {
        foreach (var (forms, start, end) in positions[position])
        {
            if (exact ? string.Equals(forms.Written, word.Written, StringComparison.Ordinal) : string.Equals(forms.Normal, word.Normal, StringComparison.Ordinal))
                return (start, end);
        }

        return null;
    }
}
