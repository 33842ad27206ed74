using System.Collections.Frozen;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Where in the body a disease or a treatment is, told after its name: "squamous cell carcinoma of the larynx or pharynx".</summary>
internal sealed partial class EntryParser
{
    private const int LongestPlace = 3;
    private const int LongestSite = 4;

    private static readonly string[] AdjectivesOfPlace = ["bar", "lar", "al", "ic", "ous", "ary", "ior"];

    // places := "of" ["the"] place (link ["the"] place)*; a name for each, joined by plus signs
    private string? TakePlaces(int named, string concept, bool isCondition)
    {
        var start = at.Position;
        if (isCondition && at.Sign is ',' or '/' || at.Is(WordKind.Or))
            return MorePlaces(named, concept);
        if (!at.WordIs("of") || concept.Contains('+', StringComparison.Ordinal) || at.Upper(start + 1) is "LOW" or "INTERMEDIATE" or "HIGH")
            return null;
        at.Position++;
        var names = new List<string>();
        var article = "";
        for (var end = start; ; end = at.Position)
        {
            // "of the mouth, pharynx (…), or larynx": a bracket in the middle of the list
            if (names.Count > 1 && at.Sign == '(')
                return Nameless(start);
            if (names.Count > 0 && !TakeListLink())
                return string.Join('+', names);
            if (at.WordIs("of"))
                at.Position++;
            if (at.Upper(at.Position) is "THE" or "THEIR")
                article = at.Word(at.Position++) + " ";
            if (TakePlace() is { } place)
            {
                if (at.Upper(at.Position - 1) is "HEAD" && at.Upper(at.Position) is "AND" or "&" && at.Upper(at.Position + 1) is "NECK" && Rewind(at.Position + 2))
                    place = "head and neck";
                names.Add(Placed(concept, isCondition, article, place));
                continue;
            }

            at.Position = names.Count > 0 ? end : start;
            return names.Count > 0 ? string.Join('+', names) : null;
        }
    }

    // "squamous cell carcinoma of the larynx", which stands in the tables with its place, "or oropharynx"
    private string? MorePlaces(int named, string concept)
    {
        var start = at.Position;
        var of = named;
        while (of < start && at.Upper(of) is not "OF")
            of++;
        if (of == start || of == named)
            return null;
        var kind = Small(at.Text(named, of));
        var names = new List<string> { concept };
        for (var end = start; ; end = at.Position)
        {
            if (TakeListLink() && (at.WordIs("of") && Rewind(at.Position + 1) || true) && (at.WordIs("the") && Rewind(at.Position + 1) || true) && (at.Is(WordKind.Condition) ? TakePlace() : TakeSite()) is { } place)
            {
                names.Add(Placed(kind, isCondition: true, "the ", place));
                continue;
            }

            at.Position = end;
            return names.Count > 1 ? string.Join('+', names) : null;
        }
    }

    // "squamous cell carcinoma, adenocarcinoma or adenosquamous carcinoma of the cervix": the place is that of each kind of cell.
    private void SharePlace(List<CriterionNode> nodes, List<Link> links, Link link, int from)
    {
        if (link is not (Link.Or or Link.Comma) || !IsKindOfCell(nodes[^1]))
            return;
        var of = from;
        while (of < at.Position && at.Upper(of) is not "OF")
            of++;
        var place = at.Upper(of + 1) is "THE" ? of + 2 : of + 1;
        if (of == from || place >= at.Position || Concepts.Conditions.FindSpelling(at.Text(from, of))?.Name is not { } own || !KindsOfCell.Contains(own) || at.Text(place, at.Position) is not { } words || !Sites.Contains(words) || !EndsPhrase() || at.Is(WordKind.Or) || at.Is(WordKind.And))
            return;
        for (var i = nodes.Count - 1; i >= 0 && IsKindOfCell(nodes[i]) && (i == nodes.Count - 1 || links[i] is Link.Or or Link.Comma); i--)
        {
            nodes[i] = Rewrite(nodes[i], leaf =>
            {
                var (modifiers, concept) = QualifiedConcept.Split(((Condition)leaf).Concept, Concepts.Conditions);
                return (Condition)leaf with { Concept = string.Join(' ', [.. modifiers, Placed(concept!, isCondition: true, at.Upper(of + 1) is "THE" ? "the " : "", Small(words))]) };
            });
        }
    }

    // One kind, or one in several states: "recurrent or metastatic adenocarcinoma"
    private static bool IsKindOfCell(CriterionNode node) =>
        node is Condition or AnyOf && Leaves(node).All(leaf => leaf is Condition { Exists: true, Within: null, Concept: var name } && KindsOfCell.Contains(QualifiedConcept.Split(name, Concepts.Conditions).Concept ?? ""));

    private static readonly FrozenSet<string> KindsOfCell = FrozenSet.Create(StringComparer.Ordinal, "adenocarcinoma", "squamous cell carcinoma", "adenosquamous carcinoma", "small cell carcinoma", "neuroendocrine carcinoma", "carcinosarcoma", "large cell carcinoma", "mucinous adenocarcinoma", "signet ring cell carcinoma", "transitional cell carcinoma", "urothelial carcinoma");

    // Sites of tumors by their own words, which elsewhere may belong to another name
    private static readonly FrozenSet<string> Sites = new[]
    {
        "renal pelvis", "upper tract", "upper urinary tract", "ureter", "ureters", "urethra", "urinary bladder", "gastroesophageal junction", "gastro-esophageal junction", "esophagogastric junction", "GEJ", "EGJ", "fallopian tube", "peritoneum", "endometrium", "ovary", "uterus", "cervix", "vagina", "vulva", "colon", "rectum", "anus", "anal canal", "appendix", "small bowel",
        "small intestine", "duodenum", "jejunum", "ileum", "stomach", "cardia", "esophagus", "pancreas", "gallbladder", "bile duct", "bile ducts", "ampulla", "liver", "lung", "larynx", "pharynx", "hypopharynx", "oropharynx", "nasopharynx", "oral cavity", "tongue", "lip", "nasal cavity", "paranasal sinuses", "salivary gland", "salivary glands",
        "thyroid", "thymus", "breast", "prostate", "penis", "testis", "kidney", "bone", "skin", "brain", "spinal cord", "extremity", "extremities", "trunk", "retroperitoneum",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private string? TakeSite()
    {
        for (var end = Math.Min(at.Count, at.Position + LongestSite); end > at.Position; end--)
        {
            var here = at.Position;
            if (at[end - 1].Kind == TokenKind.Word && at.Text(here, end) is var site && Sites.Contains(site) && Rewind(end))
            {
                if (EndsPlace() || at.WordIs("with"))
                    return Small(site);
                at.Position = here;
            }
        }

        return null;
    }

    // "transitional cell carcinoma of the urothelium", "hepatocellular carcinoma of the liver": where else
    private static bool RepeatsSite(string concept, string place) => place switch
    {
        "urothelium" => concept.EndsWith("urothelial carcinoma", StringComparison.Ordinal),
        "liver" => concept.EndsWith("hepatocellular carcinoma", StringComparison.Ordinal),
        "kidney" => concept.EndsWith("renal cell carcinoma", StringComparison.Ordinal),
        _ => false,
    };

    private static string Placed(string concept, bool isCondition, string article, string place)
    {
        if (RepeatsSite(concept, place))
            return concept;
        var concepts = isCondition ? Concepts.Conditions : Concepts.Therapies;
        return (concepts.FindSpelling($"{concept} of the {place}") ?? concepts.FindSpelling($"{concept} of {place}") ?? concepts.FindSpelling($"{place} {concept}"))?.Name ?? $"{concept} of {article}{place}";
    }

    // Words that no other rule knows, or what the tables know as the site of a tumor; nothing may follow but a link.
    private string? TakePlace()
    {
        var start = at.Position;
        if (at.TakeWhole(WordKind.Condition) is not { } site || !site.EndsWith(" cancer", StringComparison.Ordinal) || site.Contains('+', StringComparison.Ordinal) || at.Position > start + 2 || !EndsPlace())
        {
            at.Position = start;
            while (at.Position < at.Count && at.Position - start < LongestPlace && IsPlaceWord(at.Position))
                at.Position++;
        }
        else if (at.Upper(at.Position - 1) is "CANCER" or "CANCERS" or "CARCINOMA" or "CARCINOMAS" or "TUMOR" or "TUMORS")
        {
            at.Position = start;
        }

        // "surgery of lumbar and lower limb": an adjective waits for its noun.
        if (at.Position > start && EndsPlace() && !(EndsWithOne(at.Letters(at.Position - 1), AdjectivesOfPlace) && (at.Is(WordKind.And) || at.Is(WordKind.Or))))
            return Small(at.Text(start, at.Position));
        at.Position = start;
        return null;
    }

    private bool EndsPlace() => EndsPhrase() || at.Sign is '/' or '(' || at.Is(WordKind.AndOr) || at.Is(WordKind.Within);

    private bool IsPlaceWord(int index) => at[index].Kind == TokenKind.Word && at.Letters(index).Length > 2 && !Has(NoNames, index) && !at.Letters(index).EndsWith("ing", StringComparison.OrdinalIgnoreCase) && (at.IsUnknownAt(index) || at.IsOnly(index, WordKind.Heading, WordKind.Heading));
}
