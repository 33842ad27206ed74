using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Words of a noun phrase that two names share: "hepatic or renal disorder", "locally advanced or metastatic".</summary>
internal sealed partial class EntryParser
{
    private int lastOther = -1;

    // Words for organs, which share a noun as adjectives do
    private static readonly WordSet OrganWords = WordSet.Of("liver", "kidney", "heart", "lung", "brain", "bone", "skin", "thyroid", "bowel", "eye", "spine", "pancreas", "blood");

    private bool Qualifies(int index) => !SaysNothing.Contains(at[index].Spelling) && (OrganWords.Contains(at[index].Spelling) || OrgansAsAdjectives.Contains(at[index].Spelling) || (EndsWithOne(at.Letters(index), AdjectiveEndings) && HeadNouns.Of(at[index].Spelling) is HeadKind.Unknown));

    // "hepatic or | renal disorder", "locally advanced or | metastatic melanoma" behind "for"
    private bool SharesPhrase(int phrase, int start, List<string> others)
    {
        var here = at.Position;
        if (here == phrase || !(at.Is(WordKind.Or) || at.Is(WordKind.AndOr) || (at.Sign == ',' && phrase == start || others.Count > 0 && at.Sign == ',')))
            return false;
        var next = at.Sign == ',' && IsListWord(here + 1) ? here + 2 : here + 1;
        if (at.Is(WordKind.AndOr))
            next = at.Take(WordKind.AndOr) is not null ? at.Position : next;
        at.Position = here;
        if (next >= at.Count || at[next].Kind != TokenKind.Word)
            return false;
        if (phrase == start || others.Count > 0)
        {
            if (here != phrase + 1 || !Qualifies(phrase) || !Qualifies(next))
                return false;
            others.Add(Small(at.Text(phrase, here)));
            lastOther = next;
            return Rewind(next);
        }

        return OfTumors.Contains(at[here - 1].Spelling) && (OfTumors.Contains(at[next].Spelling) || at.Upper(next) is "LOCALLY" || IsInitialsOfMetastatic(next)) && at[here].Kind == TokenKind.Word && Rewind(next);
    }

    private static readonly WordSet OfTumors = WordSet.Of("advanced", "metastatic", "recurrent", "relapsed", "refractory", "unresectable", "inoperable", "progressive");

    // "locally advanced or mUC"
    private bool IsInitialsOfMetastatic(int index) => at.Letters(index) is ['m', .. { Length: > 1 and < 7 } rest] && !rest.ContainsAnyExceptInRange('A', 'Z');

    // "growth factor receptor (EGFR) mutation", "interleukin-1 (IL-1) inhibitor"
    private bool SkipBracketedInitials()
    {
        var here = at.Position;
        if (at.Sign != '(' || here + 3 >= at.Count || CountCapitals(at.Letters(here + 1)) < 2)
            return false;
        var close = here + 2;
        while (close < at.Count && close < here + 6 && at.SignAt(close) != ')' && at[close].Glued)
            close++;
        return at.SignAt(close) == ')' && close + 1 < at.Count && at[close + 1].Kind == TokenKind.Word && !IsListWord(close + 1) && !ChunkPrepositions.Contains(at[close + 1].Spelling) && Rewind(close + 1);
    }
}
