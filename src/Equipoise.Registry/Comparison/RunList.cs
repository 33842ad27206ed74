using System.Text;

namespace Equipoise.Registry.Comparison;

/// <summary>Joins words of one kind into runs.</summary>
internal sealed class RunList
{
    private readonly List<DifferenceRun> runs = [];
    private readonly StringBuilder text = new();
    private DifferenceKind current;

    public void Add(DifferenceKind kind, IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            if (kind != current)
                Flush();
            current = kind;
            text.Append(word);
        }
    }

    public IReadOnlyList<DifferenceRun> Close()
    {
        Flush();
        return runs;
    }

    private void Flush()
    {
        if (text.Length > 0)
            runs.Add(new DifferenceRun(current, text.ToString()));
        text.Clear();
    }
}
