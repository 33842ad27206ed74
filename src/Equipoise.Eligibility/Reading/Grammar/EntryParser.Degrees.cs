using System.Collections.Frozen;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>How far a word of degree reaches that stands before the first of several diseases: "uncontrolled hypertension or diabetes", "severe nausea,
/// vomiting or diarrhea".</summary>
/// <remarks>It reaches up to the next frame ("or a history of …"), the next word of its own kind, or the end of the list; and from the middle of a list it reaches
/// no further than its own name. Within that, it is said of all where they are of one kind and can be so. Elsewhere nobody can tell.</remarks>
internal sealed partial class EntryParser
{
    // Each statement with the link before it, from the one that a word of degree stands before
    private void SpreadDegrees(List<CriterionNode> nodes, List<Link> links, List<(int Start, int End, bool Framed)> starts)
    {
        for (var first = 0; first < links.Count; first++)
        {
            if (nodes[first] is not Condition { Exists: true, Within: null } condition || SpreadingDegree(condition.Concept) is not { } degree)
                continue;
            var end = first + 1;
            while (end < nodes.Count && links[end - 1] is Link.Or or Link.And or Link.Comma && !starts[end - 1].Framed && nodes[end] is Condition { Exists: true, Concept: var name } && DegreeOf(name) is null && GradeOf(name) is null && !name.Contains(" requiring ", StringComparison.Ordinal))
                end++;
            var items = nodes[(first + 1)..end].ConvertAll(node => (Condition)node);
            if (items.TrueForAll(HasNoDegree) || (degree is "symptomatic " && links[first] is Link.Comma) || IsAmid(nodes, links, first, starts[first].Start))
                continue;
            // "uncontrolled gout or asthma, or severe psoriasis": a comma closes the pair.
            var goesOn = end < nodes.Count && !(links[end - 2] is Link.Or && at.SignAt(starts[end - 2].Start) != ',' && at.SignAt(starts[end - 1].Start) == ',');
            if (!AreAllOf(degree, condition.Concept[degree.Length..], items, goesOn))
            {
                residue.Add(starts[first].Start);
                continue;
            }

            for (var i = first + 1; i < end; i++)
                nodes[i] = HasNoDegree(items[i - first - 1]) ? nodes[i] : items[i - first - 1] with { Concept = degree + items[i - first - 1].Concept };
        }
    }

    // "stroke, significant arrhythmia, or asthma": in the middle of a list it is said of one.
    private bool IsAmid(List<CriterionNode> nodes, List<Link> links, int first, int link) =>
        first > 0 && links[first - 1] is Link.Comma && links[first] is Link.Comma or Link.Or && at.SignAt(link) == ',' && nodes[first - 1] is Condition { Exists: true, Concept: var before } && DegreeOf(before) is null;

    // A degree that is no part of a name that the tables hold: "unstable angina" is one thing, "active tuberculosis" is tuberculosis that is active.
    private static string? SpreadingDegree(string concept) => DegreeOf(concept) is { } degree && (degree is "active " || Concepts.Conditions.Find(concept) is null) ? degree : GradeOf(concept) ?? CourseAndDegree(concept);

    // "chronic, clinically significant diarrhea"
    private static string? CourseAndDegree(string concept) =>
        concept.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank && concept[..blank] is "chronic" or "acute" && DegreeOf(concept[(blank + 1)..]) is { } degree ? concept[..(blank + 1)] + degree : null;

    // "grade 2 or higher nausea"
    private static string? GradeOf(string concept)
    {
        if (!concept.StartsWith("grade ", StringComparison.Ordinal) || concept.IndexOf(' ', "grade ".Length) is not (> 0 and var end))
            return null;
        const string More = "or higher ";
        return string.CompareOrdinal(concept, end + 1, More, 0, More.Length) == 0 ? concept[..(end + 1 + More.Length)] : concept[..(end + 1)];
    }

    private static bool HasNoDegree(Condition condition) => OfNoDegree.Contains(condition.Concept) || Events.Contains(condition.Concept);

    private static bool AreAllOf(string degree, string first, List<Condition> items, bool goesOn) => degree switch
    {
        "uncontrolled " => !goesOn && items.TrueForAll(item => Concepts.Conditions.Find(item.Concept) is not null),
        "active " => (IsActivity(first) && items.TrueForAll(item => HasNoDegree(item) || (IsActivity(item.Concept) && IsInfectious(item.Concept) == IsInfectious(first)))) || (!goesOn && items is [var one] && AreKin(first, one.Concept)),
        "serious " or "severe " or "significant " or "clinically significant " => (Symptoms.Contains(first) && items.TrueForAll(item => Symptoms.Contains(item.Concept))) || (!goesOn && items is [var only] && AreKin(first, only.Concept)),
        _ => degree.StartsWith("grade ", StringComparison.Ordinal) && Symptoms.Contains(first) && items.TrueForAll(item => Symptoms.Contains(item.Concept)),
    };

    private static bool IsActivity(string name) => IsInfectious(name) || Concepts.Conditions.IsA(name, "inflammatory bowel disease") || Concepts.Conditions.IsA(name, "autoimmune disease");

    private static bool IsInfectious(string name) => (Concepts.Conditions.IsA(name, "infection") || Concepts.Conditions.IsA(name, "viral hepatitis")) && !Concepts.Conditions.IsA(name, "HIV infection");

    // Two kinds of what the tables hold above them
    private static bool AreKin(string one, string other) =>
        Concepts.Conditions.Find(one) is { } left && Concepts.Conditions.Find(other) is { } right && (left.Parents.Intersect(right.Parents, StringComparer.Ordinal).Any(parent => parent is not "cancer") || IsAbove(one, right) || IsAbove(other, left));

    private static bool IsAbove(string wider, Concept narrower) => narrower.Parents.Any(parent => Concepts.Conditions.Find(parent) is { } above && above.Parents.Intersect(Concepts.Conditions.Find(wider)!.Parents, StringComparer.Ordinal).Any());

    private static readonly FrozenSet<string> Symptoms = new[]
    {
        "nausea", "vomiting", "diarrhea", "constipation", "abdominal pain", "back pain", "pain", "chest pain", "headache", "fatigue", "rash", "pruritus", "dyspnea", "cough", "fever", "dizziness", "insomnia", "anorexia", "mucositis", "stomatitis",
    }.ToFrozenSet(StringComparer.Ordinal);

    // What is there or not, and never stable: "active brain metastases or leptomeningeal disease" means any leptomeningeal disease.
    private static readonly FrozenSet<string> OfNoDegree = new[]
    {
        "visceral crisis", "leptomeningeal disease", "leptomeningeal metastases", "leptomeningeal carcinomatosis", "carcinomatous meningitis", "lymphomatous meningitis", "spinal cord compression", "bleeding disorder", "coagulopathy", "anaphylaxis", "shock", "septic shock", "coma", "cirrhosis", "liver cirrhosis",
        "wasting syndrome", "gastrointestinal perforation", "bowel perforation", "bowel obstruction", "gastrointestinal obstruction",
    }.ToFrozenSet(StringComparer.Ordinal);

    // "active hepatitis B or hepatitis C", "symptomatic pleural or pericardial effusion": two of one kind, and one word for both
    private static Condition? SharesDegree(Link link, CriterionNode before, CriterionNode next) =>
        link is Link.Or or Link.And or Link.Comma && before is Condition { Exists: true, Within: null } first && next is Condition { Exists: true } second && DegreeOf(first.Concept) is { } degree && DegreeOf(second.Concept) is null && AreOneKind(first.Concept, second.Concept)
            ? second with { Concept = degree + second.Concept }
            : null;

    // "active or chronic hepatitis B or hepatitis C"
    private static AnyOf? SharesTwoStates(Link link, CriterionNode before, CriterionNode next)
    {
        if (link is not (Link.Or or Link.And or Link.Comma) || before is not AnyOf { Of: [Condition one, Condition other] } || next is not Condition { Exists: true } third || !third.Concept.StartsWith("hepatitis ", StringComparison.Ordinal) || third.Concept.Length != "hepatitis ".Length + 1)
            return null;
        var (first, second) = (one.Concept.IndexOf("hepatitis ", StringComparison.Ordinal), other.Concept.IndexOf("hepatitis ", StringComparison.Ordinal));
        return first > 0 && second > 0 && one.Concept.AsSpan(first).SequenceEqual(other.Concept.AsSpan(second))
            ? new AnyOf([third with { Concept = one.Concept[..first] + third.Concept }, third with { Concept = other.Concept[..second] + third.Concept }])
            : null;
    }

    // "hemorrhage or bleeding event ≥ grade 3": one thing in two words, and its grade behind the second
    private static CriterionNode SharesGradeBehind(Link link, CriterionNode before, CriterionNode next) =>
        link is Link.Or && before is Condition { Exists: true, Within: null } first && next is Condition { Exists: true } second && GradeOf(second.Concept) is { } grade && second.Concept.AsSpan(grade.Length).SequenceEqual(first.Concept)
            ? first with { Concept = second.Concept }
            : before;

    private static bool AreOneKind(string one, string other) =>
        (IsFluid(one) && IsFluid(other)) || (one.Contains(" hepatitis ", StringComparison.Ordinal) && other.StartsWith("hepatitis ", StringComparison.Ordinal)) ||
        (one[(one.LastIndexOf(' ') + 1)..] is var noun && noun is "effusion" or "infection" or "metastases" && Concepts.Conditions.Find(other) is not null && other.EndsWith(" " + noun, StringComparison.Ordinal) && !OfNoDegree.Contains(other));

    // Fluid that a tumor makes: "uncontrolled pleural effusion, pericardial effusion, or ascites"
    private static bool IsFluid(string full) => (full.IndexOf(" requiring ", StringComparison.Ordinal) is > 0 and var need ? full[..need] : full) is var name && (name.EndsWith("pleural effusion", StringComparison.Ordinal) || name.EndsWith("pericardial effusion", StringComparison.Ordinal) || name.EndsWith("ascites", StringComparison.Ordinal));
}
