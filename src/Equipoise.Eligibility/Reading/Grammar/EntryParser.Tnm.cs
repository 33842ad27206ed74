using System.Globalization;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Stages by tumor, nodes and metastases (UICC, TNM Classification of Malignant Tumours): "T3-4 N0 M0", "cT2N0M0".</summary>
internal sealed partial class EntryParser
{
    // tnm := ["stage"] part ([","] part)* ["disease"]; part := letter value (("-" | "to" | "or" | ",") [letter] value)*
    private CriterionNode? TnmTerm()
    {
        if (!HoldsTnm)
            return null;
        var start = at.Position;
        SkipExistenceLead();
        var staged = at.Take(WordKind.StageWord) is not null;
        // "any T, N1": every tumor has some T.
        var any = at.Upper(at.Position - 1) is "ANY" && at.Word(at.Position) is "T" or "N";
        if (any)
            at.Position++;
        else if (!IsTnm(at.Position) && !IsSignedTnm)
            return null;
        var parts = new List<(char Letter, List<string> Values)>();
        while (at.Position < at.Count)
        {
            var before = at.Position;
            if (parts.Count > 0 || any)
                _ = at.TakeSign(',') || at.TakeSign('/') || (at.Take(WordKind.And) ?? at.Take(WordKind.With)) is not null;
            if (at.WordIs("any") && at.Word(at.Position + 1) is "T" or "N")
            {
                at.Position += 2;
                any = true;
                continue;
            }

            // "T1 N1, T3 N0": the next T begins another stage
            if (!TakeTnmWord(parts) && !TakeSignedTnm(parts))
            {
                at.Position = before;
                break;
            }
        }

        // "T3" and "T4" alone are hormones too, "M1" a kind of leukemia.
        if (parts.Count == 0 || (parts is [{ Values: [{ Length: < 4 } lone] }] && lone is not "N+" && !staged && !any && !IsTumorWord() && at.Word(start) is not ['c' or 'p', ..] && !IsBesideTnm(start)))
        {
            at.Position = start;
            return null;
        }

        if (IsTumorWord() && !at.Is(WordKind.Condition))
            at.Position++;
        while (SkipMethod() || SkipBracketedWords())
        {
        }

        return Joined([.. parts.Select(part => Alternatives([.. part.Values.Select(value => (CriterionNode)new Condition(value))]))]);
    }

    // Most entries hold no such word, and so no stage of this kind.
    private bool HoldsTnm
    {
        get
        {
            if (holdsTnm is { } known)
                return known;
            var holds = false;
            for (var i = 0; i < at.Count && !holds; i++)
                holds = at[i].Kind == TokenKind.Word && at[i].Spelling.Answer(MayBeTnm);
            holdsTnm = holds;
            return holds;
        }
    }

    private bool? holdsTnm;

    private static readonly SpellingTest MayBeTnm = new(word => word is "T" or "N" or "cT" or "cN" or "pN" or "pT" or "ypN" || IsTnm(word));

    private static CriterionNode Alternatives(List<CriterionNode> alternatives) => alternatives is [var only] ? only : new AnyOf(alternatives);

    private static bool IsTnm(CriterionNode node) => Leaves(node).All(leaf => leaf is Condition { Concept: ['T' or 'N' or 'M' or 'c' or 'p' or 'y' or 'r', _, ..] concept } && (concept is "N+" || TnmPart(concept.AsSpan().TrimStart("cpyr")) > 0));

    private bool IsTumorWord() => at.Upper(at.Position) is "DISEASE" or "TUMOR" or "TUMORS" or "TUMOUR" or "TUMOURS" or "LESION" or "LESIONS" or "CANCER" or "CARCINOMA" or "STAGE" or "METASTASES";

    // "T2", "cT2N0M0", "pT3a", and what is listed after the last letter of it
    private bool TakeTnmWord(List<(char Letter, List<string> Values)> parts)
    {
        if (!IsTnm(at.Position))
            return false;
        var word = at.Word(at.Position).AsSpan().TrimStart("cpyr");
        var begun = parts.Count;
        // "T2N0M0": one name, as it was written
        if (begun == 0 && TnmPart(word) < word.Length && !GoesOnAsTnm(at.Position + 1))
        {
            parts.Add(('*', [at.Word(at.Position++)]));
            return true;
        }

        while (word.Length > 0)
        {
            var length = TnmPart(word);
            var letter = word[0];
            if (parts.Skip(begun).Any(part => part.Letter == letter) || parts.Exists(part => part.Letter == letter))
                return false;
            parts.Add((letter, [word[..length].ToString()]));
            word = word[length..];
        }

        at.Position++;
        while (tnmRest.Length == 0 && TakeTnmNext(parts[^1].Letter, parts[^1].Values))
        {
        }

        return tnmRest.Length == 0 || TakeTnmRest(parts);
    }

    // What stands in one word with the end of a range: the "N0M0" of "T2-T4aN0M0"
    private string tnmRest = "";

    private bool TakeTnmRest(List<(char Letter, List<string> Values)> parts)
    {
        // "T3-4aN+"
        if (tnmRest is "N")
        {
            tnmRest = "";
            parts.Add(('N', ["N+"]));
            at.Position++;
            return true;
        }

        var rest = tnmRest.AsSpan();
        tnmRest = "";
        while (rest.Length > 0)
        {
            var length = TnmPart(rest);
            if (length == 0 || parts[^1].Letter == rest[0])
                return false;
            parts.Add((rest[0], [rest[..length].ToString()]));
            rest = rest[length..];
        }

        while (tnmRest.Length == 0 && TakeTnmNext(parts[^1].Letter, parts[^1].Values))
        {
        }

        return tnmRest.Length == 0;
    }

    // "T2N0-1", "T1N1, M0"
    private bool GoesOnAsTnm(int next)
    {
        var part = at.SignAt(next) is '-' or ',' or '/' or '+' or '(' || at.Upper(next) is "OR" or "AND" or "TO" or "WITH" ? next + 1 : next;
        // "pT3N0M0 or pT4N0M0" are two; behind a comma they are a list.
        if (IsTnm(part) && part > next && at.Word(part).AsSpan().TrimStart("cpyr")[0] == 'T')
            return at.SignAt(next) == ',';
        return at.SignAt(next) == '+' || IsTnm(part) || (part < at.Count && part > next && at.SignAt(next) != '(' && at[part].Kind == TokenKind.Number);
    }

    // "-4", "-T4", "or 4", ", T4"
    private bool TakeTnmNext(char letter, List<string> values)
    {
        var start = at.Position;
        var range = at.TakeSign('-') || at.Take(WordKind.To) is not null;
        if (range || TakeListLink())
        {
            var next = NextTnm(letter);
            if (next is not null && Extend(letter, values, next, range))
                return true;
        }

        at.Position = start;
        return false;
    }

    private string? NextTnm(char letter)
    {
        if (at.NumberHere is >= 0 and <= 4 and var digit && digit == decimal.Truncate(digit) && !(at.Position + 1 < at.Count && at[at.Position + 1] is { Kind: TokenKind.Number, Glued: true }))
        {
            at.Position++;
            var suffix = "";
            if (at.Position < at.Count && at[at.Position].Glued && at.Word(at.Position) is [>= 'a' and <= 'd', ..] glued && (glued.Length == 1 || IsTnm(glued.AsSpan(1)) || (glued.EndsWith('N') && glued.Length == 2 && at.SignAt(at.Position + 1) == '+')))
            {
                (suffix, tnmRest) = (glued[..1], glued[1..]);
                at.Position++;
            }

            return string.Create(CultureInfo.InvariantCulture, $"{letter}{digit:0}{suffix}");
        }

        // "T4a", and "T4aN0M0" where a range ends
        if (IsTnm(at.Position) && at.Word(at.Position).TrimStart('c', 'p', 'y', 'r') is var word && word[0] == letter && TnmPart(word) is var length && (length == word.Length || at.SignAt(at.Position - 1) == '-'))
        {
            at.Position++;
            tnmRest = word[length..];
            return word[..length];
        }

        return null;
    }

    // A range of whole numbers lists what lies between; one with letters stays one name, because editions differ.
    private static bool Extend(char letter, List<string> values, string next, bool range)
    {
        if (!range)
        {
            values.Add(next);
            return true;
        }

        if (values[^1].Length == 2 && next.Length == 2 && char.IsAsciiDigit(values[^1][1]))
        {
            if (values[^1][1] >= next[1])
                return false;
            for (var digit = (char)(values[^1][1] + 1); digit <= next[1]; digit++)
                values.Add($"{letter}{digit}");
            return true;
        }

        values[^1] = $"{values[^1]}-{next}";
        return true;
    }

    private bool IsTnm(int index)
    {
        return index < at.Count && at[index].Kind == TokenKind.Word && HoldsTnm && IsTnm(at.Letters(index));
    }

    private static bool IsTnm(ReadOnlySpan<char> word)
    {
        word = word.TrimStart("cpyr");
        if (word.Length < 2)
            return false;
        while (word.Length > 0)
        {
            var length = TnmPart(word);
            if (length == 0)
                return false;
            word = word[length..];
        }

        return true;
    }

    // "T1", "T4b", "Tis", "TX", "N2c", "M1a": the length of the first part; zero for none
    private static int TnmPart(ReadOnlySpan<char> word)
    {
        if (word.Length < 2 || word[0] is not ('T' or 'N' or 'M'))
            return 0;
        if (word.StartsWith("Tis", StringComparison.Ordinal))
            return 3;
        if (word[1] is 'X' or 'x' || word is "Ta")
            return 2;
        if (word[1] < '0' || word[1] > (word[0] switch { 'T' => '4', 'N' => '3', _ => '1' }))
            return 0;
        return word.Length > 2 && word[2] is >= 'a' and <= 'd' ? 3 : 2;
    }
}
