using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What somebody is allergic to, where no table names it.</summary>
internal sealed partial class EntryParser
{
    // "E. coli-derived products", "any component of the vaccine": what no table names, up to the next link
    private string? OpenAgent()
    {
        while (at.WordIs("of") || at.WordIs("the"))
            at.Position++;
        var start = at.Position;
        while (!at.AtEnd && at.Position - start < LongestAgent && (IsAgentWord() || (at.Position > start && at[at.Position].Kind == TokenKind.Number && IsNumberOfName(at.Position)) || (at.Position > start && at.Sign is '-' or '.' && at[at.Position].Glued && at.Position + 1 < at.Count && (at[at.Position + 1].Kind == TokenKind.Word || (at.Sign == '-' && at[at.Position + 1] is { Kind: TokenKind.Number, Glued: true })))))
            at.Position++;
        if (at.Position == start || !(EndsPhrase() || at.Sign is '(' or '/' || at.Is(WordKind.AndOr)) || (at.Position == start + 1 && at.Upper(start) is "ACTIVE" or "INACTIVE"))
        {
            at.Position = start;
            return null;
        }

        return Small(at.Text(start, at.Position));
    }

    private bool IsAgentWord() => at[at.Position].Kind == TokenKind.Word &&
        (IsInitialsOfAgent() || (at.Kinds & TokenCursor.Bits(WordKind.And, WordKind.Or, WordKind.AndOr, WordKind.But, WordKind.Not, WordKind.Unless, WordKind.Except, WordKind.If, WordKind.Number, WordKind.Operator, WordKind.Hindrance, WordKind.Judgment, WordKind.Since, WordKind.Allowed, WordKind.Forbidden, WordKind.Variable, WordKind.Condition)) == 0) && !(at.Is(WordKind.History) && at.Here()[^1].End > at.Position + 1) &&
        (!at.Is(WordKind.Within) || at.WordIs("in")) && at.Upper(at.Position) is not ("THAT" or "WHICH" or "WHO" or "REQUIRING" or "SUCH" or "INCLUDING" or "HISTORY" or "REACTION" or "REACTIONS");

    // "allergy to FTC": behind "to" initials are no disease's.
    private bool IsInitialsOfAgent() => at.Upper(at.Position - 1) is "TO" && IsAllCapitals(at.Position) && (EndsPhraseAt(at.Position + 1) || at.Upper(at.Position + 1) is "OR" or "CONTAINING");

    // "hypersensitivity due to x", "allergies on x"
    private bool TakesOtherPreposition()
    {
        var here = at.Position;
        if (at.Upper(here - 1) is not ("HYPERSENSITIVITY" or "ALLERGY" or "ALLERGIES" or "REACTION" or "REACTIONS"))
            return false;
        return at.Upper(here) is "FOR" or "ON" || (at.Upper(here) is "DUE" && at.Upper(here + 1) is "TO" && Rewind(here + 1));
    }

    private bool TakeExcipients()
    {
        if (!at.WordIs("and") && !at.WordIs("or"))
            return false;
        at.Position++;
        while (at.Upper(at.Position) is "ITS" or "THEIR" or "THE" or "ANY" or "OTHER" or "OF")
            at.Position++;
        return at.Upper(at.Position) is "EXCIPIENT" or "EXCIPIENTS" && EndsPhraseAt(at.Position + 1) && Rewind(at.Position + 1);
    }

    // "hypersensitivity to study drugs and their excipients", where the tables have the first
    private AnyOf? AllergyToParts(string concept, List<string> modifiers)
    {
        var start = at.Position;
        if (modifiers.Count < 2 && concept.StartsWith("allergy to ", StringComparison.Ordinal) && TakeExcipients())
        {
            return new AnyOf([Named(modifiers is [var one] ? one : "", concept, isCondition: true), Named(modifiers is [var same] ? same : "", "allergy to excipients", isCondition: true)]);
        }

        at.Position = start;
        return null;
    }

    // "TDF-containing medication": of what is in it
    private static string WithoutForm(string agent)
    {
        var noun = agent.LastIndexOf(' ');
        return noun > "x containing".Length - 1 && agent.AsSpan(0, noun).EndsWith("containing", StringComparison.OrdinalIgnoreCase) && Forms.ContainsSingular(agent.AsSpan(noun + 1)) ? agent[..(noun - "containing".Length)].TrimEnd(' ', '-') : agent;
    }

    private static readonly WordSet Forms = WordSet.Of("medication", "product", "drug", "medicine", "preparation", "formulation", "tablet", "capsule");
}
