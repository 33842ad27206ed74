using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What somebody cannot do, and what somebody does not tolerate, in the text's own words.</summary>
internal sealed partial class EntryParser
{
    // "platinum-containing compounds", "study drug components": an allergen that no table holds, in words that were left
    private string? ChunkAgent()
    {
        var start = at.Position;
        // "requiring hospitalization"
        if (at.AtEnd || ChunkMarker() > start)
            return null;
        while (!at.AtEnd && !EndsChunk())
        {
            var here = at.Position;
            if (TakeTableName(out _))
            {
                namedTo = at.Position;
                continue;
            }

            if (at.Upper(here) is "CONTAINING" && at.SignAt(here - 1) != '-')
                return Nameless(start);
            if (!IsChunkWord(start) && !(at.Upper(here) is "STUDY" && at.Upper(here + 1) is "DRUG" or "MEDICATION" or "TREATMENT") && !(here > start && at.Upper(here) is "OF" or "THE" or "IN"))
                return Nameless(start);
            at.Position++;
        }

        if (at.Position - start > (at.Upper(start) is "STUDY" ? 2 : 0) && HasLeft(start, at.Position) && EndsNounPhrase(at.Position, namedTo == at.Position) && EndsPhrase())
            return Singular(Own(start, at.Position));
        at.Position = start;
        return null;
    }

    private static readonly WordSet Inabilities = WordSet.Of("inability", "impossibility", "incapacity", "unable", "incapable");

    // What is asked of people in a trial, and what the mind does
    private static readonly WordSet AskedOfPeople = WordSet.Of(
        "give", "comply", "consent", "understand", "communicate", "cooperate", "follow", "complete", "commit", "continue", "read", "speak", "write", "sign", "participate", "attend", "provide", "obtain", "perform", "meet", "adhere", "come", "return", "refrain", "assess", "discontinue", "stop", "interrupt", "identify", "determine", "measure", "access", "make", "be", "have", "answer", "respond", "express", "keep", "maintain", "remain", "travel", "use", "operate", "visit",
        "contact", "abstain", "withdraw", "agree", "decide", "collaborate", "collect", "fill", "report", "place", "visualize", "safely", "adequately", "independently", "reliably", "receive", "start");

    // inability := ("inability" | "unable") "to" verb word*: "inability to walk on a treadmill"
    private Condition? TakeInability()
    {
        var start = at.Position;
        var verb = start + 2;
        if (start + 2 >= at.Count || !Inabilities.Contains(at[start].Spelling) || at.Upper(start + 1) is not ("TO" or "OF") || at[verb].Kind != TokenKind.Word || AskedOfPeople.Contains(at[verb].Spelling))
            return null;
        for (at.Position = verb + 1; !at.AtEnd && at.Position - verb < LongestChunk && !EndsChunk(); at.Position++)
        {
            if (!TakeTableName(out _) ? !(Prepositions.Contains(at[at.Position].Spelling) || IsChunkWord(verb)) : Rewind(at.Position - 1) && false)
                return NoInability(start);
        }

        var last = at.Position - 1;
        if (at[last].Kind != TokenKind.Word || Prepositions.Contains(at[last].Spelling) || (last > verb && !EndsNounPhrase(at.Position, namedTo == at.Position) && !at.Letters(last).EndsWith("ly", StringComparison.OrdinalIgnoreCase)))
            return NoInability(start);
        return new Condition($"inability {(at.Upper(start + 1) is "OF" ? "of" : "to")} {Own(verb, at.Position)}");
    }

    private Condition? NoInability(int start)
    {
        at.Position = start;
        return null;
    }
}
