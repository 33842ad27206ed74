using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Infections that are told by what a test of the blood finds: "positive test for HIV antibodies", "HCV antibody negative", "antibodies to
/// HIV or hepatitis C".</summary>
internal sealed partial class EntryParser
{
    private static readonly SpellingTest BeginsResult = new(word => word.ToUpperInvariant() is var upper && (ResultOf(upper) is not null || IsAntibody(upper) || upper is "CO" or "COINFECTION" or "COINFECTED"));

    // antibody-term := [result test-word* "for"] "antibodies" ("to" | "against" | "for") virus (link virus)*
    //                | result test-word* ["for"] virus (link virus)*
    //                | virus ("antibody" test-word* | "-") result
    //                | "co-infection with" virus link virus
    // where a virus may have its "antibody" behind it, and at least one antibody or serology is named
    private CriterionNode? AntibodyTerm()
    {
        if (at.AtEnd || (!at[at.Position].Spelling.Answer(BeginsResult) && !NamesVirus()))
            return null;
        var begun = at.Position;
        if (SkipCoinfection())
            return BothAt(at.Position, TakeTestedViruses(led: false)?.Viruses);
        var (found, tested) = (ResultOf(at.Upper(at.Position)), false);
        if (found is not null)
        {
            at.Position++;
            tested = SkipTestWords();
            if (at.Upper(at.Position) is "FOR" or "OF")
                at.Position++;
        }

        var led = IsAntibody(at.Upper(at.Position));
        if (led)
        {
            at.Position++;
            if (at.Upper(at.Position) is not ("TO" or "AGAINST" or "FOR" or "OF") || !Rewind(at.Position + 1))
                return null;
        }

        if (TakeTestedViruses(led) is not ({ } viruses, var antibodies, var any))
            return null;
        // "hepatitis B/C co-infection"
        if (found is null && viruses.Count > 1 && (at.Upper(at.Position) is "COINFECTION" || (at.Upper(at.Position) is "CO" && at.Upper(at.Position + 2) is "INFECTION")))
            return Rewind(at.Position + (at.Upper(at.Position) is "CO" ? 3 : 1)) ? BothAt(begun, viruses) : null;
        tested |= (antibodies && SkipTestWords()) || at.TakeSign('-');
        if (found is null && ResultOf(at.Upper(at.Position)) is { } behind)
            found = viruses.Count == 1 && Rewind(at.Position + 1) ? behind : null;
        else if (found is null && !led)
            return null;
        while (SkipMethod() || SkipBracketedWords())
        {
        }

        // Of several results behind a list, or below a "no", other rules tell.
        if (!(antibodies || tested) || (found is false && (negations > 0 || (polarity == Polarity.Exclusion && viruses.Count > 1))) || !(EndsPhrase() || at.Is(WordKind.At) || at.Is(WordKind.Within) || at.Is(WordKind.With)))
            return null;
        CriterionNode held = viruses.Count == 1 ? viruses[0] : found is false || any || negations > 0 || polarity == Polarity.Exclusion ? new AnyOf(viruses) : new AllOf(viruses);
        return found is false ? Negation.Of(held) : held;
    }

    // Both of "hepatitis B and C", either of "HIV, hepatitis B or C": what a trial's disease is not to stand beside
    private CriterionNode? BothAt(int begun, List<CriterionNode>? viruses)
    {
        if (viruses is not { Count: > 1 } || !EndsPhrase())
            return null;
        var apart = Enumerable.Range(begun, at.Position - begun).Any(i => at.SignAt(i) == ',' || IsOrAt(i));
        return apart ? new AnyOf(viruses) : new AllOf(viruses);
    }

    // "co-infection with hepatitis B and C": with both at once
    private bool SkipCoinfection()
    {
        var start = at.Position;
        if (at.Upper(start) is "CO" && at.SignAt(start + 1) == '-')
            at.Position += 2;
        var with = at.Position + 1;
        if ((at.Position > start ? at.Upper(at.Position) is "INFECTION" or "INFECTED" : at.Upper(start) is "COINFECTION" or "COINFECTED") && at.Upper(with) is "WITH" or "BY" or "OF")
            return Rewind(with + 1);
        at.Position = start;
        return false;
    }

    private (List<CriterionNode> Viruses, bool Antibodies, bool Any)? TakeTestedViruses(bool led)
    {
        var (viruses, antibodies, any) = (new List<CriterionNode>(), led, false);
        while (true)
        {
            var start = at.Position;
            if (viruses.Count > 0)
            {
                any |= at.SignAt(start) == '/' || IsOrAt(start) || (at.SignAt(start) == ',' && IsOrAt(start + 1));
                if (!TakeListLink())
                    break;
            }

            if (TakeTestedVirus(viruses, led) is not var (virus, antibody))
            {
                if (viruses.Count == 0)
                    return null;
                at.Position = start;
                break;
            }

            antibodies |= antibody;
            viruses.Add(new Condition(virus));
        }

        return (viruses, antibodies, any);
    }

    private (string Virus, bool Antibody)? TakeTestedVirus(List<CriterionNode> before, bool led)
    {
        var bare = before is [.., Condition { Concept: "hepatitis B" }] && at.Upper(at.Position) is "C" && Rewind(at.Position + 1);
        if ((bare ? "hepatitis C" : at.TakeWhole(WordKind.Condition)) is not { } virus || !(Viruses.Contains(virus) || virus is "syphilis"))
            return null;
        var antibody = IsAntibody(at.Upper(at.Position - 1));
        SkipSameConcept(virus);
        SkipTypes();
        if (IsAntibody(at.Upper(at.Position)))
        {
            at.Position++;
            antibody = true;
        }

        return ((antibody || led) && virus is "hepatitis C" ? "HCV antibody-positive" : virus, antibody);
    }

    // "HIV-1/2", "HIV 1 and 2": both are meant by the name.
    private void SkipTypes()
    {
        while (true)
        {
            var start = at.Position;
            _ = at.TakeSign('-') || at.TakeSign('/') || at.TakeSign('(') || at.Take(WordKind.And) is not null || at.Take(WordKind.Or) is not null;
            if (at.NumberHere is not (1 or 2))
            {
                at.Position = start;
                return;
            }

            at.Position++;
            _ = at.TakeSign(')');
        }
    }

    private bool SkipTestWords()
    {
        var start = at.Position;
        while (at.Upper(at.Position) is "TEST" or "TESTS" or "TESTING" or "RESULT" or "RESULTS" or "SEROLOGY" or "SEROLOGIC" or "SEROLOGICAL" or "SERUM" or "BLOOD" or "SCREEN" or "ELISA")
            at.Position++;
        return at.Position > start;
    }

    private static bool? ResultOf(string word) => word switch
    {
        "POSITIVE" or "REACTIVE" or "SEROPOSITIVE" or "DETECTABLE" => true,
        "NEGATIVE" or "NONREACTIVE" or "SERONEGATIVE" => false,
        _ => null,
    };

    private static bool IsAntibody(string word) => word is "ANTIBODY" or "ANTIBODIES" or "AB" or "ABS";
}
