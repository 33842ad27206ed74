using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What narrows a concept by standing before it: "recurrent or metastatic", "stage III".</summary>
internal sealed partial class EntryParser
{
    // modifiers := modifier+ (("," | "or" | "and" | "/") modifier+)*; each alternative is one string
    private List<string> TakeModifiers()
    {
        var alternatives = new List<string>();
        var current = "";
        var lastPart = 0;
        var link = at.Position;
        var commas = 0;
        var words = 0;
        int? doubtful = null;
        while (true)
        {
            if (TakeModifier(alternatives, current) is { } longer)
            {
                lastPart = current.Length == 0 ? longer.Length : lastPart;
                current = longer;
                var lead = at.Position;
                SkipExistenceLead();
                // "active current or history of recurrent infections": one of two things, of which one would be lost
                if (Enumerable.Range(lead, at.Position - lead).Any(i => at.Upper(i) is "OR"))
                    residue.Add(lead);
                continue;
            }

            if (current.Length == 0)
            {
                // "stage IV or metastatic disease": the link was between two statements.
                if (alternatives.Count > 0)
                {
                    at.Position = link;
                    current = alternatives[^1];
                    alternatives.RemoveAt(alternatives.Count - 1);
                }

                break;
            }

            link = at.Position;
            var bare = at.Sign == ',' && !IsListWord(at.Position + 1);
            // "severe and unstable": both, or either, nobody can tell.
            if (at.Is(WordKind.And) && !at.Is(WordKind.AndOr))
                doubtful = link;
            if (!TakeListLink() || !(at.Is(WordKind.Modifier) || at.Is(WordKind.StageWord) || at.Is(WordKind.GradeWord)))
            {
                at.Position = link;
                break;
            }

            _ = bare ? commas++ : words++;
            alternatives.Add(current);
            current = "";
        }

        if (doubtful is { } place && alternatives.Count > 0)
            residue.Add(place);
        return Alternatives(alternatives, current, lastPart, bothAtOnce: commas > 0 && words == 0);
    }

    // The text so far with one more modifier; null where none follows.
    private string? TakeModifier(List<string> alternatives, string current)
    {
        var before = current.Length == 0 ? "" : current + " ";
        var start = at.Position;
        if ((at.TakeWhole(WordKind.Modifier) ?? TakeGrade()) is { } modifier)
        {
            // "being treated for an infection" is having it.
            if (modifier is not "treated" || !at.WordIs("for"))
                return before + modifier;
            at.Position = start;
            return null;
        }

        if (TakeStages() is not { } stages)
            return null;
        alternatives.AddRange(stages.Take(stages.Count - 1).Select(stage => before + stage));
        return before + stages[^1];
    }

    private static List<string> Alternatives(List<string> alternatives, string last, int lastPart, bool bothAtOnce)
    {
        if (last.Length == 0)
            return alternatives;
        // "symptomatic, untreated": one thing that is both
        if (bothAtOnce && !alternatives.Exists(alternative => alternative.Contains("stage ", StringComparison.Ordinal)))
            return [string.Join(' ', [.. alternatives, last])];
        // "progressive or recurrent metastatic breast cancer": what follows the last alternative narrows all of them.
        var shared = last[lastPart..];
        return [.. alternatives.Select(alternative => shared.Contains("stage ", StringComparison.Ordinal) ? alternative : alternative + shared), last];
    }

    private bool IsListWord(int position)
    {
        var here = at.Position;
        at.Position = position;
        var linked = at.Is(WordKind.Or) || at.Is(WordKind.And) || at.Is(WordKind.AndOr);
        at.Position = here;
        return linked;
    }
}
