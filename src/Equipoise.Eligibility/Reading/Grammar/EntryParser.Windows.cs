using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>The time in which a condition or treatment counts.</summary>
internal sealed partial class EntryParser
{
    private CriterionNode? longerForSome;

    private CriterionNode WithTime(CriterionNode node)
    {
        longerForSome = null;
        if (at.AtStop)
            return node;
        var start = at.Position;
        var unread = residue.Count;
        _ = at.TakeSign('(') || at.TakeSign(',');
        var completed = at.Take(WordKind.Completed) is not null || saidCompleted;
        SkipFillers();
        longerForSome = null;
        if (TakeWindow(mayDiffer: true) is { } window)
        {
            _ = at.SignAt(start) == '(' && at.TakeSign(')');
            var lives = halfLives;
            return WithHalfLives(WithOther(InWindow(node, window, exists: true), window), window, lives);
        }

        Back(start, unread);
        _ = at.TakeSign('(');
        _ = at.Take(WordKind.Completed);
        SkipFillers();
        if (IsDuration(start))
        {
            Back(start, unread);
            return node;
        }

        if (TakeLimits() is [{ Quantity.IsTime: true } limit] && limit.Quantity.Unit is { } unit && (at.Is(WordKind.Before) || ((limit.Comparison is Comparison.AtMost or Comparison.Below || IsSupport(node) || completed) && EndsPhrase())))
        {
            var within = new Window(limit.Quantity.Value, unit, Anchor: TakeAnchor());
            if (at.SignAt(start) == '(' && at.Sign == ')')
            {
                // "cardiac disease including infarction (< 1 year)": of the example
                if (saidExamples)
                    return node;
                at.Position++;
                ownWindows.Add(within);
            }

            if (limit.Comparison is Comparison.AtMost or Comparison.Below)
                return InWindow(node, within, exists: true);
            // "no transfusion for at least 7 days": none within them
            if ((negations > 0 || withouts > 0) && IsSupport(node) && limit.Comparison is Comparison.AtLeast or Comparison.Above)
                return InWindow(node, within, exists: true);
            // "completed at least 4 weeks before": none of it within them
            if (completed && limit.Comparison is Comparison.AtLeast or Comparison.Above)
                return over = InWindow(node is AnyOf any ? new AllOf(any.Of) : node, within, exists: false);
        }

        Back(start, unread);
        // "without growth factors for 7 days", "no transfusion for the previous 7 days"
        if ((negations > 0 || withouts > 0) && IsSupport(node) && at.WordIs("for") && Rewind(at.Position + 1) && TakeTime() is { Unit: { } lasting } since && EndsPhrase())
            return InWindow(node, new Window(since.Value, lasting), exists: true);
        Back(start, unread);
        return WithBareTime(node) ?? node;
    }

    // "exposure of 14 days or less", "disease for less than 10 years": how long it lasted, and not when
    private bool IsDuration(int start)
    {
        if (at.Position == start || at.Upper(at.Position - 1) is not ("OF" or "FOR"))
            return false;
        var here = at.Position;
        var lasted = TakeLimits() is [{ Quantity.IsTime: true, Comparison: Comparison.AtMost or Comparison.Below }] && !at.Is(WordKind.Before);
        at.Position = here;
        return lasted;
    }

    // What lifts a blood count while it lasts
    private static bool IsSupport(CriterionNode node) => Leaves(node).All(leaf => leaf is Therapy { Concept: var concept } && (concept.Contains("transfusion", StringComparison.Ordinal) || concept.Contains("growth factor", StringComparison.Ordinal) || concept is "erythropoietin" or "G-CSF" or "GM-CSF" or "filgrastim"));

    // "major surgery (excluding biopsies) within 4 weeks": the time is that of the surgery.
    private CriterionNode TimedAfterBrackets(CriterionNode node)
    {
        var start = at.Position;
        var unread = residue.Count;
        if (node is not AllOf || at.SignAt(start - 1) != ')' || Heads(node).Count == 0 || WindowOf(node) is not null)
            return node;
        _ = at.TakeSign(',');
        if (TakeWindow() is { } window)
            return HeadsIn(node, window);
        Back(start, unread);
        return node;
    }

    private static CriterionNode HeadsIn(CriterionNode node, Window window) => OfHeads(node, head => InWindow(head, window, exists: true));

    // "(6 weeks for nitrosoureas)" within a window: the same event counts longer for some.
    private CriterionNode WithOther(CriterionNode node, Window window)
    {
        if (longerForSome is not { } other)
            return node;
        longerForSome = null;
        return new AnyOf([node, Rewrite(other, leaf => leaf is Therapy { Within: { } own } therapy ? therapy with { Exists = true, Within = own with { Anchor = window.Anchor } } : leaf)]);
    }

    private static CriterionNode InWindow(CriterionNode node, Window window, bool exists) => Rewrite(node, leaf => leaf switch
    {
        Therapy { Within: null } therapy => therapy with { Concept = InTime(therapy.Concept), Within = window, Exists = exists },
        Condition { Within: null } condition => condition with { Concept = condition.Concept.StartsWith("recent ", StringComparison.Ordinal) ? condition.Concept["recent ".Length..] : condition.Concept, Within = window, Exists = exists },
        _ => leaf,
    });

    // "receiving steroids within 7 days": then, whether still now or not
    private static string InTime(string concept) => CurrentWord(concept) is "current " ? concept["current ".Length..] : concept.StartsWith("new ", StringComparison.Ordinal) ? concept["new ".Length..] : concept.StartsWith("recent ", StringComparison.Ordinal) ? concept["recent ".Length..] : concept;

    // window := "within" ["the last"] time ["(" time "for" existence ")"] ["before" anchor]
    private Window? TakeWindow(bool mayDiffer = false)
    {
        var start = at.Position;
        var unread = residue.Count;
        // "10% in 6 months prior to diagnosis"
        if (((at.Upper(start) is "IN" or "OVER" && start + 1 < at.Count && at[start + 1].Kind == TokenKind.Number && Rewind(start + 1)) || (at.NumberHere is not null && at.Upper(start - 1) is "IN" or "OVER")) && TakeTime() is { Unit: { } whole } elapsed && at.Is(WordKind.Before))
            return new Window(elapsed.Value, whole, Anchor: TakeAnchor());
        at.Position = start;
        if (at.Take(WordKind.Within) is not null)
        {
            SkipFillers();
            while (at.TakeWhole(WordKind.Within) is not null || at.Take(WordKind.Operator) is "<=" or "<")
            {
            }

            if (TakeSpan(mayDiffer) is { } span)
            {
                if (span.Anchor is not null || at.Is(WordKind.Before) || !at.Is(WordKind.Since))
                    return halfLives is null || mayDiffer ? span : null;
                if (halfLives is null && at.Take(WordKind.Since) is not null && TakeAnchorName() is { } anchor)
                    return span with { Direction = "after", Anchor = anchor };
            }
        }

        Back(start, unread);
        return null;
    }

    // "6 months", "the past year"
    private Quantity? TakeTime()
    {
        if (TakeQuantity() is { } quantity)
            return quantity.IsTime ? quantity : null;
        return at.TakeUnit() is "a" or "mo" or "wk" && at.Word(at.Position - 1) is { Length: > 2 } word ? new Quantity(1, UnitOfWord(word)) : null;
    }

    private static string UnitOfWord(string word) => char.ToUpperInvariant(word[0]) switch { 'Y' => "a", 'M' => "mo", _ => "wk" };

    // "4 weeks (28 days)"
    private void SkipSameTime(Quantity time)
    {
        var start = at.Position;
        if (at.TakeSign('(') && TakeQuantity() is { IsTime: true } again && at.TakeSign(')') && Math.Abs(Days(again) - Days(time)) <= Days(time) * 0.05m)
            return;
        at.Position = start;
    }

    private static decimal Days(Quantity time) => time.Value * time.Unit switch { "a" => 365.25m, "mo" => 30.44m, "wk" => 7, "h" => 1 / 24m, _ => 1 };

    // "before" ["the"] anchor
    private string? TakeAnchor()
    {
        var start = at.Position;
        // "within 3 months to enrollment"
        if (at.Take(WordKind.Before) is null && !TakeToVisit())
            return null;
        if (TakeAnchorName() is { } anchor)
            return anchor;
        // "within 4 weeks prior" ends there; "of something else" does not.
        if (at.AtEnd || at.Sign is '.' or ',' or ';' or ')')
            return null;
        at.Position = start;
        return null;
    }

    private string? TakeAnchorName()
    {
        while (!at.Is(WordKind.Anchor) && (at.TakeWhole(WordKind.Filler) is not null || at.TakeWhole(WordKind.Before) is not null || SkipPlanned()))
        {
        }

        var anchor = at.Take(WordKind.Anchor) ?? TakeEvent();
        if (anchor is "treatmentStart")
            SkipStudyDrugs();
        else if (anchor is not null)
            SkipOwnStudy();
        // "initial dose of study medication", "enrollment in the study": one event, named in two steps
        for (var more = anchor is not null; more;)
        {
            var start = at.Position;
            more = (at.TakeWhole(WordKind.Before) is not null || at.TakeWhole(WordKind.Filler) is not null || at.TakeWhole(WordKind.Within) is not null) && at.Take(WordKind.Anchor) is not null;
            if (!more)
                at.Position = start;
        }

        return anchor;
    }

    // "planned", "receiving", before what is planned or received
    private bool SkipPlanned()
    {
        if (at.Upper(at.Position) is not ("PLANNED" or "SCHEDULED" or "ANTICIPATED" or "EXPECTED" or "RECEIVING" or "RECEIPT" or "DATE" or "DAY"))
            return false;
        at.Position++;
        return true;
    }

    // "the first dose of durvalumab or tremelimumab": whatever the study gives
    private void SkipStudyDrugs()
    {
        var end = at.Position;
        for (var first = true; first ? at.WordIs("of") || at.WordIs("with") : TakeListLink(); first = false)
        {
            if (first)
                at.Position++;
            if (at.WordIs("the"))
                at.Position++;
            if (at.TakeWhole(WordKind.Therapy) is null && !SkipCodeName())
                break;
            end = at.Position;
        }

        at.Position = end;
    }

    // "MK-3475", "ASG-22CE", "HRO761"
    private bool SkipCodeName()
    {
        var word = at.Word(at.Position);
        if (word.Length < 2 || !char.IsAsciiLetterUpper(word[0]) || word.AsSpan().ContainsAnyInRange('a', 'z'))
            return false;
        var numbered = word.AsSpan().ContainsAnyInRange('0', '9');
        var end = at.Position + 1;
        while (at.SignAt(end) == '-' && end + 1 < at.Count && at[end].Glued && at[end + 1].Glued)
        {
            numbered |= at.Word(end + 1).AsSpan().ContainsAnyInRange('0', '9');
            for (end += 2; end < at.Count && at[end].Glued && at[end].Kind != TokenKind.Sign; end++)
            {
            }
        }

        if (numbered)
            at.Position = end;
        return numbered;
    }

    // washout := limit [special] "since" existence [special]; special := "(" time "for" existence ")"
    private CriterionNode? Washout(Limit elapsed)
    {
        SkipSameTime(elapsed.Quantity);
        decimal? inLives = elapsed.Quantity.Unit is Window.HalfLife ? elapsed.Quantity.Value : null;
        var time = inLives is null ? elapsed.Quantity : null;
        if (!TakeOtherSpan(ref inLives, ref time, out var longer) || (inLives is not null && time is not null && longer is null))
            return null;
        _ = inLives is not null && at.TakeSign(',');
        elapsed = elapsed with { Quantity = time ?? elapsed.Quantity };
        var lives = inLives is { } count && longer is { } which ? new HalfLives(count, which) : null;
        var special = SpecialWashout();
        _ = at.Take(WordKind.Then);
        if (!TakeSince())
            return null;
        SkipExistenceLead();
        negations++;
        washouts++;
        var node = Sequence();
        washouts--;
        negations--;
        if (node is null || !Leaves(node).All(leaf => leaf is Therapy or Condition))
            return null;
        if (node is AllOf && Heads(node).Count > 0 && node.Parts.Skip(1).Any(IsExcepted))
            return lives is null ? WashoutWithException(node, elapsed) : null;
        var exists = elapsed.Comparison is Comparison.AtMost or Comparison.Below;
        var window = new Window(elapsed.Quantity.Value, elapsed.Quantity.Unit!);
        // "4 weeks since surgery or radiotherapy": none of them, so each is absent.
        var within = InWindow(node, window, exists);
        within = !exists && within is AnyOf any ? new AllOf(any.Of) : within;
        within = WithHalfLives(within, window, lives);
        special ??= SpecialWashout();
        within = exists ? within : NextWashouts(within, elapsed.Comparison);
        special = !exists && special is AnyOf others ? new AllOf(others.Of) : special;
        if (exists && special is not null)
            special = Rewrite(special, leaf => leaf is Therapy therapy ? therapy with { Exists = true } : leaf is Condition condition ? condition with { Exists = true } : leaf);
        return special is null ? within : exists ? new AnyOf([within, special]) : Joined([within, special]);
    }

    // since := ("must" | "have" | "elapsed" | …)* "since" ["the last dose of" | "completion of" | …]
    private bool TakeSince()
    {
        while (at.Upper(at.Position) is "MUST" or "SHOULD" or "SHALL" or "HAVE" or "HAS" or "ELAPSED" or "ELAPSE" or "PASSED" or "PASS" && !at.Is(WordKind.Since))
            at.Position++;
        if (at.Take(WordKind.Since) is null)
            return false;
        while (!at.Is(WordKind.Therapy) && !at.Is(WordKind.Condition) && (at.TakeWhole(WordKind.Completed) is not null || at.TakeWhole(WordKind.Filler) is not null || SkipLastWord()))
        {
        }

        return true;
    }

    // "the most recent administration of": which of several doses, where the latest is meant
    private bool SkipLastWord()
    {
        if (at.Upper(at.Position) is not ("LAST" or "MOST" or "RECENT" or "LATEST" or "FINAL" or "DATE" or "DAY" or "END" or "ADMINISTRATION" or "EXPOSURE" or "FRACTION" or "INFUSION" or "DOSE" or "DOSES" or "CYCLE" or "COURSE" or "INJECTION"))
            return false;
        at.Position++;
        return true;
    }

    // "at least 4 weeks since chemotherapy and 2 weeks since radiotherapy": the second is compared as the first.
    private CriterionNode NextWashouts(CriterionNode within, Comparison comparison)
    {
        var start = at.Position;
        _ = at.TakeSign(',');
        if (washouts == 0 && at.Take(WordKind.And) is not null && at.NumberHere is not null && TakeQuantity() is { IsTime: true } time && at.Is(WordKind.Since) && Washout(new Limit(comparison, time)) is { } next)
            return Joined([within, next]);
        at.Position = start;
        return within;
    }

    // "at least 4 weeks since chemotherapy other than hydroxyurea": hydroxyurea may be younger.
    private static CriterionNode? WashoutWithException(CriterionNode node, Limit elapsed)
    {
        var heads = Heads(node);
        if (!node.Parts.Skip(1).SelectMany(Leaves).All(leaf => leaf is Therapy == heads[0] is Therapy) || heads.Exists(head => head is Therapy therapy && therapy.Concept.Contains(PurposeSign, StringComparison.Ordinal)))
            return null;
        var window = new Window(elapsed.Quantity.Value, elapsed.Quantity.Unit!);
        var within = OfHeads(node, head => InWindow(head, window, exists: true));
        return elapsed.Comparison is Comparison.AtMost or Comparison.Below ? within : new Not(within);
    }

    private CriterionNode? SpecialWashout()
    {
        var start = at.Position;
        if (at.TakeSign('('))
        {
            _ = at.Take(WordKind.Operator);
            _ = at.TakeWhole(WordKind.Within);
            if (TakeQuantity() is { IsTime: true, Unit: { } unit } time && (at.Upper(at.Position) is "FOR" or "WITH" or "OF" || at.Is(WordKind.Since) || at.Is(WordKind.If)))
            {
                at.Position++;
                negations++;
                washouts++;
                SkipFillers();
                var node = Sequence();
                washouts--;
                negations--;
                // "(6 months for cirrhosis)" is a time for some people, and no disease to be absent.
                if (node is not null && Leaves(node).All(leaf => leaf is Therapy) && at.TakeSign(')'))
                    return InWindow(node, new Window(time.Value, unit), exists: false);
            }
        }

        at.Position = start;
        return null;
    }
}
