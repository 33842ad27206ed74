using System.Text;
using System.Text.Json;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Exchange;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Protocols.Tests;

/// <summary>Criteria in the forms of others.</summary>
public sealed class ExchangeTests
{
    private static readonly IReadOnlyList<Criterion> Illumine = ShippedProtocols.Find("NCT07264075")!.Criteria;

    [Fact]
    public void In_USDM_each_criterion_has_its_words_its_category_and_its_tree()
    {
        var document = Write("usdm", Illumine);

        var criteria = document.GetProperty("eligibilityCriteria").EnumerateArray().ToList();
        var items = document.GetProperty("eligibilityCriterionItems").EnumerateArray().ToDictionary(item => item.GetProperty("id").GetString()!, StringComparer.Ordinal);
        criteria.Count.ShouldBe(Illumine.Count);
        foreach (var (criterion, written) in Illumine.Zip(criteria))
        {
            written.GetProperty("category").GetProperty("code").GetString().ShouldBe(criterion.Polarity == Polarity.Inclusion ? "C25532" : "C25370");
            items[written.GetProperty("criterionItemId").GetString()!].GetProperty("text").GetString()!.ShouldContain(criterion.Text[..10].Replace("<", "&lt;", StringComparison.Ordinal));
            var tree = written.GetProperty("extensionAttributes").EnumerateArray().Where(one => one.GetProperty("url").GetString() == UsdmCriteria.TreeExtension).Select(one => one.GetProperty("valueString").GetString()).FirstOrDefault();
            tree.ShouldBe(criterion.Tree is null ? null : CriteriaJson.Write(criterion.Tree));
        }

        criteria[0].GetProperty("previousId").ValueKind.ShouldBe(JsonValueKind.Null);
        criteria[1].GetProperty("previousId").GetString().ShouldBe(criteria[0].GetProperty("id").GetString());
        criteria[^1].GetProperty("nextId").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void A_limit_that_depends_becomes_alternatives_in_an_EvidenceVariable()
    {
        var resource = Write("evidence-variable", Illumine);

        resource.GetProperty("resourceType").GetString().ShouldBe("EvidenceVariable");
        var transaminases = Characteristic(resource, "inclusion-10.c.ii").GetProperty("definitionByCombination");
        transaminases.GetProperty("code").GetString().ShouldBe("any-of");
        var (guarded, otherwise) = (transaminases.GetProperty("characteristic")[0], transaminases.GetProperty("characteristic")[1]);
        var metastases = guarded.GetProperty("definitionByCombination").GetProperty("characteristic")[0];
        metastases.GetProperty("definitionCodeableConcept").GetProperty("coding")[0].GetProperty("code").GetString().ShouldBe("94381002");
        metastases.TryGetProperty("exclude", out _).ShouldBeFalse();
        otherwise.GetProperty("definitionByCombination").GetProperty("characteristic")[0].GetProperty("exclude").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void Exclusions_are_excluded_and_what_is_lost_is_said()
    {
        var resource = Write("evidence-variable", Illumine);

        Characteristic(resource, "exclusion-6").GetProperty("exclude").GetBoolean().ShouldBeTrue();
        Characteristic(resource, "inclusion-9").TryGetProperty("exclude", out _).ShouldBeFalse();
        var notes = resource.GetProperty("note").EnumerateArray().Select(note => note.GetProperty("text").GetString()!).ToList();
        notes[0].ShouldBe("Not validated against a FHIR server.");
        notes.ShouldContain(note => note.Contains("multiple of the normal range"));
    }

    [Fact]
    public void A_list_of_which_some_are_enough_and_a_window_keep_their_meaning()
    {
        var resource = Write("evidence-variable", CriteriaReader.Read("Inclusion Criteria:\n* At least 2 of the following:\n  * Stroke within 6 months\n  * Hemoglobin < 9 g/dL\n  * A dream of a kind that nobody reads"));

        var some = Characteristic(resource, "inclusion-1").GetProperty("definitionByCombination");
        (some.GetProperty("code").GetString(), some.GetProperty("threshold").GetInt32(), some.GetProperty("characteristic").GetArrayLength()).ShouldBe(("at-least", 2, 3));
        some.GetProperty("characteristic")[0].GetProperty("timeFromEvent")[0].GetProperty("range").GetProperty("low").GetProperty("value").GetDecimal().ShouldBe(-6);
        some.GetProperty("characteristic")[1].GetProperty("definitionByTypeAndValue").GetProperty("valueQuantity").GetProperty("comparator").GetString().ShouldBe("<");
    }

    private static JsonElement Characteristic(JsonElement resource, string id) => resource.GetProperty("characteristic").EnumerateArray().Single(one => one.GetProperty("linkId").GetString() == id);

    private static JsonElement Write(string format, IReadOnlyList<Criterion> criteria)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, CriteriaJson.Plain))
            CriteriaFormats.Write(json, format, "NCT07264075", "", criteria);
        return JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray())).RootElement;
    }
}
