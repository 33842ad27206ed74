using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>A name with a limit in brackets that narrows it: "poorly controlled diabetes (HbA1c > 9 %)".</summary>
internal sealed partial class EntryParser
{
    // narrowed := condition "(" limits ")", where the name is not known by that measurement alone: both are asked
    private AllOf? Narrowed(CriterionNode node)
    {
        if (at.Sign != '(' || negations > 0 || depth + 1 >= DeepestNesting || OneName(node) is not { } concept || MeasuredBy.ContainsKey(concept[(concept.LastIndexOf(' ') + 1)..]) || concept.EndsWith("test", StringComparison.Ordinal))
            return null;
        // "non-metastatic cancer (N0M0)" says it twice.
        var isTumor = Leaves(node).All(leaf => leaf is Condition tumor && (IsCancer(tumor) || node is AnyOf)) && !concept.Contains("metastatic", StringComparison.Ordinal);
        depth++;
        var (start, unread, remembered) = (at.Position, residue.Count, lastSubjects);
        at.Position++;
        var limits = Sequence();
        depth--;
        // Between limits that a comma parts, an "and" may be meant as well as an "or".
        if (limits is not null && residue.Count == unread && Leaves(limits).All(leaf => leaf is Measurement { Within: null } || (isTumor && (IsTnm(leaf) || leaf is Condition { Exists: true, Concept: "N+" or "carcinoma in situ" } || IsClassOfTumor(leaf)))) && (!HasComma(start) || EndsInOr(start)) && !(limits is AnyOf && node is Condition && IsLinkedBefore(start)) && at.TakeSign(')'))
            return new AllOf([node, limits]);
        lastSubjects = remembered;
        Back(start, unread);
        return null;
    }

    // The name of a disease, or of one tumor in several states: "unresectable or metastatic thymoma"
    private static string? OneName(CriterionNode node)
    {
        if (node is Condition { Exists: true, Within: null, Concept: var name })
            return name;
        string? tumor = null;
        foreach (var leaf in node is AnyOf any ? any.Of : [])
        {
            if (leaf is not Condition { Exists: true, Within: null, Concept: var one } || QualifiedConcept.Split(one, Concepts.Conditions).Concept is not { } own || !IsSolidTumor(own) || (tumor is not null && !string.Equals(tumor, own, StringComparison.Ordinal)))
                return null;
            tumor = own;
        }

        return tumor;
    }

    // "BCLC stage C": how far a tumor has come
    private static bool IsClassOfTumor(CriterionNode leaf) => leaf is Condition { Exists: true, Within: null, Concept: var concept } && (concept.StartsWith("BCLC stage ", StringComparison.Ordinal) || concept.StartsWith("CNLC stage ", StringComparison.Ordinal));

    // "a, b, or c": the last link says how the commas are meant.
    private bool EndsInOr(int from)
    {
        var (or, others) = (0, false);
        for (var i = from; i < at.Position; i++)
        {
            or += at.Upper(i) is "OR" ? 1 : 0;
            others |= at.SignAt(i) == ';' || at.Upper(i) is "AND" || (or > 0 && at.SignAt(i) == ',');
        }

        return or == 1 && !others;
    }

    private const int LinkedBefore = 6;

    // "leukopenia or leukocytosis (WBC ≤ 3 or ≥ 20)": the limits are those of both.
    private bool IsLinkedBefore(int open)
    {
        for (var i = open - 1; i >= 0 && i >= open - LinkedBefore && at[i].Kind == TokenKind.Word; i--)
        {
            if (at.Upper(i) is "OR" or "AND")
                return true;
        }

        return false;
    }
}
