namespace Equipoise.Eligibility.Evaluation;

/// <summary>Kleene's strong logic over findings: what is unknown stays so only where it matters.</summary>
public static class Kleene
{
    /// <summary>All of them.</summary>
    public static Finding All(IReadOnlyList<Finding> parts) => Decide(parts, Truth.False, Truth.True);

    /// <summary>Any of them.</summary>
    public static Finding Any(IReadOnlyList<Finding> parts) => Decide(parts, Truth.True, Truth.False);

    /// <summary>At least so many of them.</summary>
    public static Finding AtLeast(int count, IReadOnlyList<Finding> parts)
    {
        if (count <= 1)
            return Any(parts);
        var holding = parts.Where(part => part.Truth == Truth.True).ToList();
        if (holding.Count >= count)
            return Finding.Known(true, Evidence(holding), Sentences(holding));
        var possible = parts.Count(part => part.Truth != Truth.False);
        return possible < count
            ? Finding.Known(false, Evidence(parts.Where(part => part.Truth == Truth.False)), Sentences(parts.Where(part => part.Truth == Truth.False)))
            : Open(parts);
    }

    /// <summary>One statement read in two ways: known where both come to the same.</summary>
    public static Finding Agree(Finding one, Finding other) => one.Truth == other.Truth
        ? one
        : Finding.Unknown(Reason.NeedsJudgment, null, $"Whether the second is not to be there or only does not count, a person must read. {Sentences([one, other])}", Evidence([one, other]));

    /// <summary>The contrary.</summary>
    public static Finding Not(Finding part) => part with { Truth = Truth.True - (int)part.Truth };

    // One part of the deciding value decides; otherwise one unknown leaves it open.
    private static Finding Decide(IReadOnlyList<Finding> parts, Truth deciding, Truth otherwise)
    {
        var open = false;
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Truth == deciding)
                return parts[i];
            open |= parts[i].Truth == Truth.Unknown;
        }

        return open ? Open(parts) : new Finding(otherwise, null, Evidence(parts), null, Sentences(parts));
    }

    // What a record could settle comes before what a person must say.
    private static Finding Open(IReadOnlyList<Finding> parts)
    {
        var unknown = parts.Where(part => part.Truth == Truth.Unknown).ToList();
        var first = unknown.Find(part => part.SettledBy is not null) ?? unknown[0];
        var lacks = new Once<string>();
        foreach (var part in unknown)
            lacks.AddAll(part.Lacks);
        return first with { Evidence = Evidence(parts), Sentence = Sentences(unknown), Lacks = lacks.Items };
    }

    private static List<Evidence> Evidence(IEnumerable<Finding> parts)
    {
        var evidence = new Once<Evidence>();
        foreach (var part in parts)
            evidence.AddAll(part.Evidence);
        return evidence.Items;
    }

    // Two parts may say the same in part: each sentence once.
    private static string Sentences(IEnumerable<Finding> parts)
    {
        var sentences = new Once<string>();
        foreach (var part in parts)
        {
            var start = 0;
            for (var i = 2; i + 1 < part.Sentence.Length; i++)
            {
                if (!IsEnd(part.Sentence, i))
                    continue;
                sentences.Add(part.Sentence[start..i]);
                start = i + 1;
            }

            if (start < part.Sentence.Length)
                sentences.Add(part.Sentence[start..]);
        }

        return sentences.Items is [var only] ? only : string.Join(' ', sentences.Items);
    }

    // A blank after the end of a sentence and before the capital of the next
    private static bool IsEnd(string text, int blank) =>
        text[blank] == ' ' && text[blank - 1] is '.' or ';' && text[blank + 1] is >= 'A' and <= 'Z' && text[blank - 2] is (>= 'a' and <= 'z') or (>= '0' and <= '9') or ')' or ']';
}
