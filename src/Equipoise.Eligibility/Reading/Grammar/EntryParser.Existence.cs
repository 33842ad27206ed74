using System.Collections.Frozen;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Conditions and treatments that somebody has or had.</summary>
internal sealed partial class EntryParser
{
    private const string InSitu = "carcinoma in situ of the ";

    // named := (modifier (link modifier)*)? concept tail
    private CriterionNode? NamedHere()
    {
        if ((FirstItems() ?? (BeginsWholeName ? SpreadTo() ?? TreatmentOfSome() ?? CoordinatedFindings(Unnarrowed) ?? Complement(Unnarrowed) ?? ByTarget() ?? BareHeartClass() : null)) is { } whole)
            return whole;
        SkipCumulative();
        var led = at.Position;
        var effect = TakeEnzymeEffect();
        var modifiers = effect is null ? TakeModifiers() : Unnarrowed;
        // "history of taking warfarin": not now
        if (modifiers is ["current"] && IsInHistory(at.Position - 1))
            modifiers = Unnarrowed;
        // Who takes a drug now, or has a disease now, is not who ever did.
        if (saidCurrent && modifiers.Count == 0)
            modifiers = ["current"];
        effect ??= modifiers.Count == 1 ? TakeEnzymeEffect() : null;
        if (effect is null && (modifiers.Count > 0 || at.Position < at.LastLink || BeginsWholeName) && (SeveralOfOneNoun(modifiers, led) ?? CoordinatedFindings(modifiers) ?? Complement(modifiers)) is { } several)
            return several;
        var negative = effect is null && TakeNegative();
        var named = at.Position;
        if (IsYetToCome(led, named))
            return null;
        var isCondition = false;
        if ((effect ?? TakeConcept(modifiers, out isCondition)) is not { } concept || (negative && !Viruses.Contains(concept)))
            return null;
        // "blood malignancy": a word that says nothing before a measurement says what kind it is.
        if (concept is "cancer" && at.Upper(named - 1) is "BLOOD")
            return null;
        var goesOn = !at.AtStop;
        if (goesOn)
            concept = Placed(named, concept, isCondition);
        concept = AmongOthers(concept, isCondition, ref modifiers, led, named);
        if (goesOn && (AbsorbedTail(concept, modifiers, named, isCondition) ?? NeverHad(concept, modifiers, isCondition)) is { } told)
            return told;
        if (concept is "allergic reaction" && AllergyOrIntolerance(modifiers) is { } intolerances)
            return intolerances;
        var twins = goesOn && isCondition && (modifiers.Count > 0 || IsGradedTwin()) && !Viruses.Contains(concept) && concept is not "allergic reaction" && !IsHeartFailure(concept) ? Twins() : Unnarrowed;
        if (goesOn && isCondition && ClassedAfter(concept, modifiers, named) is { } classed)
            return classed;
        if (goesOn)
            SkipBehindName(concept, isCondition);
        if (negative | (Viruses.Contains(concept) && TakeSerostatus() is false))
            return modifiers.Count == 0 ? WithTime(new Condition(concept, Exists: false)) : null;
        if ((concept is "allergic reaction" ? Allergy(ref modifiers) : AllergyToParts(concept, modifiers)) is { } allergies)
            return allergies;
        return IsElsewhere(modifiers, isCondition) ? null : Existing(concept, modifiers, twins, isCondition);
    }

    private string Placed(int named, string concept, bool isCondition)
    {
        SkipSameConcept(concept);
        return TakePlaces(named, concept, isCondition) ?? NumberedKinds(concept) ?? concept;
    }

    // What the words before a name make of it, which say nothing elsewhere.
    private string AmongOthers(string concept, bool isCondition, ref List<string> modifiers, int led, int named)
    {
        if (concept is "HIV infection" && IsSecondType())
            return "HIV-2 infection";
        // "infant leukemia": a word for people before a disease
        if (isCondition && at.Upper(named - 1) is "INFANT" or "INFANTILE" or "ADULT" or "PEDIATRIC" or "PAEDIATRIC" or "NEONATAL")
            return $"{at.Upper(named - 1).ToLowerInvariant()} {concept}";
        if (concept is not "cancer" || at.Upper(named) is not ("MALIGNANCY" or "MALIGNANCIES" or "CANCER" or "CANCERS" or "MALIGNANT"))
            return concept;
        // "no prior malignancy": not the one under study
        if (modifiers.Count == 0 && (at.Upper(named - 1) is "PRIOR" or "PREVIOUS" or "OTHER" || (at.Upper(named - 1) is "OF" && at.Upper(named - 2) is "HISTORY" && at.Upper(named - 3) is "PRIOR" or "PREVIOUS" or "OTHER")))
            return at.Upper(named - 1) is "OTHER" || at.Upper(named - 3) is "OTHER" || (at.Upper(named - 2) is "OR" && at.Upper(named - 4) is "OTHER") ? "other malignancy" : "prior malignancy";
        // "no other uncontrolled malignancy": nor here
        if (modifiers.Count == 0 || at.Upper(led - 1) is not ("OTHER" or "ANOTHER") || at.Upper(named) is "MALIGNANT")
            return concept;
        modifiers = [.. modifiers.Select(modifier => $"other {modifier}")];
        return "malignancy";
    }

    private static bool IsHeartFailure(string concept) => concept is "heart failure" or "congestive heart failure" or "heart disease" or "cardiovascular disease";

    // "progressive or relapsed following chemotherapy": of the disease, which is not named. "Chemotherapy: at least 4 weeks
    // since …": a heading of its own line.
    private bool IsElsewhere(List<string> modifiers, bool isCondition) =>
        !isCondition && (modifiers.Exists(OfDiseases.Contains) || (at.Sign == ':' && negations == 0));

    // A concept with what is said of it after its name.
    private CriterionNode Existing(string concept, List<string> modifiers, List<string> twins, bool isCondition)
    {
        if (at.AtStop && twins.Count == 0 && modifiers.Count < 2 && !concept.Contains('+', StringComparison.Ordinal))
            return WithTime(Named(modifiers is [var narrowing] ? narrowing : "", !isCondition && concept.StartsWith("prior therapy ", StringComparison.Ordinal) ? concept["prior ".Length..] : concept, isCondition));
        if (isCondition && twins.Count == 0 && TakeRequiring() is { } needs)
            concept = string.Join('+', concept.Split('+').SelectMany(one => needs.Select(need => one + need)));
        if (isCondition && TakeCause() is { } cause)
            concept = Followed(concept, cause);
        if (isCondition)
            (concept, twins, modifiers) = Narrowed(concept, twins, modifiers);
        while (isCondition && (SkipProven() || SkipMethod(ofCondition: true)))
        {
        }

        if (isCondition && twins.Count == 0)
            concept = TakeTail(concept, isCondition) ?? concept;

        if (!isCondition && modifiers.Count < 2 && at.WordIs("prophylaxis"))
        {
            at.Position++;
            modifiers = [modifiers is [var before] ? $"{before} prophylactic" : "prophylactic"];
        }

        if (!isCondition && TakeAgentOf(concept) is { } agent)
            concept = modifiers is ["therapeutic"] ? $"anticoagulation with {agent}" : agent;
        if (!isCondition)
        {
            if ((TakeTarget(concept) ?? TakeSetting()) is { } narrowing)
                concept = Followed(concept, narrowing);
            else
                concept = TakeTail(concept, isCondition) ?? concept;
            concept = concept.StartsWith("prior therapy ", StringComparison.Ordinal) ? concept["prior ".Length..] : concept;
        }
        // "immunosuppressants including prednisone at > 10 mg/day": the dose is that of the example.
        var dosed = at.Position;
        if (!isCondition && TakeDose() is { } dose && (!saidExamples || Rewind(dosed) && false))
            return WithTime(new Therapy($"{(modifiers is [var only] ? only + " " : "")}{concept} {dose}"));
        // Two concepts that are written as one: "basal or squamous cell skin cancer"
        if (modifiers.Count == 0)
            modifiers = NoModifiers;
        var nodes = new List<CriterionNode>();
        foreach (var one in concept.Contains('+', StringComparison.Ordinal) || twins.Count > 0 ? [.. concept.Split('+'), .. twins] : new[] { concept })
        {
            foreach (var modifier in modifiers)
                nodes.Add(Named(modifier, one, isCondition));
        }

        if ((OtherHepatitis(concept) ?? OtherSite(concept)) is { } other)
        {
            foreach (var modifier in modifiers)
                nodes.Add(new Condition(modifier.Length == 0 ? other : $"{modifier} {other}"));
        }

        return WithTime(nodes.Count == 1 ? nodes[0] : new AnyOf(nodes));
    }

    private static readonly List<string> NoModifiers = [""];

    // What narrows nothing; nobody adds to it.
    private static readonly List<string> Unnarrowed = [];

    // Each of the names that are written as one, with what follows it
    private static string Followed(string concept, string words) => concept.Replace("+", words + "+", StringComparison.Ordinal) + words;

    private static readonly FrozenSet<string> OfDiseases = new[] { "recurrent", "relapsed", "progressive", "refractory", "resistant", "metastatic", "unresectable", "inoperable", "incurable", "indolent", "symptomatic", "newly diagnosed", "locally advanced", "locally recurrent" }.ToFrozenSet(StringComparer.Ordinal);

    // "diarrhea/constipation grade 3": the grade is that of both.
    private bool IsGradedTwin()
    {
        var start = at.Position;
        var graded = at.TakeSign('/') && at.TakeWhole(WordKind.Condition) is not null && TakeGrade() is not null;
        at.Position = start;
        return graded;
    }

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
        var start = at.Position;
        if (leftOver is not null && !chunking && TakeHeadedName(out isCondition) is { } headed)
            return headed;
        isCondition = at.Is(WordKind.Condition);
        if (isCondition && TakeMeasureAgainst() is { } measure)
        {
            isCondition = false;
            return measure;
        }

        if (at.Position + 1 < at.Count && (at.SignAt(at.Position + 1) == '-' || char.IsAsciiLetterUpper(at.Letters(at.Position)[0])) && WholeTreatment() is { } treatment)
        {
            isCondition = false;
            return treatment;
        }

        var own = !at.AtEnd && (at[start].Kind == TokenKind.Number || at[start].Spelling.Answer(BeginsOwnName));
        if (own && (TakeKaryotype() ?? GeneOfNoTable() ?? TakeMixed()) is { } changed)
        {
            isCondition = true;
            return changed;
        }

        if (!isCondition && at.Is(WordKind.Therapy) && TakeAllergyTo() is { } allergy)
        {
            isCondition = true;
            return allergy;
        }

        if (own && (TakeOtherTrial() ?? TherapyForSome()) is { } some)
        {
            isCondition = false;
            return some;
        }

        if (StatusOfDisease(modifiers) is { } status)
        {
            isCondition = true;
            return status;
        }

        var concept = at.TakeWhole(WordKind.Condition);
        // "PCP prophylaxis": a treatment whose name begins with a disease's
        if (concept is null && (concept = at.TakeWhole(WordKind.Therapy)) is not null)
            isCondition = false;
        concept ??= TakeOpenName(out isCondition, modifiers is [.., var last] && IsPlace(last));
        if (concept is null && (((saidGiven || saidHad || SaysPrior(at.Position - 1)) && modifiers.Count == 0) || (modifiers is ["current"] && IsTaken(at.Position - 1))))
        {
            isCondition = saidHad;
            concept = TakeGiven();
        }

        concept ??= TakeRelapse(modifiers, ref isCondition) ?? TakePhrase(modifiers, out isCondition) ?? TakeUnreadName(modifiers, out isCondition);

        // "total gastrectomy": a word that says nothing before a measurement says much before an operation.
        if (concept is not null && !isCondition && at.Upper(start - 1) is "TOTAL" && !concept.StartsWith("total ", StringComparison.Ordinal))
            concept = "total " + concept;
        // "Prior therapy" by itself is a heading.
        return concept is "prior therapy" && negations == 0 && guards == 0 && washouts == 0 && Setting() is null ? null : concept;
    }

    // The first words of changes of chromosomes, of genes and treatments that stand in no table, and of other trials; a number may begin a change too.
    private static readonly SpellingTest BeginsOwnName = new(IsOwnNameWord);

    private static bool IsOwnNameWord(string word) => ChangeWords.Contains(word) || NamesTarget(word) || OtherWords.Contains(word);

    private static readonly WordSet OtherWords = WordSet.Of("mixed", "combined", "participation", "participating", "participated", "participate", "enrollment", "enrolled", "enrolment", "therapy", "treatment", "treatments");

    // "no prior therapy for gout": whatever it was that was given for it
    private string? TherapyForSome()
    {
        var start = at.Position;
        if (at.Upper(start) is not ("THERAPY" or "TREATMENT" or "TREATMENTS") || at.Upper(start + 1) is not "FOR" || (start > 0 && at.Upper(start - 1) is not ("PRIOR" or "PREVIOUS" or "CONCURRENT" or "CONCOMITANT" or "NO" or "ANY" or "OTHER")))
            return null;
        at.Position++;
        if (Setting() is not null)
            return "therapy";
        at.Position = start;
        return null;
    }

    private static readonly FrozenSet<string> Statuses = new[] { "active", "recurrent", "relapsed", "primary refractory", "triple-class refractory", "triple-class exposed", "double-refractory", "penta-refractory", "platinum-resistant", "platinum-refractory", "platinum-sensitive", "steroid-refractory", "progressive", "refractory", "residual", "persistent", "bulky", "stable", "symptomatic", "locally advanced", "advanced", "unresectable", "inoperable", "resectable", "locally recurrent", "localized", "multifocal", "diffusely infiltrating", "subclinical", "invasive", "operable", "incurable", "extensive-stage", "limited-stage", "oligometastatic", "non-measurable" }.ToFrozenSet(StringComparer.Ordinal);

    // "active or recurrent disease": of the disease under study, which is not named
    private string? StatusOfDisease(List<string> modifiers) =>
        at.Upper(at.Position) is "DISEASE" or "TUMOR" or "TUMORS" && modifiers.Count > 0 && modifiers.TrueForAll(Statuses.Contains) && EndsPhraseAt(at.Position + 1) && Rewind(at.Position + 1) ? at.Upper(at.Position - 1) is "DISEASE" ? "disease" : "tumor" : null;

    // "anticoagulation with warfarin": the agent says it all.
    private string? TakeAgentOf(string concept)
    {
        var start = at.Position;
        if (at.WordIs("with"))
        {
            at.Position++;
            while (at.Upper(at.Position) is "ANY" or "A" or "AN")
                at.Position++;
            if (at.TakeWhole(WordKind.Therapy) is { } agent && !string.Equals(agent, concept, StringComparison.Ordinal) && Concepts.Therapies.IsA(agent, concept))
                return agent;
        }

        at.Position = start;
        return null;
    }

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

    private CriterionNode? Allergy(ref List<string> modifiers)
    {
        if (TakeGrade() is { } severity)
            modifiers = [.. modifiers.DefaultIfEmpty("").Select(modifier => $"{modifier} {severity}".TrimStart())];
        return Allergens(modifiers);
    }

    private static readonly FrozenSet<string> Viruses = new[] { "HIV infection", "hepatitis B", "hepatitis C", "HBsAg-positive", "hepatitis B core antibody-positive", "HCV antibody-positive", "HCV RNA-positive", "hepatitis" }.ToFrozenSet(StringComparer.Ordinal);

    // Grade, stage or modifier after a condition's name
    private List<string> NarrowedAfter(List<string> modifiers)
    {
        if (TakeGrade() is { } grade)
            modifiers = modifiers.Count == 0 ? [grade] : [.. modifiers.Select(modifier => $"{modifier} {grade}")];
        if ((modifiers.Count == 0 || (modifiers is [var only] && !IsStaged(only))) && StagesAfter() is { } stages)
            modifiers = modifiers.Count == 0 ? stages : [.. stages.Select(stage => $"{stage} {modifiers[0]}")];
        if (ModifierAfter() is { } after)
            modifiers = modifiers.Count == 0 ? [after] : [.. modifiers.Select(modifier => $"{after} {modifier}")];
        return modifiers;
    }

    private static CriterionNode Named(string modifier, string concept, bool isCondition)
    {
        var name = modifier.Length == 0 ? concept : $"{(modifier.StartsWith("current concurrent", StringComparison.Ordinal) || modifier.StartsWith("current current", StringComparison.Ordinal) ? modifier["current ".Length..] : modifier)} {concept}";
        return isCondition ? new Condition(name) : new Therapy(name);
    }

    // A stage with no disease named: that of the disease under study.
    private CriterionNode? StageTerm()
    {
        if (!at.Holds(WordKind.StageWord))
            return null;
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

    // The first words of frames, proofs and what stands before viruses and drugs; most tokens begin none of them.
    private static readonly SpellingTest BeginsLead = new(IsLeadWord);

    private static bool IsLeadWord(string word) => BeginsFrameOfWords(word) || FrameVerbs.Contains(word) || FrameAuxiliaries.Contains(word) || ProofManners.Contains(word) || InfectionWords.Contains(word) || Substances.Contains(word);

    private void SkipExistenceLead()
    {
        while (SkipSuspicion() || (at.Position < at.Count && at[at.Position].Spelling.Answer(BeginsLead) && (SkipFrame() || SkipVerbFrame() || SkipProof() || SkipInfectionWith() || SkipSubstances())) || (at.Kinds & Leads) != 0 || at.Sign == '/')
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
