using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Concepts that end in their own way: allergies to something, hypertension with its limits, hepatitis B or C.</summary>
internal sealed partial class EntryParser
{
    // "hypersensitivity to cetuximab or paclitaxel"
    private CriterionNode? Allergens(List<string> modifiers)
    {
        var start = at.Position;
        if (at.WordIs("attributed"))
            at.Position++;
        if (!at.WordIs("to") && !at.WordIs("against") && !TakesOtherPreposition())
            {
            at.Position = start;
            return null;
        }

        at.Position++;
        var both = at.WordIs("both") && Rewind(at.Position + 1);
        var similar = SkipSimilarCompounds() ? "compounds similar to " : "";
        var kind = modifiers is [var only] ? only + " " : "";
        var nodes = new List<CriterionNode>();
        var waiting = new List<string>();
        for (var end = at.Position; ; end = at.Position)
        {
            if (nodes.Count + waiting.Count > 0 && (!TakeListLink() || StatesAnew()))
            {
                at.Position = end;
                break;
            }

            SkipExistenceLead();
            if (nodes.Count > 0 && SkipSimilarCompounds())
                similar = "compounds similar to ";
            SkipComponentsOf();
            var named = at.Position;
            if (((chunking ? ChunkAgent() : null) ?? TakeWholeAgent() ?? (SkipCodeName() ? at.Text(named, at.Position) : Rewind(named) ? OpenAgent() : null)) is not { } written)
            {
                at.Position = end;
                break;
            }

            var agent = WithoutForm(written);
            SkipSameConcept(agent);
            while (SkipExamples())
            {
            }

            if (nodes.Count == 0 && OwnAllergy(agent, kind, start, named) is { } own)
                nodes.Add(own);
            else if (Origins.Contains(agent) || WaitsForNoun(agent, named))
                waiting.Add(agent);
            else
                AddAllergens(nodes, waiting, kind, similar + agent);
        }

        nodes.AddRange(waiting.Select(origin => new Condition($"{kind}allergy to {origin}")));

        if (nodes.Count == 0)
            at.Position = start;
        return nodes.Count switch { 0 => null, 1 => nodes[0], _ => both ? new AllOf(nodes) : new AnyOf(nodes) };
    }

    // "any component of temozolomide": of a drug by its name
    private void SkipComponentsOf()
    {
        var start = at.Position;
        if (at.Upper(start) is not ("COMPONENT" or "COMPONENTS" or "INGREDIENT" or "INGREDIENTS" or "CONSTITUENT" or "CONSTITUENTS") || at.Upper(start + 1) is not ("OF" or "IN") || !Rewind(start + 2) || at.TakeWhole(WordKind.Therapy) is not { } drug || Concepts.Therapies.Find(drug) is not { Codes.Count: > 0 } and not { Parents.Count: > 0 })
            at.Position = start;
        else
            at.Position = start + 2;
    }

    // "or a history of anaphylaxis": no further allergen
    private bool StatesAnew()
    {
        var start = at.Position;
        _ = at.WordIs("a") || at.WordIs("any") ? Rewind(start + 1) : Rewind(start);
        var states = at.Upper(at.Position) is "HISTORY" or "SIGN" or "SIGNS" or "EVIDENCE" or "PRESENCE" or "PRIOR" or "PREVIOUS" or "KNOWN" or "ACTIVE" or "CURRENT" or "HAVE" or "HAS" or "HAD" or "ARE" or "IS" or "WHO" or "WITH" or "CONCURRENT" or "CONCOMITANT" or "RECEIVING" or "RECEIVED" or "USE" or "TAKING" || at.Is(WordKind.Condition) || at.Is(WordKind.Pregnancy) || at.Is(WordKind.NegativeTest);
        at.Position = start;
        return states;
    }

    // A treatment and nothing of it left over: "taxanes", "cisplatin compounds".
    private string? TakeWholeAgent()
    {
        var start = at.Position;
        if (at.TakeWhole(WordKind.Therapy) is { } agent)
        {
            while (SkipConceptWord() || at.WordIs("compounds") && Rewind(at.Position + 1))
            {
            }

            if (at.AtEnd || at.IsSign || !at.IsUnknownAt(at.Position))
                return agent;
        }

        at.Position = start;
        return null;
    }

    // "compounds of similar chemical or biologic composition to"
    private bool SkipSimilarCompounds()
    {
        var start = at.Position;
        if (at.Upper(start) is "COMPOUND" or "COMPOUNDS" or "AGENTS" or "DRUGS" && at.Upper(start + 1) is "OF" or "WITH")
        {
            var similar = false;
            for (var i = start + 2; i < Math.Min(at.Count, start + 12); i++)
            {
                similar |= at.Upper(i) is "SIMILAR";
                if (similar && at.Upper(i) is "TO" or "AS")
                    return Rewind(i + 1);
                if (at[i].Kind == TokenKind.Sign && at.SignAt(i) is not ('/' or ','))
                    break;
            }
        }

        return false;
    }

    private const int LongestAgent = 8;

    // "bone or liver metastases"
    private CriterionNode? SpreadTo()
    {
        var start = at.Position;
        if (MetastasesOf(at.Upper(at.Position)) is { } first)
        {
            at.Position++;
            if (TakeListLink() && at.TakeWhole(WordKind.Condition) is { } second && second.EndsWith(" metastases", StringComparison.Ordinal))
                return new AnyOf([new Condition(first), new Condition(second)]);
        }

        at.Position = start;
        return null;
    }

    // "cardiac, hepatic or renal disease": one of each
    private CriterionNode? DiseasesOfOrgans(List<string> modifiers)
    {
        var start = at.Position;
        if (OrganAt(start) is null)
            return null;
        var organs = new List<int>();
        for (var linked = true; linked && OrganAt(at.Position) is { } organ; linked = TakeListLink())
        {
            organs.Add(organ);
            at.Position++;
        }

        var noun = at.Upper(at.Position) switch { "DISEASE" or "DISEASES" or "DISORDER" or "DISORDERS" or "IMPAIRMENT" => 0, "FAILURE" => 1, "INSUFFICIENCY" => 2, _ => -1 };
        if (organs.Count < 2 || noun < 0 || modifiers.Count > 1)
        {
            at.Position = start;
            return null;
        }

        at.Position++;
        var before = modifiers is [var only] ? only + " " : "";
        var diseases = new List<CriterionNode>();
        foreach (var organ in organs)
            diseases.Add(new Condition(before + Organs[organ][noun]));
        return WithTime(new AnyOf(diseases));
    }

    private static readonly string[][] Organs =
    [
        ["kidney disease", "renal failure", "renal insufficiency"], ["liver disease", "liver failure", "hepatic insufficiency"], ["heart disease", "heart failure", "cardiac insufficiency"], ["lung disease", "respiratory failure", "pulmonary insufficiency"],
        ["cardiovascular disease", "cardiovascular failure", "cardiovascular insufficiency"],
    ];

    private int? OrganAt(int position) => at.Upper(position) switch
    {
        "RENAL" or "KIDNEY" => 0,
        "HEPATIC" or "LIVER" => 1,
        "CARDIAC" or "HEART" => 2,
        "CARDIOVASCULAR" => 4,
        "PULMONARY" or "LUNG" or "RESPIRATORY" => 3,
        _ => null,
    };

    private static string? MetastasesOf(string place) => place switch
    {
        "BONE" or "BONY" => "bone metastases",
        "LIVER" or "HEPATIC" => "liver metastases",
        "LUNG" or "PULMONARY" => "lung metastases",
        "BRAIN" => "brain metastases",
        _ => null,
    };

    // "(NYHA class III or IV)" after heart failure
    private CriterionNode? ClassAfter()
    {
        var start = at.Position;
        var open = at.TakeSign('(');
        if (!open)
            _ = at.TakeSign(',') || at.TakeWhole(WordKind.With) is not null;
        SkipFillers();
        SkipExistenceLead();
        if (TakeClass(at.Take(WordKind.Operator)) is { } node && (!open || ((SkipMethod() || true) && at.TakeSign(')'))))
            return node;
        at.Position = start;
        open = at.TakeSign('(');
        if (!open)
            _ = at.TakeSign(',');
        if (HeartClassAfter(open) is { } heart && (!open || at.TakeSign(')')))
            return heart;
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

    // "carcinoma in situ of the cervix or breast"
    private string? OtherSite(string concept)
    {
        if (!concept.StartsWith(InSitu, StringComparison.Ordinal))
            return null;
        var start = at.Position;
        if (TakeListLink())
        {
            while (at.Upper(at.Position) is "OF" or "THE")
                at.Position++;
            var site = at.Upper(at.Position) switch { "BREAST" => "breast", "CERVIX" => "cervix", "BLADDER" => "bladder", _ => null };
            if (site is not null && !concept.EndsWith(site, StringComparison.Ordinal) && EndsPhraseAt(at.Position + 1))
            {
                at.Position++;
                return InSitu + site;
            }
        }

        at.Position = start;
        return null;
    }
}
