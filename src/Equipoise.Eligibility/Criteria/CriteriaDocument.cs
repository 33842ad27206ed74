using System.Text.Json;

namespace Equipoise.Eligibility.Criteria;

/// <summary>A study's criteria as one JSON document: <c>study</c>, <c>criteria</c>, <c>lint</c>.</summary>
public static class CriteriaDocument
{
    /// <summary>Writes the document.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="study">The study's id; null for a text of no study.</param>
    /// <param name="text">The text that the criteria were read from; their places are given in its code points.</param>
    /// <param name="criteria">The criteria.</param>
    /// <param name="findings">What the linter found.</param>
    public static void Write(Utf8JsonWriter json, string? study, string text, IReadOnlyList<Criterion> criteria, IReadOnlyList<LintFinding> findings)
    {
        var places = new CodePoints(text);
        json.WriteStartObject();
        json.WriteString("study", study);
        json.WriteStartArray("criteria");
        foreach (var criterion in criteria)
            WriteCriterion(json, criterion, text, places);
        json.WriteEndArray();
        json.WriteStartArray("lint");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("rule", finding.Rule);
            json.WriteStartArray("criteria");
            foreach (var id in finding.Criteria)
                json.WriteStringValue(id);
            json.WriteEndArray();
            json.WriteString("message", finding.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The name of a class in documents.</summary>
    public static string Name(Evaluability evaluability) => evaluability switch
    {
        Evaluability.Computable => "computable",
        Evaluability.Partial => "partial",
        Evaluability.Judgment => "judgment",
        Evaluability.Attested => "attested",
        _ => "administrative",
    };

    /// <summary>The name of a polarity in documents.</summary>
    public static string Name(Polarity polarity) => polarity == Polarity.Inclusion ? "inclusion" : "exclusion";

    private static void WriteCriterion(Utf8JsonWriter json, Criterion criterion, string text, CodePoints places)
    {
        json.WriteStartObject();
        json.WriteString("id", criterion.Id);
        json.WriteString("polarity", Name(criterion.Polarity));
        json.WriteString("text", criterion.Text);
        json.WriteNumber("start", places.Before(criterion.Source.Start));
        json.WriteNumber("end", places.Before(criterion.Source.End));
        json.WriteString("class", Name(criterion.Evaluability));
        json.WritePropertyName("tree");
        CriteriaJson.WriteNode(json, criterion.Tree);
        json.WriteStartArray("residue");
        foreach (var span in criterion.Residue)
        {
            json.WriteStartObject();
            json.WriteNumber("start", places.Before(span.Start));
            json.WriteNumber("end", places.Before(span.End));
            json.WriteString("text", text[span.Start..span.End]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
