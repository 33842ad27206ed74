using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What is asked only of those who have something or are of one sex: "If hepatitis B is present, patients must be on entecavir", "male or non-pregnant female".</summary>
internal sealed partial class EntryParser
{
    // given := "if" (sex | term ["is" "present"]) "," sequence, as a sentence of its own
    private CriterionNode? GivenPresent()
    {
        var start = at.Position;
        if (polarity != Polarity.Inclusion || !(start == 0 || at.SignAt(start - 1) is '.' or ';') || at.Upper(start) is not ("IF" or "WHEN") || guards > 0 || negations > 0 || depth >= DeepestNesting - 1 || ColonOrComma(start) < 0 || at.Take(WordKind.If) is null)
            return null;
        var unread = residue.Count;
        guards++;
        while (at.TakeWhole(WordKind.Person) is not null || at.Upper(at.Position) is "THE" or "A" or "IS" or "ARE" or "HAS" or "HAVE" && Rewind(at.Position + 1))
        {
        }

        var guard = at.TakeWhole(WordKind.Sex) is { } sex ? new Circumstance(CircumstanceKind.Sex, sex) : Term();
        guards--;
        while (at.Upper(at.Position) is "IS" or "ARE" or "PRESENT" or "PATIENT" or "PATIENTS" or "DOCUMENTED" or "DIAGNOSED")
            at.Position++;
        if (guard is not (Circumstance { Kind: CircumstanceKind.Sex } or Condition { Exists: true, Within: null } or AnyOf) || HasGuard(guard) || Leaves(guard).Any(leaf => leaf is not (Circumstance { Kind: CircumstanceKind.Sex } or Condition { Exists: true, Within: null })) || !at.TakeSign(','))
        {
            Back(start, unread);
            return null;
        }

        while (SkipLead() || at.WordIs("they") && Rewind(at.Position + 1))
        {
        }

        // How long, how much or when it must be is for other rules.
        if (!at.AtEnd && Sequence() is { } then && !HasGuard(then) && residue.Count == unread && (at.AtEnd || at.Sign is '.' or ';') && Leaves(then).All(leaf => leaf is Condition { Within: null } or Therapy { Within: null, Exists: true } or Circumstance { Kind: CircumstanceKind.Pregnancy }))
        {
            // A negative pregnancy test is asked of nobody else.
            return guard is Circumstance { Concept: "female" } && then is Circumstance { Kind: CircumstanceKind.Pregnancy, Exists: false } && at.Holds(WordKind.NegativeTest) ? then : new Given(guard, then, null);
        }

        Back(start, unread);
        return null;
    }

    // "male or non-pregnant female", "male and no pregnant female", "men, and women who are not pregnant"
    private AnyOf? MaleOrFemaleWithout()
    {
        var start = at.Position;
        if (polarity != Polarity.Inclusion || negations > 0 || guards > 0 || at.Upper(start) is not ("MALE" or "MALES" or "MEN" or "MAN") || !at.Holds(WordKind.Pregnancy) || at.TakeWhole(WordKind.Sex) is not "male")
            return null;
        var unread = residue.Count;
        _ = at.TakeWhole(WordKind.Person);
        _ = at.TakeSign(',');
        if ((at.Take(WordKind.AndOr) ?? at.Take(WordKind.Or) ?? at.Take(WordKind.And)) is not null || at.TakeSign('/'))
        {
            var absent = new List<CriterionNode> { new Circumstance(CircumstanceKind.Sex, "female") };
            while (at.Upper(at.Position) is "NO" or "NON" or "NOT")
            {
                at.Position++;
                _ = at.TakeSign('-');
                if (at.Take(WordKind.Pregnancy) is not ({ } state and ("pregnant" or "breastfeeding")))
                    break;
                absent.Add(new Circumstance(CircumstanceKind.Pregnancy, state, Exists: false));
                if (!at.Is(WordKind.Sex))
                    _ = at.TakeSign(',') | (at.Take(WordKind.And) ?? at.Take(WordKind.Or)) is not null | at.TakeSign('/');
            }

            if (absent.Count > 1 && (at.SignAt(at.Position - 1) != ',') && (at.TakeWhole(WordKind.Sex) is "female" || at.Upper(at.Position - 1) is "FEMALE" or "FEMALES" or "WOMEN" or "WOMAN"))
            {
                _ = at.TakeWhole(WordKind.Person);
                return new AnyOf([new Circumstance(CircumstanceKind.Sex, "male"), new AllOf(absent)]);
            }
        }

        Back(start, unread);
        return null;
    }
}
