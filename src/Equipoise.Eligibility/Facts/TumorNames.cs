using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Facts;

/// <summary>What a record's name of a malignant tumor says beyond the concepts that its words name: where the tumor began, that it is one,
/// that it is spread from elsewhere, or that it is in situ.</summary>
/// <remarks>"Squamous cell carcinoma" with "larynx" is one tumor, of the larynx; "metastatic malignant neoplasm to liver" is none of the
/// liver.</remarks>
internal static class TumorNames
{
    private const string HeadAndNeck = "head and neck squamous cell carcinoma";
    private const string Cancer = "cancer";
    private const string InSitu = "carcinoma in situ";
    private const string Metastases = "metastases";

    private static readonly string[] Malignant = ["cancer", "carcinoma", "malignan", "sarcoma", "lymphoma", "leukemia", "leukaemia", "melanoma", "myeloma", "blastoma", "glioma"];
    private static readonly string[] Benign = ["benign", "premalignan", "pre-malignan", "malignant hypert", "malignant hyperth"];
    private static readonly string[] NotSquamous = ["adenocarcinoma", "adenoid cystic", "mucoepidermoid", "sarcoma", "lymphoma", "melanoma", "neuroendocrine", "small cell", "plasmacytoma", "acinic"];

    // The longest first, so that the base of the tongue is no tongue.
    private static readonly (string Words, string Concept)[] Sites = [.. TerminologyTable.Read("tumor-sites.tsv").Select(row => (row[0], row[1]))];

    private static readonly (string Words, string Concept)[] Organs =
    [
        ("lymph node", "lymph node metastases"), ("lymph nodes", "lymph node metastases"), ("liver", "liver metastases"), ("hepatic", "liver metastases"), ("lung", "lung metastases"), ("pulmonary", "lung metastases"),
        ("bone", "bone metastases"), ("brainstem", "brainstem metastases"), ("brain stem", "brainstem metastases"), ("brain", "brain metastases"), ("spinal cord", "spinal cord metastases"),
        ("meninges", "leptomeningeal disease"), ("leptomeninges", "leptomeningeal disease"), ("central nervous system", "central nervous system metastases"),
    ];

    /// <summary>Whether the name is that of a malignant tumor.</summary>
    public static bool IsMalignant(string name) => Names(name, Malignant) && !Names(name, Benign);

    /// <summary>Whether the name says that the tumor is of another kind than squamous.</summary>
    public static bool IsNotSquamous(string name) => Names(name, NotSquamous) && !name.Contains("squamous", StringComparison.OrdinalIgnoreCase) && !name.Contains("non-small", StringComparison.OrdinalIgnoreCase);

    /// <summary>The site of the head and neck, or beside them, that words name, as the cancer of it; null for another.</summary>
    public static string? SiteOf(string words)
    {
        var rest = words.ToUpperInvariant();
        return Array.Find(Sites, site => Find(rest, site.Words.ToUpperInvariant()) >= 0).Concept;
    }

    /// <summary>Whether words name a site of the head or neck. A femur has a head and a neck too.</summary>
    public static bool IsHeadOrNeck(string words) =>
        SiteOf(words) is { } site ? Concepts.Conditions.IsA(site, HeadAndNeck) : Find(words.ToUpperInvariant(), "NECK") >= 0 && !Names(words, ["femur", "femoral", "bladder", "humer", "uter", "pancrea"]);

    /// <summary>Metastases of the organ that words name; null for another.</summary>
    public static string? SpreadTo(string words)
    {
        var upper = words.ToUpperInvariant();
        return Array.Find(Organs, organ => Find(upper, organ.Words.ToUpperInvariant()) >= 0).Concept;
    }

    /// <summary>The concepts of a record's names, put right.</summary>
    public static IReadOnlyList<string> Refine(IReadOnlyList<string> found, IReadOnlyList<string> names)
    {
        var concepts = Concepts.Conditions;
        var tumor = names.Where(IsMalignant).ToList();
        var spread = names.Any(IsSpread);
        if (tumor.Exists(name => name.Contains("in situ", StringComparison.OrdinalIgnoreCase)))
        {
            var inSitu = found.Where(one => concepts.IsA(one, InSitu)).ToList();
            return inSitu.Count > 0 ? inSitu : [InSitu];
        }

        // A code of the class C77 to C79 is in the chapter of malignant neoplasms.
        if (spread || found.Any(one => concepts.IsA(one, Metastases) || one is "lymph node metastases" or "leptomeningeal disease"))
            return Spread(found, names, concepts);
        if (tumor.Count == 0)
            return found;
        if (tumor.Select(SiteOf).FirstOrDefault(site => site is not null) is { } own && !found.Any(one => concepts.IsA(one, own)))
            return [own, .. found.Where(one => !IsTumor(one))];
        if (found.FirstOrDefault(one => concepts.IsA(one, HeadAndNeck)) is { } site && !names.Any(name => name.Contains(" and ", StringComparison.OrdinalIgnoreCase) && !name.Contains("head and neck", StringComparison.OrdinalIgnoreCase)))
            return [site, .. found.Where(one => !IsTumor(one))];
        return found.Any(one => concepts.IsA(one, Cancer) || one is InSitu) ? found : [.. found, Cancer];
    }

    private static List<string> Spread(IReadOnlyList<string> found, IReadOnlyList<string> names, Concepts concepts)
    {
        var known = found.Where(one => concepts.IsA(one, Metastases) || one is "lymph node metastases" or "leptomeningeal disease").ToList();
        // "Metastatic squamous cell carcinoma of the larynx" is the tumor of the larynx, spread; "to lymph nodes of the neck" is where to.
        var primary = names.Where(name => IsMalignant(name) && name.Contains("metastatic", StringComparison.OrdinalIgnoreCase) && !name.Contains(" to ", StringComparison.OrdinalIgnoreCase) && !name.Contains("node", StringComparison.OrdinalIgnoreCase)).Select(SiteOf).FirstOrDefault(site => site is not null);
        foreach (var name in names.Where(IsSpread))
        {
            if (primary is null && SpreadTo(name) is { } organ)
                known.Add(organ);
        }

        if (known.Count == 0 || primary is not null)
            known.Add(Metastases);
        if (primary is not null)
            known.Add(primary);
        return [.. known, .. found.Where(one => !IsTumor(one) && !known.Contains(one, StringComparer.Ordinal))];
    }

    private static bool IsSpread(string name) =>
        name.Contains("metasta", StringComparison.OrdinalIgnoreCase) || (name.Contains("secondary", StringComparison.OrdinalIgnoreCase) && IsMalignant(name));

    /// <summary>Whether a concept is a tumor.</summary>
    public static bool IsTumor(string concept) => Concepts.Conditions.IsA(concept, Cancer) || IsMalignant(concept) || concept.Contains("neoplasm", StringComparison.OrdinalIgnoreCase) || concept.Contains("tumor", StringComparison.OrdinalIgnoreCase);

    private static bool Names(string name, string[] words) => Array.Exists(words, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    // As whole words.
    private static int Find(string text, string words)
    {
        for (var at = text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = text.IndexOf(words, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !char.IsLetter(text[at - 1])) && (at + words.Length == text.Length || !char.IsLetter(text[at + words.Length])))
                return at;
        }

        return -1;
    }
}
