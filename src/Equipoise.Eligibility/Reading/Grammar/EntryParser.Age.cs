using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Ages.</summary>
internal sealed partial class EntryParser
{
    private static readonly Subjects AgeSubject = new([Subjects.Age], Any: false);

    // age := "age" limits ["of age"], also with words between
    private CriterionNode? AgeTerm()
    {
        if (!at.Holds(WordKind.Age))
            return null;
        SkipFillers();
        var start = at.Position;
        // "older than the age of 18"
        if (at.Take(WordKind.Operator) is { } sign && SkipFillers() && at.Take(WordKind.Age) is not null && SkipFillers() && TakeQuantity() is { } limit)
            return AgeTail([new Limit(ComparisonSigns.FromSign(sign)!.Value, limit)]);
        at.Position = start;
        // "between ages 18-85"
        if (at.Take(WordKind.Between) is not null && SkipFillers() && at.Take(WordKind.Age) is not null && SkipFillers() && TakeRange(needsTo: true) is { } between)
            return AgeTail(between);
        at.Position = start;
        if (at.Take(WordKind.Between) is not null && !at.Is(WordKind.Age))
            at.Position = start;
        if (at.Take(WordKind.Age) is null)
            return null;
        for (var i = 0; i < 4; i++)
        {
            if (TakeLimits() is { } limits)
                return OrOtherAge(AgeTail(limits));
            if (at.TakeWhole(WordKind.At) is null && !at.TakeSign('(') && !at.TakeSign('-') && !at.TakeSign(',') && at.TakeWhole(WordKind.Person) is null && !SkipAgeUnit())
                return null;
        }

        return null;
    }

    // "age less than 10 or greater than 80 years"
    private CriterionNode? OrOtherAge(CriterionNode? age)
    {
        var start = at.Position;
        if (age is AgeLimit one && at.Take(WordKind.Or) is not null && at.Is(WordKind.Operator) && TakeLimits() is [{ Quantity: { Unit: null or "a" or "mo", Reference: null } }] other && AgeTail(other) is AgeLimit next && Opposite(one.Comparison, next.Comparison))
            return new AnyOf([at.Word(start - 1) is var last && char.IsAsciiDigit(last[0]) ? one with { Unit = next.Unit } : one, next]);
        at.Position = start;
        return age;
    }

    // "younger than 18 or older than 80 years", "less than 18 or more than 70 years of age"
    private CriterionNode? EitherAge(List<Limit> limits, int start)
    {
        if (limits is not [{ Quantity: { Unit: null or "a", Reference: null } } one] || at.Take(WordKind.Or) is null || !at.Is(WordKind.Operator))
            return null;
        var words = at.Position;
        if (TakeLimits() is not [{ Quantity.Unit: "a" }] other || !Opposite(one.Comparison, other[0].Comparison) || !(saidOld || at.Is(WordKind.Old) || at.Upper(words) is "OLDER" or "YOUNGER" || at.Upper(start) is "OLDER" or "YOUNGER"))
            return null;
        return AgeTail(other) is AgeLimit next ? new AnyOf([Leaf(Subjects.Age, one with { Quantity = one.Quantity with { Unit = "a" } }), next]) : null;
    }

    // "Age (years): 18-70"
    private bool SkipAgeUnit() => at.TakeUnit() is "a" or "mo" && (at.TakeSign(')') || at.Sign != ')');

    private CriterionNode? AgeTail(List<Limit> limits)
    {
        ShareUnit(limits);
        if (limits.Exists(limit => limit.Quantity.Unit is not (null or "a" or "mo" or "wk" or "d") || limit.Quantity.Reference is not null))
            return null;
        var unit = limits.Select(limit => limit.Quantity.Unit).LastOrDefault(found => found is not null) ?? "a";
        SkipAgeWords();
        var bound = at.Position;
        if (limits.Count == 1 && TakeBound() is { } comparison)
            limits = [limits[0] with { Comparison = comparison }];
        else
            at.Position = bound;
        SkipAgeWords();
        // "at least 9 years of age and less than 17 years"
        if (limits.Count == 1)
            ShareUnit(limits);
        if (limits.Exists(limit => limit.Quantity.Unit is not (null or "a" or "mo" or "wk" or "d") || limit.Quantity.Reference is not null))
            return null;
        SkipAgeWords();
        if (at.Sign == ')' && !IsOpened())
            at.Position++;
        return Together([.. limits.Select(limit => Leaf(Subjects.Age, limit with { Quantity = limit.Quantity with { Unit = limit.Quantity.Unit ?? unit } }))]);
    }

    private bool IsOpened()
    {
        var open = 0;
        for (var i = 0; i < at.Position; i++)
            open += at.SignAt(i) switch { '(' => 1, ')' => -1, _ => 0 };
        return open > 0;
    }

    private void SkipAgeWords()
    {
        while (at.TakeWhole(WordKind.Old) is not null || at.TakeWhole(WordKind.At) is not null || at.TakeWhole(WordKind.Inclusive) is not null || SkipInclusive() || SkipIncludedBounds() || at.TakeWhole(WordKind.Age) is not null)
        {
        }
    }

    private bool SkipInclusive()
    {
        var start = at.Position;
        if ((at.TakeSign('(') || at.TakeSign(',')) && at.Take(WordKind.Inclusive) is not null)
        {
            _ = at.TakeSign(')');
            return true;
        }

        at.Position = start;
        return false;
    }

    private bool SaysAge(int words)
    {
        var says = saidOld || at.Is(WordKind.Old) || at.Is(WordKind.Age);
        // "men ≥ 18 years": nothing else follows and a person was named.
        says |= words > 0 && (at.AtEnd || at.Sign is ',' or ';' or '.' or ')' || at.TakeWhole(WordKind.At) is not null) && (NamesPerson(words) || context.Heading == AgeSubject);
        return says || at[Math.Max(0, words - 1)].Kind == TokenKind.Word && PrecededByOld(words);
    }

    // "men and women, 18 years": but not "diabetes for 5 years".
    private bool OnlyPersonsBefore(int end)
    {
        var here = at.Position;
        at.Position = 0;
        while (at.Position < end && (at.TakeWhole(WordKind.Person) is not null || at.TakeWhole(WordKind.Sex) is not null || (!at.Word(at.Position).Equals("for", StringComparison.OrdinalIgnoreCase) && at.TakeWhole(WordKind.Filler) is not null) || at.Sign is '(' or ',' or ':' && at.TakeSign(at.Sign)))
        {
        }

        var only = at.Position >= end;
        at.Position = here;
        return only;
    }

    private bool PrecededByOld(int words) => string.Equals(at.Word(words - 1), "old", StringComparison.OrdinalIgnoreCase) || string.Equals(at.Word(words - 1), "age", StringComparison.OrdinalIgnoreCase);

    private bool NamesPerson(int before)
    {
        var here = at.Position;
        var found = false;
        for (at.Position = 0; at.Position < before && !found; at.Position++)
            found = at.Is(WordKind.Person) || at.Is(WordKind.Sex);
        at.Position = here;
        return found || at.Word(0) is "≥" or ">" or ">=";
    }

    private const int MostWordsOfOnset = 5;

    // "age 18 or older at diagnosis of diabetes", "diabetes at age 30 or older": the age then, and not now
    private void DoubtAgeThen(CriterionNode tree)
    {
        if (!Leaves(tree).Any(leaf => leaf is AgeLimit))
            return;
        var named = Leaves(tree).Any(leaf => leaf is Condition { Exists: true } or Therapy { Exists: true });
        for (var i = 1; i < at.Count; i++)
        {
            var then = at.Upper(i) switch
            {
                "AGE" => named && i > 1 && at.Upper(i - 1) is "AT" or "BEFORE" or "AFTER" && at.Upper(i - 2) is not ("PATIENTS" or "SUBJECTS" or "PARTICIPANTS" or "INDIVIDUALS" or "CHILDREN" or "ADULTS" or "MALE" or "FEMALE" or "MEN" or "WOMEN" or "BE"),
                "DIAGNOSIS" or "ONSET" or "TRANSPLANT" or "TRANSPLANTATION" or "RELAPSE" or "SURGERY" or "DELIVERY" => IsTimeOf(i),
                _ => false,
            };
            if (then)
                residue.Add(i);
        }
    }

    // "at the time of initial" before what happened
    private bool IsTimeOf(int index)
    {
        for (var i = index - 1; i > 0 && i >= index - MostWordsOfOnset; i--)
        {
            if (at.Upper(i) is "AT")
                return at.Upper(i + 1) is "THE" or "TIME" or "INITIAL" or "FIRST" or "ORIGINAL" or "DISEASE" || i == index - 1;
            if (at[i].Kind != TokenKind.Word)
                return false;
        }

        return false;
    }
}
