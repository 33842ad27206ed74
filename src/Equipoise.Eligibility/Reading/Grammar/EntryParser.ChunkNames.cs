using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>A noun phrase with its complements, word by word.</summary>
internal sealed partial class EntryParser
{
    private const int LongestChunk = 18;

    // What a name goes on with; behind the second ones stands a preposition.
    private static readonly WordSet ChunkPrepositions = WordSet.Of("of", "in", "to", "for", "with", "on", "at", "from", "against", "under", "into", "after", "following", "during", "around", "near");
    private static readonly WordSet ChunkVerbs = WordSet.Of("involving", "affecting", "requiring", "needing", "necessitating", "causing", "invading", "containing", "targeting", "limiting");
    private static readonly WordSet ChunkParticiples = WordSet.Of(
        "due", "secondary", "associated", "related", "caused", "induced", "complicated", "accompanied", "resistant", "refractory", "sensitive", "responsive", "unresponsive", "amenable", "attributable", "resulting", "leading", "arising", "extending", "originating", "characterized", "characterised", "triggered", "mediated", "located", "confined", "limited", "localized", "susceptible", "intolerant");

    private static readonly WordSet SecondPrepositions = WordSet.Of("to", "with", "by", "from", "in", "on", "into");

    // Kinds of words that stand in no name
    private static UInt128 NotInChunk => NotAbsorbed & ~MayBeInChunk;

    private static readonly UInt128 MayBeInChunk = TokenCursor.Bits(WordKind.Anchor, WordKind.Variable, WordKind.Remark, WordKind.Meanwhile, WordKind.Gene, WordKind.Alteration);

    private static readonly WordSet InChunkAnyway = WordSet.Of("available", "inadequate", "insufficient", "uncontrolled", "normal");

    private static readonly WordSet Shifts = WordSet.Of("elevated", "increased", "decreased", "low", "high", "reduced", "abnormal", "raised", "elevation", "increase", "decrease", "reduction", "normal");

    // Papers, talk and what is asked of people
    private static readonly WordSet Boilerplate = WordSet.Of(
        "comply", "cooperate", "cooperation", "adhere", "adherence", "attend", "return", "understanding", "communicate", "communication", "visit", "questionnaire", "survey", "appointment", "interview", "language", "contact", "information", "data", "medical", "record", "record", "approval", "agreement", "willingness", "unwillingness", "interest", "attendance", "availability",
        "reading", "speaking", "english", "literacy", "computer", "phone", "telephone", "smartphone", "internet", "insurance", "residence", "travel", "form", "informed", "investigation", "requirement", "procedures", "research", "prognosis", "expectancy", "candidate", "recommendation", "guideline", "guidelines", "label", "opinion", "purpose", "test", "results", "result", "imaging", "biopsy-proven", "measure", "measures", "value", "values", "level", "levels", "score", "count", "grade", "coverage", "finding", "otherwise", "stratum", "strata", "evident", "class", "stage", "category", "center", "centre", "clinic", "department", "team");

    // What narrows a chunk; null where its words say more
    private List<string>? TakeChunkModifiers()
    {
        SkipArticle();
        var led = at.Position;
        var modifiers = TakeModifiers();
        if (modifiers is ["current"] && IsInHistory(at.Position - 1))
            modifiers = Unnarrowed;
        // "moderate to advanced": a range
        if (HoldsTo(led, at.Position) && !modifiers.Exists(modifier => modifier.Contains(" to ", StringComparison.Ordinal)))
            return null;
        SkipArticle();
        var start = at.Position;
        // "histologically evident": how it was found; "clinically meaningful": the adverb was passed over; "findings on …"
        if (start >= at.Count || (led > 0 && at.Letters(led - 1).EndsWith("ly", StringComparison.OrdinalIgnoreCase) && at.Upper(led - 1) is not ("CURRENTLY" or "PREVIOUSLY" or "RECENTLY")) || at.Upper(start - 1) is "TYPE" || (modifiers.Count > 0 && at.Upper(start - 1) is "ON" or "IN" or "WITH") || modifiers.Exists(modifier => modifier.Contains("evident", StringComparison.Ordinal) || modifier.Contains("ologically", StringComparison.Ordinal)))
            return null;
        // "relapsed following chemotherapy"
        return modifiers.Count > 0 && start > 0 && NoNameBehind.Contains(at[start - 1].Spelling) && at.Upper(start - 1) is not "FIRST" ? null : modifiers;
    }

    // chunk := modifiers word* head (marker word+)*
    private Chunk? TakeChunk(HeadKind framed)
    {
        if (TakeChunkModifiers() is not { } modifiers)
            return null;
        var start = at.Position;
        var (headEnd, marker, markerEnd, objectEnd, phrase) = (-1, -1, -1, -1, start);
        bool? named = null;
        var others = new List<string>();
        while (!at.AtEnd && at.Position - start < LongestChunk)
        {
            var here = at.Position;
            if (SharesPhrase(phrase, start, others) || (here > phrase && SkipBracketedInitials()))
            {
                phrase = others.Count > 0 && headEnd < 0 ? Math.Max(phrase, at.SignAt(at.Position - 1) == ')' ? phrase : at.Position) : phrase;
                continue;
            }

            if (EndsChunk())
                break;
            if (here > phrase && ChunkMarker() is var next && next > here)
            {
                if (!EndsNounPhrase(here, named is not null && namedTo == here))
                    return null;
                if (headEnd < 0)
                    (headEnd, marker, markerEnd) = (here, here, next);
                else if (objectEnd < 0)
                    objectEnd = here;
                at.Position = next;
                phrase = next;
                continue;
            }

            if (TakeTableName(out var condition))
            {
                // "lymphoma HIV infection": two lines that lost their ends
                if (condition && namedTo == here && here > phrase && HeadNouns.Of(at[here - 1].Spelling) is HeadKind.Condition && (at.Position > here + 1 || HeadNouns.Of(at[here].Spelling) is HeadKind.Condition))
                    return null;
                (named, namedTo) = (condition, at.Position);
                if (headEnd < 0)
                    (headNamed, headNamedTo, headNamedFrom) = (condition, at.Position, here);
                continue;
            }

            if (!IsChunkWord(phrase))
                return null;
            at.Position++;
        }

        return ChunkTo(at.Position, framed, modifiers, others, start, (headEnd, marker, markerEnd, objectEnd, phrase));
    }

    private Chunk? ChunkTo(int end, HeadKind framed, List<string> modifiers, List<string> others, int start, (int HeadEnd, int Marker, int MarkerEnd, int ObjectEnd, int Phrase) parts)
    {
        var (headEnd, marker, markerEnd, objectEnd, phrase) = parts;
        if (end <= phrase || !EndsNounPhrase(end, namedTo == end) || (marker >= 0 && (Has(Tests, end - 1) || EndsWithOne(at.Letters(end - 1), TestEndings))))
            return null;
        headEnd = headEnd < 0 ? end : headEnd;
        if (others.Count > 0)
        {
            // "hepatic or renal disorder": the last of them stands before the noun that all share.
            start = lastOther;
            if (start + 1 >= headEnd || !Qualifies(start))
                return null;
        }

        var kind = KindOfPhrase(start, headEnd, modifiers.Exists(NamesKind) || (marker >= 0 && at.Upper(headEnd - 1) is not ("DISEASE" or "DISEASES" or "ILLNESS" or "ILLNESSES" or "CONDITION" or "CONDITIONS")));
        if (kind is HeadKind.Unknown && (framed is not HeadKind.Unknown || modifiers.Exists(SaysDegree)))
            kind = framed is HeadKind.Unknown ? HeadKind.Condition : framed;
        objectEnd = objectEnd < 0 ? end : objectEnd;
        var ofObject = marker < 0 ? null : KindOf(KindOfPhrase(markerEnd, objectEnd, narrowed: true));
        var ofLast = marker < 0 ? null : KindOf(KindOfPhrase(phrase, end, narrowed: true));
        return IsMeasured(start, headEnd) ? null : new Chunk(start, headEnd, marker, markerEnd, end, kind, ofObject, ofLast, objectEnd < end, SaysDegreeAt(start), modifiers, others);
    }

    // "serious", "acute": words that name no kind of disease
    private static bool NamesKind(string modifier) => !Array.TrueForAll(modifier.Split(' ', '-'), word => SaysNothing.Contains(word) || word is "clinically" or "progressive" or "persistent" or "symptomatic" or "stable" or "advanced" or "terminal");

    private bool SaysDegreeAt(int index) => at[index].Kind == TokenKind.Word && (SaysNothing.Contains(at[index].Spelling) || OfIllness.Contains(at.Word(index).ToLowerInvariant()) || at.Letters(index).EndsWith("ly", StringComparison.OrdinalIgnoreCase));

    private bool HoldsTo(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (at.Upper(i) is "TO")
                return true;
        }

        return false;
    }

    private static readonly System.Collections.Frozen.FrozenSet<string> OfIllness = System.Collections.Frozen.FrozenSet.Create(StringComparer.Ordinal, "acute", "chronic", "severe", "serious", "active", "symptomatic", "uncontrolled", "unstable", "significant", "congenital", "progressive", "recurrent");

    // What is acute or severe is a disease.
    private static bool SaysDegree(string modifier) => Array.Exists(modifier.Split(' '), OfIllness.Contains);

    // How something was found
    private static readonly string[] TestEndings = ["graphy", "gram", "scopy", "logy"];

    private int namedTo = -1;
    private bool headNamed;
    private int headNamedTo = -1;
    private int headNamedFrom = -1;

    private bool EndsChunk() => at.Sign is '.' or ',' or ';' or '(' or ')' or '/' || (at.IsSign && at.Sign != '-') || ((at.Is(WordKind.Or) || at.Is(WordKind.And) || at.Is(WordKind.AndOr)) && !IsHeadAndNeck()) || at.Is(WordKind.Operator) || ((at.Is(WordKind.Within) || at.Is(WordKind.Before)) && IsTimeHere());

    private bool IsHeadAndNeck() => at.Upper(at.Position - 1) is "HEAD" && at.Upper(at.Position) is "AND" or "&" && at.Upper(at.Position + 1) is "NECK";

    // The longest name of the tables that begins here
    private bool TakeTableName(out bool condition)
    {
        var here = at.Position;
        condition = at.Is(WordKind.Condition);
        var end = condition && at.Take(WordKind.Condition) is not null ? at.Position : here;
        at.Position = here;
        if (at.Is(WordKind.Therapy) && at.Take(WordKind.Therapy) is not null && at.Position > end)
            (end, condition) = (at.Position, false);
        at.Position = end;
        return end > here;
    }

    // The token after a marker that begins here; the same place where none does
    private int ChunkMarker()
    {
        var here = at.Position;
        if (at[here].Kind != TokenKind.Word)
            return here;
        var next = here;
        if (ChunkVerbs.Contains(at[here].Spelling) || ChunkPrepositions.Contains(at[here].Spelling))
            next = here + 1;
        else if (ChunkParticiples.Contains(at[here].Spelling) && here + 1 < at.Count && SecondPrepositions.Contains(at[here + 1].Spelling))
            next = here + 2;
        while (next > here && (at.Upper(next) is "THE" or "A" or "AN" or "ANY" || (at.Upper(next) is "USE" && at.Upper(next + 1) is "OF")))
            next += at.Upper(next) is "USE" ? 2 : 1;
        return next;
    }

    private bool IsChunkWord(int phrase)
    {
        var here = at.Position;
        if (at.IsSign)
            return at.Sign == '-' && here > phrase && IsGlued(here);
        if (at[here].Kind == TokenKind.Number)
            return here > phrase && (at.Upper(here - 1) is "TYPE" || (at.SignAt(here - 1) == '-' && IsGlued(here - 1)) || (at[here].Number is > 0 and < 100 && at.Letters(here).IndexOf('.') < 0 && at[here - 1].Kind == TokenKind.Word && at.Upper(here + 1) is "RECEPTOR" or "INHIBITOR" or "INHIBITORS" or "ANTAGONIST" or "ANTAGONISTS" or "ANTIBODY" or "ANTIBODIES" or "DEFICIENCY"));
        var spelling = at[here].Spelling;
        if (IsImpairable(here) && Impairments.Contains(at[phrase].Spelling))
            return true;
        if (IsHeadAndNeck() || InChunkAnyway.Contains(spelling) || IsWordOfState(here) || at.Upper(here) is "TYPE" && at[Math.Min(here + 1, at.Count - 1)].Kind == TokenKind.Number)
            return true;
        // "first line"
        if (at.Upper(here) is "FIRST" or "SECOND" or "THIRD" or "1ST" or "2ND" or "3RD" && (at.Upper(here + 1) is "LINE" || at.Upper(here + 2) is "LINE"))
            return true;
        if ((at.Kinds & NotInChunk) != 0 && !IsSideOfBody(here) || NotInName.ContainsSingular(spelling) || Finding.Contains(spelling) || Boilerplate.ContainsSingular(spelling) || Prepositions.Contains(spelling) || Verbs.Contains(spelling))
            return false;
        var word = at.Letters(here);
        if (word.Length < 2 && !(at.SignAt(here + 1) == '-' || at.SignAt(here - 1) == '-'))
            return false;
        // "comorbidities preventing …": a verb behind a noun
        if (here > phrase && EndsLikeVerb(word) && at.SignAt(here - 1) != '-' && at.SignAt(here + 1) != '-' && HeadNouns.Of(spelling) is HeadKind.Unknown && HeadNouns.Of(at[here - 1].Spelling) is not (HeadKind.Unknown or HeadKind.Neither))
            return false;
        // "version desiring anesthesia"
        if (here > phrase && word.EndsWith("ing", StringComparison.OrdinalIgnoreCase) && HeadNouns.Of(spelling) is HeadKind.Unknown && at.IsUnknownAt(here) && at.SignAt(here - 1) != '-')
            return false;
        // "smoking during pregnancy", "bleeding": a noun, or what narrows one
        return !(EndsLikeVerb(word) && HeadNouns.Of(spelling) is HeadKind.Unknown && at.SignAt(here - 1) != '-' && at.SignAt(here + 1) != '-' && !at.Is(WordKind.Modifier) && (here + 1 >= at.Count || EndsPlace() || at[here + 1].Kind != TokenKind.Word || Prepositions.Contains(at[here + 1].Spelling)));
    }

    // A noun before the token, and no word that waits for one
    private bool EndsNounPhrase(int end, bool named)
    {
        var last = end - 1;
        if (at[last].Kind == TokenKind.Number)
            return end - 2 >= 0;
        if (at[last].Kind != TokenKind.Word)
            return false;
        return named || HeadNouns.Of(at[last].Spelling) is not HeadKind.Unknown || IsPhraseNoun(last) || IsAllCapitals(last) || IsMostlyCapitals(at.Word(last));
    }

    private bool IsAllCapitals(int index) => at.Letters(index) is { Length: > 1 and < 8 } word && !word.ContainsAnyExceptInRange('A', 'Z');

    // "function" in "impaired cardiac function"
    private bool IsImpairable(int index) => at.Upper(index) is "FUNCTION" or "FUNCTIONS" or "RESPONSE" or "CONTROL" || (at.Upper(index + 1) is "FUNCTION" or "FUNCTIONS" && at.Is(WordKind.Judgment));

    private HeadKind KindOfPhrase(int start, int end, bool narrowed)
    {
        if (namedTo == end || (headNamedTo == end && headNamedFrom >= start))
            return (headNamedTo == end ? headNamed : IsConditionTo(end)) ? HeadKind.Condition : HeadKind.Therapy;
        if ((Faculties.Contains(at[end - 1].Spelling) || at.Upper(end - 1) is "FUNCTIONS" or "RESPONSE" or "CONTROL") && Impairments.Contains(at[start].Spelling) || at.Upper(end - 1) is "HOSPITALIZATION" or "HOSPITALIZATIONS" or "HOSPITALISATION")
            return HeadKind.Condition;
        var kind = HeadNouns.Of(at[end - 1].Spelling);
        if (kind is HeadKind.ConditionOf or HeadKind.TherapyOf && !narrowed && !NamesOne(start, end - 1))
            return HeadKind.Neither;
        return kind is HeadKind.Neither or HeadKind.Unknown && SaysState(start, end) ? HeadKind.Condition : kind;
    }

    // The name of the tables that ends here is a condition's.
    private bool IsConditionTo(int end)
    {
        var here = at.Position;
        var condition = false;
        for (at.Position = Math.Max(0, end - 5); at.Position < end; at.Position++)
        {
            var start = at.Position;
            if (TakeTableName(out condition) && at.Position == end)
                break;
            at.Position = start;
        }

        at.Position = here;
        return condition;
    }

    // "elevated liver enzymes": a value, which others read
    private bool IsMeasured(int start, int headEnd)
    {
        if (IsRaisedEnzymes(headEnd))
            return false;
        var (change, measure) = (false, false);
        var here = at.Position;
        for (at.Position = start; at.Position < headEnd; at.Position++)
        {
            change |= at[at.Position].Kind == TokenKind.Word && Shifts.Contains(at[at.Position].Spelling);
            measure |= at.Is(WordKind.Variable);
            if (at.Position == headEnd - 1 && at.Is(WordKind.Variable) && !at.Is(WordKind.Condition))
                change = measure = true;
        }

        at.Position = here;
        return change && measure;
    }

    // What a chunk names, once for each of its modifiers
    private List<CriterionNode>? NamesOf(Chunk chunk, string? behind = null)
    {
        if (HeadName(chunk.Start, chunk.HeadEnd) is not { } name)
            return null;
        if (chunk.End > chunk.HeadEnd)
            name = $"{name} {Own(chunk.HeadEnd, chunk.End)}";
        name += behind;
        var isCondition = KindOf(chunk.Kind) ?? true;
        List<string> all = [name];
        if (chunk.Others.Count > 0)
        {
            var noun = Own(chunk.Start + 1, chunk.HeadEnd);
            var tail = (chunk.End > chunk.HeadEnd ? $" {Own(chunk.HeadEnd, chunk.End)}" : "") + behind;
            all = [.. chunk.Others.Select(other => Singular($"{other} {noun}") + tail), name];
        }

        return [.. chunk.Modifiers.DefaultIfEmpty("").SelectMany(modifier => all.Select(one => Named(modifier, one, isCondition)))];
    }

    // The noun phrase up to its head: as the tables have it where they hold its last words, and singular
    private string? HeadName(int start, int end)
    {
        var here = at.Position;
        for (var from = start; from < end; from++)
        {
            if (at.SignAt(from - 1) == '-' && from > start)
                continue;
            at.Position = from;
            var known = at.Take(WordKind.Condition);
            if (known is null || at.Position != end)
            {
                at.Position = from;
                known = at.Take(WordKind.Therapy);
            }

            if (known is not null && at.Position == end)
            {
                at.Position = here;
                return known.Contains('+', StringComparison.Ordinal) ? null : from > start ? $"{Own(start, from)} {known}" : known;
            }
        }

        at.Position = here;
        return Singular(Own(start, end));
    }

    // The text's own words, with abbreviations of the tables written out
    private string Own(int from, int to)
    {
        var here = at.Position;
        var words = new List<string>();
        for (var i = from; i < to;)
        {
            at.Position = i;
            if (at[i].Kind == TokenKind.Word && at.Letters(i) is { Length: > 1 } word && !at[i].Glued && at.SignAt(i + 1) is not '-' && CountCapitals(word) > 1 && (at.TakeWhole(WordKind.Condition) ?? at.TakeWhole(WordKind.Therapy)) is { } full && at.Position == i + 1)
            {
                words.Add(full);
                i++;
                continue;
            }

            // Initials of the words before
            if (at.SignAt(i) == '(')
            {
                while (i < to && at.SignAt(i++) != ')')
                {
                }

                continue;
            }

            var end = i + 1;
            while (end < to && at[end].Glued && at.SignAt(end) != '(')
                end++;
            words.Add(Small(at.Text(i, end)));
            i = end;
        }

        at.Position = here;
        return string.Join(' ', words);
    }

    private static int CountCapitals(ReadOnlySpan<char> word)
    {
        var capitals = 0;
        foreach (var letter in word)
            capitals += char.IsAsciiLetterUpper(letter) ? 1 : 0;
        return capitals;
    }

    // Where a chunk and its parts stand, what kind of thing it and its first object are, and what narrows it
    private readonly record struct Chunk(int Start, int HeadEnd, int Marker, int MarkerEnd, int End, HeadKind Kind, bool? ObjectKind, bool? LastKind, bool Nested, bool SaidFirst, List<string> Modifiers, List<string> Others)
    {
        public bool IsNarrowed => Modifiers.Count > 0 || SaidFirst;
    }
}
