using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What stands in front of a name and says only that somebody has it or had it: "known history of or current", "evidence or presence of".</summary>
internal sealed partial class EntryParser
{
    private static readonly WordSet FrameNouns = WordSet.Of("history", "evidence", "presence", "complication", "diagnosis", "existence", "occurrence", "sign", "episode", "manifestation");

    private static readonly WordSet FrameAdjectives = WordSet.Of(
        "known", "documented", "current", "currently", "past", "prior", "previous", "previously", "active", "ongoing", "confirmed", "medical", "clinical", "personal", "present", "existing", "concurrent");

    private const int LongestFrame = 12;

    private static bool BeginsFrameOfWords(ReadOnlySpan<char> word) => FrameAdjectives.Contains(word) || FrameNouns.ContainsSingular(word) || word.Equals("a", StringComparison.OrdinalIgnoreCase);

    // frame := (adjective | noun ["of"]) (link (adjective | noun ["of"]))+, where a noun is among them
    private bool SkipFrame()
    {
        var start = at.Position;
        if (start >= at.Count || !(FrameAdjectives.Contains(at[start].Spelling) || Has(FrameNouns, start) || (at.Upper(start) is "A" && start + 1 < at.Count && Has(FrameNouns, start + 1))) || (at.Upper(start) is "ACTIVE" && at.Upper(start + 1) is not "OR"))
            return false;
        var (end, linked, noun, told) = (-1, false, false, false);
        for (; at.Position < at.Count && at.Position - start < LongestFrame; at.Position++)
        {
            if (at.Upper(at.Position) is "OR" or "AND" || at.Sign is '/' or ',')
            {
                // "history of asthma or …": what is linked must itself be a frame.
                if (at.Sign != ',')
                    linked |= told;
                continue;
            }

            // "history of or is positive for"
            if (told && at.Upper(at.Position) is "POSITIVE" or "SEROPOSITIVE" && at.Upper(at.Position + 1) is "FOR")
            {
                end = at.Position + 2;
                break;
            }

            // "prior history or newly diagnosed"
            if (linked && at.Upper(at.Position) is "NEWLY" && at.Upper(at.Position + 1) is "DIAGNOSED")
            {
                end = at.Position + 2;
                break;
            }

            if (told && at.Upper(at.Position) is "IS" or "ARE" or "BEEN" or "HAS" or "HAVE" or "BEING")
                continue;
            else if (FrameAdjectives.Contains(at[at.Position].Spelling) || at.Upper(at.Position) is "OF")
                end = at.Position + 1;
            else if (Has(FrameNouns, at.Position))
                noun = true;
            else if (at.Upper(at.Position) is not ("A" or "AN" or "ANY" or "THE"))
                break;
            told = true;
        }

        at.Position = start;
        // "known or suspected" has rules of its own; a frame ends in "of" or in an adjective that is linked.
        if (!linked || !noun || end < 0 || (end < at.Count && at.SignAt(end) == ',' && at.Upper(end - 1) is not "OF" && !HoldsComma(start, end)) || !(at.Upper(end - 1) is "OF" or "FOR" || at.Upper(end - 2) is "OR" or "AND" || (at.Upper(end - 1) is "DIAGNOSED" && at.Upper(end - 2) is "NEWLY") || at.SignAt(end - 2) is ',' or '/'))
            return false;
        saidCurrent = false;
        // "a history of, or active, gout"
        saidHad = at.Upper(end - 1) is "OF";
        return Rewind(at.SignAt(end) == ',' ? end + 1 : end);
    }

    private bool HoldsComma(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (at.SignAt(i) == ',')
                return true;
        }

        return false;
    }
}
