using System.Collections.Frozen;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What may follow a concept and adds nothing to it: its initials, examples, how it shows.</summary>
internal sealed partial class EntryParser
{
    // "cumulative doxorubicin dose > 300 mg/m²"
    private void SkipCumulative()
    {
        if (at.WordIs("cumulative") && Rewind(at.Position + 1) && !at.Is(WordKind.Therapy))
            at.Position--;
    }

    // What adds nothing to a name
    private void SkipBehindName(string concept, bool isCondition)
    {
        while (IsStudiedPart(at.Position + 2) ? at.Upper(at.Position) is not "IN" && SkipConceptWord(isCondition) : at.TakeWhole(WordKind.Known) is not null || (isCondition && SkipMetastaticSign()) || SkipSilent() || SkipConceptWord(isCondition) || (isCondition && (SkipInfectionWord() || SkipIndication(concept) || SkipProven() || SkipHistologyWord(concept))) || SkipMethod(isCondition) || SkipBracketedWords() || SkipExamples() || SkipOpenExamples(concept, isCondition) || (!isCondition && SkipKindsOfTherapy(concept)) || SkipEvidence(concept) || SkipListedExamples(concept, isCondition))
        {
        }
    }

    // "(e.g., aspirin, ibuprofen)": examples of what was named take nothing from it and add nothing.
    private bool SkipExamples()
    {
        var start = at.Position;
        if (!at.TakeSign('(') || !IsExampleWord())
        {
            at.Position = start;
            return false;
        }

        for (var open = 1; !at.AtEnd; at.Position++)
        {
            if ((at.NumberHere is not null && !at[at.Position].Glued) || at.Is(WordKind.Variable) || at.Is(WordKind.Except) || at.Is(WordKind.Unless) || at.Is(WordKind.Not) || at.Is(WordKind.Operator) || at.Is(WordKind.If))
                break;
            open += at.Sign switch { '(' => 1, ')' => -1, _ => 0 };
            if (open == 0)
            {
                at.Position++;
                return true;
            }
        }

        at.Position = start;
        return false;
    }

    // "antiangiogenic agents such as bevacizumab or VEGF inhibitors": the examples are of what was named before.
    private bool SkipListedExamples(string concept, bool isCondition)
    {
        var (start, unread) = (at.Position, residue.Count);
        _ = at.TakeSign(',');
        var including = at.WordIs("including") && !at.Is(WordKind.Within);
        if (including)
            at.Position++;
        else if (at.WordIs("such") && string.Equals(at.Word(at.Position + 1), "as", StringComparison.OrdinalIgnoreCase))
            at.Position += 2;
        else
        {
            at.Position = start;
            return false;
        }

        if (including && at.WordIs("but"))
            at.Position += 4;
        var (end, beginsAnew) = (-1, false);
        var left = false;
        for (var linked = true; linked && at.Position < at.Count && !(left = end >= 0 && LeavesExamples(concept)) && SkipExample(concept, isCondition); linked = TakeListLink())
        {
            beginsAnew |= BeginsAnew(isFirst: end < 0);
            end = at.Position;
        }

        // Where the list goes on with something else, nobody can tell where the examples end.
        // "heart disease, including infarction within 6 months": the window is that of what happens on a day, not of the disease.
        var ends = end >= 0 && (!beginsAnew || left) && Rewind(end) && !(isCondition && at.Is(WordKind.Within)) && (left || !(TakeListLink() && IsNamed()));
        Back(ends ? end : start, unread);
        saidExamples |= ends;
        return ends;
    }

    // "immunosuppressants such as azathioprine, or an anticoagulant": a link that may lead out of the examples
    private bool BeginsAnew(bool isFirst)
    {
        var comma = at.Sign == ',';
        var link = comma ? at.Position + 1 : at.Position;
        return at.Upper(link) is "OR" or "AND" && ((comma && isFirst) || at.Upper(link + 1) is "A" or "AN" or "ANY");
    }

    // "chemotherapy including cetuximab or radiotherapy": another way to treat is no example of the first.
    private bool LeavesExamples(string concept)
    {
        var start = at.Position;
        var leaves = Modalities.Contains(concept) && at.TakeWhole(WordKind.Therapy) is { } other && Modalities.Contains(other) && !string.Equals(other, concept, StringComparison.Ordinal) && EndsPhrase();
        at.Position = start;
        return leaves;
    }

    private static readonly FrozenSet<string> Modalities = FrozenSet.Create(StringComparer.Ordinal, "chemotherapy", "radiotherapy", "surgery", "immunotherapy", "hormonal therapy", "targeted therapy");

    private bool IsNamed()
    {
        SkipExistenceLead();
        _ = TakeModifiers();
        return at.Is(WordKind.Condition) || at.Is(WordKind.Therapy) || (TakeHeadedName(out _) ?? TakeOpenName(out _)) is not null;
    }

    // A name of the kind that was named, or one that no table knows.
    private bool SkipExample(string concept, bool isCondition)
    {
        SkipExistenceLead();
        var kind = isCondition ? WordKind.Condition : WordKind.Therapy;
        var concepts = isCondition ? Concepts.Conditions : Concepts.Therapies;
        _ = TakeModifiers();
        if (at.TakeWhole(kind) is { } example)
        {
            while (SkipConceptWord())
            {
            }

            return (concept is "solid tumor" && IsSolidTumor(example)) || concepts.Find(concept) is not { } head || example is "investigational agent" || concepts.IsA(example, concept) ||
                concepts.Find(example) is not { } known || known.Parents.Any(parent => head.Parents.Contains(parent, StringComparer.Ordinal)) || (!isCondition && known.Parents.Count == 0);
        }

        return (TakeHeadedName(out var condition) ?? TakeOpenName(out condition)) is not null && condition == isCondition;
    }

    private bool IsExampleWord() =>
        at.Upper(at.Position) is "INCLUDING" or "INCL" or "ESPECIALLY" or "PARTICULARLY" || (at.WordIs("i") && string.Equals(at.Word(at.Position + 2), "e", StringComparison.OrdinalIgnoreCase)) || at.WordIs("ie") ||
        (at.WordIs("e") && string.Equals(at.Word(at.Position + 2), "g", StringComparison.OrdinalIgnoreCase)) || at.WordIs("eg") ||
        (at.WordIs("such") && string.Equals(at.Word(at.Position + 1), "as", StringComparison.OrdinalIgnoreCase)) ||
        (at.WordIs("for") && string.Equals(at.Word(at.Position + 1), "example", StringComparison.OrdinalIgnoreCase));

    // "hepatitis B (HBsAg positive)": how it shows
    private bool SkipEvidence(string concept)
    {
        var start = at.Position;
        var sign = concept switch { "hepatitis B" => "HBsAg-positive", "hepatitis C" => "HCV", "HIV infection" => "HIV infection", _ => null };
        if (sign is not null && at.TakeSign('(') && SkipFillers() && at.Take(WordKind.Condition) is { } shown && shown.StartsWith(sign, StringComparison.Ordinal) && at.TakeSign(')'))
            return true;
        at.Position = start;
        if (sign is not null && at.TakeSign('(') && SkipVirusTests())
            return true;
        at.Position = start;
        return false;
    }

    // "(defined as hepatitis B surface antigen [HBsAg] reactive)": the tests that show a virus, up to the bracket's end
    private bool SkipVirusTests()
    {
        for (var open = 1; !at.AtEnd; at.Position++)
        {
            open += at.Sign switch { '(' => 1, ')' => -1, _ => 0 };
            if (open == 0)
                return Rewind(at.Position + 1);
            if (at.NumberHere is { } number ? number is not (1 or 2) : at[at.Position].Kind == TokenKind.Word && !VirusTestWords.Contains(at.Letters(at.Position)))
                return false;
        }

        return false;
    }

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> VirusTestWords = Words(
        "defined", "as", "a", "e", "g", "eg", "i", "ie", "of", "the", "is", "are", "by", "with", "or", "and", "known", "presence", "hepatitis", "b", "c", "virus", "surface", "antigen", "hbsag", "hbv", "hcv", "hiv", "dna", "rna", "ribonucleic", "acid", "qualitative",
        "reactive", "positive", "detected", "detectable", "antibody", "antibodies", "ab", "anti", "test", "testing", "result", "results", "human", "immunodeficiency", "core", "hbc", "antihcv", "hbs");

    // "(DCIS)", "filgrastim (G-CSF)": the same concept again, or the class it belongs to
    private void SkipSameConcept(string concept)
    {
        var start = at.Position;
        if (at.TakeSign('(') && SkipSameAgain(concept) && at.TakeSign(')'))
        {
            if (at.Sign == '(')
                SkipSameConcept(concept);
            return;
        }

        at.Position = start;
        // "hemorrhage/bleeding event"
        if (at.TakeSign('/') && (at.TakeWhole(WordKind.Condition) ?? at.TakeWhole(WordKind.Therapy)) is { } twin && string.Equals(twin, concept, StringComparison.Ordinal))
            return;
        at.Position = start;
        SkipInitials();
    }

    // "(APL, M3)": the same once or twice
    private bool SkipSameAgain(string concept)
    {
        do
        {
            if ((at.Take(WordKind.Condition) ?? at.Take(WordKind.Therapy)) is not { } again || !IsSameOrClass(again, concept))
                return false;
        }
        while (TakeListLink());
        return true;
    }

    private static bool IsSameOrClass(string again, string concept) => string.Equals(again, concept, StringComparison.Ordinal) || Concepts.Therapies.IsA(concept, again) || Concepts.Conditions.IsA(concept, again) || EndsInSpelling(concept, again);

    // "aggressive non-Hodgkin's lymphoma (NHL)": the last words of a longer name
    private static bool EndsInSpelling(string concept, string again)
    {
        for (var blank = concept.IndexOf(' ', StringComparison.Ordinal); blank > 0; blank = concept.IndexOf(' ', blank + 1))
        {
            if (Concepts.Conditions.FindSpelling(concept[(blank + 1)..]) is { } found)
                return string.Equals(found.Name, again, StringComparison.Ordinal);
        }

        return false;
    }

    // "acute coronary syndrome (ACS)": the initials of the words before; "homoharringtonine (HHT)": letters of the one before
    private void SkipInitials()
    {
        var initials = at.Word(at.Position + 1);
        if (at.Sign != '(' || at.SignAt(at.Position + 2) != ')' || initials.Length is < 2 or > 6)
            return;
        if (AreLettersOf(initials, at.Word(at.Position - 1)))
        {
            at.Position += 3;
            return;
        }

        if (BeginWords(initials) || (IsMostlyCapitals(initials) && Abbreviations.RunThrough(initials, at.Text(Math.Max(0, at.Position - Abbreviations.MostWords), at.Position))))
            at.Position += 3;
    }

    private bool BeginWords(string initials)
    {
        if (initials.Length > at.Position)
            return false;
        for (var i = 0; i < initials.Length; i++)
        {
            var word = at.Word(at.Position - initials.Length + i);
            if (word.Length == 0 || char.ToUpperInvariant(word[0]) != initials[i])
                return false;
        }

        return true;
    }

    // "mCRPC", "NSCLCs", "GEJ"
    private static bool IsMostlyCapitals(string initials)
    {
        var capitals = 0;
        foreach (var letter in initials)
            capitals += char.IsAsciiLetterUpper(letter) ? 1 : 0;
        return capitals > 1 && capitals * 2 > initials.Length && initials.All(char.IsAsciiLetter);
    }

    private static bool AreLettersOf(string initials, string word)
    {
        if (initials.Length < 3 || word.Length < 8 || char.ToUpperInvariant(word[0]) != initials[0])
            return false;
        var place = 0;
        foreach (var letter in initials)
        {
            while (place < word.Length && char.ToUpperInvariant(word[place]) != letter)
                place++;
            if (place++ >= word.Length)
                return false;
        }

        return true;
    }

    // "for any reason", "at any time": what makes no difference
    private bool SkipSilent() => (at.Upper(at.Position), at.Upper(at.Position + 1), at.Upper(at.Position + 2)) switch
    {
        ("FOR" or "AT" or "OF", "ANY", "REASON" or "TIME" or "CAUSE" or "KIND" or "TYPE" or "ETIOLOGY" or "INDICATION" or "POINT" or "ORIGIN") => Rewind(at.Position + 3),
        ("IN", "THE", "PAST") => IsPastAlone() && Rewind(at.Position + 3),
        _ => false,
    };

    // "zoster in the past": no time that could be counted
    private bool IsPastAlone() => at.Position + 3 >= at.Count || at.SignAt(at.Position + 3) is '.' or ';' or ')';

    // "chemotherapy treatment", "HIV infection", "corticosteroid use"
    private bool SkipConceptWord(bool ofCondition = false)
    {
        // "tuberculosis treatment" is no tuberculosis.
        if (at.AtEnd || (ofCondition && IsMeasure(at.Position, atEnd: true)) || at.Upper(at.Position) is not ("USAGE" or "THERAPY" or "TREATMENT" or "TREATMENTS" or "REGIMEN" or "REGIMENS" or "AGENT" or "AGENTS" or "USE" or "ADMINISTRATION" or "DRUG" or "DRUGS" or "MEDICATION" or "MEDICATIONS" or "DOSE" or
            "MESYLATE" or "HYDROCHLORIDE" or "ACETATE" or "CITRATE" or "TARTRATE" or "SUCCINATE" or "DITOSYLATE" or "TOSYLATE" or "MALEATE" or "SULFATE" or "DISODIUM" or "ALFA" or "SUPPORT" or "REGION" or "PLACEMENT"))
            return false;
        at.Position++;
        return true;
    }

    // "non-small cell lung cancer histology", "glioma (any grade)": nothing more than the tumor
    private bool SkipHistologyWord(string concept)
    {
        if (at.Sign == '(' && at.Upper(at.Position + 1) is "ANY" && at.Upper(at.Position + 2) is "HISTOLOGY" or "TYPE" or "GRADE" or "STAGE" or "SITE" or "SUBTYPE" && at.SignAt(at.Position + 3) == ')')
            return Rewind(at.Position + 4);
        return at.Upper(at.Position) is "HISTOLOGY" or "HISTOLOGIES" && IsSolidTumor(concept) && Rewind(at.Position + 1);
    }

    private bool SkipInfectionWord()
    {
        if (negations == 0 && (at.WordIs("diagnosis") || at.WordIs("history")) && EndsPhraseAt(at.Position + 1))
            return Rewind(at.Position + 1);
        if (at.Upper(at.Position) is not ("INFECTION" or "INFECTIONS" or "VIRUS" or "VIRAL" or "DISEASE" or "DISEASES" or "SYNDROME"))
            return false;
        at.Position++;
        return true;
    }
}
