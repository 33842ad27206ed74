using System.Collections.Frozen;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What one of several statements says of all of them: the last its window, the first that they are current.</summary>
internal sealed partial class EntryParser
{
    // "chemotherapy, radiotherapy or surgery within 4 weeks": a window belongs to all before it that have none.
    // Not to those before a "history of …", which is told by itself.
    // Nor over a semicolon to a disease: "hepatitis; stroke within 6 months".
    // True where nobody can tell: "arrhythmia, infarction within 6 months or angina", a window between what has none.
    private bool ShareWindow(List<CriterionNode> nodes, int first, bool[] stops)
    {
        var (timeless, doubtful) = (false, false);
        Window? window = null;
        var exists = true;
        var ofCondition = false;
        for (var i = nodes.Count - 1; i >= first; i--)
        {
            var heads = Heads(nodes[i]);
            if (heads.Count == 0)
            {
                window = null;
            }
            else if (heads.Find(head => TimeOf(head) is not null) is { } timed)
            {
                // "surgery within 4 weeks or radiotherapy within 2 weeks of randomization"
                if (window?.Anchor is { } anchor && TimeOf(timed) is { Anchor: null, Direction: "before" })
                    nodes[i] = OfHeads(nodes[i], head => Anchored(head, anchor));
                (window, ofCondition) = (TimeOf(Heads(nodes[i]).Find(head => TimeOf(head) is not null)!), timed is Condition);
                exists = timed is Condition { Exists: true } or Therapy { Exists: true };
                // "diabetes or infarction (< 1 year)": of what it stands behind
                if (ownWindows.Exists(own => ReferenceEquals(own, window)))
                    window = null;
            }
            else if (window is not null && (exists || !heads.TrueForAll(IsDeniedNow)) && !(stops[i] && heads.Exists(head => head is Condition)) && heads.TrueForAll(head => head is Therapy || ofCondition || head is Condition { Concept: var concept } && Events.Contains(concept)))
            {
                var (shared, present) = (window, exists);
                doubtful |= timeless;
                nodes[i] = OfHeads(nodes[i], head => head switch
                {
                    Therapy therapy => therapy with { Concept = InTime(therapy.Concept), Within = shared, Exists = present && therapy.Exists },
                    Condition condition => condition with { Within = shared, Exists = present && condition.Exists },
                    _ => head,
                });
            }
            else
            {
                window = null;
                timeless = true;
            }
        }

        return doubtful;
    }

    // "hemoglobin ≥ 9 g/dL and platelets ≥ 100,000/mm3 within 14 days": both were measured then, up to one with a window of its own.
    private void ShareMeasuredWindow(List<CriterionNode> nodes, bool[] stops)
    {
        if (!IsMeasured(nodes[^1], out var window) || window is null || ownWindows.Exists(own => ReferenceEquals(own, window)))
            return;
        for (var i = nodes.Count - 2; i >= 0 && !stops[i] && IsMeasured(nodes[i], out var own) && own is null; i--)
            nodes[i] = Measured(nodes[i], window);
    }

    private static bool IsMeasured(CriterionNode node, out Window? window)
    {
        window = null;
        switch (node)
        {
            case Measurement measurement:
                window = measurement.Within;
                return true;
            case AllOf all:
                return AreMeasured(all.Of, out window);
            case AnyOf any:
                return AreMeasured(any.Of, out window);
            default:
                return false;
        }
    }

    private static bool AreMeasured(IReadOnlyList<CriterionNode> parts, out Window? window)
    {
        window = null;
        for (var i = 0; i < parts.Count; i++)
        {
            if (!IsMeasured(parts[i], out var own) || (i > 0 && !Equals(own, window)))
                return false;
            window = own;
        }

        return true;
    }

    private static CriterionNode Measured(CriterionNode node, Window window) => node switch
    {
        Measurement measurement => measurement with { Within = window },
        AllOf all => new AllOf([.. all.Of.Select(part => Measured(part, window))]),
        AnyOf any => new AnyOf([.. any.Of.Select(part => Measured(part, window))]),
        _ => node,
    };

    // "not currently treated with x, and has not received y within 10 weeks": now is no time of ten weeks.
    private static bool IsDeniedNow(CriterionNode head) => head is Therapy { Exists: false, Concept: var name } && CurrentWord(name) is "current ";

    // What happens on a day, as a treatment does; a disease beside a treatment has its own time.
    private static readonly FrozenSet<string> Events = new[]
    {
        "myocardial infarction", "acute coronary syndrome", "unstable angina", "hospitalization for unstable angina", "hospitalization for heart failure", "stroke", "ischemic stroke", "hemorrhagic stroke", "transient ischemic attack", "pulmonary embolism", "deep vein thrombosis", "gastrointestinal bleeding", "gastrointestinal perforation", "traumatic injury",
        "clinically significant traumatic injury", "trauma", "significant trauma", "clinically significant trauma", "seizure",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static CriterionNode Anchored(CriterionNode leaf, string anchor) => leaf switch
    {
        Therapy { Within: { Anchor: null } own } therapy => therapy with { Within = own with { Anchor = anchor } },
        Condition { Within: { Anchor: null } own } condition => condition with { Within = own with { Anchor = anchor } },
        _ => leaf,
    };

    private static Window? TimeOf(CriterionNode leaf) => leaf switch { Therapy therapy => therapy.Within, Condition condition => condition.Within, _ => null };

    // The existences that a statement is about, without what it excepts from them; none for another statement.
    private static List<CriterionNode> Heads(CriterionNode node) => node switch
    {
        Therapy or Condition => [node],
        AnyOf any when any.Of.Select(Heads).ToList() is var parts && parts.TrueForAll(part => part.Count > 0) => [.. parts.SelectMany(part => part)],
        AllOf all when all.Of.Skip(1).All(IsExcepted) => Heads(all.Of[0]),
        _ => [],
    };

    private static bool IsExcepted(CriterionNode node) => node is Not or Therapy { Exists: false } or Condition { Exists: false };

    private static CriterionNode OfHeads(CriterionNode node, Func<CriterionNode, CriterionNode> change) => node switch
    {
        AnyOf any => new AnyOf([.. any.Of.Select(part => OfHeads(part, change))]),
        AllOf all => new AllOf([OfHeads(all.Of[0], change), .. all.Of.Skip(1)]),
        _ => change(node),
    };

    // "receiving chemotherapy or radiotherapy": neither of them long ago
    private static CriterionNode AsCurrent(CriterionNode before, CriterionNode next) =>
        Heads(before) is [.., Therapy { Within: null } first] && CurrentWord(first.Concept) is { } word && next is Therapy { Within: null } therapy && CurrentWord(therapy.Concept) is null
            ? therapy with { Concept = word + therapy.Concept }
            : next;

    private static string? CurrentWord(string concept) =>
        concept.StartsWith("current ", StringComparison.Ordinal) ? "current " : concept.StartsWith("concurrent ", StringComparison.Ordinal) ? "concurrent " : concept.StartsWith("therapeutic anticoagulation with ", StringComparison.Ordinal) ? "therapeutic anticoagulation with " : null;
}
