using System.Collections.Frozen;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What stands before how far a tumor has come and is said of each: "untreated locally advanced or metastatic".</summary>
internal sealed partial class EntryParser
{
    // What a tumor is however far it has come
    private static readonly FrozenSet<string> WhateverSpread = FrozenSet.Create(
        StringComparer.Ordinal, "untreated", "treatment-naive", "treatment-naïve", "chemotherapy-naive", "chemo-naive", "newly diagnosed", "previously treated", "pretreated", "heavily pretreated", "castration-resistant", "triple-negative",
        "platinum-resistant", "platinum-refractory", "platinum-sensitive", "radioiodine-refractory", "hormone-sensitive", "well-differentiated", "poorly differentiated", "moderately differentiated", "undifferentiated", "high-grade", "low-grade");

    private static readonly FrozenSet<string> Spreads = FrozenSet.Create(
        StringComparer.Ordinal, "locally advanced", "advanced", "metastatic", "unresectable", "inoperable", "locally advanced unresectable", "unresectable locally advanced", "surgically unresectable", "disseminated", "oligometastatic",
        "advanced unresectable", "unresectable advanced", "locoregionally advanced", "regionally advanced", "limited-stage", "extensive-stage", "locally advanced inoperable", "unresectable metastatic", "advanced metastatic");

    // "untreated locally advanced or metastatic": both are untreated. What has come back may have been treated.
    private static string? SpreadLead(List<string> alternatives, string last)
    {
        var first = alternatives[0];
        var length = 0;
        for (var end = first.IndexOf(' ', StringComparison.Ordinal); end > 0; end = first.IndexOf(' ', end + 1))
        {
            if (WhateverSpread.Contains(first[(length == 0 ? 0 : length + 1)..end]))
                length = end;
        }

        if (length == 0 || !Spreads.Contains(first[(length + 1)..]))
            return null;
        foreach (var other in alternatives.Skip(1).Append(last))
        {
            if (!BeginsWithSpread(other))
                return null;
        }

        return first[..length];
    }

    // "metastatic", and what stands behind it: "metastatic clear cell"
    private static bool BeginsWithSpread(string name)
    {
        for (var end = name.Length; end > 0; end = name.LastIndexOf(' ', end - 1))
        {
            if (Spreads.Contains(name[..end]))
                return true;
        }

        return false;
    }

    // "women with ER-positive, HER2-negative breast cancer with a mutation", "melanoma with measurable disease and no prior chemotherapy": all of one tumor
    private bool IsMarkedTumor(List<CriterionNode> nodes, List<Link> links)
    {
        if (polarity != Polarity.Inclusion || negations > 0 || links.Exists(link => link is not (Link.With or Link.And or Link.Comma or Link.Beside)))
            return false;
        var tumors = 0;
        foreach (var node in nodes)
        {
            var leaves = Leaves(node).ToList();
            if (leaves.TrueForAll(leaf => leaf is Condition { Within: null } tumor && !IsBiomarker(tumor) && IsSolidTumor(tumor.Concept, anyState: true)))
                tumors++;
            // "ER-positive breast cancer", with its marker before it
            else if (node is AllOf && leaves.Count(leaf => leaf is Condition { Within: null, Exists: true } tumor && !IsBiomarker(tumor) && IsSolidTumor(tumor.Concept, anyState: true)) == 1 && leaves.Count(IsBiomarker) == leaves.Count - 1)
                tumors++;
            else if (!leaves.TrueForAll(leaf => IsTrait(leaf) || leaf is Circumstance { Kind: CircumstanceKind.Sex } or PerformanceStatus or Therapy { Exists: false, Within: null }))
                return false;
        }

        return tumors == 1;
    }
}
