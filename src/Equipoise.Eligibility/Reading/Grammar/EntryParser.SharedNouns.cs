using System.Collections.Frozen;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Several names of which only the last has its noun: "gastric or gastroesophageal junction adenocarcinoma", "stem cell or bone
/// marrow transplantation".</summary>
internal sealed partial class EntryParser
{
    private const int LongestShare = 3;
    private const int MostShares = 5;

    // shared-noun := word{1,3} (link word{1,3})* link name, where each of the words has a name in the tables with that name's noun
    private CriterionNode? SharedNoun(List<string> modifiers)
    {
        var start = at.Position;
        if (start >= at.LastLink || at.Is(WordKind.History) || HoldsLink(start))
            return null;
        var shares = new List<(int From, int To)>();
        while (shares.Count < MostShares && Share() is { } share)
        {
            shares.Add(share);
            SkipArticle();
            // "diffuse, intrinsic brain stem glioma": one that is both
            if (at.SignAt(at.Position - 1) != ',' && SharingName(shares, out var isCondition) is { } names)
            {
                while (SkipMethod(isCondition) || SkipBracketedWords() || (isCondition && SkipProven()))
                {
                }

                var each = Existing(string.Join('+', names), modifiers, [], isCondition);
                // "measurable and enhancing tumor": one that is both
                return names[0] is "measurable disease" && at.Upper(share.To) is "AND" && each is AnyOf any ? new AllOf(any.Of) : each;
            }
        }

        at.Position = start;
        return null;
    }

    // "thoracic or neck radiotherapy": what narrows in one name is a share of the noun here.
    private CriterionNode? SharedPlace(List<string> modifiers, int led)
    {
        var end = at.Position;
        if (modifiers.Count != 1 || end != led + 1 || !(IsPlace(modifiers[0]) || NarrowsName(modifiers[0])) || !(at.Is(WordKind.Or) || at.Is(WordKind.And) || at.Sign is ',' or '/'))
            return null;
        at.Position = led;
        if (SharedNoun([]) is { } placed)
            return placed;
        at.Position = end;
        return null;
    }

    // "basal or squamous cell skin cancer" stands in the tables as a whole.
    private bool HoldsLink(int start)
    {
        if (at.Here() is not [.., var longest])
            return false;
        for (var i = start; i < longest.End; i++)
        {
            if (at.Upper(i) is "OR" or "AND" || at.SignAt(i) is ',' or '/')
                return true;
        }

        return false;
    }

    // "autoimmune or neuroinflammatory disease": a word that narrows, and no degree or status of the second name
    private static bool NarrowsName(string modifier) => modifier is "autoimmune" or "congenital" or "hereditary" or "idiopathic" or "familial" or "systemic" or "inflammatory" or "immune-mediated";

    private void SkipArticle()
    {
        if (at.Upper(at.Position) is "A" or "AN" or "THE")
            at.Position++;
    }

    private static readonly WordSet EndsShare = WordSet.Of("of", "for", "with", "within", "in", "to", "no", "not", "by", "from", "including", "such", "due", "after", "requiring", "who", "that");

    // Up to three words, and the link after them
    private (int From, int To)? Share()
    {
        var from = at.Position;
        for (var end = from; end < at.Count && end - from <= LongestShare * 2; end++)
        {
            if (end > from && (at.SignAt(end) is ',' or '/' || at.Upper(end) is "OR" or "AND"))
            {
                at.Position = end;
                return TakeListLink() ? (from, end) : null;
            }

            if (at[end].Kind == TokenKind.Word ? EndsShare.Contains(at[end].Spelling) : at.SignAt(end) != '-' || !at[end].Glued)
                break;
        }

        at.Position = from;
        return null;
    }

    // The last name, and before it the names of all that share its noun; null where one of them has none in the tables.
    private List<string>? SharingName(List<(int From, int To)> shares, out bool isCondition)
    {
        var start = at.Position;
        isCondition = at.Is(WordKind.Condition);
        if ((at.TakeWhole(WordKind.Condition) ?? at.TakeWhole(WordKind.Therapy) ?? TakeOpenName(out isCondition)) is { } last && at.Position > start + 1 && at.Position < start + 12 && at[at.Position - 1].Kind == TokenKind.Word)
        {
            var name = (From: start, To: at.Position);
            var concepts = isCondition ? Concepts.Conditions : Concepts.Therapies;
            var names = new List<string>();
            var kind = "";
            foreach (var (from, to) in shares)
            {
                // "bleeding or bleeding diathesis": the first has a meaning of its own.
                var words = at.Text(from, to);
                var named = WithNounOf(words, name, concepts);
                if (!isCondition && IsVaccine(name) && concepts.FindSpelling(words) is null && to == from + 1 && (named is not null || at.Upper(name.To - 1) is "VACCINE" or "VACCINES" || Concepts.Conditions.FindSpelling(words) is null))
                {
                    names.Add(named?.Name ?? $"{Small(words)} {Singular(Small(at.Text(name.To - 1, name.To)))}");
                    continue;
                }

                if ((named?.Name ?? (IsAdjectiveOf(from, to - 1) ? Singular(Small($"{words} {at.Text(NounAfter(name), name.To)}")) : null)) is not { } full || concepts.FindSpelling(words) is { } own && (own != named || !own.Name.EndsWith(" cancer", StringComparison.Ordinal)))
                    break;
                names.Add(full);
                // "allogeneic bone marrow or stem cell transplantation": the donor's word is said of both.
                kind = names.Count == 1 && to > from + 1 && at.Upper(from) is "ALLOGENEIC" or "AUTOLOGOUS" ? at.Text(from, from + 1).ToLowerInvariant() + " " : kind;
            }

            var complete = names.Count == shares.Count;
            foreach (var one in last.Split('+'))
                names.Add(kind.Length == 0 || one.StartsWith("allogeneic", StringComparison.Ordinal) || one.StartsWith("autologous", StringComparison.Ordinal) ? one : kind + one);
            if (complete)
                return [.. names.Distinct(StringComparer.Ordinal)];
        }

        at.Position = start;
        return null;
    }

    // "influenza or pneumococcal vaccine", "lymphocyte or platelet transfusions": what was given is named by what stands before the noun.
    private bool IsVaccine((int From, int To) name) => name.To - name.From <= 4 && at.Upper(name.To - 1) is "VACCINE" or "VACCINES" or "VACCINATION" or "VACCINATIONS" or "TRANSFUSION" or "TRANSFUSIONS" or "INFUSION" or "INFUSIONS" or "SUPPLEMENT" or "SUPPLEMENTS" or "REPLACEMENT";

    // "esophageal", which no table holds with that noun
    private bool IsAdjectiveOf(int from, int index) => (index == from || (index == from + 2 && at.SignAt(from + 1) == '-')) && EndsWithOne(at.Letters(index), AdjectiveEndings) && at.Letters(index).Length > 5 && !Has(NoNames, index) && (at.IsUnknownAt(index) || at.IsOnly(index, WordKind.Heading, WordKind.Modifier));

    // "bowel obstruction" in "complete bowel obstruction"; of a longer name, its last word, with the site before it
    private int NounAfter((int From, int To) name) => SiteIn(name) is > 0 and var site ? site : name.To - name.From <= 3 ? name.From + 1 : name.To - 1;

    // Where a name of a kind and a site has its site: "ovarian" in "clear cell ovarian tumor"
    private int SiteIn((int From, int To) name)
    {
        for (var i = name.From + 1; i < name.To - 1; i++)
        {
            if (SiteAdjectives.Contains(at.Word(i)))
                return SiteAdjectives.Contains(at.Word(name.From)) ? -1 : i;
        }

        return -1;
    }

    private static readonly FrozenSet<string> SiteAdjectives = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "ovarian", "pancreatic", "gastric", "esophageal", "colorectal", "rectal", "colon", "hepatic", "renal", "bladder", "prostate", "prostatic", "lung", "pulmonary", "breast", "thyroid", "cervical", "endometrial", "uterine", "vulvar", "vaginal", "laryngeal", "salivary");

    // "allogeneic" with "bone marrow transplantation", or with "transplantation" alone
    private Concept? WithNounOf(string words, (int From, int To) name, Concepts concepts)
    {
        // "mucinous or clear cell ovarian tumor": the site is that of both.
        var site = SiteIn(name);
        for (var noun = site < 0 || SiteAdjectives.Contains(words) ? name.From + 1 : site; noun < name.To; noun++)
        {
            if (noun > site && site > 0 && !SiteAdjectives.Contains(words))
                return null;
            if (at[noun].Kind == TokenKind.Word && concepts.FindSpelling($"{words} {at.Text(noun, name.To)}") is { } named)
                return named;
        }

        return null;
    }
}
