using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What a disease calls for ("requiring systemic therapy"), and treatments named by what calls for them.</summary>
internal sealed partial class EntryParser
{
    private const int LongestNeed = 5;

    // "thrombocytopenia requiring transfusion": what it calls for narrows it by its name
    private List<string>? TakeRequiring()
    {
        var start = at.Position;
        var (words, past) = (at.Upper(start), at.Upper(start + 1), at.Upper(start + 2)) switch
        {
            ("REQUIRING" or "NECESSITATING", _, _) => (1, false),
            ("THAT" or "WHICH", "REQUIRES" or "REQUIRE" or "REQUIRING", _) => (2, false),
            ("THAT" or "WHICH", "REQUIRED", _) => (2, true),
            ("THAT" or "WHICH", "HAS" or "HAVE" or "HAD", "REQUIRED") => (3, true),
            _ => (0, false),
        };
        // "infections other than HIV that require treatment": which of them, nobody can tell.
        if (words == 0 || (words > 1 && exceptions > 0))
            return null;
        at.Position += words;
        if (TakeNeed() is { } need)
        {
            List<string> needs = [need];
            TakeOtherNeeds(needs);
            return [.. needs.Select(one => past ? $" that required {one}" : $" requiring {one}")];
        }

        at.Position = start;
        return null;
    }

    private static readonly string[] NeededRemedies = ["antibiotic", "antiviral", "antifungal", "antimicrobial", "anti-infective", "antibacterial", "hospitali", "drainage", "thoracentesis", "paracentesis", "steroid", "immunosuppress", "transfusion", "oxygen", "dialysis"];

    // "requiring antibiotics, antivirals, or antifungals": each of them, where nothing else can be meant
    private void TakeOtherNeeds(List<string> needs)
    {
        if (!IsRemedy(needs[0]))
            return;
        for (var start = at.Position; ; start = at.Position)
        {
            // "antibiotic or antiviral therapy": a noun for both
            if (TakeListLink() && !EndsAsAdjective(needs[^1]) && TakeNeed() is { } next && IsRemedy(next) && !EndsAsAdjective(next))
            {
                needs.Add(next);
                continue;
            }

            at.Position = start;
            return;
        }
    }

    private static bool EndsAsAdjective(string need) => need.StartsWith("either ", StringComparison.Ordinal) || need[(need.LastIndexOf(' ') + 1)..] is "antibiotic" or "antiviral" or "antifungal" or "antimicrobial" or "antibacterial" or "immunosuppressive" or "anti-infective";

    private static bool IsRemedy(string need) => Array.Exists(NeededRemedies, remedy => need.Contains(remedy, StringComparison.OrdinalIgnoreCase));

    // need := word{0,4} (treatment | "treatment" | "hospitalization" | …) ["with" treatment]
    private string? TakeNeed()
    {
        var from = at.Position;
        var named = false;
        SkipRoutes();
        var begins = at.Position;
        while (!at.AtEnd && at.Position - begins < LongestNeed && (at[at.Position].Kind == TokenKind.Word || IsHyphen()) && !EndsPhrase() && !named && !(at.Position > from && at.WordIs("within")))
        {
            named = at.Is(WordKind.Therapy) || at.Upper(at.Position) is "TREATMENT" or "THERAPY" or "MEDICATION" or "MEDICATIONS" or "INTERVENTION" or "HOSPITALIZATION" or "HOSPITALISATION" or "IMMUNOSUPPRESSION" or "DRAINAGE" or "PROCEDURE" or "PROCEDURES" or "SUPPORT";
            if (at.Take(WordKind.Therapy) is null && (named || at.Take(WordKind.Modifier) is null))
                at.Position++;
        }

        // "ascites requiring paracentesis"
        if (!named && at.Position == from + 1 && at.IsUnknownAt(from) && at.Letters(from).Length > 5 && !Has(NoNames, at.Letters(from)))
            named = true;
        // "recurrent drainage procedures (once monthly or more frequently)"
        if (named && at.Upper(at.Position) is "PROCEDURE" or "PROCEDURES" && at.Upper(at.Position - 1) is "DRAINAGE")
            at.Position++;
        // how often it recurs
        var often = -1;
        if (named && at.Sign == '(' && at.Upper(at.Position + 1) is "ONCE" && at.Upper(at.Position + 2) is "MONTHLY" or "WEEKLY" or "A" && at.Upper(at.Position - 1) is "DRAINAGE" or "PROCEDURES")
        {
            for (often = at.Position; !at.AtEnd && at.Sign != ')';)
                at.Position++;
            _ = at.TakeSign(')');
        }

        while (named && SkipConceptWord())
        {
        }

        if (named)
        {
            TakeMeans();
            SkipAssistance();
        }

        if (named && (EndsPhrase() || at.Sign is '(' || at.Is(WordKind.Within) || at.Is(WordKind.At)))
            return Small(at.Text(from, often < 0 ? at.Position : often).TrimEnd()).Replace("IV ", "intravenous ", StringComparison.Ordinal);
        at.Position = from;
        return null;
    }

    // "oral or intravenous": two ways to give one thing
    private void SkipRoutes()
    {
        if (IsRoute(at.Position) && (at.Upper(at.Position + 1) is "OR" || at.SignAt(at.Position + 1) == '/') && IsRoute(at.Position + 2))
            at.Position += 2;
        else if (IsRoute(at.Position) && at.Upper(at.Position + 1) is "AND" && at.SignAt(at.Position + 2) == '/' && at.Upper(at.Position + 3) is "OR" && IsRoute(at.Position + 4))
            at.Position += 4;
    }

    private bool IsRoute(int index) => at.Upper(index) is "ORAL" or "INTRAVENOUS" or "IV" or "SYSTEMIC" or "TOPICAL" or "INHALED" or "PARENTERAL" or "SUBCUTANEOUS" or "INTRAMUSCULAR";

    // "steroids to assist with management"
    private void SkipAssistance()
    {
        if (at.Upper(at.Position) is "TO" && at.Upper(at.Position + 1) is "ASSIST" && at.Upper(at.Position + 2) is "WITH" or "IN" && at.Upper(at.Position + 3) is "MANAGEMENT" && EndsPhraseAt(at.Position + 4))
            at.Position += 4;
    }

    private bool IsHyphen() => at.Sign == '-' && at[at.Position].Glued && at.Position + 1 < at.Count && at[at.Position + 1].Glued;

    // "treatment with intravenous antibiotics": with what
    private void TakeMeans()
    {
        var start = at.Position;
        if (!at.WordIs("with") && !at.WordIs("by"))
            return;
        at.Position++;
        while (at.Take(WordKind.Modifier) is not null)
        {
        }

        if (at.Take(WordKind.Therapy) is null || !(EndsPhrase() || at.Sign is '(' || at.Is(WordKind.Within)) || at.Is(WordKind.Or) || at.Is(WordKind.And) || at.Sign == ',')
            at.Position = start;
    }

    // "a condition requiring systemic treatment with corticosteroids or other immunosuppressants": whatever it is for
    private CriterionNode? TreatmentOfSome()
    {
        var start = at.Position;
        var unread = residue.Count;
        if (at.Upper(start) is not ("CONDITION" or "CONDITIONS" or "DISEASE" or "DISEASES" or "DISORDER" or "DISORDERS"))
            return null;
        at.Position++;
        if (at.Upper(at.Position) is "THAT" or "WHICH")
            at.Position++;
        if (at.Upper(at.Position) is not ("REQUIRING" or "REQUIRES" or "REQUIRE"))
        {
            at.Position = start;
            return null;
        }

        at.Position++;
        var systemic = at.WordIs("systemic") && Rewind(at.Position + 1);
        if (at.Upper(at.Position) is "TREATMENT" or "THERAPY" && at.Upper(at.Position + 1) is "WITH" && Rewind(at.Position + 2) && ++depth < DeepestNesting)
        {
            if (at.WordIs("either"))
                at.Position++;
            var node = Sequence();
            depth--;
            if (node is Therapy or AnyOf && Leaves(node).All(leaf => leaf is Therapy { Exists: true }))
                return systemic ? Rewrite(node, leaf => leaf is Therapy therapy && !therapy.Concept.Contains("systemic", StringComparison.Ordinal) ? therapy with { Concept = $"systemic {therapy.Concept}" } : leaf) : node;
        }

        Back(start, unread);
        return null;
    }

    // "additional malignancy that is progressing or has required active treatment within the past 3 years": two of them
    private CriterionNode? ProgressingOrTreated(string concept)
    {
        var start = at.Position;
        if (at.Upper(start) is not ("THAT" or "WHICH") || at.Upper(start + 1) is not ("IS" or "ARE"))
            return null;
        at.Position += 2;
        if (at.WordIs("currently") || at.WordIs("actively"))
            at.Position++;
        var progress = at.Position;
        if (at.Upper(at.Position) is "PROGRESSING" or "PROGRESSIVE" && Rewind(at.Position + 1) && at.Take(WordKind.Or) is not null)
        {
            while (at.Upper(at.Position) is "HAS" or "HAVE" or "HAD" or "THAT" or "WHICH")
                at.Position++;
            if (at.Upper(at.Position) is "REQUIRED" or "REQUIRES" or "REQUIRE" or "REQUIRING" && Rewind(at.Position + 1) && TakeNeed() is { } need)
                return new AnyOf([new Condition($"{Small(at.Word(progress))} {concept}"), WithTime(new Condition($"{concept} requiring {need}"))]);
        }

        at.Position = start;
        return null;
    }
}
