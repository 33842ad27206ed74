using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Findings that no noun names: a part of the body in a state ("positive cervical lymph nodes", "contracted bladder"), an abnormal test, what somebody consumes.</summary>
internal sealed partial class EntryParser
{
    private static readonly WordSet StatesOfParts = FrameWords.Of("stateOfPart");
    private static readonly WordSet PartsOfBody = FrameWords.Of("bodyPart");
    private static readonly WordSet TestNouns = FrameWords.Of("testNoun");
    private static readonly WordSet StatesOfTests = FrameWords.Of("stateOfTest");
    private static readonly WordSet Consumed = FrameWords.Of("consumed");

    // state-of-part := word* state word* part; state-of-test := word* "abnormal" word* test
    private bool SaysState(int start, int end)
    {
        var last = end - 1;
        if (at[last].Kind != TokenKind.Word)
            return false;
        if (IsConsumption(last) || IsRaisedEnzymes(end))
            return true;
        var states = PartsOfBody.Contains(at[last].Spelling) ? StatesOfParts : TestNouns.Contains(at[last].Spelling) ? StatesOfTests : null;
        if (states is null)
            return false;
        // What narrows a phrase has been read before it.
        for (var i = Math.Max(0, start - 2); i < last; i++)
        {
            if (at[i].Kind == TokenKind.Word && states.Contains(at[i].Spelling))
                return true;
        }

        return false;
    }

    // "substantial alcohol use"
    private bool IsConsumption(int index) => index > 0 && at.Upper(index) is "USE" or "CONSUMPTION" or "INTAKE" && Consumed.Contains(at[index - 1].Spelling);

    // "positive", "abnormal" and a test's name, which mean something else by themselves
    private bool IsWordOfState(int index) =>
        StatesOfParts.Contains(at[index].Spelling) || IsConsumption(index) || (TestNouns.Contains(at[index].Spelling) && EndsPhraseAt(index + 1)) || (at.Upper(index) is "RESTING" && TestNouns.Contains(at[Math.Min(index + 1, at.Count - 1)].Spelling)) || (at.Upper(index) is "ACCESS" or "ANATOMY" && EndsPhraseAt(index + 1));

    // "elevated liver enzymes", below what excludes: which, and how much, nobody says
    private bool IsRaisedEnzymes(int end) => polarity == Polarity.Exclusion && at.Upper(end - 1) is "ENZYMES" or "TRANSAMINASES" && end > 1 && at[end - 2].Kind == TokenKind.Word;

    // "poor venous access": none that is asked for
    private bool IsVenousAccess(int index) => at.Upper(index) is "ACCESS" && at.Upper(index - 1) is "VENOUS" or "VASCULAR" or "INTRAVENOUS" or "IV" or "ARTERIAL" or "VEIN";
}
