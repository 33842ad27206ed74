using System.Text.Json;

namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>What treatments were given for: codes, or conditions of the record that they refer to.</summary>
/// <param name="resolve">Finds a resource of the document by a reference; null where it is not there.</param>
internal sealed class TreatmentReasons(Func<string, JsonElement?> resolve)
{
    private readonly Dictionary<string, List<string>> referred = new(StringComparer.Ordinal);

    /// <summary>The reason that a treatment gives, in its words and by names of the tables; both empty where it gives none.</summary>
    /// <param name="resource">The treatment.</param>
    /// <param name="source">Its name, by which <see cref="Named"/> finds it again.</param>
    public (string Words, IReadOnlyList<string> Concepts) Of(JsonElement resource, string source)
    {
        var words = new List<string>();
        var concepts = new List<string>();
        foreach (var code in Json.List(resource, "reasonCode"))
        {
            words.Add(PatientBuilder.NameOf(code));
            concepts.AddRange(ConceptFinder.Conditions(Json.Codes(code), Json.Names(code)));
        }

        foreach (var reference in Json.List(resource, "reasonReference"))
        {
            var found = Json.Text(reference, "reference") is { } address ? resolve(address) : null;
            words.Add(found is { } one ? PatientBuilder.NameOf(Json.Find(one, "code")) : Json.Text(reference, "display") ?? "");
            if (found is { } condition)
                (referred.TryGetValue(source, out var its) ? its : referred[source] = []).Add($"{Json.Text(condition, "resourceType")}/{Json.Text(condition, "id")}");
            else
                concepts.AddRange(ConceptFinder.Conditions([], Json.Names(reference)));
        }

        return (words.Find(one => one.Length > 0) ?? (concepts.Count > 0 ? concepts[0] : ""), [.. concepts.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>The treatments, each with what the conditions it refers to were found to be: with their site, and all that the record says of them.</summary>
    public IReadOnlyList<EventFact> Named(List<EventFact> therapies, IReadOnlyList<EventFact> conditions) => referred.Count == 0
        ? therapies
        : therapies.ConvertAll(fact => referred.TryGetValue(fact.Source, out var its)
            ? fact with { Reasons = [.. fact.Reasons.Concat(conditions.Where(one => its.Contains(one.Source, StringComparer.Ordinal)).SelectMany(one => one.Concepts)).Distinct(StringComparer.Ordinal)] }
            : fact);
}
