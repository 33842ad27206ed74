using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What is told to be of no account: "sex is not limited", "gender of the patients not restricted, and …".</summary>
internal sealed partial class EntryParser
{
    private const int LongestUnrestricted = 10;

    private static readonly WordSet TraitsOfPeople = WordSet.Of("sex", "sexes", "gender", "genders", "race", "races", "ethnicity", "nationality", "religion");

    private static readonly WordSet TraitWords = WordSet.Of("of", "the", "patients", "patient", "subjects", "subject", "participants", "participant", "is", "are", "being", "and", "or", "any", "there", "has", "have", "on", "a", "by");

    private static readonly WordSet NoWords = WordSet.Of("not", "no", "without", "un");

    private static readonly WordSet RestrictionWords = WordSet.Of("limited", "restricted", "limit", "limits", "limitation", "limitations", "restriction", "restrictions", "specified", "considered", "unlimited", "unrestricted");

    // unrestricted := trait words "not" words "limited" [","] ["and"]
    private bool SkipUnrestricted()
    {
        if (at.AtEnd || at[at.Position].Kind != TokenKind.Word || !TraitsOfPeople.Contains(at[at.Position].Spelling))
            return false;
        var start = at.Position;
        var denied = false;
        for (var i = start + 1; i < at.Count && i < start + LongestUnrestricted && at[i].Kind == TokenKind.Word; i++)
        {
            var word = at[i].Spelling;
            denied |= NoWords.Contains(word) || at.Upper(i).StartsWith("UN", StringComparison.Ordinal);
            if (denied && RestrictionWords.Contains(word))
            {
                at.Position = i + 1;
                if (at.Sign == ',' && at.Upper(at.Position + 1) is "AND")
                    at.Position += 2;
                else if (at.Upper(at.Position) is "AND")
                    at.Position++;
                return true;
            }

            if (!NoWords.Contains(word) && !TraitWords.Contains(word) && !TraitsOfPeople.Contains(word))
                return false;
        }

        return false;
    }
}
