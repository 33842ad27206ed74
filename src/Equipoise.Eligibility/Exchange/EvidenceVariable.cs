using System.Text.Json;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Exchange;

/// <summary>Criteria as a FHIR R5 EvidenceVariable. A limit that depends becomes any(all(guard, then), all(not guard, else)). What the
/// resource cannot carry is stated in its notes.</summary>
/// <remarks>Made after the resource's definition (HL7 FHIR 5.0.0); not validated against a FHIR server.</remarks>
public static class EvidenceVariable
{
    /// <summary>Writes the resource.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="study">The study's id; null for a text of no study.</param>
    /// <param name="criteria">The criteria.</param>
    public static void Write(Utf8JsonWriter json, string? study, IReadOnlyList<Criterion> criteria)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "EvidenceVariable");
        if (study is not null)
            json.WriteString("id", $"{study}-eligibility");
        json.WriteString("status", "draft");
        json.WriteString("title", study is null ? "Eligibility criteria" : $"Eligibility criteria of {study}");
        json.WriteStartArray("note");
        foreach (var loss in Losses(criteria))
        {
            json.WriteStartObject();
            json.WriteString("text", loss);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("actual", value: false);
        json.WriteStartArray("characteristic");
        var below = criteria.Where(criterion => criterion.Parent is not null).ToLookup(criterion => criterion.Parent!, StringComparer.Ordinal);
        var optional = criteria.Where(criterion => criterion.Grouping != Grouping.Each).Select(criterion => criterion.Id).ToHashSet(StringComparer.Ordinal);
        var writer = new CharacteristicWriter(json);
        foreach (var criterion in criteria.Where(criterion => criterion.Parent is null || !optional.Contains(criterion.Parent)))
            Write(writer, criterion, below);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(CharacteristicWriter writer, Criterion criterion, ILookup<string, Criterion> below)
    {
        var isExclusion = criterion.Polarity == Polarity.Exclusion;
        if (criterion.Grouping != Grouping.Each && below[criterion.Id].ToList() is { Count: > 0 } children)
            writer.WriteSome(criterion, isExclusion, Math.Max(1, criterion.AtLeast), criterion is { Tree: null, Evaluability: not Evaluability.Partial } ? children : [criterion with { Id = $"{criterion.Id}.own" }, .. children]);
        else if (criterion is { Tree: { } tree, Evaluability: not Evaluability.Partial })
            writer.WriteCriterion(criterion, tree, isExclusion);
        else if (criterion.Evaluability == Evaluability.Partial)
            writer.WriteWords(criterion, isExclusion);
    }

    private static IEnumerable<string> Losses(IReadOnlyList<Criterion> criteria)
    {
        yield return "Not validated against a FHIR server.";
        var leaves = criteria.Where(criterion => criterion is { Tree: not null, Evaluability: not Evaluability.Partial }).SelectMany(criterion => Nodes(criterion.Tree!)).ToList();
        if (leaves.Exists(node => node is Measurement { RelativeTo: not null }))
            yield return "A limit that is a multiple of the normal range stands as a quantity of unit 1 with the end of the range in words (offset): FHIR has no such multiple.";
        if (leaves.Exists(node => node is Given))
            yield return "A limit that depends stands as alternatives: the guard and its limit, or not the guard and the other limit. Where the guard is unknown, that says less than the limit itself.";
        if (leaves.Exists(node => node is Measurement { Within: not null } or Condition { Within: not null } or Therapy { Within: not null }))
            yield return "A window stands as a time from an event that is named in words.";
        if (leaves.Exists(node => node is LifeExpectancy or Circumstance { Kind: not CircumstanceKind.Sex }))
            yield return "What a person must judge or attest stands in words.";
        if (criteria.Any(criterion => criterion.Evaluability == Evaluability.Partial))
            yield return "A criterion that was not understood whole stands in words alone.";
        if (criteria.Any(criterion => criterion is { Tree: null, Evaluability: Evaluability.Administrative, Grouping: Grouping.Each }))
            yield return "Headings and what is merely allowed are left out.";
    }

    private static IEnumerable<CriterionNode> Nodes(CriterionNode node) => node.Parts.SelectMany(Nodes).Prepend(node);
}
