using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What a tumor's genes and proteins are: "EGFR mutation", "HER2-negative", "BRAF V600E".</summary>
internal sealed partial class EntryParser
{
    // biomarker := marker (link marker)* alteration (link alteration)* ; marker := gene [variant (link variant)*]
    private CriterionNode? BiomarkerTerm() => at.Holds(WordKind.Gene) ? MarkersHere() : null;

    private CriterionNode? MarkersHere()
    {
        SkipExistenceLead();
        var forPositive = at.Upper(at.Position) is "POSITIVE" or "POSITIVITY" && string.Equals(at.Word(at.Position + 1), "for", StringComparison.OrdinalIgnoreCase);
        var forNegative = at.WordIs("negative") && string.Equals(at.Word(at.Position + 1), "for", StringComparison.OrdinalIgnoreCase);
        if (forPositive || forNegative)
            at.Position += 2;
        var leading = LeadingAlteration();
        if (TakeMarkers(out var any) is not { Count: > 0 } markers || (leading is "mutation" && markers.Count > 1 && !any))
            return null;
        if (ShareOfCells(markers, any) is { } share)
            return share;
        var alterations = TakeAlterations();
        if (leading is not null)
            alterations = alterations.Count == 0 ? [leading] : [];
        // "known EGFR mutation status": whatever it is
        if (at.WordIs("status") && alterations.Exists(alteration => alteration is not ("positive" or "negative" or "low")))
            return null;
        var told = alterations.Count > 0;
        if (!told && (forPositive || forNegative))
            alterations = [forPositive ? "positive" : "negative"];
        if (alterations.Count == 0)
        {
            if (!markers.TrueForAll(IsOwnAlteration))
                return null;
            alterations = ["mutation"];
        }
        else if (forNegative && (told || markers.Count > 1))
        {
            return null;
        }

        while (at.TakeWhole(WordKind.Known) is not null || SkipMarkerWord() || SkipAssay(markers) || SkipMethod() || SkipBracketedWords() || SkipReceptors(markers) || SkipProvenance())
        {
        }

        if (markers is [var only] && alterations is ["mutation"] && BracketedVariants() is { } variants)
            markers = [.. variants.Select(variant => $"{only} {variant}")];
        if (ExpressionLimit(markers, alterations) is { } limit)
            return limit;
        any |= markers.Count > 1 && at.SignAt(at.Position - 1) == ')';
        var nodes = markers.SelectMany(marker => alterations.Select(alteration => Marked(marker, alteration))).ToList();
        if (nodes.Count == 1 && markers is ["ER" or "PR"] && OtherReceptor() is { } other)
            return new AnyOf([nodes[0], other]);
        if (nodes.Count == 1)
            return WithTime(nodes[0]);
        return AreAlternatives(alterations, any) ? new AnyOf(nodes) : new AllOf(nodes);
    }

    // How the markers taken last were linked
    private (bool Or, bool And, bool Variants) markerLinks;

    // "EGFR/ALK-negative" and "RAS, BRAF wild-type" ask for both; of "ALK, ROS1 rearrangements" a tumor has one, and so where "EGFR and ALK mutations" are what must not be.
    private bool AreAlternatives(List<string> alterations, bool any)
    {
        if (alterations.Count > 1 || markerLinks.Variants)
            return any || alterations.Count > 1;
        return alterations[0] switch
        {
            "negative" or "wild-type" => markerLinks.Or,
            "mutation" or "rearrangement" or "amplification" or "alteration" or "overexpression" => any || !markerLinks.And || polarity == Polarity.Exclusion || negations > 0,
            _ => any,
        };
    }

    // "ER+ and/or PR+, HER2-": the two receptors are one statement.
    private CriterionNode? OtherReceptor()
    {
        var start = at.Position;
        var unread = residue.Count;
        if ((at.Take(WordKind.AndOr) ?? at.Take(WordKind.Or)) is not null && at.Is(WordKind.Gene) && BiomarkerTerm() is Condition { Concept: "ER-positive" or "PR-positive" } other)
            return other;
        Back(start, unread);
        return null;
    }

    // "wild-type KRAS and NRAS", "mutations in BRCA1 or BRCA2"
    private string? LeadingAlteration()
    {
        var start = at.Position;
        if (at.Is(WordKind.Alteration) && at.TakeWhole(WordKind.Alteration) is ("wild-type" or "mutation") and { } alteration)
        {
            var of = at.Upper(at.Position) is "IN" or "OF";
            if (of)
                at.Position++;
            if (at.WordIs("the"))
                at.Position++;
            if (at.Is(WordKind.Gene) && (of || at.Upper(start) is "MUTANT" or "MUTATED" or "WILD" or "WILDTYPE" or "WT"))
                return alteration;
        }

        at.Position = start;
        return null;
    }

    private static CriterionNode Marked(string marker, string alteration) => (marker, alteration) switch
    {
        // The chromosome is named by its gene where the gene itself is changed.
        ("Philadelphia chromosome", "mutation") => new Condition("BCR-ABL1 mutation"),
        _ when marker.StartsWith("Philadelphia chromosome ", StringComparison.Ordinal) => Marked("BCR-ABL1" + marker["Philadelphia chromosome".Length..], alteration),
        ("p16", "positive") => new Condition("p16 positivity"),
        ("p16", "negative") => new Condition("p16 positivity", Exists: false),
        ("HPV", "positive") => new Condition("HPV infection"),
        ("HPV", "negative") => new Condition("HPV infection", Exists: false),
        (_, "positive") => new Condition($"{marker}-positive"),
        (_, "negative") => new Condition($"{marker}-positive", Exists: false),
        (_, "low") => new Condition($"{marker}-low"),
        _ when Alterations.Any(own => marker.EndsWith(own, StringComparison.Ordinal)) => new Condition(marker),
        _ => new Condition($"{marker} {alteration}"),
    };

    private List<string>? TakeMarkers(out bool any)
    {
        any = false;
        markerLinks = default;
        var markers = new List<string>();
        var linked = markerLinks;
        while (true)
        {
            var start = at.Position;
            if (markers.Count > 0)
            {
                var comma = at.TakeSign(',') || at.TakeSign('/');
                var or = at.Take(WordKind.AndOr) is not null || at.Take(WordKind.Or) is not null;
                var and = !or && at.Take(WordKind.And) is not null;
                any |= or || at.SignAt(start) == '/';
                if (!or && !comma && !and)
                    break;
                linked = (linked.Or | or, linked.And | and, linked.Variants);
                SkipExistenceLead();
            }

            if (at.TakeWhole(WordKind.Gene) is not { } gene)
            {
                at.Position = start;
                break;
            }

            markerLinks = linked;

            SkipSameMarker(gene);
            var variants = TakeVariants();
            any |= variants.Count > 1;
            linked = markerLinks = (linked.Or, linked.And, linked.Variants | (variants.Count > 1));
            if (variants.Count == 0)
                markers.Add(gene);
            foreach (var variant in variants)
                markers.Add($"{gene} {variant}");
        }

        return markers;
    }

    // "epidermal growth factor receptor (EGFR)"
    private void SkipSameMarker(string gene)
    {
        var start = at.Position;
        if (at.TakeSign('(') && string.Equals(at.TakeWhole(WordKind.Gene), gene, StringComparison.Ordinal) && at.TakeSign(')'))
            return;
        at.Position = start;
    }

    // "V600E", "T790M": a letter, the place, a letter
    private List<string> TakeVariants()
    {
        var variants = new List<string>();
        while (true)
        {
            var start = at.Position;
            if (variants.Count > 0 && !TakeListLink())
                break;
            if (TakeExon() is { } exon)
            {
                variants.Add(exon);
                continue;
            }

            // "KRAS p.G12C"
            if (at.WordIs("p") && at.SignAt(at.Position + 1) == '.' && at.Position + 2 < at.Count && at[at.Position + 2].Glued && IsVariant(at.Word(at.Position + 2)))
                at.Position += 2;
            if (!IsVariant(at.Word(at.Position)))
            {
                at.Position = start;
                break;
            }

            variants.Add(at.Word(at.Position++));
        }

        return variants;
    }

    // "exon 19 deletion", "exon 14 skipping"
    private string? TakeExon()
    {
        // "exon 21 L858R": the variant says where it is.
        if (at.WordIs("exon") && at.Position + 2 < at.Count && at[at.Position + 1].Kind == TokenKind.Number)
        {
            var place = at.Position + (at.SignAt(at.Position + 2) is '(' or '-' ? 3 : 2);
            if (IsVariant(at.Word(place)) && (at.SignAt(at.Position + 2) != '(' || at.SignAt(place + 1) == ')'))
            {
                at.Position = place + (at.SignAt(at.Position + 2) == '(' ? 2 : 1);
                return at.Word(place);
            }
        }

        // "exon 11 mutation": whichever it is
        if (at.WordIs("exon") && at.Position + 2 < at.Count && at[at.Position + 1].Kind == TokenKind.Number && at.Upper(at.Position + 2) is "MUTATION" or "MUTATIONS")
        {
            at.Position += 2;
            return $"exon {at.Word(at.Position - 1)}";
        }

        if (!at.WordIs("exon") || at.Position + 2 >= at.Count || at[at.Position + 1].Kind != TokenKind.Number || at.Upper(at.Position + 2) is not ("DELETION" or "DELETIONS" or "INSERTION" or "INSERTIONS" or "SKIPPING"))
            return null;
        var exon = $"exon {at.Word(at.Position + 1)} {at.Word(at.Position + 2).ToLowerInvariant().TrimEnd('s')}";
        at.Position += 3;
        return exon;
    }

    private static bool IsOwnAlteration(string marker) => IsVariant(marker[(marker.LastIndexOf(' ') + 1)..]) || Alterations.Any(own => marker.EndsWith(own, StringComparison.Ordinal));

    private static bool IsVariant(string word) =>
        word.Length is >= 3 and <= 6 && char.IsAsciiLetterUpper(word[0]) && (char.IsAsciiLetterUpper(word[^1]) || (word.Length == 4 && char.IsAsciiDigit(word[^1]))) && word.AsSpan(1, word.Length - 2).IndexOfAnyExceptInRange('0', '9') < 0;

    private List<string> TakeAlterations()
    {
        var alterations = new List<string>();
        while (true)
        {
            var start = at.Position;
            if (alterations.Count > 0 && !TakeListLink())
                break;
            SkipExistenceLead();
            // "HER2- breast cancer"
            if (at.Sign == '-' && at[at.Position].Glued && (at.Position + 1 >= at.Count || !at[at.Position + 1].Glued || at.SignAt(at.Position + 1) is ',' or ')' or ';' or '.') && at.Upper(at.Position + 1) is not ("OR" or "AND"))
            {
                at.Position++;
                alterations.Add("negative");
                continue;
            }

            if (at.Sign == '-' && at[at.Position].Glued)
                at.Position++;
            if (at.Sign == '+' && at[at.Position].Glued)
            {
                at.Position++;
                alterations.Add("positive");
            }
            else if (at.TakeWhole(WordKind.Alteration) is { } alteration)
            {
                alterations.Add(alteration);
            }
            else
            {
                at.Position = start;
                break;
            }
        }

        return [.. alterations.Distinct(StringComparer.Ordinal)];
    }

    // "hormone receptor-positive (ER and/or PR positive)": which receptors
    private bool SkipReceptors(List<string> markers)
    {
        var start = at.Position;
        if (markers is ["hormone receptor"] && at.TakeSign('(') && ++depth < DeepestNesting)
        {
            var receptors = BiomarkerTerm();
            depth--;
            if (receptors is not null && Leaves(receptors).All(leaf => leaf is Condition { Concept: "ER-positive" or "PR-positive", Exists: true }) && at.TakeSign(')'))
                return true;
        }

        at.Position = start;
        return false;
    }

    private bool SkipMarkerWord()
    {
        if (at.Upper(at.Position) is not ("STATUS" or "EXPRESSION" or "DISEASE" or "TUMOR" or "TUMORS" or "TUMOUR" or "TUMOURS"))
            return false;
        at.Position++;
        return true;
    }

    private static bool IsBiomarker(CriterionNode node) => Leaves(node).All(leaf => leaf is Condition condition &&
        (condition.Concept.EndsWith("-positive", StringComparison.Ordinal) || condition.Concept.EndsWith("-low", StringComparison.Ordinal) || condition.Concept is "p16 positivity" or "HPV infection" or "microsatellite instability-high" or "microsatellite stable" or "mismatch repair deficiency" or "mismatch repair proficient" || condition.Concept.EndsWith(" mutation", StringComparison.Ordinal) ||
         Alterations.Any(alteration => condition.Concept.EndsWith(alteration, StringComparison.Ordinal))));

    private static readonly string[] Alterations = [" rearrangement", " amplification", " wild-type", " alteration", " deletion", " insertion", " overexpression", " expression", " methylation", " skipping"];
}
