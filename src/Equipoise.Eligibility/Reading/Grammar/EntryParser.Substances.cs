using System.Collections.Frozen;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Words before a name that say only that something is taken or caught: "medications or foods known to be", "infection with".</summary>
internal sealed partial class EntryParser
{
    private static readonly WordSet Substances = WordSet.Of("medication", "medications", "medicine", "medicines", "drug", "drugs", "substance", "substances", "food", "foods", "agent", "agents", "product", "products", "supplement", "supplements", "compound", "compounds", "therapies");

    private static readonly WordSet InfectionWords = WordSet.Of("infection", "infections", "infected", "positive", "seropositive", "positivity");

    private const int LongestSubstances = 12;

    // substances := substance ((link | word) substance)* ("that are" | "known to be" | …), before what they are
    private bool SkipSubstances()
    {
        if (at.AtEnd || !Substances.Contains(at[at.Position].Spelling))
            return false;
        var start = at.Position;
        while (!at.AtEnd && at.Position - start < LongestSubstances && (Substances.Contains(at[at.Position].Spelling) || at.Sign is ',' or '/' || at.Upper(at.Position) is "OR" or "AND" or "OTHER" or "HERBAL" or "DIETARY" or "CONSUMING" or "TAKING" or "ANY" or "CONCOMITANT" or "PRESCRIPTION"))
            at.Position++;
        var said = at.Position;
        if (at.Upper(at.Position) is "THAT" or "WHICH" && at.Upper(at.Position + 1) is "ARE" or "IS")
            at.Position += 2;
        if (at.WordIs("known") && at.Upper(at.Position + 1) is "TO" && at.Upper(at.Position + 2) is "BE")
            at.Position += 3;
        else if (at.WordIs("known") && at.Position > said)
            at.Position++;
        return (at.Position > said && (at.Is(WordKind.Modifier) || at.Is(WordKind.Therapy))) || (Rewind(start) && false);
    }

    // "infection with HIV or hepatitis B": the virus says it
    private bool SkipInfectionWith()
    {
        var start = at.Position;
        var positive = at.Upper(start) is "POSITIVE" or "SEROPOSITIVE" or "POSITIVITY" && at.Upper(start + 1) is "FOR";
        if (!positive && (at.Upper(start) is not ("INFECTION" or "INFECTIONS" or "INFECTED") || at.Upper(start + 1) is not ("WITH" or "BY")))
            return false;
        at.Position += 2;
        while (at.Upper(at.Position) is "THE" || (positive && at.Upper(at.Position) is "ANY" or "EITHER" or "A" or "AN"))
            at.Position++;
        // "positive for active hepatitis B"
        var virus = at.Position;
        if (positive && at.Upper(virus) is "ACTIVE" or "ACUTE" or "CHRONIC" && !NamesVirus() && Rewind(virus + 1) && NamesVirus())
            return Rewind(virus);
        at.Position = virus;
        if (!NamesVirus())
            return Rewind(start) && false;
        saidCurrent = false;
        return true;
    }

    // "chimeric or humanized antibodies": one noun for both
    private static readonly FrozenSet<string> Origins = new[] { "chimeric", "humanized", "humanised", "murine", "human", "recombinant", "polyclonal", "mammalian", "mouse", "bovine", "porcine" }.ToFrozenSet(StringComparer.Ordinal);

    // Allergies to what was named, the first words of which wait for the noun of the last: "chimeric or humanized antibodies"
    private static void AddAllergens(List<CriterionNode> nodes, List<string> waiting, string kind, string agent)
    {
        var noun = agent.IndexOf(' ', StringComparison.Ordinal) is var blank and > 0 && Origins.Contains(agent[..blank]) ? agent[(blank + 1)..] : agent[(agent.LastIndexOf(' ') + 1)..];
        nodes.AddRange(waiting.Select(origin => new Condition($"{kind}allergy to {origin} {(Origins.Contains(origin) || agent.IndexOf(' ', StringComparison.Ordinal) is var first && first < 0 ? noun : agent[(first + 1)..])}")));
        waiting.Clear();
        nodes.Add(new Condition($"{kind}allergy to {agent}"));
    }

    // "investigational or marketed vaccine components": an adjective by itself is no allergen.
    private bool WaitsForNoun(string agent, int named) => !agent.Contains(' ', StringComparison.Ordinal) && at.Is(WordKind.Or) && at.IsUnknownAt(named) && (EndsWithOne(at.Letters(named), AdjectiveEndings) || agent.EndsWith("ed", StringComparison.Ordinal)) && Concepts.Therapies.FindSpelling(agent) is null;

    // "hypersensitivity reaction to drugs formulated with polysorbate 80", "… containing x or y": what is in a drug is no drug, and is named by its words
    private Condition? OwnAllergy(string agent, string kind, int to, int named)
    {
        if (!agent.Contains(" formulated ", StringComparison.Ordinal) && !agent.Contains(" containing ", StringComparison.Ordinal))
            return null;
        var head = to - (at.Upper(to - 1) is "REACTION" or "REACTIONS" ? 2 : 1);
        if (head < 0 || at[head].Kind != TokenKind.Word)
            return null;
        var end = at.Position;
        if (at.Take(WordKind.Or) is null || OpenAgent() is null || !EndsPhrase())
            at.Position = end;
        return new Condition($"{kind}{Singular(Small(at.Text(head, to)))} to {Small(at.Text(named, at.Position))}");
    }

    // "live vaccine … Killed vaccines are allowed.": none of those before
    private static bool IsInactivated(CriterionNode allowed) => allowed is Therapy { Concept: var name } && (name.Contains("killed", StringComparison.Ordinal) || name.Contains("inactivated", StringComparison.Ordinal) || name.Contains("non-live", StringComparison.Ordinal));

    private static bool IsLive(CriterionNode leaf) => leaf is Therapy { Concept: var name } && name.StartsWith("live ", StringComparison.Ordinal) && Concepts.Therapies.IsA(name, "vaccine");

    // "prolongation of the QTc to > 480 ms"
    private bool SkipProlongation()
    {
        var start = at.Position;
        if (at.Upper(start) is not ("PROLONGATION" or "ELEVATION") || at.Upper(start + 1) is not "OF")
            return false;
        at.Position += at.Upper(start + 2) is "THE" ? 3 : 2;
        return (at.Is(WordKind.Variable) && HasLimitAhead()) || (Rewind(start) && false);
    }

    // "> 150 mmHg systolic or > 100 mmHg diastolic": each limit names its own
    private CriterionNode? EachPressure(Subjects subjects)
    {
        if (subjects.Variables is not ["bp.systolic", "bp.diastolic"])
            return null;
        var start = at.Position;
        SkipFillers();
        if (TakeLimits() is [var systolic] && at.Upper(at.Position) is "SYSTOLIC" && Rewind(at.Position + 1))
        {
            var any = at.Take(WordKind.AndOr) is not null || at.Take(WordKind.Or) is not null;
            if ((any || at.Take(WordKind.And) is not null) && TakeLimits() is [var diastolic] && at.Upper(at.Position) is "DIASTOLIC" && Rewind(at.Position + 1))
            {
                CriterionNode[] both = [Leaf("bp.systolic", systolic with { Quantity = systolic.Quantity with { Unit = systolic.Quantity.Unit ?? "mm[Hg]" } }), Leaf("bp.diastolic", diastolic with { Quantity = diastolic.Quantity with { Unit = diastolic.Quantity.Unit ?? "mm[Hg]" } })];
                return any ? new AnyOf(both) : new AllOf(both);
            }
        }

        at.Position = start;
        return null;
    }
}
