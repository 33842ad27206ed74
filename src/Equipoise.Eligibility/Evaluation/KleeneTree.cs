using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>Evaluates a tree by Kleene's logic over what is known of its statements.</summary>
internal static class KleeneTree
{
    /// <summary>The finding for a tree.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="known">What is known of a statement as a whole; null where its parts decide. A leaf is always known of, be it that it is
    /// unknown.</param>
    public static Finding Evaluate(CriterionNode node, Func<CriterionNode, Finding?> known) => known(node) ?? node switch
    {
        AllOf all => Kleene.All([.. all.Of.Select(part => Evaluate(part, known))]),
        AnyOf any => Kleene.Any([.. any.Of.Select(part => Evaluate(part, known))]),
        AtLeastOf some => Kleene.AtLeast(some.Count, [.. some.Of.Select(part => Evaluate(part, known))]),
        Not not => Kleene.Not(Evaluate(not.Of, known)),
        Given given => Guarded(given, known),
        _ => throw new ArgumentException($"A node of kind {node.GetType().Name} cannot be judged.", nameof(node)),
    };

    private static string[] Lacked(params ReadOnlySpan<Finding> parts)
    {
        var lacked = new List<string>();
        foreach (var part in parts)
            lacked.AddRange(part.Lacks.Except(lacked, StringComparer.Ordinal));
        return [.. lacked];
    }

    private static Finding Guarded(Given given, Func<CriterionNode, Finding?> known)
    {
        var guard = Evaluate(given.Guard, known);
        var then = Evaluate(given.Then, known);
        var otherwise = given.Else is { } other ? Evaluate(other, known) : Finding.Known(true, [], "Nothing is asked where the condition does not hold.");
        return guard.Truth switch
        {
            Truth.True => then with { Evidence = [.. guard.Evidence, .. then.Evidence] },
            Truth.False => otherwise with { Evidence = [.. guard.Evidence, .. otherwise.Evidence] },
            // Whichever way the guard turns out, the answer is the same.
            _ when then.Truth == otherwise.Truth && then.Truth != Truth.Unknown => then with
            {
                Evidence = [.. then.Evidence, .. otherwise.Evidence.Except(then.Evidence)],
                Sentence = given.Else is null || string.Equals(then.Sentence, otherwise.Sentence, StringComparison.Ordinal) ? then.Sentence : $"{otherwise.Sentence} {then.Sentence} It is the same either way.",
            },
            // A value that both limits lack is wanted whichever way the guard turns out, and may settle it alone.
            _ when then is { Truth: Truth.Unknown, SettledBy: not null } && otherwise.Truth == Truth.Unknown => then with { Evidence = [.. guard.Evidence, .. then.Evidence], Sentence = $"{then.Sentence} {guard.Sentence}", Lacks = Lacked(then, otherwise, guard) },
            _ => guard with { Evidence = [.. guard.Evidence, .. then.Evidence], Lacks = guard.SettledBy is null ? [] : Lacked(guard, then, otherwise) },
        };
    }
}
