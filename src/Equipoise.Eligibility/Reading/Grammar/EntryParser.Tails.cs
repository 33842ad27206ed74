using System.Collections.Frozen;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What follows a name behind a preposition and belongs to it, in the text's own words: "palliative surgery to the treatment area".</summary>
internal sealed partial class EntryParser
{
    private const int LongestTail = 8;

    private static readonly UInt128 NoTail = TokenCursor.Bits(
        WordKind.Not, WordKind.Unless, WordKind.Except, WordKind.If, WordKind.Operator, WordKind.Variable, WordKind.Judgment, WordKind.Hindrance, WordKind.Allowed, WordKind.Forbidden, WordKind.Anchor, WordKind.And, WordKind.Or, WordKind.AndOr, WordKind.But,
        WordKind.With, WordKind.Then, WordKind.Person, WordKind.Whichever, WordKind.Pregnancy, WordKind.Consent, WordKind.Sex, WordKind.GradeWord, WordKind.StageWord, WordKind.ClassScale, WordKind.Scale, WordKind.Performance, WordKind.Life, WordKind.Formula, WordKind.At);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> TailEnds = Words(
        "who", "that", "which", "whose", "requiring", "required", "within", "prior", "before", "after", "since", "during", "until", "following", "despite", "including", "such", "as", "by", "while", "where", "when", "because", "due", "secondary", "other", "any", "this", "these", "those", "their",
        "would", "could", "may", "might", "will", "must", "should", "is", "are", "was", "were", "be", "been", "has", "have", "had", "allowed", "eligible", "excluded", "protocol", "trial", "study", "time", "attempt", "achieve", "treat", "prevent", "reduce", "control", "reason", "least", "more", "less", "patient", "past", "last", "opinion");

    // tail := ("of" | "in" | "to" | …) ["the"] word{1,8}, up to the end of the phrase
    private string? TakeTail(string concept, bool isCondition)
    {
        var start = at.Position;
        if (concept.Contains('+', StringComparison.Ordinal) || at.Is(WordKind.Except) || !TakesTail(concept, isCondition) || (IsTimeHere() && !IsStudiedPart(at.Upper(at.Position + 1) is "THE" or "A" or "AN" ? at.Position + 2 : at.Position + 1)))
            return null;
        at.Position++;
        if (at.Upper(at.Position) is "THE" or "A" or "AN")
            at.Position++;
        var from = at.Position;
        while (at.Position < at.Count && at.Position - from < LongestTail && IsTailWord(from))
            at.Position++;
        if (at.Position > from && at[at.Position - 1].Kind == TokenKind.Word && EndsPlace() && !IsAbbreviated(at.Position - 1) && !((at.Is(WordKind.Or) || at.Is(WordKind.And)) && OrgansAsAdjectives.Contains(at[at.Position - 1].Spelling)) && (!IsTimeWord(at.Position - 1) || at.Upper(start) is "DESPITE") && !GoesOn(isCondition))
            return $"{concept} {Small(at.Text(start, at.Position))}";
        at.Position = start;
        return null;
    }

    // "S. aureus": the name goes on behind the point.
    private bool IsAbbreviated(int last) => at[last].Kind == TokenKind.Word && at.Letters(last).Length == 1 && at.SignAt(last + 1) == '.' && last + 2 < at.Count;

    // "impairment of renal or hepatic function": the noun is yet to come.
    private static readonly WordSet OrgansAsAdjectives = WordSet.Of("renal", "hepatic", "cardiac", "pulmonary", "neurologic", "neurological", "gastrointestinal", "cardiovascular", "hematologic", "hematological", "respiratory", "endocrine", "metabolic");

    private bool TakesTail(string concept, bool isCondition) => at.Upper(at.Position) switch
    {
        "OF" or "FROM" => true,
        "IN" => at.Upper(at.Position + 1) is not ("EXCESS" or "COMBINATION" or "ADDITION" or "ORDER" or "CONJUNCTION" or "FORM" or "TERMS" or "LIEU" or "ASSOCIATION" or "WHOM" or "WHICH" or "CASE" or "CASES"),
        "BY" or "WITH" => isCondition && Array.Exists(Spreading, name => concept.EndsWith(name, StringComparison.Ordinal)) && IsConditionAt(at.Position + 1),
        "INVOLVING" or "AFFECTING" or "DESPITE" => isCondition,
        // "infection at the injection site"
        "AT" => isCondition && at.Upper(at.Position + 1) is "THE" && !at.Is(WordKind.At),
        "FOR" or "UNDER" => !isCondition,
        "TO" => Array.Exists(Reaching, name => concept.EndsWith(name, StringComparison.Ordinal)),
        _ => false,
    };

    // "involvement by lymphoma"
    private static readonly string[] Spreading = ["involvement", "infiltration"];

    private bool IsConditionAt(int index)
    {
        var here = at.Position;
        at.Position = index;
        SkipArticle();
        var condition = at.Is(WordKind.Condition);
        at.Position = here;
        return condition;
    }

    // What has a goal in the body
    private static readonly string[] Reaching = ["metastases", "injury", "trauma", "damage", "invasion", "surgery", "radiosurgery", "resection", "radiotherapy", "irradiation", "ablation", "embolization"];

    // "chemotherapy for lymphoma or leukemia": more than a name can hold
    private bool GoesOn(bool isCondition)
    {
        var start = at.Position;
        var goesOn = !isCondition && TakeListLink() && !at.AtEnd && !IsTherapyNext();
        at.Position = start;
        return goesOn;
    }

    private bool IsTherapyNext()
    {
        SkipExistenceLead();
        _ = TakeModifiers();
        return at.Is(WordKind.Therapy) || at.Is(WordKind.Not);
    }

    private bool IsTailWord(int from)
    {
        if (at[at.Position].Kind == TokenKind.Sign)
            return at.Position > from && at.Sign == '-' && at[at.Position].Glued && at.Position + 1 < at.Count && at[at.Position + 1].Glued;
        if (IsStudiedPart(at.Position))
            return true;
        return at[at.Position].Kind == TokenKind.Word && ((at.Kinds & NoTail) == 0 || at.Upper(at.Position) is "TREATMENT" or "THERAPY" or "MEDICATION") && !TailEnds.Contains(at.Letters(at.Position)) && !ProofManners.Contains(at.Letters(at.Position)) && (!at.Is(WordKind.Within) || at.Upper(at.Position) is "OF" or "FROM");
    }

    // "in the study eye": which of two, and no time
    private bool IsStudiedPart(int index) => at.Upper(index) is "STUDY" && at.Upper(index + 1) is "EYE" or "EYES" or "KNEE" or "HIP" or "SHOULDER" or "JOINT" or "LIMB" or "LEG" or "FOOT" or "HAND" or "EAR" or "TOOTH" or "TEETH" or "AREA" or "AREAS" or "SITE" or "SITES" or "LESION" or "BREAST";

    // "vitreous hemorrhage or retinal detachment in the study eye": the eye is that of all in the list.
    private static void ShareStudiedPart(List<CriterionNode> nodes, List<Link> links)
    {
        if (links.Count == 0 || NameOf(nodes[^1]) is not { } last || last.IndexOf(" the study ", StringComparison.Ordinal) is not (> 0 and var part))
            return;
        part = last.LastIndexOf(' ', part - 1);
        for (var i = links.Count - 1; i >= 0 && links[i] is Link.Or or Link.And or Link.Comma && NameOf(nodes[i]) is { } name && !name.Contains(" the study ", StringComparison.Ordinal) && !name.EndsWith(" eye", StringComparison.Ordinal); i--)
            nodes[i] = nodes[i] is Condition condition ? condition with { Concept = name + last[part..] } : ((Therapy)nodes[i]) with { Concept = name + last[part..] };
    }

    private bool IsTimeWord(int index) => at.Upper(index) is "OF" or "TO" or "THE" or "FROM" or "IN" or "YEARS" or "MONTHS" or "WEEKS" or "DAYS" or "TREATMENT" or "THERAPY" or "RISK";

    // "in the past 6 months": when, and not where
    private bool IsTimeHere()
    {
        var start = at.Position;
        var unread = residue.Count;
        var time = TakeWindow(mayDiffer: true) is not null || TakeAnchor() is not null;
        Back(start, unread);
        return time;
    }
}
