using System.Globalization;
using System.Text;

namespace Equipoise.Search.Searching;

/// <summary>How a score came about.</summary>
/// <param name="Matches">Whether this part matches the document.</param>
/// <param name="Score">What it contributes.</param>
/// <param name="Reason">The part in words.</param>
/// <param name="Parts">What it is made of.</param>
public sealed record Explanation(bool Matches, double Score, string Reason, IReadOnlyList<Explanation> Parts)
{
    /// <summary>The tree as indented lines.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text, 0);
        return text.ToString();
    }

    private void Write(StringBuilder text, int depth)
    {
        text.Append(' ', depth * 2).Append(CultureInfo.InvariantCulture, $"{(Matches ? Score.ToString("0.####", CultureInfo.InvariantCulture) : "no match")}  {Reason}\n");
        foreach (var part in Parts)
            part.Write(text, depth + 1);
    }
}
