using System.Collections.Frozen;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What narrows a concept by standing before it: "recurrent or metastatic", "stage III".</summary>
internal sealed partial class EntryParser
{
    // modifiers := modifier+ (("," | "or" | "and" | "/") modifier+)*; each alternative is one string
    private List<string> TakeModifiers() => MayNarrow() ? TakeAlternatives() : Unnarrowed;

    private List<string> TakeAlternatives()
    {
        var alternatives = new List<string>();
        var current = "";
        var lastPart = 0;
        var link = at.Position;
        var commas = 0;
        var words = 0;
        var (serial, endsBare) = (false, false);
        int? doubtful = null;
        while (true)
        {
            if (current.Length > 0 && at.Sign == '(' && doubtful is null && BracketedModifiers([.. alternatives], current, lastPart, bothAtOnce: commas > 0 && words == 0) is { } bracketed)
                return bracketed;
            if (TakeModifier(alternatives, current) is { } longer)
            {
                lastPart = current.Length == 0 ? longer.Length : lastPart;
                current = longer;
                SkipLeadBehindModifier();
                continue;
            }

            if (current.Length == 0)
            {
                if (alternatives.Count > 0)
                    current = LastBefore(link, alternatives);
                break;
            }

            link = at.Position;
            if (alternatives.Count == 0 && BeginsDenyingName())
                break;
            var bare = at.Sign == ',' && !IsListWord(at.Position + 1);
            // "severe and unstable": both, or either, nobody can tell.
            if (at.Is(WordKind.And) && !at.Is(WordKind.AndOr))
                doubtful = link;
            if (!TakeListLink() || !(at.Is(WordKind.Modifier) || at.Is(WordKind.StageWord) || at.Is(WordKind.GradeWord)))
            {
                at.Position = link;
                break;
            }

            serial |= !bare && at.SignAt(link) == ',';
            endsBare = bare;
            _ = bare ? commas++ : words++;
            alternatives.Add(current);
            current = "";
        }

        if (doubtful is { } place && JoinsModifiers(alternatives, current, place) is { } both)
            return [both];
        if (words > 1 && AreEntangled(alternatives))
            residue.Add(link);
        return Linked(alternatives, current, lastPart, commas, words, serial, endsBare);
    }

    // What commas and words between alternatives join.
    private List<string> Linked(List<string> alternatives, string current, int lastPart, int commas, int words, bool serial, bool endsBare)
    {
        if (commas == 1 && words > 0 && !serial && Divided(alternatives, current, endsBare) is { } divided)
            return divided;
        // "unresectable, locally advanced or metastatic": the first is said of both.
        if (!serial && commas == 1 && words == 1 && alternatives is [var first, var one] && LeadsStates(first, one))
            (alternatives, current, lastPart) = ([$"{first} {one}"], $"{first} {current}", lastPart + first.Length + 1);
        // "untreated, locally advanced, unresectable or metastatic": the first of all of them
        else if (commas > 1 && words == 1 && alternatives is [var lead, .. var spreads] && WhateverSpread.Contains(lead) && spreads.TrueForAll(Spreads.Contains) && BeginsWithSpread(current))
            (alternatives, current, lastPart) = ([.. spreads.Select(spread => $"{lead} {spread}")], $"{lead} {current}", lastPart + lead.Length + 1);
        return Alternatives(alternatives, current, lastPart, bothAtOnce: commas > 0 && words == 0);
    }

    // Whether anything that narrows may begin here: most tokens begin none.
    private bool MayNarrow() =>
        leftOver is not null || (at.Kinds & Narrowing) != 0 || at.SignAt(at.Position + 1) == '-' || at.Holds(WordKind.GradeWord) || (at.Position < at.Count && at[at.Position].Spelling.Answer(MayNarrowName));

    private static readonly UInt128 Narrowing = TokenCursor.Bits(WordKind.Modifier, WordKind.StageWord);

    private static readonly SpellingTest MayNarrowName = new(IsNarrowingWord);

    private static bool IsNarrowingWord(string word) => RiskWords.Contains(word) || DegreesOfDifferentiation.Contains(word) || word.EndsWith("ically", StringComparison.OrdinalIgnoreCase);

    // What a comma among alternatives joins; null where it is one of them
    private static List<string>? Divided(List<string> alternatives, string last, bool endsBare)
    {
        // "metastatic or unresectable, previously untreated": either, and the last as well
        if (endsBare && last.Length > 0 && !alternatives.Exists(IsStaged) && !IsStaged(last))
        {
            // "significant acute or chronic, uncontrolled"
            if (alternatives.Count == 2 && SharedLead(alternatives[0], alternatives[1]) is { } degree)
                alternatives[1] = $"{degree} {alternatives[1]}";
            return [.. alternatives.Select(one => $"{one} {last}")];
        }

        // "newly diagnosed, previously untreated or relapsed": both, or the last
        return !endsBare && alternatives is ["newly diagnosed", "untreated"] && last is "relapsed" or "refractory" or "recurrent" ? [string.Join(' ', alternatives), last] : null;
    }

    // "active, non-infectious pneumonitis": the second belongs to a name, which is gone to.
    private bool BeginsDenyingName()
    {
        var link = at.Position;
        if (at.Sign == ',' && at.Upper(link + 1).StartsWith("NON", StringComparison.Ordinal) && Rewind(link + 1) && at.Is(WordKind.Condition))
            return true;
        at.Position = link;
        return false;
    }

    // "stage IV or metastatic disease": the link was between two statements, and the alternative before it is the last.
    private string LastBefore(int link, List<string> alternatives)
    {
        at.Position = link;
        // "previously untreated, extensive-stage lung cancer": the second word is part of a name.
        if (alternatives.Count == 1 && !(at.TakeSign(',') && at.Is(WordKind.Modifier) && at.Is(WordKind.Condition)))
            at.Position = link;
        var last = alternatives[^1];
        alternatives.RemoveAt(alternatives.Count - 1);
        return last;
    }

    // "newly diagnosed or recurrent supratentorial primary or metastatic": which of them go together, nobody can tell.
    private static bool AreEntangled(List<string> alternatives) =>
        alternatives.Skip(1).Any(middle => middle.Contains(' ', StringComparison.Ordinal) && !IsStaged(middle) && StateOf(middle + " x") is { Length: > 0 } state && state.Length < middle.Length);

    // "untreated, symptomatic or unstable" are three.
    private static bool LeadsStates(string lead, string next) => (lead is "untreated" or "newly diagnosed" or "previously treated" && next is not ("symptomatic" or "unstable" or "progressing" or "progressive" or "active" or "uncontrolled" or "new")) || (lead is "unresectable" or "inoperable" && next is "locally advanced");

    // The text so far with one more modifier; null where none follows.
    private string? TakeModifier(List<string> alternatives, string current)
    {
        var before = current.Length == 0 ? "" : current + " ";
        var start = at.Position;
        if ((TakeUnread() ?? TakeDifferentiations() ?? TakeTrait() ?? TakeAdverbial() ?? at.TakeWhole(WordKind.Modifier) ?? ModifierOfName(alternatives) ?? TakeGrade()) is { } modifier)
        {
            // "being treated for an infection" is having it; "high risk for stroke" is no stroke.
            if (!(modifier is "treated" && at.WordIs("for")) && !(modifier is "complicated" or "combined" or "associated" && at.WordIs("with")) && !(modifier.EndsWith("risk", StringComparison.Ordinal) && at.Upper(at.Position) is "FOR" or "OF" or "TO"))
                return before + Last(modifier, before, alternatives);
            at.Position = start;
            return null;
        }

        if ((TakeStages() ?? TakeRisks()) is not { } stages)
            return null;
        for (var i = 0; i < stages.Count - 1; i++)
            alternatives.Add(before + stages[i]);
        return before + stages[^1];
    }

    // "R/R": two words in one, of which the first is an alternative of its own
    private static string Last(string modifier, string before, List<string> alternatives)
    {
        while (modifier.IndexOf('+', StringComparison.Ordinal) is var plus and > 0)
        {
            alternatives.Add(before + modifier[..plus]);
            modifier = modifier[(plus + 1)..];
        }

        return modifier;
    }

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Traits = Words("resistant", "refractory", "sensitive", "dependent", "related", "associated", "induced", "intolerant", "unresponsive", "responsive", "naive", "naïve", "pretreated", "experienced", "exposed", "ineligible", "independent", "driven", "mediated", "secreting", "producing", "expressing");

    // trait := word "-" ("resistant" | "related" | …), before a name: "platinum-resistant ovarian cancer"
    private string? TakeTrait()
    {
        var start = at.Position;
        if (at.SignAt(start + 1) != '-' || start + 2 >= at.Count || at[start].Kind != TokenKind.Word || !at[start + 1].Glued || !at[start + 2].Glued || !Traits.Contains(at.Letters(start + 2)) || Has(NoNames, at.Letters(start)) || at.Here() is [.., { End: var longest }] && longest > start + 2)
            return null;
        at.Position = start + 3;
        // "platinum-sensitive, relapsed ovarian cancer"
        var comma = at.Sign == ',' && at.Position + 1 < at.Count ? 1 : 0;
        at.Position += comma;
        if (at.Position < at.Count && ((comma == 0 && at.IsUnknownAt(at.Position)) || (at.Kinds & TokenCursor.Bits(WordKind.Condition, WordKind.Modifier, WordKind.StageWord, WordKind.Heading)) != 0))
            return Small(at.Text(start, start + 3));
        at.Position = start;
        return null;
    }

    // adverbial := word-in-"ly" modifier: "clinically serious"
    private string? TakeAdverbial()
    {
        var start = at.Position;
        if (start + 1 >= at.Count || at[start].Kind != TokenKind.Word || !at.Letters(start).EndsWith("ically", StringComparison.OrdinalIgnoreCase) || at.Here() is [.., { End: var longest }] && longest > start + 1)
            return null;
        at.Position++;
        if (at.TakeWhole(WordKind.Modifier) is { } modifier && (at.Is(WordKind.Condition) || at.Is(WordKind.Modifier)))
            return $"{at.Word(start).ToLowerInvariant()} {modifier}";
        at.Position = start;
        return null;
    }

    // "severe/unstable angina", "persistent or paroxysmal atrial fibrillation": the second belongs to a name of its own, which is no longer taken whole.
    private string? ModifierOfName(List<string> alternatives)
    {
        var start = at.Position;
        if (alternatives.Count > 0 && (at.SignAt(start - 1) == '/' || at.Upper(start - 1) is "OR") && at.Take(WordKind.Modifier) is { } modifier && at.Is(WordKind.Condition))
            return modifier;
        at.Position = start;
        return null;
    }

    // "newly diagnosed, histologically confirmed"
    private void SkipLeadBehindModifier()
    {
        var start = at.Position;
        if (start == absorbedTo)
            return;
        if (at.TakeSign(',') && !SkipProof())
            at.Position = start;
        var lead = at.Position;
        SkipExistenceLead();
        // "active current or history of recurrent infections": one of two things, of which one would be lost
        var either = false;
        for (var i = lead; i < at.Position; i++)
            either |= at.Upper(i) is "OR";
        if (either)
            residue.Add(lead);
    }

    private List<string> Alternatives(List<string> alternatives, string last, int lastPart, bool bothAtOnce)
    {
        if (last.Length == 0)
            return alternatives;
        return alternatives.Count == 0 ? [last] : Alternated(alternatives, last, lastPart, bothAtOnce);
    }

    private List<string> Alternated(List<string> alternatives, string last, int lastPart, bool bothAtOnce)
    {
        // "symptomatic, untreated", "stage II, invasive": one thing that is both
        var staged = alternatives.Exists(IsStaged);
        if (bothAtOnce && (!staged || (alternatives.Count == 1 && !IsStaged(last))))
            return [string.Join(' ', [.. alternatives, last])];
        // "resected, stage I or II": both stages of what is resected
        if (bothAtOnce && alternatives is [var narrowed, .. var stages] && !IsStaged(narrowed) && IsStaged(last) && stages.TrueForAll(IsStaged))
            return [.. stages.Append(last).Select(stage => $"{narrowed} {stage}")];
        // "chronic or blast phase": phases both
        if (last.EndsWith(" phase", StringComparison.Ordinal))
            alternatives = [.. alternatives.Select(other => other is "chronic" or "accelerated" or "blast" or "acute" ? other + " phase" : other)];
        // "stage I or II, invasive": whether the last is one more, nobody can tell.
        if (bothAtOnce && !IsStaged(last))
            residue.Add(at.Position - 1);
        if (!staged && SharedLead(alternatives[0], alternatives.Count == 1 ? last : alternatives[1]) is { } lead)
            (alternatives, last, lastPart) = ([alternatives[0], .. alternatives.Skip(1).Select(other => $"{lead} {other}")], $"{lead} {last}", lastPart + lead.Length + 1);
        if (!staged && SpreadLead(alternatives, last) is { } naive)
            (alternatives, last, lastPart) = ([alternatives[0], .. alternatives.Skip(1).Select(other => $"{naive} {other}")], $"{naive} {last}", lastPart + naive.Length + 1);
        // "metastatic clear cell or papillary": how far it has come is said of both kinds of cell.
        if (alternatives.Count > 0 && HistologyLead(alternatives, last, staged) is { } state)
            (alternatives, last, lastPart) = ([alternatives[0], .. alternatives.Skip(1).Select(other => $"{state} {other}")], $"{state} {last}", lastPart + state.Length + 1);
        // "progressive or recurrent metastatic breast cancer": what follows the last alternative narrows all of them.
        var shared = last[lastPart..];
        // "newly diagnosed stage III or IV invasive": what follows the last stage follows all.
        if (shared.LastIndexOf("stage ", StringComparison.Ordinal) is var staging and >= 0)
            shared = shared.IndexOf(' ', staging + "stage ".Length) is var blank and > 0 ? shared[blank..] : "";
        // "metastatic or locally advanced unresectable": what is locally advanced only
        if (shared is " unresectable" or " inoperable" && last.StartsWith("locally advanced", StringComparison.Ordinal))
            return [.. alternatives, last];
        // "significant acute or uncontrolled chronic": each has its own.
        if (Opposites.Contains(shared.Trim()) && alternatives.Exists(alternative => Opposites.Contains(alternative[(alternative.LastIndexOf(' ') + 1)..])))
            return [.. alternatives, last];
        return [.. alternatives.Select(alternative => alternative + shared), last];
    }

    private static readonly FrozenSet<string> Histologies = new[]
    {
        "serous", "mucinous", "endometrioid", "papillary", "clear cell", "squamous", "nonsquamous", "anaplastic", "sarcomatoid", "epithelioid", "undifferentiated", "poorly differentiated", "moderately differentiated", "well-differentiated", "high-grade", "low-grade",
    }.ToFrozenSet(StringComparer.Ordinal);

    // What stands before the first of several kinds of cell; where a stage does, nobody can tell how far it reaches.
    private string? HistologyLead(List<string> alternatives, string last, bool staged)
    {
        if (!Histologies.Contains(last) || alternatives.Skip(1).Any(other => !staged && !Histologies.Contains(other)))
            return null;
        var first = staged ? alternatives[^1] : alternatives[0];
        if (Histologies.FirstOrDefault(kind => first.EndsWith($" {kind}", StringComparison.Ordinal)) is not { } own || Histologies.Contains(first))
            return null;
        if (!staged)
            return first[..^(own.Length + 1)];
        residue.Add(at.Position - 1);
        return null;
    }

    private static bool IsStaged(string modifiers) => modifiers.Contains("stage ", StringComparison.Ordinal);

    private static readonly FrozenSet<string> Opposites = new[] { "node-positive", "node-negative", "acute", "chronic", "paroxysmal", "persistent", "permanent", "primary", "secondary", "bacterial", "viral", "fungal", "abdominal", "pelvic", "thoracic", "mediastinal", "cranial", "intracranial", "spinal" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Degrees = new[] { "serious", "severe", "major", "uncontrolled", "active", "symptomatic", "clinically significant", "significant", "untreated", "current", "concurrent", "unstable", "newly diagnosed" }.ToFrozenSet(StringComparer.Ordinal);

    private static string? DegreeOf(string concept) => Array.Find(WordsOfDegree, degree => concept.StartsWith(degree, StringComparison.Ordinal));

    private static readonly string[] WordsOfDegree = ["serious ", "severe ", "uncontrolled ", "active ", "symptomatic ", "clinically significant ", "significant ", "unstable ", "untreated ", "major ", "autoimmune "];

    // "active acute or chronic hepatitis": how bad it is is said of both.
    private static string? SharedLead(string first, string next)
    {
        foreach (var degree in Degrees)
        {
            if (first.StartsWith($"{degree} ", StringComparison.Ordinal) && first.LastIndexOf(' ') is var blank && Opposites.Contains(first[(blank + 1)..]) && Opposites.Contains(next))
                return first[..blank];
        }

        return null;
    }

    // "pancreatitis (acute or chronic)": the kinds that are meant, in brackets behind the name
    private List<string> BracketedKinds(List<string> modifiers)
    {
        var (start, unread) = (at.Position, residue.Count);
        if (modifiers.Count == 0 && at.TakeSign('(') && at.Is(WordKind.Modifier) && TakeModifiers() is { Count: > 0 } kinds && residue.Count == unread && at.TakeSign(')') && EndsPhrase() && !kinds.Contains("current"))
            return kinds;
        Back(start, unread);
        return modifiers;
    }

    private bool IsListWord(int position)
    {
        var here = at.Position;
        at.Position = position;
        var linked = at.Is(WordKind.Or) || at.Is(WordKind.And) || at.Is(WordKind.AndOr);
        at.Position = here;
        return linked;
    }
}
