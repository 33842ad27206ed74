using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Conditions and treatments that somebody has or had.</summary>
internal sealed partial class EntryParser
{
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
        while (at.TakeWhole(WordKind.Known) is not null || SkipConceptWord() || SkipMethod() || SkipBracketedWords())
        {
        }

        if (isCondition && TakeGrade() is { } grade)
            modifiers = modifiers.Count == 0 ? [grade] : [.. modifiers.Select(modifier => $"{modifier} {grade}")];
        if (isCondition && modifiers.Count == 0 && StagesAfter() is { } stages)
            modifiers = stages;
        if (!isCondition && TakeDose() is { } dose)
            return WithTime(new Therapy($"{(modifiers is [var only] ? only + " " : "")}{concept} {dose}"));
        var nodes = (modifiers.Count == 0 ? [""] : modifiers).Select(modifier =>
        {
            var name = modifier.Length == 0 ? concept : $"{modifier} {concept}";
            return isCondition ? (CriterionNode)new Condition(name) : new Therapy(name);
        }).ToList();
        if (OtherHepatitis(concept) is { } other)
            nodes.AddRange((modifiers.Count == 0 ? [""] : modifiers).Select(modifier => new Condition(modifier.Length == 0 ? other : $"{modifier} {other}")));
        return WithTime(nodes.Count == 1 ? nodes[0] : new AnyOf(nodes));
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
            return;
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
        if (at.AtEnd || at.Word(at.Position).ToUpperInvariant() is not ("THERAPY" or "TREATMENT" or "TREATMENTS" or "REGIMEN" or "REGIMENS" or "AGENT" or "AGENTS" or "USE" or "ADMINISTRATION" or "DRUG" or "DRUGS" or "MEDICATION" or "MEDICATIONS" or "DOSE"))
            return false;
        at.Position++;
        return true;
    }
}
