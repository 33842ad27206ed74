using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Several targets with one noun: "a PI3K, AKT, or mTOR inhibitor", "anti PD-1, anti PD-L1 or PD-L2 therapy", "agents targeting CD19 or CD20".</summary>
internal sealed partial class EntryParser
{
    private const int MostTargets = 12;

    private static readonly WordSet TargetingNouns = WordSet.Of("agent", "therapy", "therapies", "drug", "treatment", "antibody", "antibodies", "medication", "immunotherapy", "immunotherapies");

    // targets := ["anti"] target (link ["anti"] target)+ noun | noun aimed ["anti"] target (link target)*
    private CriterionNode? SharedTargets() => at.AtEnd || at[at.Position].Kind != TokenKind.Word || !at[at.Position].Spelling.Answer(MayBeginTargets) ? null : TargetsHere();

    private CriterionNode? TargetsHere()
    {
        var start = at.Position;
        var aimed = SkipAimedNoun();
        var targets = new List<(string Name, bool Anti, bool Own)>();
        if ((aimed || BeginsTargets()) && TakeTargets(targets) && (aimed ? EndsTreatment() : targets.Count > 1))
        {
            var noun = aimed ? "" : TakeTargetNoun();
            // "PD-1/PD-L1 inhibitors" stand in the tables as a class.
            if (noun is not null && !EndsLater(start) && (noun.Length > 0 || aimed || targets[^1].Anti) && EndsTreatment())
            {
                // "anti-PD-1 or IDO inhibitor": what inhibits needs no "anti" of another.
                var inhibits = noun.Length > 0 && IsOpposing(noun);
                var nodes = targets.ConvertAll(target => (CriterionNode)new Therapy(TargetedName(target.Name, inhibits ? target.Own : target.Anti, aimed ? "directed therapy" : inhibits && target.Own ? "" : noun)));
                return nodes.Count == 1 ? nodes[0] : new AnyOf(nodes);
            }
        }

        at.Position = start;
        return null;
    }

    private static readonly SpellingTest MayBeginTargets = new(IsTargetsWord);

    private static bool IsTargetsWord(string word) => TargetingNouns.ContainsSingular(word) || NamesTarget(word) || BeforeTargets.Contains(word);

    private static readonly WordSet BeforeTargets = WordSet.Of("prior", "previous", "anti", "pd");

    private static bool IsOpposing(string noun) => noun.EndsWith("inhibitor", StringComparison.Ordinal) || noun.EndsWith("antagonist", StringComparison.Ordinal) || noun.EndsWith("blocker", StringComparison.Ordinal) || noun.EndsWith("agonist", StringComparison.Ordinal);

    private bool EndsLater(int start)
    {
        var end = at.Position;
        at.Position = start;
        var longest = at.Here() is [.., { End: var whole }] ? whole : start;
        at.Position = end;
        return longest >= end;
    }

    // "agents targeting", "therapy directed against"
    private bool SkipAimedNoun()
    {
        var start = at.Position;
        if (at.Upper(start) is "PRIOR" or "PREVIOUS")
            at.Position++;
        if (at.AtEnd || !TargetingNouns.ContainsSingular(at[at.Position].Spelling))
            return Rewind(start) && false;
        at.Position++;
        if (at.Upper(at.Position) is "THAT" or "WHICH")
            at.Position++;
        if (at.Upper(at.Position) is "SPECIFICALLY")
            at.Position++;
        if (at.Upper(at.Position) is "TARGETING" or "TARGETS" or "TARGET" or "AGAINST")
            return Rewind(at.Position + (at.Upper(at.Position + 1) is "THE" ? 2 : 1));
        if (at.Upper(at.Position) is "DIRECTED" or "TARGETED" && at.Upper(at.Position + 1) is "AGAINST" or "TO" or "AT" or "TOWARD" or "TOWARDS")
            return Rewind(at.Position + 2);
        at.Position = start;
        return false;
    }

    private bool BeginsTargets() => at.Upper(at.Position) is "ANTI" or "PD" || (IsTargetName(at.Position) && (at.SignAt(at.Position + 1) is ',' or '/' or '-' || at.Upper(at.Position + 1) is "OR" or "AND"));

    private bool TakeTargets(List<(string Name, bool Anti, bool Own)> targets)
    {
        var anti = false;
        for (var end = at.Position; targets.Count < MostTargets; end = at.Position)
        {
            if (targets.Count > 0 && !TakeListLink())
                return true;
            while (at.Upper(at.Position) is "A" or "AN" or "ANY" or "WITH" or "THE")
                at.Position++;
            var own = at.Upper(at.Position) is "ANTI";
            if (own)
            {
                anti = true;
                at.Position += at.SignAt(at.Position + 1) == '-' ? 2 : 1;
            }

            var target = at.Position;
            if (!SkipTarget() && !(target < at.Count && at.Letters(target) is "mTOR" && Rewind(target + 1)))
            {
                // "anti-CD19, or other antibodies": the list of targets has ended before.
                at.Position = end;
                return targets.Count > 0;
            }

            targets.Add((at.Text(target, at.Position), anti, own));
        }

        return true;
    }

    // ["monoclonal" | "targeted" | "directed" | "blocking"] noun
    private string? TakeTargetNoun()
    {
        var start = at.Position;
        if (at.Sign == '-' && at.Upper(start + 1) is "TARGETED" or "DIRECTED" or "TARGETING" or "BASED")
            at.Position++;
        while (at.Upper(at.Position) is "THERAPEUTIC" or "MONOCLONAL" or "TARGETED" or "DIRECTED" or "TARGETING" or "BLOCKING" or "CHECKPOINT" or "KINASE" or "TYROSINE" or "PATHWAY")
            at.Position++;
        if (at.Upper(at.Position) is "INHIBITOR" or "INHIBITORS" or "ANTIBODY" or "ANTIBODIES" or "ANTAGONIST" or "ANTAGONISTS" or "AGONIST" or "AGONISTS" or "BLOCKER" or "BLOCKERS" or "AGENT" or "AGENTS" or "THERAPY" or "THERAPIES" or "TREATMENT" or "TREATMENTS" or "IMMUNOTHERAPY" or "DRUG" or "DRUGS")
            at.Position++;
        else if (at.Position > start)
        {
            at.Position = start;
            return null;
        }

        return at.Position == start ? "" : Singular(Small(at.Text(at.SignAt(start) == '-' ? start + 1 : start, at.Position)));
    }

    // What the tables call it, else the text's own words with the noun that all of them share
    private static string TargetedName(string target, bool anti, string noun)
    {
        var joined = target.Replace(' ', '-');
        var name = anti ? $"anti-{joined}" : joined;
        if (Concepts.Therapies.FindSpelling($"{name} {noun}") is { } whole)
            return whole.Name;
        if ((Concepts.Therapies.FindSpelling($"anti-{joined}") ?? Concepts.Therapies.FindSpelling($"anti-{joined} antibody")) is { } known && noun is not ("agonist" or "antagonist"))
            return known.Name;
        return noun.Length == 0 ? $"{name} therapy" : noun.StartsWith("directed", StringComparison.Ordinal) || noun.StartsWith("target", StringComparison.Ordinal) ? $"{name}-{noun}" : $"{name} {noun}";
    }

    // "CD38", "PSMA", "TIM-3", "BCR-ABL", "PD L2": capitals and digits
    private bool SkipTarget()
    {
        if (!IsTargetName(at.Position))
            return false;
        var start = at.Position++;
        while (at.Sign == '-' && at[at.Position].Glued && at.Position + 1 < at.Count && at[at.Position + 1].Glued && (IsTargetName(at.Position + 1) || at[at.Position + 1].Kind == TokenKind.Number))
            at.Position += 2;
        if (at.Position == start + 1 && at.Upper(start) is "PD" && (at.Upper(at.Position) is "L1" or "L2" || at.NumberHere is 1))
            at.Position++;
        return true;
    }
}
