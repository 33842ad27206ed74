using System.Text.Json;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Exchange;

/// <summary>Writes <c>EvidenceVariable.characteristic</c> elements.</summary>
internal sealed class CharacteristicWriter(Utf8JsonWriter json)
{
    private static readonly Dictionary<string, string> Systems = new(StringComparer.Ordinal)
    {
        ["sct:"] = "http://snomed.info/sct", ["icd10:"] = "http://hl7.org/fhir/sid/icd-10", ["rx:"] = "http://www.nlm.nih.gov/research/umls/rxnorm", ["atc:"] = "http://www.whocc.no/atc",
    };

    private static readonly Dictionary<string, string> Scales = new(StringComparer.Ordinal) { ["ecog"] = "89247-1", ["karnofsky"] = "89243-0" };

    /// <summary>A criterion that was understood.</summary>
    public void WriteCriterion(Criterion criterion, CriterionNode tree, bool exclude) => Write(tree, exclude, () => WriteHead(criterion));

    /// <summary>A criterion of which only the words are left.</summary>
    public void WriteWords(Criterion criterion, bool exclude)
    {
        json.WriteStartObject();
        WriteHead(criterion);
        WriteExclude(exclude);
        WriteConcept("definitionCodeableConcept", [], criterion.Text);
        json.WriteEndObject();
    }

    /// <summary>A lead-in of whose entries one or some are enough.</summary>
    public void WriteSome(Criterion leadIn, bool exclude, int enough, IReadOnlyList<Criterion> entries)
    {
        json.WriteStartObject();
        WriteHead(leadIn);
        WriteExclude(exclude);
        StartCombination(enough == 1 ? "any-of" : "at-least", enough == 1 ? null : enough);
        foreach (var entry in entries)
        {
            if (entry is { Tree: { } tree, Evaluability: not Evaluability.Partial })
                WriteCriterion(entry, tree, exclude: false);
            else
                WriteWords(entry, exclude: false);
        }

        EndCombination();
        json.WriteEndObject();
    }

    private void Write(CriterionNode node, bool exclude, Action? head = null)
    {
        if (node is Not not)
        {
            Write(not.Of, !exclude, head);
            return;
        }

        if (node is Condition { Exists: false } or Therapy { Exists: false } or Circumstance { Exists: false })
            exclude = !exclude;
        json.WriteStartObject();
        head?.Invoke();
        WriteExclude(exclude);
        switch (node)
        {
            case AllOf all:
                WriteCombination("all-of", null, all.Of);
                break;
            case AnyOf any:
                WriteCombination("any-of", null, any.Of);
                break;
            case AtLeastOf some:
                WriteCombination("at-least", some.Count, some.Of);
                break;
            case Given { Else: { } otherwise } given:
                WriteCombination("any-of", null, [new AllOf([given.Guard, given.Then]), new AllOf([new Not(given.Guard), otherwise])]);
                break;
            case Given given:
                WriteCombination("any-of", null, [new AllOf([given.Guard, given.Then]), new Not(given.Guard)]);
                break;
            case PerformanceStatus { Comparison: null, Values.Count: > 1 } status:
                WriteCombination("any-of", null, [.. status.Values.Select(value => new PerformanceStatus(status.Scale, Comparison.Equal, [value]))]);
                break;
            default:
                WriteLeaf(node);
                break;
        }

        json.WriteEndObject();
    }

    private void WriteLeaf(CriterionNode node)
    {
        switch (node)
        {
            case Measurement leaf:
                WriteValue([.. (Variables.Find(leaf.Variable)?.Loinc ?? []).Select(code => ("http://loinc.org", code))], leaf.Variable, leaf.Comparison, leaf.Value, leaf.Unit, leaf.RelativeTo switch { null => null, Reference.UpperLimit => "multiple of the upper limit of normal", _ => "multiple of the lower limit of normal" });
                WriteWindow(leaf.Within);
                break;
            case AgeLimit leaf:
                WriteValue([("http://loinc.org", "30525-0")], "age", leaf.Comparison, leaf.Value, leaf.Unit, null);
                break;
            case LifeExpectancy leaf:
                WriteValue([], "life expectancy", leaf.Comparison, leaf.Value, leaf.Unit, null);
                break;
            case PerformanceStatus leaf:
                WriteValue(Scales.TryGetValue(leaf.Scale, out var code) ? [("http://loinc.org", code)] : [], $"performance status ({leaf.Scale})", leaf.Comparison ?? Comparison.Equal, leaf.Values[0], "1", null);
                break;
            case Condition leaf:
                WriteConcept("definitionCodeableConcept", CodesOf(leaf.Concept, Concepts.Conditions), leaf.Concept);
                WriteWindow(leaf.Within);
                break;
            case Therapy leaf:
                WriteConcept("definitionCodeableConcept", CodesOf(leaf.Concept, Concepts.Therapies), leaf.Comparison is null ? leaf.Concept : PlainEnglish.Of(leaf));
                WriteWindow(leaf.Within);
                break;
            default:
                WriteConcept("definitionCodeableConcept", [], PlainEnglish.Of(node is Circumstance circumstance ? circumstance with { Exists = true } : node));
                break;
        }
    }

    private void WriteHead(Criterion criterion)
    {
        json.WriteString("linkId", criterion.Id);
        json.WriteString("description", criterion.Text);
    }

    private void WriteExclude(bool exclude)
    {
        if (exclude)
            json.WriteBoolean("exclude", value: true);
    }

    private void WriteCombination(string code, int? threshold, IReadOnlyList<CriterionNode> parts)
    {
        StartCombination(code, threshold);
        foreach (var part in parts)
            Write(part, exclude: false);
        EndCombination();
    }

    private void StartCombination(string code, int? threshold)
    {
        json.WriteStartObject("definitionByCombination");
        json.WriteString("code", code);
        if (threshold is { } number)
            json.WriteNumber("threshold", number);
        json.WriteStartArray("characteristic");
    }

    private void EndCombination()
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteValue(IReadOnlyList<(string System, string Code)> codes, string name, Comparison comparison, decimal value, string unit, string? offset)
    {
        json.WriteStartObject("definitionByTypeAndValue");
        WriteConcept("type", codes, name);
        json.WriteStartObject("valueQuantity");
        json.WriteNumber("value", value);
        if (comparison != Comparison.Equal)
            json.WriteString("comparator", comparison.Sign());
        WriteUnit(unit);
        json.WriteEndObject();
        if (offset is not null)
            WriteConcept("offset", [], offset);
        json.WriteEndObject();
    }

    private void WriteWindow(Window? window)
    {
        if (window is null)
            return;
        json.WriteStartArray("timeFromEvent");
        json.WriteStartObject();
        WriteConcept("eventCodeableConcept", [], window.Anchor ?? "the day of screening");
        json.WriteStartObject("range");
        var isBefore = window.Direction is "before";
        WriteBound("low", isBefore ? -window.Value : 0, window.Unit);
        WriteBound("high", isBefore ? 0 : window.Value, window.Unit);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteBound(string name, decimal value, string unit)
    {
        json.WriteStartObject(name);
        json.WriteNumber("value", value);
        WriteUnit(unit);
        json.WriteEndObject();
    }

    private void WriteUnit(string unit)
    {
        json.WriteString("unit", unit);
        json.WriteString("system", "http://unitsofmeasure.org");
        json.WriteString("code", unit);
    }

    private void WriteConcept(string name, IReadOnlyList<(string System, string Code)> codes, string text)
    {
        json.WriteStartObject(name);
        if (codes.Count > 0)
        {
            json.WriteStartArray("coding");
            foreach (var (system, code) in codes)
            {
                json.WriteStartObject();
                json.WriteString("system", system);
                json.WriteString("code", code);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteString("text", text);
        json.WriteEndObject();
    }

    // A code means the bare concept; one that is narrowed has none.
    private static List<(string System, string Code)> CodesOf(string name, Concepts concepts) =>
        [.. (concepts.Find(name)?.Codes ?? []).Select(code => code.Split(':', 2)).Where(parts => parts.Length == 2 && Systems.ContainsKey(parts[0] + ":")).Select(parts => (Systems[parts[0] + ":"], parts[1]))];
}
