using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Kinds of cell that share one noun and the site behind it: "small cell, ductal or neuroendocrine carcinoma of the prostate".</summary>
internal sealed partial class EntryParser
{
    private const int LongestKind = 4;

    private static readonly WordSet CellWords = WordSet.Of(
        "squamous", "adenosquamous", "small", "large", "cell", "cells", "ductal", "lobular", "neuroendocrine", "sarcomatoid", "spindle", "pleomorphic", "follicular", "papillary", "hürthle", "hurthle", "mucinous", "serous", "endometrioid", "clear", "transitional", "urothelial",
        "basaloid", "undifferentiated", "medullary", "anaplastic", "acinar", "signet", "ring", "verrucous", "micropapillary", "mesonephric", "chromophobe", "germ", "stromal", "non", "nonsquamous", "epithelial", "borderline", "pure");

    private static readonly WordSet CellNouns = WordSet.Of("carcinoma", "carcinomas", "adenocarcinoma", "adenocarcinomas", "cancer", "cancers", "tumor", "tumors", "tumour", "tumours");

    // kinds := kind (link kind)+ noun ["of" ["the"] site], where the last may be an "adenocarcinoma" of its own
    private CriterionNode? CellKinds(List<string> modifiers)
    {
        if (leftOver is null || at.AtEnd || !CellWords.Contains(at[at.Position].Spelling))
            return null;
        var start = at.Position;
        if (WithoutCells(modifiers) is not { } states)
            return Unnamed(start);
        var kinds = new List<string>();
        // "squamous or adenocarcinoma": the second is no kind of the first's noun.
        var alone = false;
        while (TakeKind() is { } kind)
        {
            kinds.Add(kind);
            if (!TakeListLink())
                break;
            alone = at.Upper(at.Position) is "ADENOCARCINOMA" or "ADENOCARCINOMAS";
        }

        if (kinds.Count < (alone ? 1 : 2) || at.AtEnd || !CellNouns.Contains(at[at.Position].Spelling))
            return Unnamed(start);
        var noun = Singular(Small(at.Text(at.Position, at.Position + 1)));
        at.Position++;
        var names = kinds.ConvertAll(kind => $"{kind} {(alone ? "carcinoma" : noun)}");
        if (alone)
            names.Add(noun);
        if ((at.WordIs("of") && !PlaceKinds(names)) || !EndsPhrase())
            return Unnamed(start);
        return Existing(string.Join('+', names.ConvertAll(name => Concepts.Conditions.FindSpelling(name)?.Name ?? name)), states, [], isCondition: true);
    }

    // histologies := ("of" | "with") kind (link kind)+ "histology", behind a tumor: each is said of it
    private List<string>? TakeHistologies(string concept, List<string> modifiers)
    {
        var start = at.Position;
        if (GradesBehind(concept, modifiers) is { } grades)
            return grades;
        if (at.Upper(start) is not ("OF" or "WITH") || start + 1 >= at.Count || !CellWords.Contains(at[start + 1].Spelling) || modifiers.Count > 1 || !IsSolidTumor(concept))
            return null;
        at.Position++;
        var kinds = new List<string>();
        while ((at.WordIs("mixed") ? Small(at.Word(at.Position++)) : TakeKind()) is { } kind)
        {
            kinds.Add(kind);
            if (!TakeListLink())
                break;
        }

        if (kinds.Count > 1 && at.Upper(at.Position) is "HISTOLOGY" or "HISTOLOGIES" && Rewind(at.Position + 1) && EndsPhrase())
            return kinds.ConvertAll(kind => $"{(modifiers is [var state] ? state + " " : "")}{kind.Replace("non-squamous", "nonsquamous", StringComparison.Ordinal)}");
        at.Position = start;
        return null;
    }

    // "of intermediate or high grade", behind a tumor
    private List<string>? GradesBehind(string concept, List<string> modifiers)
    {
        var start = at.Position;
        if (at.Upper(start) is not "OF" || at.Upper(start + 1) is not ("LOW" or "INTERMEDIATE" or "HIGH") || modifiers.Count > 1 || !IsSolidTumor(concept))
            return null;
        var grades = new List<string>();
        for (at.Position++; at.Upper(at.Position) is "LOW" or "INTERMEDIATE" or "HIGH";)
        {
            grades.Add($"{(modifiers is [var state] ? state + " " : "")}{at.Upper(at.Position++).ToLowerInvariant()}-grade");
            if (!TakeListLink())
                break;
        }

        if (at.WordIs("grade") && Rewind(at.Position + 1) && EndsPhrase())
            return grades;
        at.Position = start;
        return null;
    }

    // "recurrent squamous | cell or …": what was taken for a state is the first word of a kind. Null where it stands with one of several states.
    private List<string>? WithoutCells(List<string> modifiers)
    {
        while (at.Position > 0 && modifiers.Count > 0 && CellWords.Contains(at[at.Position - 1].Spelling))
        {
            if (modifiers.Count > 1 || !modifiers[0].EndsWith(at.Word(at.Position - 1), StringComparison.OrdinalIgnoreCase))
                return null;
            at.Position--;
            var state = modifiers[0][..^at.Word(at.Position).Length].TrimEnd();
            modifiers = state.Length > 0 ? [state] : [];
        }

        return modifiers;
    }

    private bool PlaceKinds(List<string> names)
    {
        at.Position++;
        var article = at.WordIs("the") ? "the " : "";
        at.Position += article.Length > 0 ? 1 : 0;
        if (TakeSite() is not { } site)
            return false;
        for (var i = 0; i < names.Count; i++)
            names[i] = Placed(names[i], isCondition: true, article, site);
        return true;
    }

    private string? TakeKind()
    {
        var from = at.Position;
        while (at.Position < at.Count && at.Position - from < LongestKind && (CellWords.Contains(at[at.Position].Spelling) || (at.Sign == '-' && at.Position > from)))
            at.Position++;
        return at.Position > from && at[at.Position - 1].Kind == TokenKind.Word ? Small(at.Text(from, at.Position)) : null;
    }

    private CriterionNode? Unnamed(int start)
    {
        at.Position = start;
        return null;
    }
}
