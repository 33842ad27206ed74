using System.Text.Encodings.Web;
using System.Text.Json;

namespace Equipoise.Eligibility.Criteria;

/// <summary>Criteria as JSON, in the shape that the guide to reading criteria documents.</summary>
public static class CriteriaJson
{
    /// <summary>How every document of this room is written: one line, with the text's own characters.</summary>
    public static JsonWriterOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A tree by itself.</summary>
    public static string Write(CriterionNode? tree)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
            WriteNode(json, tree);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes a tree where a value is expected; null for none.</summary>
    public static void WriteNode(Utf8JsonWriter json, CriterionNode? node)
    {
        if (node is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        switch (node)
        {
            case AllOf all:
                WriteList(json, "all", all.Of);
                break;
            case AnyOf any:
                WriteList(json, "any", any.Of);
                break;
            case AtLeastOf some:
                json.WriteNumber("atLeast", some.Count);
                WriteList(json, "of", some.Of);
                break;
            case Not not:
                WriteMember(json, "not", not.Of);
                break;
            case Given given:
                WriteMember(json, "given", given.Guard);
                WriteMember(json, "then", given.Then);
                WriteMember(json, "else", given.Else);
                break;
            default:
                WriteLeaf(json, node);
                break;
        }

        json.WriteEndObject();
    }

    /// <summary>Writes a window where a value is expected; null for none.</summary>
    public static void WriteWindow(Utf8JsonWriter json, Window? window)
    {
        if (window is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("value", window.Value);
        json.WriteString("unit", window.Unit);
        json.WriteString("direction", window.Direction);
        json.WriteString("anchor", window.Anchor);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<CriterionNode> parts)
    {
        json.WriteStartArray(name);
        foreach (var part in parts)
            WriteNode(json, part);
        json.WriteEndArray();
    }

    private static void WriteMember(Utf8JsonWriter json, string name, CriterionNode? node)
    {
        json.WritePropertyName(name);
        WriteNode(json, node);
    }

    private static void WriteLeaf(Utf8JsonWriter json, CriterionNode node)
    {
        switch (node)
        {
            case Measurement leaf:
                json.WriteString("fact", "measurement");
                json.WriteString("variable", leaf.Variable);
                WriteLimit(json, leaf.Comparison, leaf.Value, leaf.Unit);
                json.WriteString("relativeTo", leaf.RelativeTo switch { null => null, Reference.UpperLimit => "uln", _ => "lln" });
                WriteWithin(json, leaf.Within);
                break;
            case AgeLimit leaf:
                json.WriteString("fact", "age");
                WriteLimit(json, leaf.Comparison, leaf.Value, leaf.Unit);
                break;
            case LifeExpectancy leaf:
                json.WriteString("fact", "lifeExpectancy");
                WriteLimit(json, leaf.Comparison, leaf.Value, leaf.Unit);
                break;
            case PerformanceStatus leaf:
                WritePerformanceStatus(json, leaf);
                break;
            case Condition leaf:
                WriteExistence(json, "condition", leaf.Concept, leaf.Exists);
                WriteWithin(json, leaf.Within);
                break;
            case Therapy leaf:
                WriteExistence(json, "therapy", leaf.Concept, leaf.Exists);
                WriteWithin(json, leaf.Within);
                json.WriteString("op", leaf.Comparison?.Sign());
                if (leaf.Count is { } count)
                    json.WriteNumber("value", count);
                else
                    json.WriteNull("value");
                break;
            case Circumstance leaf:
                WriteExistence(json, Name(leaf.Kind), leaf.Concept, leaf.Exists);
                break;
            default:
                throw new ArgumentException($"A node of kind {node.GetType().Name} has no JSON form.", nameof(node));
        }
    }

    private static void WritePerformanceStatus(Utf8JsonWriter json, PerformanceStatus leaf)
    {
        json.WriteString("fact", "performanceStatus");
        json.WriteString("scale", leaf.Scale);
        json.WriteString("op", "in");
        json.WriteStartArray("values");
        foreach (var value in leaf.Allowed())
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private static string Name(CircumstanceKind kind) => kind switch
    {
        CircumstanceKind.Sex => "sex",
        CircumstanceKind.Pregnancy => "pregnancy",
        CircumstanceKind.Consent => "consent",
        CircumstanceKind.Judgment => "judgment",
        _ => "other",
    };

    private static void WriteExistence(Utf8JsonWriter json, string fact, string concept, bool exists)
    {
        json.WriteString("fact", fact);
        json.WriteString("concept", concept);
        json.WriteBoolean("exists", exists);
    }

    private static void WriteLimit(Utf8JsonWriter json, Comparison comparison, decimal value, string unit)
    {
        json.WriteString("op", comparison.Sign());
        json.WriteNumber("value", value);
        json.WriteString("unit", unit);
    }

    private static void WriteWithin(Utf8JsonWriter json, Window? window)
    {
        json.WritePropertyName("within");
        WriteWindow(json, window);
    }
}
