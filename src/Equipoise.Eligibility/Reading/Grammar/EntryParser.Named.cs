using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Where a condition or treatment may begin.</summary>
internal sealed partial class EntryParser
{
    // named-existence := lead* (chunk | (modifier (link modifier)*)? concept tail)
    private CriterionNode? NamedExistence()
    {
        saidCurrent = saidCompleted = saidGiven = saidHad = saidAfter = saidExamples = false;
        SkipExistenceLead();
        if (ChunkHere() is { } chunk)
            return chunk;
        if (!MayBeNamed())
            return at.Position < at.LastLink ? SharedNoun(saidCurrent ? ["current"] : Unnarrowed) : null;
        return NamedHere();
    }

    // Whether a name, what narrows one or a word with a rule of its own may begin here; elsewhere names may only share a noun that comes later.
    private bool MayBeNamed() =>
        at.Position < at.Count &&
        (leftOver is not null || saidGiven || saidHad || (saidCurrent && at.IsSign) || at[at.Position].Kind == TokenKind.Number || (at.Kinds & BeginNamed) != 0 || at[at.Position].Spelling.Answer(BeginsNamed) ||
            MayNarrow() || SaysPrior(at.Position - 1) || OpenNoun(at.Position, out _) >= 0);

    private static readonly UInt128 BeginNamed = TokenCursor.Bits(WordKind.Condition, WordKind.Therapy, WordKind.Gene, WordKind.Modifier, WordKind.StageWord);

    private static readonly SpellingTest BeginsNamed = new(IsNamedWord);

    // A rule of its own may name the whole of what begins here.
    private bool BeginsWholeName => at.Position < at.Count && at[at.Position].Spelling.Answer(BeginsWhole);

    private static readonly SpellingTest BeginsWhole = new(IsWholeWord);

    // What a treatment is aimed at may be written in capitals.
    private static bool IsNamedWord(string word) =>
        char.IsAsciiLetterUpper(word[0]) || IsWholeWord(word) || IsEffectWord(word) || IsOwnNameWord(word);

    private static bool IsWholeWord(string word) => NamedWords.Contains(word) || CoordinatedHeads.ContainsSingular(word) || IsHeadWord(word) || IsTargetsWord(word) || AimingNouns.ContainsSingular(word);

    private static readonly WordSet NamedWords = WordSet.Of(
        "bone", "bony", "liver", "hepatic", "lung", "pulmonary", "brain", "renal", "kidney", "cardiac", "cardiovascular", "heart", "respiratory", "condition", "conditions", "disease", "diseases", "disorder", "disorders", "tumor", "tumors",
        "class", "cumulative", "negative", "seronegative", "relapse", "recurrence");
}
