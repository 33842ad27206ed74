using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What is said of a name and is a finding of its own: "contraindication to MRI", "symptoms of heart failure", "progression on prior
/// platinum". It is named by the text's own words.</summary>
internal sealed partial class EntryParser
{
    private const int LongestObject = 10;

    private static readonly WordSet ToWhat = WordSet.Of("contraindication", "intolerance", "intolerant", "refractoriness", "refractory", "resistance", "susceptibility", "predisposition", "response", "indication", "addiction", "tendency", "sensitivity");
    private static readonly WordSet ForWhat = WordSet.Of("contraindication", "ineligible", "need", "indication", "risk");
    private static readonly WordSet OfWhat = WordSet.Of("risk", "symptom", "exacerbation", "flare", "recurrence", "relapse", "progression", "complication", "intolerance", "intolerant", "reactivation", "worsening");
    private static readonly WordSet OnWhat = WordSet.Of("progression", "relapse", "recurrence", "dependence");

    // complement := head preposition object ("or" object)*
    private CriterionNode? Complement(List<string> modifiers)
    {
        var start = at.Position;
        // "documented by a response to treatment": how it was found
        return !IsComplementHead(start) || at.Upper(start - 1) is "BY" || at.Upper(start - 2) is "BY" ? null : ComplementHere(modifiers);
    }

    private CriterionNode? ComplementHere(List<string> modifiers)
    {
        var start = at.Position;
        // "high risk for bleeding"
        var head = start;
        while (at.Upper(head) is "HIGH" or "INCREASED" or "ELEVATED" or "DISEASE" or "TUMOR" or "PRIOR")
            head++;
        at.Position = head + 1;
        var said = at.Position++;
        // "progression during or after chemotherapy"
        if (at.Upper(at.Position) is "OR" or "AND" && at.Upper(at.Position + 1) is "AFTER" or "FOLLOWING" or "ON" or "DURING")
            at.Position += 2;
        var preposition = Small(at.Text(said, at.Position));
        if (at.Upper(at.Position) is "ANY")
            at.Position += at.Upper(at.Position + 1) is "OF" ? 2 : 1;
        SkipArticle();
        var finding = $"{Singular(Small(at.Text(start, head + 1)))} {preposition} ";
        if (finding.StartsWith("symptom ", StringComparison.Ordinal))
            finding = "symptoms" + finding["symptom".Length..];
        var names = new List<string>();
        var agents = true;
        for (var end = at.Position; ; end = at.Position)
        {
            if (names.Count > 0 && (!TakeListLink() || at.Is(WordKind.History) || at.Is(WordKind.Known)))
            {
                at.Position = end;
                break;
            }

            // Only agents go on as a list of what is meant: "intolerance to x or y".
            if (TakeObject(out var agent) is { } thing && (names.Count == 0 || (agent && agents)))
            {
                agents &= agent;
                names.Add(thing);
                continue;
            }

            if (names.Count > 0 && !at.AtEnd && !at.Is(WordKind.Except) && !at.Is(WordKind.Unless) && !IsWithinAt(at.Position))
                residue.Add(end);
            at.Position = end;
            break;
        }

        if (names.Count == 0 || at.Is(WordKind.And))
        {
            at.Position = start;
            return null;
        }

        List<CriterionNode> nodes = [.. modifiers.DefaultIfEmpty("").SelectMany(modifier => names.Select(name => new Condition($"{modifier} {finding}{name}".TrimStart())))];
        return WithTime(nodes.Count == 1 ? nodes[0] : new AnyOf(nodes));
    }

    private bool IsComplementHead(int index) => index + 2 < at.Count && at[index].Spelling.Answer(MayBeHead) && HeadsComplement(index);

    private static readonly SpellingTest MayBeHead = new(IsHeadWord);

    private static bool IsHeadWord(string word) => ToWhat.ContainsSingular(word) || ForWhat.ContainsSingular(word) || OfWhat.ContainsSingular(word) || OnWhat.ContainsSingular(word) || BeforeHeads.Contains(word);

    private static readonly WordSet BeforeHeads = WordSet.Of("high", "increased", "elevated", "disease", "tumor");

    private bool HeadsComplement(int index)
    {
        while (at.Upper(index) is "HIGH" or "INCREASED" or "ELEVATED" && at.Upper(index + 1) is "RISK" || (at.Upper(index) is "DISEASE" or "TUMOR" && at.Upper(index + 1) is "PROGRESSION" or "RECURRENCE" or "RELAPSE"))
            index++;
        if (index + 2 >= at.Count || at[index].Kind != TokenKind.Word)
            return false;
        return at.Upper(index + 1) switch
        {
            "TO" => Has(ToWhat, index),
            "FOR" => Has(ForWhat, index) || Has(OfWhat, index) && at.Upper(index) is "RISK",
            "OF" => Has(OfWhat, index),
            "ON" or "AFTER" or "FOLLOWING" or "DURING" => Has(OnWhat, index),
            "AGAINST" => at.Upper(index) is "CONTRAINDICATION" or "CONTRAINDICATIONS",
            _ => false,
        };
    }

    // object := (name | word)+, up to the end of the phrase; an agent is a treatment's name and nothing else
    private string? TakeObject(out bool agent)
    {
        // "contraindication to the use of aspirin"
        if (at.Upper(at.Position) is "USE" or "ADMINISTRATION" or "APPLICATION" && at.Upper(at.Position + 1) is "OF")
        {
            at.Position += 2;
            SkipArticle();
        }

        var start = at.Position;
        agent = true;
        while (at.Position < at.Count && at.Position - start < LongestObject && !(at.Position > start && (EndsPhrase() || EndsTail())))
        {
            if ((at.Take(WordKind.Therapy) ?? at.Take(WordKind.Formula)) is not null)
                continue;
            agent &= at.Is(WordKind.Modifier);
            if (at.Take(WordKind.Condition) is not null)
                continue;
            if (at.Upper(at.Position) is "OR" || (!IsInTail(at.Position) && !(at.Position > start && HeadNouns.Of(at[at.Position].Spelling) is HeadKind.Therapy or HeadKind.TherapyOf) && !(at.Position == start && at.Upper(start) is "THESE" or "THIS")))
                break;
            at.Position++;
        }

        if (at.Position > start && EndsObject())
            return Small(at.Text(start, at.Position));
        at.Position = start;
        return null;
    }

    private bool EndsObject()
    {
        var last = at.Position - 1;
        return at[last].Kind != TokenKind.Sign && !Prepositions.Contains(at[last].Spelling) && at.Upper(last) is not ("YEARS" or "MONTHS" or "WEEKS" or "DAYS") && (EndsPlace() || at.Is(WordKind.Before)) && at.Sign != '/' &&
            // "cardiac, hepatic or renal impairment": the first waits for the noun of the last.
            !((at.Sign == ',' || at.Is(WordKind.Or)) && NarrowsAt(last));
    }

    // "allergy or intolerance to x": one thing and two findings
    private CriterionNode? AllergyOrIntolerance(List<string> modifiers)
    {
        SkipSameAllergy();
        var (start, unread) = (at.Position, residue.Count);
        if (TakeListLink() && SkipsLead() && TakeModifiers() is var others && at.Upper(at.Position) is "INTOLERANCE" or "SENSITIVITY" or "CONTRAINDICATION" or "CONTRAINDICATIONS" && at.Upper(at.Position + 1) is "TO")
        {
            var to = at.Position + 1;
            if (Complement(others) is { } other && residue.Count == unread)
            {
                var end = at.Position;
                at.Position = to;
                if (Allergens(modifiers) is { } allergies && WithTime(allergies) is var dated && at.Position == end)
                    return new AnyOf([.. Leaves(dated), .. Leaves(other)]);
            }
        }

        Back(start, unread);
        return null;
    }

    private bool SkipsLead()
    {
        SkipExistenceLead();
        return true;
    }
}
