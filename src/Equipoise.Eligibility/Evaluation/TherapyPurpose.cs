using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>What a treatment is asked to have been given for: "systemic therapy for head and neck squamous cell carcinoma".</summary>
/// <remarks>A reason that the record gives decides where it is that disease, or surely another. Where it gives none, a treatment of cancer is
/// taken for one of the cancer that is asked about, if that is on record and no other disease it may have been given for is.</remarks>
internal sealed class TherapyPurpose
{
    private const string Cancer = "cancer";

    // Names of cancer that do not say of what.
    private static readonly HashSet<string> Unspecific = new(
        [Cancer, "carcinoma", "adenocarcinoma", "squamous cell carcinoma", "sarcoma", "solid tumor", "other malignancy", "advanced cancer", "hematologic malignancy", "cancer of unknown primary"],
        StringComparer.Ordinal);

    // They are treated at their place.
    private static readonly string[] TreatedLocally = ["nonmelanoma skin cancer", "carcinoma in situ"];

    // Diseases that drugs against cancer are given for as well.
    private static readonly string[] Others = ["autoimmune disease", "rheumatoid arthritis", "psoriasis"];

    private static readonly string[] Generic = ["cell", "cancer", "carcinoma", "tumor", "disease", "malignant", "neoplasm", "metastatic", "recurrent", "advanced"];

    private readonly string name;
    private readonly IReadOnlyList<string> modifiers;
    private readonly string? concept;

    public TherapyPurpose(string name) => (this.name, (modifiers, concept)) = (name, QualifiedConcept.Split(name, Concepts.Conditions));

    /// <summary>The disease, with what narrows it.</summary>
    public string Name => name;

    /// <summary>Whether an event was given for it; unknown where the record does not say, or a person must.</summary>
    public Truth Fits(EventFact fact)
    {
        if (concept is null)
            return Truth.Unknown;
        var fits = HasReason(fact) ? Stated(fact) : Unstated(fact);
        return fits == Truth.True && modifiers.Count > 0 ? Truth.Unknown : fits;
    }

    /// <summary>Whether the record says what it was given for.</summary>
    public static bool HasReason(EventFact fact) => fact.GivenFor.Length > 0 || fact.Reasons.Count > 0;

    /// <summary>The treatments, each that comes without a reason with the diseases on record that may have been one.</summary>
    public static IReadOnlyList<EventFact> Mark(IReadOnlyList<EventFact> therapies, IReadOnlyList<EventFact> conditions)
    {
        List<EventFact>? marked = null;
        for (var i = 0; i < therapies.Count; i++)
        {
            var fact = therapies[i];
            if (HasReason(fact) || fact.Standing == Standing.Absent || !IsAgainstCancer(fact))
                continue;
            string[] mayBe = [.. conditions.Where(disease => disease.Standing != Standing.Absent && !(disease.End is { } end && fact.Start is { } start && end.Last < start.First)).SelectMany(disease => disease.Concepts).Where(MayBeTreated).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            if (mayBe.Length > 0)
                (marked ??= [.. therapies])[i] = fact with { MayBeFor = mayBe };
        }

        return marked ?? therapies;
    }

    private static bool IsAgainstCancer(EventFact fact) => fact.Concepts.Any(one => Concepts.Therapies.IsA(one, "anticancer therapy"));

    private static bool MayBeTreated(string disease) =>
        (Is(disease, Cancer) && !Array.Exists(TreatedLocally, local => Is(disease, local))) || Array.Exists(Others, other => Is(disease, other));

    private Truth Stated(EventFact fact)
    {
        if (fact.Reasons.Any(reason => Is(reason, concept!)))
            return Truth.True;
        if (fact.Reasons.Count > 0 && fact.Reasons.All(IsAnother))
            return Truth.False;
        return Truth.Unknown;
    }

    private Truth Unstated(EventFact fact)
    {
        if (!Is(concept!, Cancer) || !fact.MayBeFor.Any(disease => Is(disease, concept!)))
            return Truth.Unknown;
        return fact.MayBeFor.All(disease => Is(disease, concept!) || Is(concept!, disease) || Unspecific.Contains(disease)) ? Truth.True : Truth.Unknown;
    }

    // Tables name many tumors side by side that are one: what shares a word with the other, or names no place, may be it.
    private bool IsAnother(string reason)
    {
        if (!Is(concept!, Cancer) || Is(reason, concept!) || Is(concept!, reason))
            return false;
        if (Array.Exists(Others, other => Is(reason, other)))
            return true;
        return Is(reason, Cancer) && !Unspecific.Contains(reason) && !Words(reason).Intersect(Words(concept!), StringComparer.OrdinalIgnoreCase).Any();
    }

    private static IEnumerable<string> Words(string name) => name.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 3 && !Generic.Contains(word, StringComparer.OrdinalIgnoreCase));

    private static bool Is(string name, string wider) => Concepts.Conditions.IsA(name, wider);
}
