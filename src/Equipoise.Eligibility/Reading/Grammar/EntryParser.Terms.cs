using System.Numerics;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What stands between two links: a statement with the exceptions that follow it.</summary>
internal sealed partial class EntryParser
{
    // term := plain [("unless" | "except") sequence]
    private CriterionNode? Term()
    {
        var start = at.Position;
        saidAbsorbed = false;
        if (PlainTerm() is not { } node)
        {
            at.Position = start;
            return null;
        }

        if (at.AtStop)
            return node;
        var absorbed = saidAbsorbed;
        var term = TimedAfterBrackets(WithException(Glossed(Detailed(node) ?? Defined(node) ?? DefinedDisease(node) ?? Narrowed(node) ?? OfAge(node) ?? Including(node) ?? OnCells(node) ?? node)));
        saidAbsorbed = absorbed;
        return term;
    }

    private CriterionNode? PlainTerm()
    {
        var start = at.Position;
        if (at.Exhausted || HasFailed(start))
            return null;
        if (!MayBeginTerm(start))
        {
            Fails(start);
            return null;
        }

        var unread = residue.Count;
        for (var rules = RulesHere(); rules != 0; rules &= rules - 1)
        {
            if (Rules[BitOperations.TrailingZeroCount(rules)].Read(this) is { } node)
                return node;
            Back(start, unread);
        }

        var later = SkipLead() ? PlainTerm() : null;
        if (later is null)
            Fails(start);
        return later;
    }

    private void Fails(int start)
    {
        if (start < at.Count && depth < DeepestNesting - 1)
            at.Failed(start) |= 1u << Circumstances;
    }

    // Whether any rule may begin at a word with which no phrase begins: at most of them, prepositions above all, none does.
    private bool MayBeginTerm(int start)
    {
        if (start == 0 || start >= at.Count || at[start].Kind != TokenKind.Word || at.Kinds != 0 || leftOver is not null || chunking || HoldsTnm || HoldsSuspicion || at[start].Spelling.Answer(BeginsTerm) || at.SignAt(start + 1) == '-' || at.Holds(WordKind.GradeWord) ||
            (start < at.LastLink && !EndsShare.Contains(at[start].Spelling)) || SaysPrior(start - 1) || InFamily(start) || OpenNoun(start, out _) >= 0)
            return true;
        saidCurrent = saidCompleted = saidGiven = saidHad = saidAfter = saidExamples = false;
        suspicion = Suspicion.None;
        return false;
    }

    // The first words of rules that need no phrase, and of what stands before a name or a value
    private static readonly SpellingTest BeginsTerm = new(IsFirstOfTerm);

    private static bool IsFirstOfTerm(string word) =>
        TermWords.Contains(word) || CountedOrTimedWords.Contains(word) || WordsBeforeValues.Contains(word) || IsLeadWord(word) || IsNamedWord(word) || IsNarrowingWord(word);

    private static readonly WordSet TermWords = WordSet.Of("normal", "last", "prolongation", "elevation", "adequately", "well", "controlled", "adequate", "sufficient", "acceptable", "a", "an", "wash", "washout", "time", "interval", "period", "inadequate", "insufficient", "poor", "partial", "incomplete", "suboptimal", "unsatisfactory", "lack", "loss", "intolerance", "contraindication", "first", "personal");

    // What no rule read once, none reads when it is tried again in the same circumstances.
    private bool HasFailed(int position) => position < at.Count && (at.Failed(position) >> Circumstances & 1) != 0;

    private int Circumstances =>
        (negations > 0 ? 1 : 0) | (guards > 0 ? 2 : 0) | (washouts > 0 ? 4 : 0) | (withouts > 0 ? 8 : 0) | (lastSubjects is null ? 0 : 16);

    // What may stand before a name: "known", "history of"
    private static readonly UInt128 Leads = TokenCursor.Bits(WordKind.Known, WordKind.Completed, WordKind.History, WordKind.Filler, WordKind.Or, WordKind.AndOr);

    // The rules that may begin at this token, one bit for each in their order
    private ulong RulesHere()
    {
        var kinds = at.Kinds;
        if (at.IsSign)
            return at.Sign is ')' or '.' or ';' && kinds == 0 ? 0 : ulong.MaxValue >> (64 - Rules.Length);
        var rules = RulesOfAll;
        for (var low = (ulong)kinds; low != 0; low &= low - 1)
            rules |= RulesOfKind[BitOperations.TrailingZeroCount(low)];
        for (var high = (ulong)(kinds >> 64); high != 0; high &= high - 1)
            rules |= RulesOfKind[64 + BitOperations.TrailingZeroCount(high)];
        return at.NumberHere is null ? rules : rules | RulesOfNumbers;
    }

    // Each rule with the kinds of phrases that it can begin with; a rule may also begin with a number. Signs may begin any, but for those that only end something.
    private static readonly (UInt128 Kinds, bool Number, Func<EntryParser, CriterionNode?> Read)[] Rules =
    [
        (0, false, parser => parser.Bracketed()),
        (TokenCursor.Bits(WordKind.If, WordKind.Person, WordKind.Not, WordKind.With), false, parser => parser.GuardPair()),
        (TokenCursor.Bits(WordKind.If), false, parser => parser.GuardBefore() ?? parser.GuardedNames() ?? parser.GivenPresent()),
        (TokenCursor.Bits(WordKind.Meanwhile), false, parser => parser.GuardForDisease()),
        (TokenCursor.Bits(WordKind.Within), false, parser => parser.WindowBefore()),
        (TokenCursor.Bits(WordKind.Person, WordKind.Filler, WordKind.ConsentVerb, WordKind.ConsentRefusal, WordKind.And, WordKind.Consent), false, parser => parser.Consent()),
        (TokenCursor.Bits(WordKind.If, WordKind.Person, WordKind.Age, WordKind.Filler), false, parser => parser.AgesThenScalesTerm()),
        (TokenCursor.Bits(WordKind.Filler, WordKind.Operator, WordKind.Between, WordKind.Age), false, parser => parser.AgeTerm()),
        (TokenCursor.Bits(WordKind.Filler, WordKind.Scale, WordKind.Performance), false, parser => parser.PerformanceTerm()),
        (TokenCursor.Bits(WordKind.Filler, WordKind.Life), false, parser => parser.LifeTerm()),
        (TokenCursor.Bits(WordKind.Filler, WordKind.Known, WordKind.Variable), false, parser => parser.LimitTerm()),
        (UInt128.MaxValue, false, parser => parser.NormalTerm()),
        (TokenCursor.Bits(WordKind.Filler, WordKind.Operator, WordKind.Between, WordKind.Number, WordKind.Limit), true, parser => parser.QuantityFirst()),
        (UInt128.MaxValue, false, parser => parser.CountedOrTimed()),
        (TokenCursor.Bits(WordKind.Not), false, parser => parser.NegatedTerm()),
        (TokenCursor.Bits(WordKind.NegativeTest, WordKind.Contraception, WordKind.Pregnancy, WordKind.Sex), false, parser => parser.MaleOrFemaleWithout() ?? parser.PersonalTerm()),
        (TokenCursor.Bits(WordKind.ClassScale), false, parser => parser.ClassTerm()),
        (Leads | TokenCursor.Bits(WordKind.Gene, WordKind.Alteration), true, parser => parser.BiomarkerTerm()),
        (Leads | TokenCursor.Bits(WordKind.Operator, WordKind.Number, WordKind.Lesion), true, parser => parser.LesionTerm()),
        (UInt128.MaxValue, false, parser => parser.AntibodyTerm()),
        (TokenCursor.Bits(WordKind.Condition, WordKind.Alteration), false, parser => parser.SerologyTerm()),
        (UInt128.MaxValue, false, parser => parser.TnmTerm()),
        (TokenCursor.Bits(WordKind.Known, WordKind.History, WordKind.Filler, WordKind.Modifier), false, parser => parser.RecentTerm()),
        (UInt128.MaxValue, false, parser => parser.ResponseTerm()),
        (UInt128.MaxValue, false, parser => parser.Existence()),
        (Leads | TokenCursor.Bits(WordKind.StageWord), false, parser => parser.StageTerm()),
        (TokenCursor.Bits(WordKind.Attested), false, parser => parser.AttestedTerm()),
        (TokenCursor.Bits(WordKind.Judgment), false, parser => parser.JudgmentTerm()),
    ];

    private static readonly ulong[] RulesOfKind = [.. Enumerable.Range(0, 128).Select(kind => RulesWhere(rule => (rule.Kinds >> kind & 1) != 0))];

    private static readonly ulong RulesOfNumbers = RulesWhere(rule => rule.Number);

    private static readonly ulong RulesOfAll = RulesWhere(rule => rule.Kinds == UInt128.MaxValue);

    private static ulong RulesWhere(Predicate<(UInt128 Kinds, bool Number, Func<EntryParser, CriterionNode?> Read)> holds)
    {
        var rules = 0ul;
        for (var i = 0; i < Rules.Length; i++)
            rules |= holds(Rules[i]) ? 1ul << i : 0;
        return rules;
    }

    private static readonly UInt128 SilentLeads = TokenCursor.Bits(WordKind.Filler, WordKind.Person, WordKind.With, WordKind.Childbearing, WordKind.Lead, WordKind.Known);

    private static readonly UInt128 LeadsBeforeSomething = TokenCursor.Bits(WordKind.And, WordKind.History, WordKind.Heading, WordKind.If, WordKind.Judgment);

    private static readonly WordSet WordsBeforeValues = WordSet.Of("tumor", "tumour", "tumoral", "screening", "baseline", "pretreatment", "prolonged", "elevated", "increased", "low", "decreased", "reduced", "persistent", "sustained");

    // One word or phrase that says nothing by itself: "patients with", "must have".
    private bool SkipLead()
    {
        var kinds = at.Kinds;
        if ((kinds & SilentLeads) != 0 && (at.TakeWhole(WordKind.Filler) ?? at.TakeWhole(WordKind.Person) ?? at.TakeWhole(WordKind.With) ?? at.TakeWhole(WordKind.Childbearing) ?? at.TakeWhole(WordKind.Lead) ?? at.TakeWhole(WordKind.Known)) is not null || at.TakeSign(':'))
            return true;
        var start = at.Position;
        // "male or female and at least 18 years"
        if (start > 0 && at.Is(WordKind.And) && OnlyPersonsBefore(start) && at.TakeWhole(WordKind.And) is not null && (at.Is(WordKind.Operator) || at.Is(WordKind.Age) || at.NumberHere is not null))
            return true;
        at.Position = start;
        if (start < at.Count && WordsBeforeValues.Contains(at[start].Spelling) && SkipWordBeforeValue())
            return true;
        if (SkipProlongation() || SkipOrganLead() || SkipIntervalOf())
            return true;
        at.Position = start;
        return (start == 0 || (kinds & LeadsBeforeSomething) != 0 || at.Upper(start) is "LAST") && SkipLeadBeforeSomething();
    }

    private bool SkipWordBeforeValue()
    {
        var start = at.Position;
        // "tumor PD-L1 expression ≥ 1%"
        if (at.Upper(start) is "TUMOR" or "TUMOUR" or "TUMORAL" && Rewind(start + 1) && (at.Is(WordKind.Gene) || (at.Is(WordKind.Variable) && HasLimitAhead())))
            return true;
        at.Position = start;
        // "prolonged QTc > 480 ms"
        if (at.Upper(start) is "SCREENING" or "BASELINE" or "PRETREATMENT" or "PROLONGED" or "ELEVATED" or "INCREASED" or "LOW" or "DECREASED" or "REDUCED" or "PERSISTENT" or "SUSTAINED" && Rewind(start + 1) && at.Is(WordKind.Variable) && HasLimitAhead())
            return true;
        at.Position = start;
        return false;
    }

    private bool SkipLeadBeforeSomething()
    {
        var start = at.Position;
        // "last chemotherapy ≥ 3 weeks prior to enrollment"
        if (at.Upper(start) is "LAST" && polarity == Polarity.Inclusion && Rewind(start + 1) && at.Is(WordKind.Therapy))
            return true;
        at.Position = start;
        // "have received 1 to 3 prior lines"
        if (at.TakeWhole(WordKind.History) is not null && (at.NumberHere is not null || at.Is(WordKind.Number) || at.Is(WordKind.Operator)))
            return true;
        at.Position = start;
        // "Hepatic: bilirubin …"
        if (at.TakeWhole(WordKind.Heading) is not null && at.TakeSign(':'))
            return true;
        at.Position = start;
        // "Chemotherapy: at least 4 weeks since …"
        if (at.Position == 0 && (at.TakeWhole(WordKind.Therapy) ?? at.TakeWhole(WordKind.Condition)) is not null && at.TakeSign(':'))
            return true;
        at.Position = start;
        // "patients with" is a guard only where a limit follows, which has been tried.
        if ((at.Position == 0 || at.Upper(start - 1) is "NO" || (polarity == Polarity.Exclusion && at.SignAt(start - 1) is '.' or ';')) && at.TakeWhole(WordKind.If) is not null && at.Word(start) is not ("if" or "If" or "unless"))
        {
            // What they receive they receive now.
            if (at.Upper(at.Position - 1) is "RECEIVING")
                at.Position--;
            return true;
        }

        at.Position = start;
        // "adequate renal function:" before its limits
        if (at.TakeWhole(WordKind.Judgment) is not null && (at.Sign is ':' or '-' or '(' || (at.TakeSign(',') && at.Is(WordKind.With)) || at.Is(WordKind.With) || at.Is(WordKind.Filler) || at.Is(WordKind.Variable)) && HasLimitAhead())
        {
            if (at.Sign == '-')
                at.Position++;
            return true;
        }

        at.Position = start;
        return false;
    }

    private Circumstance? JudgmentTerm() => washouts == 0 && at.TakeWhole(WordKind.Judgment) is { } judged && (judged is "recovered" || !HasLimitAhead()) ? new Circumstance(CircumstanceKind.Judgment, judged) : null;

    // "any condition that in the investigator's opinion would make participation unsafe": all of it is for a person to judge.
    private Circumstance? WholeJudgment()
    {
        if (!at.Holds(WordKind.Judgment) || !at.Holds(WordKind.Hindrance))
            return Nothing();
        var judged = false;
        var hindered = false;
        for (at.Position = 0; !at.AtEnd; at.Position++)
        {
            if (at.NumberHere is not null || at.Sign is '.' && at.Position + 1 < at.Count)
                return Nothing();
            if (at.Is(WordKind.Unless) || at.Is(WordKind.Except))
                return Nothing();
            hindered |= at.Is(WordKind.Hindrance);
            if (!at.Is(WordKind.Judgment))
                continue;
            foreach (var found in at.Here())
                judged |= found.Phrase is { Kind: WordKind.Judgment, Value: "investigator judgment" };
        }

        return judged && hindered ? new Circumstance(CircumstanceKind.Judgment, at.Text(0, at.Count)) : Nothing();
    }

    private Circumstance? Nothing()
    {
        at.Position = 0;
        return null;
    }

    // "willing to comply with the study's procedures": only the patient can say.
    private Circumstance? AttestedTerm() => at.TakeWhole(WordKind.Attested) is { } attested ? new Circumstance(CircumstanceKind.Consent, attested) : null;

    private bool HasLimitAhead()
    {
        for (var i = at.Position; i < at.Count; i++)
        {
            if (at[i].Kind == TokenKind.Number || at.Upper(i) is "TWICE" or "ULN")
                return true;
        }

        return false;
    }

    // "(" sequence ")"
    private CriterionNode? Bracketed() =>
        at.TakeSign('(') && Sequence() is { } node && at.TakeSign(')') ? node : null;

    // negation sequence, where "and" and "or" both mean "none of them"
    private CriterionNode? NegatedTerm()
    {
        var before = at.Position;
        var never = at.WordIs("never");
        var without = at.WordIs("without");
        var non = at.WordIs("non");
        if (at.TakeWhole(WordKind.Not) is null || ++depth > DeepestNesting)
            return null;
        if (at.Sign == '-' && at[at.Position].Glued)
            at.Position++;
        var from = at.Position;
        negations++;
        withouts += without ? 1 : 0;
        var ofVerb = Relates && DeniesVerb(before) ? 1 : 0;
        verbDenials += ofVerb;
        var inner = Sequence();
        verbDenials -= ofVerb;
        withouts -= without ? 1 : 0;
        negations--;
        depth--;
        // "never had platelets below 50": what once was, no latest value tells.
        // "no requirement that patients have gout", "no patients with gout will be excluded": nothing is denied of them.
        if (at.Upper(from) is "REQUIREMENT" or "REQUIREMENTS" or "LIMIT" or "LIMITATION")
            return null;
        if (inner is null || !MayBeNegated(inner) || (never && Leaves(inner).Any(leaf => leaf is Measurement)) || (non && Leaves(inner).Any(leaf => leaf is not Circumstance)))
            return null;
        // "no prior x allowed": said twice, meant once
        _ = at.TakeWhole(WordKind.Allowed);
        return Negation.Of(inner);
    }

    private static bool MayBeNegated(CriterionNode node) =>
        node is Measurement { Comparison: not Comparison.Equal } or Condition { Exists: true } or Therapy { Exists: true, Comparison: null } or Circumstance ||
        (node is AllOf or AnyOf && node.Parts.All(part => MayBeNegated(part) || part is Condition or Therapy or Not or Measurement));

    // [","] ["then"] ["they"] limits of the same subjects
    private CriterionNode? Alternative(CriterionNode before)
    {
        var start = at.Position;
        if (lastSubjects is not { } subjects)
            return null;
        at.TakeSign(',');
        var open = at.TakeSign('(');
        while (at.Take(WordKind.Then) is not null || SkipLeadWord() || at.TakeSign(','))
        {
        }

        var again = at.Position;
        var named = TakeSubjects();
        if (named is null)
            at.Position = again;
        if (LimitChain(named ?? subjects) is { } limits)
        {
            return Close(open) ? limits : null;
        }

        at.Position = start;
        return null;
    }

    private bool SkipLeadWord() => at.TakeWhole(WordKind.Filler) is not null || at.TakeWhole(WordKind.Person) is not null;

    private bool TakeListLink()
    {
        var comma = at.TakeSign(',') || at.TakeSign('/');
        return at.Take(WordKind.AndOr) is not null || at.Take(WordKind.Or) is not null || at.Take(WordKind.And) is not null || comma;
    }
}
