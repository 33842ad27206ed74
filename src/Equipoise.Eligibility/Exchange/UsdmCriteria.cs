using System.Globalization;
using System.Text.Json;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Exchange;

/// <summary>Criteria as CDISC USDM 4 holds them: <c>eligibilityCriteria</c> of a study design and <c>eligibilityCriterionItems</c> of a study
/// version. USDM knows their words and order but no logic, so each criterion carries its tree as an extension attribute.</summary>
/// <remarks>The shape is that of the USDM 4.0 data structure (CDISC DDF-RA). It has not been validated by a USDM tool.</remarks>
public static class UsdmCriteria
{
    /// <summary>Names the extension attribute whose <c>valueString</c> is the tree as JSON.</summary>
    public const string TreeExtension = "urn:equipoise:criteria:tree";

    /// <summary>Names the extension attribute whose <c>valueString</c> is who can answer the criterion.</summary>
    public const string ClassExtension = "urn:equipoise:criteria:class";

    /// <summary>Writes the two lists as one object.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="study">The study's id; null for a text of no study.</param>
    /// <param name="criteria">The criteria.</param>
    public static void Write(Utf8JsonWriter json, string? study, IReadOnlyList<Criterion> criteria)
    {
        json.WriteStartObject();
        json.WriteString("usdmVersion", "4.0.0");
        json.WriteString("systemName", "Equipoise");
        json.WriteString("study", study);
        json.WriteStartArray("eligibilityCriteria");
        for (var i = 0; i < criteria.Count; i++)
            WriteCriterion(json, criteria, i);
        json.WriteEndArray();
        json.WriteStartArray("eligibilityCriterionItems");
        for (var i = 0; i < criteria.Count; i++)
            WriteItem(json, criteria[i], i + 1);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCriterion(Utf8JsonWriter json, IReadOnlyList<Criterion> criteria, int place)
    {
        var criterion = criteria[place];
        var isInclusion = criterion.Polarity == Polarity.Inclusion;
        json.WriteStartObject();
        json.WriteString("id", Id("EligibilityCriterion", place + 1));
        json.WriteStartArray("extensionAttributes");
        WriteExtension(json, place + 1, 1, ClassExtension, CriteriaDocument.Name(criterion.Evaluability));
        if (criterion.Tree is not null)
            WriteExtension(json, place + 1, 2, TreeExtension, CriteriaJson.Write(criterion.Tree));
        json.WriteEndArray();
        json.WriteString("name", criterion.Id);
        json.WriteString("label", criterion.Tree is { } tree ? PlainEnglish.Of(tree) : "");
        json.WriteString("description", "");
        json.WriteStartObject("category");
        json.WriteString("id", Id("Code", place + 1));
        json.WriteStartArray("extensionAttributes");
        json.WriteEndArray();
        json.WriteString("code", isInclusion ? "C25532" : "C25370");
        json.WriteString("codeSystem", "http://www.cdisc.org");
        json.WriteString("codeSystemVersion", "2024-09-27");
        json.WriteString("decode", isInclusion ? "Inclusion Criteria" : "Exclusion Criteria");
        json.WriteString("instanceType", "Code");
        json.WriteEndObject();
        json.WriteString("identifier", criterion.Id[(criterion.Id.IndexOf('-', StringComparison.Ordinal) + 1)..]);
        json.WriteString("criterionItemId", Id("EligibilityCriterionItem", place + 1));
        json.WriteString("nextId", place + 1 < criteria.Count ? Id("EligibilityCriterion", place + 2) : null);
        json.WriteString("previousId", place > 0 ? Id("EligibilityCriterion", place) : null);
        WriteEnd(json, "EligibilityCriterion");
    }

    private static void WriteItem(Utf8JsonWriter json, Criterion criterion, int number)
    {
        json.WriteStartObject();
        json.WriteString("id", Id("EligibilityCriterionItem", number));
        json.WriteStartArray("extensionAttributes");
        json.WriteEndArray();
        json.WriteString("name", criterion.Id);
        json.WriteNull("label");
        json.WriteNull("description");
        json.WriteString("text", $"<p>{criterion.Text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)}</p>");
        json.WriteNull("dictionaryId");
        WriteEnd(json, "EligibilityCriterionItem");
    }

    private static void WriteEnd(Utf8JsonWriter json, string type)
    {
        json.WriteStartArray("notes");
        json.WriteEndArray();
        json.WriteString("instanceType", type);
        json.WriteEndObject();
    }

    private static void WriteExtension(Utf8JsonWriter json, int criterion, int number, string url, string value)
    {
        json.WriteStartObject();
        json.WriteString("id", Id("ExtensionAttribute", (criterion * 10) + number));
        json.WriteStartArray("extensionAttributes");
        json.WriteEndArray();
        json.WriteString("url", url);
        json.WriteString("valueString", value);
        json.WriteString("instanceType", "ExtensionAttribute");
        json.WriteEndObject();
    }

    private static string Id(string type, int number) => string.Create(CultureInfo.InvariantCulture, $"{type}_{number}");
}
