using System.Collections.Frozen;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Conditions and treatments that somebody has or had.</summary>
internal sealed partial class EntryParser
{
    private const string InSitu = "carcinoma in situ of the ";

    // existence := lead* (modifier (link modifier)*)? concept tail
    private CriterionNode? Existence()
    {
        saidCurrent = false;
        saidCompleted = false;
        saidGiven = saidHad = false;
        SkipExistenceLead();
        if (SpreadTo() is { } spread)
            return spread;
        var modifiers = TakeModifiers();
        // Who takes a drug now, or has a disease now, is not who ever did.
        if (saidCurrent && modifiers.Count == 0)
            modifiers = ["current"];
        if (DiseasesOfOrgans(modifiers) is { } diseases)
            return diseases;
        if (SharedNoun(modifiers) is { } sharing)
            return sharing;
        var negative = TakeNegative();
        var named = at.Position;
        // "candidates for surgery": who may have it, and nobody had it yet
        if (at.Upper(named - 1) is "FOR" && at.Upper(named - 2) is "CANDIDATE" or "CANDIDATES")
            return null;
        if (TakeConcept(modifiers, out var isCondition) is not { } concept || (negative && !Viruses.Contains(concept)))
            return null;
        SkipSameConcept(concept);
        concept = TakePlaces(named, concept, isCondition) ?? concept;
        // "no prior malignancy": not the one under study
        if (concept is "cancer" && modifiers.Count == 0 && (at.Upper(named - 1) is "PRIOR" or "PREVIOUS" or "OTHER" || (at.Upper(named - 1) is "OF" && at.Upper(named - 2) is "HISTORY" && at.Upper(named - 3) is "PRIOR" or "PREVIOUS" or "OTHER")) && at.Upper(named) is "MALIGNANCY" or "MALIGNANCIES" or "CANCER" or "CANCERS" or "MALIGNANT")
            concept = "other malignancy";
        if (!isCondition && modifiers.Count == 0 && negations == 0 && SkipNaive())
            return new Therapy(concept, Exists: false);
        if (concept is "allergic reaction")
            SkipSameAllergy();
        var twins = isCondition && modifiers.Count > 0 && !Viruses.Contains(concept) && concept is not "allergic reaction" && !IsHeartFailure(concept) ? Twins() : [];
        if (IsHeartFailure(concept) && ClassAfter() is { } heartClass)
            return WithTime(heartClass);
        while (at.TakeWhole(WordKind.Known) is not null || SkipConceptWord() || (isCondition && SkipInfectionWord()) || SkipMethod(isCondition) || SkipBracketedWords() || SkipExamples() || SkipEvidence(concept) || SkipListedExamples(concept, isCondition))
        {
        }

        if (negative | (Viruses.Contains(concept) && TakeSerostatus() is false))
            return modifiers.Count == 0 ? WithTime(new Condition(concept, Exists: false)) : null;
        if (concept is "allergic reaction" && Allergy(ref modifiers) is { } allergies)
            return allergies;
        return IsElsewhere(modifiers, isCondition) ? null : Existing(concept, modifiers, twins, isCondition);
    }

    private static bool IsHeartFailure(string concept) => concept is "heart failure" or "congestive heart failure" or "heart disease" or "cardiovascular disease";

    // "progressive or relapsed following chemotherapy": of the disease, which is not named. "Chemotherapy: at least 4 weeks
    // since …": a heading of its own line.
    private bool IsElsewhere(List<string> modifiers, bool isCondition) =>
        !isCondition && (modifiers.Exists(OfDiseases.Contains) || (at.Sign == ':' && negations == 0));

    // A concept with what is said of it after its name.
    private CriterionNode Existing(string concept, List<string> modifiers, List<string> twins, bool isCondition)
    {
        if (isCondition && twins.Count == 0 && TakeRequiring() is { } need)
            concept = string.Join('+', concept.Split('+').Select(one => one + need));
        if (isCondition)
            modifiers = NarrowedAfter(modifiers);
        if (!isCondition && modifiers.Count < 2 && at.WordIs("prophylaxis"))
        {
            at.Position++;
            modifiers = [modifiers is [var before] ? $"{before} prophylactic" : "prophylactic"];
        }

        if (!isCondition && TakeAgentOf(concept) is { } agent)
            concept = agent;
        if (!isCondition)
        {
            if ((TakeTarget(concept) ?? TakeSetting()) is { } narrowing)
                concept = string.Join('+', concept.Split('+').Select(one => one + narrowing));
            concept = concept.StartsWith("prior therapy ", StringComparison.Ordinal) ? concept["prior ".Length..] : concept;
        }
        if (!isCondition && TakeDose() is { } dose)
            return WithTime(new Therapy($"{(modifiers is [var only] ? only + " " : "")}{concept} {dose}"));
        // Two concepts that are written as one: "basal or squamous cell skin cancer"
        string[] concepts = [.. concept.Split('+'), .. twins];
        var nodes = concepts.SelectMany(one => (modifiers.Count == 0 ? [""] : modifiers).Select(modifier => Named(modifier, one, isCondition))).ToList();
        if ((OtherHepatitis(concept) ?? OtherSite(concept)) is { } other)
            nodes.AddRange((modifiers.Count == 0 ? [""] : modifiers).Select(modifier => new Condition(modifier.Length == 0 ? other : $"{modifier} {other}")));
        return WithTime(nodes.Count == 1 ? nodes[0] : new AnyOf(nodes));
    }

    private static readonly FrozenSet<string> OfDiseases = new[] { "recurrent", "relapsed", "progressive", "refractory", "resistant", "metastatic", "unresectable", "inoperable", "symptomatic", "newly diagnosed", "locally advanced", "locally recurrent" }.ToFrozenSet(StringComparer.Ordinal);

    // "current pneumonitis/interstitial lung disease": what narrows the first narrows what a stroke joins to it.
    private List<string> Twins()
    {
        var twins = new List<string>();
        var start = at.Position;
        while (at.TakeSign('/') && at.TakeWhole(WordKind.Condition) is { } twin)
        {
            twins.AddRange(twin.Split('+'));
            SkipSameConcept(twin);
            start = at.Position;
        }

        at.Position = start;
        return twins;
    }

    // concept := one of a table | open-name
    private string? TakeConcept(List<string> modifiers, out bool isCondition)
    {
        isCondition = at.Is(WordKind.Condition);
        if (isCondition && TakeVaccine() is { } vaccine)
        {
            isCondition = false;
            return vaccine;
        }

        if (at.Position + 1 < at.Count && (at.SignAt(at.Position + 1) == '-' || char.IsAsciiLetterUpper(at.Letters(at.Position)[0])) && WholeTreatment() is { } treatment)
        {
            isCondition = false;
            return treatment;
        }

        if (StatusOfDisease(modifiers) is { } status)
        {
            isCondition = true;
            return status;
        }

        var concept = at.TakeWhole(WordKind.Condition) ?? at.TakeWhole(WordKind.Therapy) ?? TakeOpenName(out isCondition, modifiers is [.., var last] && IsPlace(last));
        if (concept is null && (saidGiven || saidHad || SaysPrior(at.Position - 1)) && modifiers.Count == 0)
        {
            isCondition = saidHad;
            concept = TakeGiven();
        }

        // "Prior therapy" by itself is a heading.
        return concept is "prior therapy" && negations == 0 && guards == 0 && washouts == 0 && Setting() is null ? null : concept;
    }

    // A treatment by what it aims at or rests on, where the tables have no name as long
    private string? WholeTreatment()
    {
        var start = at.Position;
        var longest = at.Here() is [.., { End: var end }] ? end : start;
        if (TakeBased() is { } based && at.Position > longest)
            return based;
        at.Position = start;
        if (!at.Is(WordKind.Therapy) && !at.Is(WordKind.Condition) && TakeTargeted() is { } targeted)
            return targeted;
        at.Position = start;
        return null;
    }

    private static readonly FrozenSet<string> Statuses = new[] { "active", "recurrent", "relapsed", "progressive", "refractory", "residual", "persistent", "bulky", "stable", "symptomatic", "locally advanced", "advanced", "unresectable", "inoperable", "resectable", "locally recurrent", "localized" }.ToFrozenSet(StringComparer.Ordinal);

    // "active or recurrent disease": of the disease under study, which is not named
    private string? StatusOfDisease(List<string> modifiers) =>
        at.WordIs("disease") && modifiers.Count > 0 && modifiers.TrueForAll(Statuses.Contains) && EndsPhraseAt(at.Position + 1) && Rewind(at.Position + 1) ? "disease" : null;

    // "anticoagulation with warfarin": the agent says it all.
    private string? TakeAgentOf(string concept)
    {
        var start = at.Position;
        if (at.WordIs("with"))
        {
            at.Position++;
            if (at.TakeWhole(WordKind.Therapy) is { } agent && !string.Equals(agent, concept, StringComparison.Ordinal) && Concepts.Therapies.IsA(agent, concept))
                return agent;
        }

        at.Position = start;
        return null;
    }

    // "insulin-naive": never had it
    private bool SkipNaive()
    {
        var naive = at.Sign == '-' ? at.Position + 1 : at.Position;
        return at.Upper(naive) is "NAIVE" or "NAÏVE" && Rewind(naive + 1);
    }

    private const int LongestGiven = 3;

    // "therapy with", "use of": what follows is a treatment, whatever its name.
    private bool SaysGiven(int last) => at.Upper(last) switch
    {
        "WITH" or "RECEIVED" => true,
        "TO" => at.Upper(last - 1) is "EXPOSURE",
        "OF" => at.Upper(last - 1) is "USE" or "ADMINISTRATION" or "RECEIPT",
        _ => false,
    };

    // "no prior x" alone on its line: somebody gave it.
    private bool SaysPrior(int last) => last >= 0 && last <= 3 && at.Upper(last) is "PRIOR" or "PREVIOUS" or "CONCURRENT" or "CONCOMITANT";

    // given := unknown-word{1,3} | code-name, up to the phrase's end
    private string? TakeGiven()
    {
        var start = at.Position;
        if (!SkipCodeName())
        {
            while (at.Position < at.Count && at.Position - start < LongestGiven && at[at.Position].Kind == TokenKind.Word && at.IsUnknownAt(at.Position) && IsGivenWord(at.Letters(at.Position)))
                at.Position++;
        }

        var end = at.Position;
        // What happens to somebody is not what was given.
        if (end > start && !saidHad && (at.Upper(end - 1) is "REMISSION" or "COMPLICATION" or "COMPLICATIONS" or "CONDITION" or "CONDITIONS" or "EPISODE" or "EPISODES" or "EVENT" or "EVENTS" or "ATTACK" or "PREGNANCY" or "REACTION" or "REACTIONS" or "SYMPTOMS" or "TRAUMA" or "HOSPITALIZATION" or "ATTEMPT" or "ATTEMPTS"))
            return Nameless(start);
        SkipInitials();
        // "x or y drugs": where the name ends, nobody can tell.
        if (end > start && ((EndsPhrase() && ((!at.Is(WordKind.Or) && !at.Is(WordKind.And)) || NamesNext(at.Position + 1))) || at.Is(WordKind.Within)))
            return Small(at.Text(start, end));
        at.Position = start;
        return null;
    }

    // "or other growth factors", "or tamoxifen": the next name is one of its own.
    private bool NamesNext(int position)
    {
        var here = at.Position;
        at.Position = position;
        var names = at.Upper(position) is "OTHER" or "ANOTHER" or "ANY" || at.Is(WordKind.Therapy);
        at.Position = here;
        return names;
    }

    private string? Nameless(int start)
    {
        at.Position = start;
        return null;
    }

    private static bool IsGivenWord(ReadOnlySpan<char> word) => word.Length > 3 && !Has(NoNames, word) && !word.EndsWith("ly", StringComparison.OrdinalIgnoreCase) && !word.EndsWith("ed", StringComparison.OrdinalIgnoreCase) && !word.EndsWith("ing", StringComparison.OrdinalIgnoreCase) && !word.EndsWith("ist", StringComparison.OrdinalIgnoreCase) && !word.EndsWith("cian", StringComparison.OrdinalIgnoreCase);

    // "allergy or hypersensitivity to x": two words for one thing
    private void SkipSameAllergy()
    {
        for (var start = at.Position; ; start = at.Position)
        {
            var linked = TakeListLink();
            SkipExistenceLead();
            if (linked && at.TakeWhole(WordKind.Condition) is "allergic reaction")
                continue;
            at.Position = start;
            return;
        }
    }

    // "HIV vaccine", "influenza vaccination"
    private string? TakeVaccine()
    {
        var start = at.Position;
        if (at.Take(WordKind.Condition) is not null && at.Position < start + 4 && at.Upper(at.Position) is "VACCINE" or "VACCINES" or "VACCINATION" or "VACCINATIONS")
        {
            at.Position++;
            return Singular(Small(at.Text(start, at.Position)));
        }

        at.Position = start;
        return null;
    }

    private CriterionNode? Allergy(ref List<string> modifiers)
    {
        if (TakeGrade() is { } severity)
            modifiers = [.. modifiers.DefaultIfEmpty("").Select(modifier => $"{modifier} {severity}".TrimStart())];
        return Allergens(modifiers);
    }

    private static readonly FrozenSet<string> Viruses = new[] { "HIV infection", "hepatitis B", "hepatitis C", "HBsAg-positive", "HCV antibody-positive", "HCV RNA-positive", "hepatitis" }.ToFrozenSet(StringComparer.Ordinal);

    // "negative HIV antibody", "seronegative for HIV"
    private bool TakeNegative()
    {
        if (at.Upper(at.Position) is not ("NEGATIVE" or "SERONEGATIVE"))
            return false;
        at.Position += string.Equals(at.Word(at.Position + 1), "for", StringComparison.OrdinalIgnoreCase) ? 2 : 1;
        return true;
    }

    // "HIV negative", "hepatitis B seropositive"
    private bool? TakeSerostatus()
    {
        bool? positive = at.Upper(at.Position) switch { "NEGATIVE" or "SERONEGATIVE" => false, "POSITIVE" or "SEROPOSITIVE" => true, _ => null };
        if (positive is not null)
            at.Position++;
        return positive;
    }

    // Grade, stage or modifier after a condition's name
    private List<string> NarrowedAfter(List<string> modifiers)
    {
        if (TakeGrade() is { } grade)
            modifiers = modifiers.Count == 0 ? [grade] : [.. modifiers.Select(modifier => $"{modifier} {grade}")];
        if (modifiers.Count == 0 && StagesAfter() is { } stages)
            modifiers = stages;
        if (ModifierAfter() is { } after)
            modifiers = modifiers.Count == 0 ? [after] : [.. modifiers.Select(modifier => $"{after} {modifier}")];
        return modifiers;
    }

    private static CriterionNode Named(string modifier, string concept, bool isCondition)
    {
        var name = modifier.Length == 0 ? concept : $"{(modifier.StartsWith("current concurrent", StringComparison.Ordinal) ? modifier["current ".Length..] : modifier)} {concept}";
        return isCondition ? new Condition(name) : new Therapy(name);
    }

    // A stage with no disease named: that of the disease under study.
    private CriterionNode? StageTerm()
    {
        SkipExistenceLead();
        if (TakeStages() is not { } stages)
            return null;
        if (at.WordIs("disease") || at.WordIs("cancer"))
            at.Position++;
        while (SkipMethod() || SkipBracketedWords())
        {
        }

        return stages.Count == 1 ? new Condition(stages[0]) : new AnyOf([.. stages.Select(stage => new Condition(stage))]);
    }

    private void SkipExistenceLead()
    {
        while ((at.Kinds & Leads) != 0 || at.Sign == '/')
        {
            if (at.TakeWhole(WordKind.Known) is { } known)
                saidCurrent |= known is "current";
            else if (at.TakeWhole(WordKind.Completed) is not null)
                saidCompleted = true;
            else if (at.TakeWhole(WordKind.History) is not null)
                (saidGiven, saidHad) = (SaysGiven(at.Position - 1), at.Upper(at.Position - 1) is "OF" && at.Upper(at.Position - 2) is "HISTORY" or "DIAGNOSIS" or "EVIDENCE");
            else if ((at.Is(WordKind.GradeWord) || at.TakeWhole(WordKind.Filler) is null) && !SkipLeadLink())
                return;
        }
    }

    // "known or suspected", "prior or current": a link between two leads
    private bool SkipLeadLink()
    {
        var start = at.Position;
        // "familial or personal history of"
        if (at.Upper(start - 1) is "FAMILIAL" or "FAMILY")
            return false;
        if ((at.TakeSign('/') || at.Take(WordKind.AndOr) is not null || at.Take(WordKind.Or) is not null) && (at.TakeWhole(WordKind.History) ?? at.TakeWhole(WordKind.Known)) is not null)
        {
            // "current or previous"
            saidCurrent = false;
            return true;
        }

        at.Position = start;
        return false;
    }
}
