using System.Collections.Frozen;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What a treatment does to an enzyme that breaks drugs down: "strong inhibitors or inducers of cytochrome P450 3A4".</summary>
internal sealed partial class EntryParser
{
    private const int LongestEnzyme = 6;

    private static readonly FrozenSet<string> Cytochromes = new[] { "3A4", "3A", "3A5", "3A4/5", "2D6", "2C8", "2C9", "2C19", "1A2", "2B6", "2E1", "1A1", "2A6" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly WordSet EffectWords = WordSet.Of("strong", "potent", "moderate", "moderately", "weak", "sensitive", "inhibitors", "inhibitor", "inducers", "inducer", "substrates", "substrate", "cytochrome", "bcrp", "p");

    private static readonly SpellingTest BeginsEffect = new(IsEffectWord);

    private static bool IsEffectWord(string word) => EffectWords.Contains(word) || word.StartsWith("CYP", StringComparison.OrdinalIgnoreCase);

    // effect := strength* role (link strength* role)* "of" enzyme (link enzyme)* | strength* enzyme (link enzyme)* strength* role (link role)*
    private string? TakeEnzymeEffect() => at.Position < at.Count && at[at.Position].Spelling.Answer(BeginsEffect) ? EffectHere() : null;

    private string? EffectHere()
    {
        var start = at.Position;
        var longest = at.Here() is [.., { End: var end }] ? end : start;
        var roles = new List<string>();
        var enzymes = new List<string>();
        var strength = TakeStrength();
        if (TakeEnzymes(enzymes))
        {
            if (strength.Length == 0)
                strength = TakeStrength();
            TakeRoles(roles, ref strength);
        }
        else if (TakeRoles(roles, ref strength) && at.WordIs("of") && Rewind(at.Position + 1))
        {
            if (at.WordIs("the"))
                at.Position++;
            TakeEnzymes(enzymes);
        }

        if (roles.Count > 0 && enzymes.Count > 0 && at.Position > longest)
            return string.Join('+', enzymes.SelectMany(enzyme => roles.Select(role => $"{role.Replace("$", enzyme, StringComparison.Ordinal)}")));
        at.Position = start;
        return null;
    }

    // "strong", "moderate or strong"
    private string TakeStrength()
    {
        var found = new List<string>();
        for (var end = at.Position; ; end = at.Position)
        {
            if (found.Count > 0 && !(TakeListLink() || (at.WordIs("to") && Rewind(at.Position + 1))))
                break;
            var word = at.Upper(at.Position) switch { "STRONG" or "POTENT" => "strong", "MODERATE" or "MODERATELY" => "moderate", "WEAK" => "weak", "SENSITIVE" => "sensitive", _ => null };
            if (word is null)
            {
                at.Position = end;
                break;
            }

            at.Position++;
            found.Add(word);
        }

        return found.Contains("strong") && found.Count > 1 ? string.Join(" or ", found.OrderBy(word => word is "strong" ? 0 : 1)) : string.Join(" or ", found);
    }

    private bool TakeRoles(List<string> roles, ref string strength)
    {
        for (var end = at.Position; ; end = at.Position)
        {
            if (roles.Count > 0 && !TakeListLink())
                break;
            if (TakeStrength() is { Length: > 0 } own)
                strength = own;
            var role = at.Upper(at.Position) switch { "INHIBITOR" or "INHIBITORS" => "inhibitors", "INDUCER" or "INDUCERS" => "inducers", "SUBSTRATE" or "SUBSTRATES" => "substrates", _ => null };
            if (role is null)
            {
                at.Position = end;
                break;
            }

            at.Position++;
            roles.Add($"{strength} $ {role}".TrimStart());
        }

        return roles.Count > 0;
    }

    private bool TakeEnzymes(List<string> enzymes)
    {
        for (var end = at.Position; ; end = at.Position)
        {
            if ((enzymes.Count > 0 && !TakeListLink()) || TakeEnzyme() is not { } enzyme)
            {
                at.Position = end;
                break;
            }

            enzymes.Add(enzyme);
        }

        return enzymes.Count > 0;
    }

    // enzyme := ["cytochrome" ["P450"]] ["(CYP)"] "CYP3A4" ["(CYP3A4)"] | "P-gp"
    private string? TakeEnzyme()
    {
        var start = at.Position;
        var cytochrome = at.WordIs("cytochrome") && Rewind(start + 1);
        // "P450", "P-450", "CYP450" and their brackets, however they are cut into words
        for (var i = 1; cytochrome && i <= 3 && at.Position + i <= at.Count; i++)
        {
            if (Joined(at.Position, i) is "P450" or "P-450")
            {
                at.Position += i;
                break;
            }
        }

        if (cytochrome && at.Sign == '(' && at.Upper(at.Position + 1) is "CYP" && at.SignAt(at.Position + 2) == ')')
            at.Position += 3;
        for (var i = Math.Min(LongestEnzyme, at.Count - at.Position); i > 0; i--)
        {
            var name = Joined(at.Position, i);
            if (name is "P-GP" or "PGP" or "P-GLYCOPROTEIN" or "BCRP")
            {
                at.Position += i;
                SkipEnzymeAgain(name);
                return name is "BCRP" ? "BCRP" : "P-glycoprotein";
            }

            var bare = name.StartsWith("CYP450", StringComparison.Ordinal) && name.Length > 6 ? name[6..] : name.StartsWith("CYP", StringComparison.Ordinal) ? name[3..] : cytochrome ? name : "";
            if (!Cytochromes.Contains(bare))
                continue;
            at.Position += i;
            SkipEnzymeAgain("CYP" + bare);
            if (at.Upper(at.Position) is "ENZYME" or "ENZYMES" or "ISOENZYME" or "ISOENZYMES" or "ISOFORM")
                at.Position++;
            return "CYP" + bare;
        }

        at.Position = start;
        return null;
    }

    private void SkipEnzymeAgain(string name)
    {
        var start = at.Position;
        if (at.TakeSign('('))
        {
            for (var i = 1; i <= LongestEnzyme && at.Position + i < at.Count; i++)
            {
                if (at.SignAt(at.Position + i) == ')' && (Joined(at.Position, i) is var again && (string.Equals(again, name, StringComparison.Ordinal) || again is "P-GP" or "PGP" or "CYP")))
                {
                    at.Position += i + 1;
                    return;
                }
            }
        }

        at.Position = start;
    }

    // Words as if they were one, in capitals: "CYP 3 A4" is CYP3A4.
    private string Joined(int from, int count) => at.Text(from, from + count).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}
