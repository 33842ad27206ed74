using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What a treatment was given for, and what a condition is said to be after its name; both narrow it by its name.</summary>
internal sealed partial class EntryParser
{
    private const string PurposeSign = " for ";

    // setting := ("for" | "in" | "of") ["the" | "their"] [modifier (link modifier)*] (condition | "disease" | "setting")
    private string? TakeSetting()
    {
        var start = at.Position;
        if (!at.WordIs("for") && !at.WordIs("in"))
            return null;
        at.Position++;
        while (at.Upper(at.Position) is "THE" or "THEIR" or "A" or "AN" or "TREATMENT" or "OF" or "ANY")
            at.Position++;
        if (TakeStudied() is { } studied)
            return $" for {studied}";
        if (at.WordIs("this"))
            at.Position++;
        var modifiers = TakeModifiers();
        var named = at.TakeWhole(WordKind.Condition) ?? OrMetastatic(modifiers) ?? OpenCondition() ?? Initials(modifiers) ?? SharedPurpose();
        if (named is null && (modifiers.Count == 0 || at.Upper(at.Position) is not ("DISEASE" or "SETTING" or "TUMOR" or "TUMORS" or "CANCER")))
        {
            at.Position = start;
            return null;
        }

        // "in the adjuvant setting": when, and of no disease
        if (named is null && at.WordIs("setting") && modifiers.Exists(Phases.Contains))
        {
            at.Position++;
            return $" in the {string.Join(" or ", modifiers)} setting";
        }

        if (named is null)
            at.Position++;
        var name = $"{string.Join(" or ", modifiers)}{(modifiers.Count > 0 ? " " : "")}{(named is null ? "disease" : named is "metastases" ? "metastatic disease" : named)}";
        var end = at.Position;
        // "for HIV-positive patients" says who, "for lymphoma or leukemia" says more than one name can hold.
        if (at.Is(WordKind.Person) || (TakeListLink() && ContinuesSetting()))
        {
            at.Position = start;
            return null;
        }

        at.Position = end;
        return $" for {name}";
    }

    private static readonly System.Collections.Frozen.FrozenSet<string> Phases = System.Collections.Frozen.FrozenSet.Create(StringComparer.Ordinal, "adjuvant", "neoadjuvant", "perioperative", "maintenance", "palliative", "curative", "first-line", "second-line", "salvage", "induction");

    // "for locally advanced or metastatic UC": initials of the disease under study, behind what is said of it
    private string? Initials(List<string> modifiers)
    {
        if (modifiers.Count == 0 || at.AtEnd || at[at.Position].Kind != TokenKind.Word || at.Letters(at.Position) is not { Length: > 1 and < 8 } word || word.ContainsAnyExceptInRange('A', 'Z') || !at.IsUnknownAt(at.Position) || !EndsPhraseAt(at.Position + 1))
            return null;
        at.Position++;
        return at.Word(at.Position - 1);
    }

    // "for metastatic gastric or gastroesophageal adenocarcinoma": one noun for two diseases, in the text's own words
    private string? SharedPurpose()
    {
        var (start, unread) = (at.Position, residue.Count);
        if (depth < DeepestNesting && SharedNoun([]) is { } shared && residue.Count == unread && EndsPhrase() && Leaves(shared).All(leaf => leaf is Condition { Exists: true, Within: null }))
            return Small(at.Text(start, at.Position));
        Back(start, unread);
        return null;
    }

    private string? OpenCondition()
    {
        var start = at.Position;
        var name = TakeOpenName(out var isCondition);
        if (isCondition)
            return name;
        at.Position = start;
        return null;
    }

    // "this malignancy", "their current cancer": the one under study, not any
    private string? TakeStudied()
    {
        var start = at.Position;
        if (at.Upper(start) is "THIS" or "CURRENT" or "PRESENT" && at.Upper(start + 1) is "MALIGNANCY" or "CANCER" or "TUMOR" or "NEOPLASM" or "DISEASE" or "CONDITION" or "CARCINOMA" or "DIAGNOSIS" && EndsPhraseAt(start + 2))
        {
            at.Position += 2;
            return Small(at.Text(start, at.Position));
        }

        return null;
    }

    private const int LongestTarget = 12;

    // "radiotherapy to the liver", "radiotherapy to more than 25% of bone marrow": what was irradiated
    private string? TakeTarget(string concept)
    {
        var start = at.Position;
        if (!at.WordIs("to") || !(concept.EndsWith("radiotherapy", StringComparison.Ordinal) || concept.EndsWith("irradiation", StringComparison.Ordinal)))
            return null;
        at.Position++;
        if (at.WordIs("the"))
            at.Position++;
        var from = at.Position;
        while (!at.AtEnd && at.Position - from < LongestTarget && IsTargetWord() && !(at.Position > from && (at.WordIs("that") || at.Is(WordKind.Operator))))
            at.Position = at.Is(WordKind.Operator) && at.Position == from ? AfterOperator() : at.Position + 1;
        if (at.Upper(at.Position - 1) is "HEAD" && at.Upper(at.Position) is "AND" or "&" && at.Upper(at.Position + 1) is "NECK")
            at.Position += at.Upper(at.Position + 2) is "REGION" or "REGIONS" or "AREA" or "AREAS" ? 3 : 2;
        if (at.Position > from && at[at.Position - 1].Kind == TokenKind.Word && (EndsPhrase() || at.Is(WordKind.Within) || at.Sign == '(' || IsDoseNext()))
            return $" to {Small(at.Text(from, at.Position))}";
        at.Position = start;
        return null;
    }

    // "to the lung that is > 30 Gy"
    private bool IsDoseNext()
    {
        var start = at.Position;
        var dosed = TakeDose() is not null;
        at.Position = start;
        return dosed;
    }

    // "greater than or equal to" holds an "or" that is no link.
    private int AfterOperator()
    {
        _ = at.Take(WordKind.Operator);
        return at.Position;
    }

    private bool IsTargetWord() =>
        at.Sign is '%' or '>' or '≥' or '-' || at.NumberHere is not null || (at[at.Position].Kind == TokenKind.Word && (!at.Is(WordKind.Within) || at.WordIs("of")) &&
            (at.Kinds & TokenCursor.Bits(WordKind.And, WordKind.Or, WordKind.AndOr, WordKind.But, WordKind.Not, WordKind.Unless, WordKind.Except, WordKind.If, WordKind.Since, WordKind.Allowed, WordKind.Forbidden, WordKind.Variable, WordKind.With, WordKind.History, WordKind.Hindrance)) == 0);

    // "recurrent or metastatic disease", where the last two words are a condition by themselves
    private string? OrMetastatic(List<string> modifiers)
    {
        var start = at.Position;
        if (modifiers.Count > 0 && TakeListLink() && at.WordIs("metastatic") && at.TakeWhole(WordKind.Condition) is "metastases")
        {
            modifiers.Add("metastatic");
            return "disease";
        }

        at.Position = start;
        return null;
    }

    private bool ContinuesSetting()
    {
        SkipExistenceLead();
        _ = TakeModifiers();
        return at.Is(WordKind.Condition) || (!at.Is(WordKind.Therapy) && TakeOpenName(out var isCondition) is not null && isCondition);
    }

    // The same, without passing over it.
    private string? Setting()
    {
        var start = at.Position;
        var setting = TakeSetting();
        at.Position = start;
        return setting;
    }

    // "melanoma that is considered unresectable"
    private string? ModifierAfter()
    {
        var start = at.Position;
        var said = at.TakeWhole(WordKind.Filler) is not null;
        while (at.TakeWhole(WordKind.Filler) is not null || at.Upper(at.Position) is "CONSIDERED" or "DEEMED" && Rewind(at.Position + 1))
        {
        }

        if (said && at.TakeWhole(WordKind.Modifier) is { } modifier && EndsPhrase())
            return modifier;
        at.Position = start;
        return null;
    }
}
