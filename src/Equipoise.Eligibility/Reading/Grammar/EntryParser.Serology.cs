using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Several viruses with one result: "HIV, hepatitis B and hepatitis C negative".</summary>
internal sealed partial class EntryParser
{
    // serology := ["negative" ["for"]] virus (link virus)+ ["negative" | "positive"]
    private CriterionNode? SerologyTerm()
    {
        var negative = TakeNegative();
        SkipExistenceLead();
        if (!NamesVirus())
            return null;
        var viruses = new List<CriterionNode>();
        var any = false;
        while (true)
        {
            var start = at.Position;
            if (viruses.Count > 0)
            {
                var or = at.SignAt(start) == '/' || at.SignAt(start) == ',' && IsOrAt(start + 1) || IsOrAt(start);
                if (!TakeListLink())
                    break;
                any |= or;
                SkipExistenceLead();
            }

            if (TakeVirus(viruses) is not { } virus)
            {
                at.Position = start;
                break;
            }

            viruses.Add(new Condition(virus));
        }

        if (viruses.Count < 2)
            return null;
        var status = TakeSerostatus();
        if ((negative && status is not null) || (!negative && status is null) || !EndsPhrase())
            return null;
        if (!negative && status is true)
            return any || negations > 0 ? new AnyOf(viruses) : polarity == Polarity.Exclusion ? null : new AllOf(viruses);
        // Of "HIV or hepatitis B negative" nobody can tell whether one is enough.
        return any && !negative || negations > 0 || polarity == Polarity.Exclusion ? null : Negation.Of(new AnyOf(viruses));
    }

    private bool NamesVirus()
    {
        if (!at.Is(WordKind.Condition))
            return false;
        foreach (var found in at.Here())
        {
            if (found.Phrase.Kind == WordKind.Condition && Viruses.Contains(found.Phrase.Value))
                return true;
        }

        return false;
    }

    private bool IsOrAt(int position)
    {
        var here = at.Position;
        at.Position = position;
        var or = at.Is(WordKind.Or) || at.Is(WordKind.AndOr);
        at.Position = here;
        return or;
    }

    // "hepatitis B", "C" after it, "HIV-2" after "HIV-1"
    private string? TakeVirus(List<CriterionNode> before)
    {
        var virus = at.TakeWhole(WordKind.Condition);
        if (virus is null && before is [.., Condition { Concept: "hepatitis B" }] && at.Upper(at.Position) is "C")
        {
            at.Position++;
            virus = "hepatitis C";
        }

        if (virus is null || !Viruses.Contains(virus))
            return null;
        SkipSameConcept(virus);
        while (SkipInfectionWord() || at.Upper(at.Position) is "ANTIBODY" or "ANTIBODIES" or "SEROLOGY" or "VIRUS" && Rewind(at.Position + 1))
        {
        }

        return virus;
    }

    // "negative HIV antibody", "seronegative for HIV"
    private bool TakeNegative()
    {
        if (at.Upper(at.Position) is not ("NEGATIVE" or "SERONEGATIVE"))
            return false;
        at.Position += string.Equals(at.Word(at.Position + 1), "for", StringComparison.OrdinalIgnoreCase) ? 2 : 1;
        return true;
    }

    // "HIV negative", "hepatitis B seropositive"
    private bool? TakeSerostatus()
    {
        bool? positive = at.Upper(at.Position) switch { "NEGATIVE" or "SERONEGATIVE" => false, "POSITIVE" or "SEROPOSITIVE" => true, _ => null };
        if (positive is not null)
            at.Position++;
        return positive;
    }
}
