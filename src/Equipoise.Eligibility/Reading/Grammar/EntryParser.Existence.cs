using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Conditions and treatments that somebody has or had.</summary>
internal sealed partial class EntryParser
{
    private const string InSitu = "carcinoma in situ of the ";

    // existence := lead* (modifier (link modifier)*)? concept tail
    private CriterionNode? Existence()
    {
        saidCurrent = false;
        SkipExistenceLead();
        var modifiers = TakeModifiers();
        // Who takes a drug now, or has a disease now, is not who ever did.
        if (saidCurrent && modifiers.Count == 0)
            modifiers = ["current"];
        // The lead may end with a negation: "history of no", "must not have had".
        var isCondition = at.Is(WordKind.Condition);
        if ((at.TakeWhole(WordKind.Condition) ?? at.TakeWhole(WordKind.Therapy)) is not { } concept)
            return null;
        SkipSameConcept(concept);
        if (concept is "heart failure" or "heart disease" && ClassAfter() is { } heartClass)
            return WithTime(heartClass);
        while (at.TakeWhole(WordKind.Known) is not null || SkipConceptWord() || SkipMethod() || SkipBracketedWords() || SkipExamples())
        {
        }

        // "Chemotherapy: at least 4 weeks since …": a heading of its own line.
        if (at.Sign == ':' && !isCondition && negations == 0)
            return null;

        if (isCondition && TakeGrade() is { } grade)
            modifiers = modifiers.Count == 0 ? [grade] : [.. modifiers.Select(modifier => $"{modifier} {grade}")];
        if (isCondition && modifiers.Count == 0 && StagesAfter() is { } stages)
            modifiers = stages;
        if (isCondition && ModifierAfter() is { } after)
            modifiers = modifiers.Count == 0 ? [after] : [.. modifiers.Select(modifier => $"{after} {modifier}")];
        if (!isCondition)
            concept += TakeSetting();
        if (!isCondition && TakeDose() is { } dose)
            return WithTime(new Therapy($"{(modifiers is [var only] ? only + " " : "")}{concept} {dose}"));
        var nodes = (modifiers.Count == 0 ? [""] : modifiers).Select(modifier =>
        {
            var name = modifier.Length == 0 ? concept : $"{modifier} {concept}";
            return isCondition ? (CriterionNode)new Condition(name) : new Therapy(name);
        }).ToList();
        if ((OtherHepatitis(concept) ?? OtherSite(concept)) is { } other)
            nodes.AddRange((modifiers.Count == 0 ? [""] : modifiers).Select(modifier => new Condition(modifier.Length == 0 ? other : $"{modifier} {other}")));
        return WithTime(nodes.Count == 1 ? nodes[0] : new AnyOf(nodes));
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
            if (at.NumberHere is not null || at.Is(WordKind.Except) || at.Is(WordKind.Unless) || at.Is(WordKind.Not) || at.Is(WordKind.Operator) || at.Is(WordKind.If))
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

    private bool IsExampleWord() =>
        (at.WordIs("e") && string.Equals(at.Word(at.Position + 2), "g", StringComparison.OrdinalIgnoreCase)) || at.WordIs("eg") ||
        (at.WordIs("such") && string.Equals(at.Word(at.Position + 1), "as", StringComparison.OrdinalIgnoreCase)) ||
        (at.WordIs("for") && string.Equals(at.Word(at.Position + 1), "example", StringComparison.OrdinalIgnoreCase));

    // "carcinoma in situ of the cervix or breast"
    private string? OtherSite(string concept)
    {
        if (!concept.StartsWith(InSitu, StringComparison.Ordinal))
            return null;
        var start = at.Position;
        if (TakeListLink())
        {
            _ = at.WordIs("of") && at.TakeWhole(WordKind.Filler) is not null;
            _ = at.WordIs("the") && at.TakeWhole(WordKind.Filler) is not null;
            var site = at.Word(at.Position).ToUpperInvariant() switch { "BREAST" => "breast", "CERVIX" => "cervix", "BLADDER" => "bladder", _ => null };
            if (site is not null && !concept.EndsWith(site, StringComparison.Ordinal) && EndsPhraseAt(at.Position + 1))
            {
                at.Position++;
                return InSitu + site;
            }
        }

        at.Position = start;
        return null;
    }

    // "(NYHA class III or IV)" after heart failure
    private CriterionNode? ClassAfter()
    {
        var start = at.Position;
        var open = at.TakeSign('(');
        if (!open)
            _ = at.TakeSign(',');
        SkipFillers();
        SkipExistenceLead();
        if (TakeClass() is { } node && (!open || ((SkipMethod() || true) && at.TakeSign(')'))))
            return node;
        at.Position = start;
        return null;
    }

    // "melanoma, stage III or IV"
    private List<string>? StagesAfter()
    {
        var start = at.Position;
        var open = at.TakeSign('(');
        if (!open)
            _ = at.TakeSign(',');
        SkipFillers();
        if (TakeStages() is { } stages && (!open || at.TakeSign(')')))
            return stages;
        at.Position = start;
        return null;
    }

    // "hepatitis B or C"
    private string? OtherHepatitis(string concept)
    {
        if (concept is not ("hepatitis B" or "hepatitis C"))
            return null;
        var start = at.Position;
        if (TakeListLink() && at.Word(at.Position) is "B" or "C" && !concept.EndsWith(at.Word(at.Position), StringComparison.Ordinal))
        {
            var other = $"hepatitis {at.Word(at.Position++)}";
            while (at.TakeWhole(WordKind.Known) is not null || SkipConceptWord() || SkipInfectionWord())
            {
            }

            return other;
        }

        at.Position = start;
        return null;
    }

    private bool SkipInfectionWord()
    {
        if (at.Word(at.Position).ToUpperInvariant() is not ("INFECTION" or "INFECTIONS" or "VIRUS" or "VIRAL" or "DISEASE"))
            return false;
        at.Position++;
        return true;
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
        while (true)
        {
            if (at.TakeWhole(WordKind.Known) is { } known)
                saidCurrent |= known is "current";
            else if (at.TakeWhole(WordKind.History) is null && (at.Is(WordKind.GradeWord) || at.TakeWhole(WordKind.Filler) is null) && !SkipLeadLink())
                return;
        }
    }

    // "known or suspected", "prior or current": a link between two leads
    private bool SkipLeadLink()
    {
        var start = at.Position;
        if ((at.TakeSign('/') || at.Take(WordKind.AndOr) is not null || at.Take(WordKind.Or) is not null) && (at.TakeWhole(WordKind.History) ?? at.TakeWhole(WordKind.Known)) is not null)
        {
            // "current or previous"
            saidCurrent = false;
            return true;
        }

        at.Position = start;
        return false;
    }

    private List<string> TakeModifiers()
    {
        var alternatives = new List<string>();
        var current = "";
        var lastPart = 0;
        var link = at.Position;
        while (true)
        {
            if ((at.TakeWhole(WordKind.Modifier) ?? TakeGrade()) is { } modifier)
            {
                lastPart = current.Length == 0 ? modifier.Length : lastPart;
                current = current.Length == 0 ? modifier : $"{current} {modifier}";
                SkipExistenceLead();
                continue;
            }

            if (TakeStages() is { } stages)
            {
                alternatives.AddRange(stages.Take(stages.Count - 1).Select(stage => current.Length == 0 ? stage : $"{current} {stage}"));
                current = current.Length == 0 ? stages[^1] : $"{current} {stages[^1]}";
                lastPart = current.Length;
                SkipExistenceLead();
                continue;
            }

            var start = at.Position;
            if (current.Length == 0)
            {
                // "stage IV or metastatic disease": the link was between two statements.
                if (alternatives.Count > 0)
                {
                    at.Position = link;
                    current = alternatives[^1];
                    alternatives.RemoveAt(alternatives.Count - 1);
                }

                break;
            }

            link = start;
            if (!TakeListLink() || !(at.Is(WordKind.Modifier) || at.Is(WordKind.StageWord) || at.Is(WordKind.GradeWord)))
            {
                at.Position = start;
                break;
            }

            alternatives.Add(current);
            current = "";
        }

        if (current.Length == 0)
            return alternatives;
        // "progressive or recurrent metastatic breast cancer": what follows the last alternative narrows all of them.
        if (alternatives.Count > 0 && lastPart > 0)
            alternatives = [.. alternatives.Select(alternative => alternative + current[lastPart..])];
        alternatives.Add(current);
        return alternatives;
    }

    // "(DCIS)": the same concept again
    private void SkipSameConcept(string concept)
    {
        var start = at.Position;
        if (at.TakeSign('(') && (at.Take(WordKind.Condition) ?? at.Take(WordKind.Therapy)) is { } again && string.Equals(again, concept, StringComparison.Ordinal) && at.TakeSign(')'))
        {
            if (at.Sign == '(')
                SkipSameConcept(concept);
            return;
        }

        at.Position = start;
        SkipInitials();
    }

    // "acute coronary syndrome (ACS)": the initials of the words before
    private void SkipInitials()
    {
        var initials = at.Word(at.Position + 1);
        if (at.Sign != '(' || at.SignAt(at.Position + 2) != ')' || initials.Length is < 2 or > 6 || initials.Length > at.Position)
            return;
        for (var i = 0; i < initials.Length; i++)
        {
            var word = at.Word(at.Position - initials.Length + i);
            if (word.Length == 0 || char.ToUpperInvariant(word[0]) != initials[i])
                return;
        }

        at.Position += 3;
    }

    // "chemotherapy treatment", "HIV infection", "corticosteroid use"
    private bool SkipConceptWord()
    {
        if (at.AtEnd || at.Word(at.Position).ToUpperInvariant() is not ("THERAPY" or "TREATMENT" or "TREATMENTS" or "REGIMEN" or "REGIMENS" or "AGENT" or "AGENTS" or "USE" or "ADMINISTRATION" or "DRUG" or "DRUGS" or "MEDICATION" or "MEDICATIONS" or "DOSE" or
            "MESYLATE" or "HYDROCHLORIDE" or "ACETATE" or "CITRATE" or "TARTRATE" or "SUCCINATE" or "DITOSYLATE" or "TOSYLATE" or "MALEATE" or "SULFATE" or "DISODIUM" or "ALFA"))
            return false;
        at.Position++;
        return true;
    }
}
