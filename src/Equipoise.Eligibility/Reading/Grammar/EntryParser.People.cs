using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Life expectancy, sex, pregnancy, consent.</summary>
internal sealed partial class EntryParser
{
    private CriterionNode? LifeTerm()
    {
        if (!at.Holds(WordKind.Life))
            return null;
        SkipFillers();
        if (at.Take(WordKind.Life) is not { } said)
            return null;
        SkipFillers();
        if (said is "minimum" && at.NumberHere is not null && TakeQuantity() is { IsTime: true } shortest)
            return Leaf(Subjects.LifeExpectancy, new Limit(Comparison.AtLeast, shortest));
        _ = at.TakeSign('(');
        if (TakeLimits() is { } limits && limits.TrueForAll(limit => limit.Quantity.IsTime))
        {
            while (at.TakeSign(')') || at.TakeWhole(WordKind.At) is not null || SkipJudged())
            {
            }

            return Together([.. limits.Select(limit => Leaf(Subjects.LifeExpectancy, limit))]);
        }

        return null;
    }

    // ", in the opinion of the investigator": whose else
    private bool SkipJudged()
    {
        var start = at.Position;
        _ = at.TakeSign(',');
        if (at.TakeWhole(WordKind.Judgment) is "investigator judgment")
            return true;
        at.Position = start;
        return false;
    }

    private CriterionNode? PersonalTerm()
    {
        if (at.TakeWhole(WordKind.NegativeTest) is { } absent)
        {
            while (TakeWindow() is not null || SkipTimeBefore() || SkipBeforeTreatment() || at.TakeWhole(WordKind.At) is not null || SkipForWhom())
            {
            }

            return new Circumstance(CircumstanceKind.Pregnancy, absent, Exists: false);
        }

        if (at.TakeWhole(WordKind.Contraception) is not null && SkipMeanwhile())
            return new Circumstance(CircumstanceKind.Pregnancy, "contraception");
        if (at.Take(WordKind.Pregnancy) is { } state)
        {
            while (at.TakeWhole(WordKind.Sex) is not null || at.TakeWhole(WordKind.Person) is not null || at.TakeWhole(WordKind.At) is not null || SkipDuring())
            {
            }

            return new Circumstance(CircumstanceKind.Pregnancy, state);
        }

        if (at.TakeWhole(WordKind.Sex) is { } sex)
        {
            // "women who are pregnant": the sex goes without saying.
            var start = at.Position;
            while (SkipLeadWord() || at.TakeSign(',') || at.TakeSign(':'))
            {
            }

            if (PersonalPregnancy() is { } pregnancy)
                return pregnancy;
            if (at.Is(WordKind.Not) && NegatedTerm() is { } denied && Leaves(denied).All(leaf => leaf is Circumstance { Kind: CircumstanceKind.Pregnancy }))
                return denied;
            at.Position = start;
            // "male patients with …": no guard, since a sex was named
            if (at.TakeWhole(WordKind.Person) is null && at.Upper(start) is "PATIENTS" or "PATIENT" or "SUBJECTS" or "SUBJECT" or "PARTICIPANTS" or "PARTICIPANT" && at.Upper(start + 1) is "WITH")
                at.Position++;
            return new Circumstance(CircumstanceKind.Sex, sex);
        }

        return null;
    }

    // "72 hours before the first dose"
    private bool SkipTimeBefore()
    {
        var start = at.Position;
        _ = at.Take(WordKind.Operator);
        if (at.NumberHere is not null && TakeQuantity() is { IsTime: true } && TakeAnchor() is not null)
            return true;
        at.Position = start;
        return false;
    }

    // "prior to receiving the study drug", "before enrollment": when else
    private bool SkipBeforeTreatment()
    {
        var start = at.Position;
        if (at.Is(WordKind.Before) && TakeAnchor() is not null)
            return true;
        at.Position = start;
        if (at.TakeWhole(WordKind.Before) is not null && at.Upper(at.Position) is "RECEIVING" or "STARTING" or "BEGINNING" or "RECEIPT" or "TREATMENT")
        {
            at.Position++;
            while (at.Upper(at.Position) is "OF" or "WITH" or "THE")
                at.Position++;
            if (at.TakeWhole(WordKind.Therapy) is not null)
            {
                while (SkipConceptWord())
                {
                }

                return true;
            }
        }

        at.Position = start;
        return false;
    }

    // "for women of childbearing potential": who else could be pregnant
    private bool SkipForWhom()
    {
        var start = at.Position;
        var open = at.TakeSign('(');
        if (!open)
            _ = at.TakeSign(',');
        if (at.Upper(at.Position) is "FOR" or "IN" or "IF")
            at.Position++;
        _ = at.TakeWhole(WordKind.Filler);
        if (at.Position > start && at.TakeWhole(WordKind.Childbearing) is not null && (open ? at.TakeSign(')') : EndsPhrase()))
            return true;
        at.Position = start;
        return false;
    }

    // "breastfeeding during the study"
    private bool SkipDuring()
    {
        var start = at.Position;
        if (at.Upper(start) is "DURING" or "THROUGHOUT" && SkipMeanwhile() && EndsPhrase())
            return true;
        at.Position = start;
        return false;
    }

    // "during the study and for 3 months after the last dose": when, which only the patient can promise
    private bool SkipMeanwhile()
    {
        var start = at.Position;
        while (at.Take(WordKind.Meanwhile) is not null || (at.Position > start && TakeQuantity() is { IsTime: true }))
        {
        }

        return true;
    }

    private CriterionNode? PersonalPregnancy() => at.Is(WordKind.Pregnancy) ? PersonalTerm() : null;

    // consent := ["able to provide"] "informed consent" [before anchor]
    private Circumstance? Consent()
    {
        if (!at.Holds(WordKind.Consent))
            return null;
        while (at.TakeWhole(WordKind.Person) is not null || (at.TakeWhole(WordKind.Filler) is not null && !at.Is(WordKind.ConsentVerb)))
        {
        }

        var refused = false;
        while (true)
        {
            if (!refused && at.TakeWhole(WordKind.ConsentRefusal) is not null)
                refused = true;
            else if (at.TakeWhole(WordKind.ConsentVerb) is null && at.TakeWhole(WordKind.Filler) is null && at.TakeWhole(WordKind.And) is null && !at.TakeSign(',') && !at.TakeSign('/'))
                break;
        }

        if (at.Take(WordKind.Consent) is null)
            return null;
        while (at.Take(WordKind.Consent) is not null || (at.Upper(at.Position) is "FORM" or "DOCUMENT" && Rewind(at.Position + 1)) || at.TakeWhole(WordKind.ConsentVerb) is not null || at.TakeWhole(WordKind.Filler) is not null)
        {
        }

        return new Circumstance(CircumstanceKind.Consent, "informed consent", !refused);
    }
}
