using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What can or cannot be done about a disease, told after its name and part of it: "melanoma not amenable to curative surgery or radiotherapy".</summary>
internal sealed partial class EntryParser
{
    private const int LongestAmenability = 14;

    private static readonly UInt128 NoAmenability = TokenCursor.Bits(
        WordKind.Not, WordKind.Unless, WordKind.Except, WordKind.If, WordKind.Operator, WordKind.Variable, WordKind.Judgment, WordKind.Hindrance, WordKind.Allowed, WordKind.Forbidden, WordKind.But, WordKind.Then, WordKind.Person, WordKind.Since, WordKind.Number,
        WordKind.Completed, WordKind.Age, WordKind.Scale, WordKind.Lesion, WordKind.Pregnancy, WordKind.Consent);

    private static readonly WordSet Remedies = WordSet.Of("treatment", "therapy", "resection", "excision", "approach", "option", "intervention", "cure", "transplantation", "radiation", "surgery", "procedure", "modality");

    // amenability := [","] ["that is"] ("not amenable to" | "unsuitable for" | "not definitively treated with" | "refractory to" | …) word{1,14}, up to the end of the sentence
    private string? TakeAmenability()
    {
        var start = at.Position;
        _ = at.TakeSign(',');
        while (at.Upper(at.Position) is "THAT" or "WHICH" or "IS" or "ARE" or "AND" or "BUT" or "WAS")
            at.Position++;
        var from = at.Position;
        if (from + 2 < at.Count && SkipAmenable() && SkipRemedies())
            return $" {Small(at.Text(from, at.Position))}";
        at.Position = start;
        return null;
    }

    private bool SkipAmenable()
    {
        var denied = at.WordIs("not");
        if (denied)
            at.Position++;
        var length = (at.Upper(at.Position), at.Upper(at.Position + 1)) switch
        {
            ("AMENABLE", "TO") or ("INELIGIBLE" or "UNSUITABLE", "FOR") => 2,
            ("ELIGIBLE" or "SUITABLE", "FOR") when denied => 2,
            ("CURABLE", "BY" or "WITH") or ("TREATABLE", "BY" or "WITH") when denied => 2,
            ("REFRACTORY" or "RESISTANT", "TO") when !denied => 2,
            ("DEFINITIVELY" or "CURATIVELY", "TREATED") when denied && at.Upper(at.Position + 2) is "WITH" or "BY" => 3,
            _ => 0,
        };
        at.Position += length;
        return length > 0;
    }

    // Words with a treatment among them, and what links them
    private bool SkipRemedies()
    {
        var named = false;
        for (var from = at.Position; !at.AtEnd && at.Position - from < LongestAmenability; at.Position++)
        {
            if (at.Sign is '.' or ';' or ')' || (at.Sign == ',' && !LinksRemedy()))
                break;
            // "… or radiotherapy Measurable disease": a line that lost its end
            if (at.Position > from && at.Letters(at.Position) is [>= 'A' and <= 'Z', >= 'a' and <= 'z', ..])
                return false;
            if (at[at.Position].Kind == TokenKind.Number || (at.IsSign && at.Sign is not ('/' or '-' or ',')) || (at.Kinds & NoAmenability) != 0)
                return false;
            named |= at.Is(WordKind.Therapy) || (at[at.Position].Kind == TokenKind.Word && Has(Remedies, at.Position));
        }

        return named && (at.AtEnd || at.Sign is '.' or ';' or ')' or ',') && at[at.Position - 1].Kind == TokenKind.Word && at.Upper(at.Position - 1) is not ("OR" or "AND" or "WITH" or "BY" or "OF" or "TO" or "FOR");
    }

    // ", or radiotherapy": the list of treatments goes on.
    private bool LinksRemedy()
    {
        var start = at.Position;
        var linked = TakeListLink();
        _ = TakeModifiers();
        linked &= at.Is(WordKind.Therapy);
        at.Position = start;
        return linked;
    }

    // "melanoma or sarcoma not amenable to surgery": neither, or only the last.
    private static bool IsAmenableWithNext(CriterionNode before, CriterionNode next) => HasAmenability(next) && !HasAmenability(before) && Leaves(before).Any(leaf => leaf is Condition { Concept: var name } && IsSolidTumor(name, anyState: true));

    private static bool HasAmenability(CriterionNode node) => Leaves(node).Any(leaf => leaf is Condition { Concept: var name } && (name.Contains(" amenable to ", StringComparison.Ordinal) || name.Contains(" not ", StringComparison.Ordinal)));
}
