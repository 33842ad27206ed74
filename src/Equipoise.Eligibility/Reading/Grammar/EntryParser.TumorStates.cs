using System.Collections.Frozen;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>How far a tumor has come and what it is marked by, wherever a text puts that: in brackets, after the name, before a list of tumors.</summary>
internal sealed partial class EntryParser
{
    // What a tumor may be said to be, and what is said of each tumor of a list
    private static readonly string[] TumorStates =
    [
        "relapsed", "refractory", "recurrent", "BCG-unresponsive", "metastatic", "locally advanced", "locally recurrent", "advanced", "unresectable", "inoperable", "incurable", "resectable", "newly diagnosed", "untreated", "previously treated", "progressive", "persistent",
    ];

    private static readonly FrozenSet<string> TumorStateNames = TumorStates.ToFrozenSet(StringComparer.Ordinal);

    // "advanced (unresectable or metastatic)", "stage IV (metastatic)": what a bracket says of the disease before its name
    private List<string>? BracketedModifiers(List<string> alternatives, string last, int lastPart, bool bothAtOnce)
    {
        var (start, unread) = (at.Position, residue.Count);
        var before = Alternatives(alternatives, last, lastPart, bothAtOnce);
        if (at.TakeSign('(') && TakeModifiers() is { Count: > 0 } inner && residue.Count == unread && at.TakeSign(')') && (at.Is(WordKind.Condition) || at.Is(WordKind.Gene) || (!at.AtEnd && OpenNoun(at.Position, out var isCondition) >= 0 && isCondition)))
        {
            if (before is [var one])
                return [.. inner.Select(other => $"{one} {other}")];
            // "locally advanced or metastatic (stage IIIB/IV)": each has its stage.
            if (before is [var local, var spread] && inner is [var early, var late] && local.Contains("locally", StringComparison.Ordinal) && spread.EndsWith("metastatic", StringComparison.Ordinal) && early.StartsWith("stage III", StringComparison.Ordinal) && late is "stage IV")
                return [$"{early} {local}", $"{late} {spread}"];
        }

        Back(start, unread);
        return null;
    }

    // What stands behind a disease and narrows it: what can be done about it, its grade and stage, how far it has come
    private (string Concept, List<string> Twins, List<string> Modifiers) Narrowed(string concept, List<string> twins, List<string> modifiers)
    {
        if (TakeAmenability() is { } amenability)
            (concept, twins) = (string.Join('+', concept.Split('+').Select(one => one + amenability)), [.. twins.Select(one => one + amenability)]);
        modifiers = TakeHistologies(concept, modifiers) ?? StatesAfter(modifiers) ?? NarrowedAfter(BracketedKinds(modifiers));
        return (concept, twins, StatesAfter(modifiers) ?? modifiers);
    }

    // "medullary thyroid cancer, locally advanced or metastatic"; "melanoma (unresectable or metastatic)"
    private List<string>? StatesAfter(List<string> modifiers)
    {
        var (start, unread) = (at.Position, residue.Count);
        var open = at.TakeSign('(');
        if (!open && !at.TakeSign(',') && !(at.Upper(start) is "THAT" or "WHICH" && at.Upper(start + 1) is "IS" or "ARE" && Rewind(start + 2)))
            return null;
        if (TakeModifiers() is { Count: > 0 } states && residue.Count == unread && states.TrueForAll(IsSaidBehind) && (open ? at.TakeSign(')') : at.AtEnd || at.Sign is '.' or ';'))
        {
            saidAfter = true;
            if (modifiers.Count == 0)
                return states;
            // "unresectable or metastatic melanoma, previously untreated"
            if (modifiers.Count == 1 || states.Count == 1)
                return [.. modifiers.SelectMany(one => states.Select(state => $"{state} {one}"))];
        }

        Back(start, unread);
        return null;
    }

    // "Merkel cell carcinoma, stage IV or recurrent", "breast cancer, triple-negative"
    private static bool IsSaidBehind(string modifier) => IsTumorState(modifier) || WhateverSpread.Contains(modifier) || Spreads.Contains(modifier) || modifier is "borderline resectable" || (modifier.StartsWith("stage ", StringComparison.Ordinal) && modifier.Length < 12);

    private static bool IsTumorState(string modifier) => TumorStateNames.Contains(modifier) || Array.Exists(TumorStates, state => modifier.StartsWith(state, StringComparison.Ordinal) && modifier.Length > state.Length && IsTumorState(modifier[(state.Length + 1)..]));

    private static readonly WordSet RiskWords = WordSet.Of("low", "intermediate", "high", "poor", "favorable", "favourable");

    // risks := word (link word)+ ["-"] "risk": "intermediate or poor risk"
    private List<string>? TakeRisks()
    {
        if (at.Position >= at.Count || !RiskWords.Contains(at[at.Position].Spelling))
            return null;
        var start = at.Position;
        var risks = new List<string>();
        for (var linked = true; linked && at.Position < at.Count && RiskWords.Contains(at[at.Position].Spelling); linked = TakeListLink() || (at.Sign == '-' && at.Upper(at.Position + 1) is not "RISK" && at.TakeSign('-')))
        {
            risks.Add($"{at.Upper(at.Position).ToLowerInvariant().Replace("favour", "favor", StringComparison.Ordinal)}-risk");
            at.Position++;
            // "low- or intermediate-risk"
            if (at.Sign == '-' && at.Upper(at.Position + 1) is "OR" or "AND" or "TO")
                at.Position++;
            // "low-risk or intermediate-risk"
            if (at.Upper(at.Sign == '-' ? at.Position + 1 : at.Position) is "RISK" && at.Position == start + 1)
                break;
        }

        if (at.Sign == '-')
            at.Position++;
        if (risks.Count > 1 && at.WordIs("risk"))
        {
            at.Position++;
            return risks;
        }

        at.Position = start;
        return null;
    }

    // "radioiodine-refractory papillary or follicular thyroid cancer": the last word before the link is a kind of cell, as the next one is.
    private CriterionNode? SharedHistology(List<string> modifiers)
    {
        var start = at.Position;
        if (modifiers is not [var only] || !(at.Is(WordKind.Or) || at.Is(WordKind.And) || at.Sign is ',' or '/') || !Histologies.Contains(at.Upper(start - 1).ToLowerInvariant()) || !only.EndsWith(at.Upper(start - 1), StringComparison.OrdinalIgnoreCase))
            return null;
        at.Position--;
        if (SharedNoun(only.LastIndexOf(' ') is var blank and > 0 ? [only[..blank]] : []) is { } shared)
            return shared;
        at.Position = start;
        return null;
    }

    // "HR-positive/HER2-negative": both
    private static bool AreOpposite(CriterionNode before, CriterionNode next) => IsBiomarker(before) && IsBiomarker(next) && Leaves(before).All(leaf => leaf is Condition { Exists: true }) && Leaves(next).All(leaf => leaf is Condition { Exists: false });

    // "relapsed or refractory osteosarcoma or Ewing sarcoma": what a list of tumors begins with is said of each. In a list of what is excluded each
    // may stand by itself.
    private CriterionNode? SharesState(Link link, CriterionNode before, CriterionNode next)
    {
        if (link is not (Link.Or or Link.Comma) || polarity != Polarity.Inclusion || negations > 0 || guards > 0 || next is not Condition { Exists: true, Within: null } second || !IsSolidTumor(second.Concept))
            return null;
        var states = new List<string>();
        string? kind = null;
        foreach (var leaf in Leaves(before))
        {
            if (leaf is not Condition { Exists: true, Within: null, Concept: var name } || PrefixOf(name) is not { Length: > 0 } state || !IsSolidTumor(name[(state.Length + 1)..]) || (kind is not null && !string.Equals(kind, name[(state.Length + 1)..], StringComparison.Ordinal)))
                return null;
            kind = name[(state.Length + 1)..];
            states.Add(state);
        }

        return states.Count switch { 0 => null, 1 => second with { Concept = $"{states[0]} {second.Concept}" }, _ => new AnyOf([.. states.Select(state => second with { Concept = $"{state} {second.Concept}" })]) };
    }

    // The states and traits before a tumor of the tables: "recurrent platinum-resistant"
    private static string PrefixOf(string name)
    {
        var (modifiers, concept) = QualifiedConcept.Split(name, Concepts.Conditions);
        if (concept is null || modifiers.Count == 0 || !name.EndsWith(concept, StringComparison.Ordinal))
            return "";
        var prefix = name[..^(concept.Length + 1)];
        var state = StateOf(name);
        // How great the risk is goes by the tumor.
        if (state.Length > 0 && state.Length < prefix.Length && prefix[(state.Length + 1)..].Split(' ').All(word => word.EndsWith("-risk", StringComparison.Ordinal)))
            return state;
        return state.Length > 0 && (state.Length >= prefix.Length || prefix[(state.Length + 1)..].Split(' ').All(word => Settled.Contains(word) || Array.Exists(Causes, cause => word.EndsWith(cause.TrimEnd(), StringComparison.Ordinal)))) ? prefix : "";
    }

    private static readonly FrozenSet<string> Settled = FrozenSet.Create(StringComparer.Ordinal, "supratentorial", "infratentorial", "cutaneous", "high-volume", "low-volume");

    // The states that a name begins with
    private static string StateOf(string name)
    {
        var length = 0;
        for (var state = ""; state is not null;)
        {
            state = Array.Find(TumorStates, one => string.CompareOrdinal(name, length, one, 0, one.Length) == 0 && name.Length > length + one.Length && name[length + one.Length] == ' ');
            length += state is null ? 0 : state.Length + 1;
        }

        return length == 0 ? "" : name[..(length - 1)];
    }

    // What a tumor is besides its name: its stage, its class, its markers
    private static bool IsTrait(CriterionNode node) => IsBiomarker(node) || IsTnm(node) || node is Condition { Concept: var name } && (name is "measurable disease" || Array.Exists(TraitScales, scale => name.StartsWith(scale, StringComparison.Ordinal)));

    private static readonly string[] TraitScales = ["stage ", "BCLC stage ", "Child-Pugh class "];

    private static bool IsSolidTumor(string name, bool anyState) => IsSolidTumor(anyState && StateOf(name) is { Length: > 0 } state ? name[(state.Length + 1)..] : name);

    private static bool IsSolidTumor(string name) =>
        (Concepts.Conditions.Find(name) is not null ? Concepts.Conditions.IsA(name, "cancer") || Array.Exists(SolidNouns, noun => name.EndsWith(noun, StringComparison.Ordinal)) : Array.Exists(SolidNouns, noun => name.EndsWith(noun, StringComparison.Ordinal)))
        && !name.Contains("lymphoma", StringComparison.Ordinal) && !name.Contains("leukemia", StringComparison.Ordinal) && !name.Contains("myeloma", StringComparison.Ordinal) && !name.Contains("in situ", StringComparison.Ordinal) && !name.StartsWith("other ", StringComparison.Ordinal) && StateOf(name).Length == 0;

    private static readonly string[] SolidNouns = ["cancer", "carcinoma", "sarcoma", "blastoma", "glioma", "melanoma", "cytoma", "germinoma", "ependymoma", "seminoma", "mesothelioma", "thymoma", "tumor"];

    // "mixed hepatocellular carcinoma and cholangiocarcinoma": one tumor of two kinds
    private string? TakeMixed()
    {
        var start = at.Position;
        if (at.Upper(start) is not ("MIXED" or "COMBINED") || at.Here() is [.., { End: var longest }] && longest > start + 1)
            return null;
        at.Position++;
        if (SkipKind() && (at.Take(WordKind.And) is not null || at.TakeSign('/') || at.TakeSign('-')) && at.TakeWhole(WordKind.Condition) is not null && (EndsPlace() || at.Upper(at.Position) is "HISTOLOGY" or "TYPE"))
        {
            var name = Small(at.Text(start, at.Position));
            _ = at.Upper(at.Position) is "HISTOLOGY" or "TYPE" && Rewind(at.Position + 1);
            return name;
        }

        at.Position = start;
        return null;
    }

    private bool SkipKind()
    {
        if (at.TakeWhole(WordKind.Condition) is not null)
            return true;
        var from = at.Position;
        while (at.Position < at.Count && at.Position - from < 3 && at[at.Position].Kind == TokenKind.Word && !at.Is(WordKind.And) && !at.Is(WordKind.Or))
            at.Position++;
        return at.Position > from && at.Is(WordKind.And);
    }
}
