using System.Text;
using System.Text.Json.Nodes;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Facts;

/// <summary>Every element of every resource that is read, damaged in every way: whatever was on record before it must not decide in its
/// place.</summary>
public sealed class DamageTests
{
    private const string Nobody = """{"resourceType":"List","id":"l1","status":"current","code":{"coding":[{"code":"10160-0"}]},"emptyReason":{"coding":[{"code":"nilknown"}]}},{"resourceType":"List","id":"l2","status":"current","code":{"coding":[{"code":"47519-4"}]},"emptyReason":{"coding":[{"code":"nilknown"}]}},{"resourceType":"List","id":"l3","status":"current","code":{"coding":[{"code":"11450-4"}]},"emptyReason":{"coding":[{"code":"nilknown"}]}}""";

    private static readonly DateOnly Today = new(2026, 11, 22);

    // Each gives the verdict NotMet, and Met where it is not there.
    public static TheoryData<string, string, string> Records => new()
    {
        { "+Hemoglobin ≥ 9 g/dL", Value("old", "718-7", "2026-11-10", 12), Value("new", "718-7", "2026-11-18T08:00:00Z", 8, ",\"subject\":{\"reference\":\"Patient/p\"}") },
        { "+Hemoglobin ≥ 9 g/dL", Value("old", "718-7", "2026-11-10", 12), """{"resourceType":"Observation","id":"new","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"718-7"}]},"effectivePeriod":{"start":"2026-11-17","end":"2026-11-18"},"valueString":"8 g/dL"}""" },
        { "+Systolic blood pressure ≥ 90 mmHg", """{"resourceType":"Observation","id":"old","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"effectiveDateTime":"2026-11-10","valueQuantity":{"value":120,"code":"mm[Hg]"}}""", """{"resourceType":"Observation","id":"new","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]},"effectiveDateTime":"2026-11-18","component":[{"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":80,"code":"mm[Hg]"}}]}""" },
        { "+ECOG performance status 0-1", """{"resourceType":"Observation","id":"old","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"89247-1"}]},"effectiveDateTime":"2026-11-10","valueInteger":1}""", """{"resourceType":"Observation","id":"new","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"89247-1"}]},"effectiveDateTime":"2026-11-18","valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"423053003"}]}}""" },
        { "+AST ≤ 2.5 x ULN", """{"resourceType":"Observation","id":"old","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"1920-8"}]},"effectiveDateTime":"2026-11-10","valueQuantity":{"value":30,"code":"U/L"},"referenceRange":[{"high":{"value":40,"code":"U/L"}}]}""", """{"resourceType":"Observation","id":"new","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"1920-8"}]},"effectiveDateTime":"2026-11-18","valueQuantity":{"value":200,"code":"U/L"},"referenceRange":[{"low":{"value":5,"code":"U/L"},"high":{"value":40,"code":"U/L"}}]}""" },
        { "-Pregnancy", """{"resourceType":"Observation","id":"old","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"2106-3"}]},"effectiveDateTime":"2026-11-10","valueCodeableConcept":{"coding":[{"code":"260385009"}]}}""", """{"resourceType":"Observation","id":"new","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"2106-3"}]},"effectiveDateTime":"2026-11-18","valueCodeableConcept":{"coding":[{"code":"10828004"}]}}""" },
        { "-Liver metastases", Nobody, """{"resourceType":"Condition","id":"new","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"94381002"}],"text":"Liver metastases"},"clinicalStatus":{"coding":[{"code":"active"}]},"verificationStatus":{"coding":[{"code":"confirmed"}]},"onsetDateTime":"2026-01-05"}""" },
        { "-Pneumonitis", Nobody, """{"resourceType":"DiagnosticReport","id":"new","status":"final","subject":{"reference":"Patient/p"},"code":{"text":"CT of the chest"},"effectiveDateTime":"2026-11-05","conclusionCode":[{"text":"Pneumonitis"}]}""" },
        { "-Oropharyngeal cancer", Nobody, """{"resourceType":"BodyStructure","id":"new","morphology":{"text":"Squamous cell carcinoma"},"location":{"text":"Oropharynx"},"patient":{"reference":"Patient/p"}}""" },
        { "-History of hypersensitivity reactions", Nobody, """{"resourceType":"AllergyIntolerance","id":"new","patient":{"reference":"Patient/p"},"code":{"text":"Penicillin"},"clinicalStatus":{"coding":[{"code":"active"}]}}""" },
        { "-Prior immunotherapy", Nobody, """{"resourceType":"MedicationAdministration","id":"new","status":"completed","subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"coding":[{"system":"http://www.whocc.no/atc","code":"L01FF02"}],"text":"Pembrolizumab"},"effectivePeriod":{"start":"2026-01-05","end":"2026-03-05"}}""" },
        { "-Prior immunotherapy", Nobody, """{"resourceType":"MedicationStatement","id":"new","status":"active","contained":[{"resourceType":"Medication","id":"x","code":{"text":"Pembrolizumab"}}],"medicationReference":{"reference":"#x"},"effectiveDateTime":"2026-03-05"}""" },
        { "-Prior immunotherapy", Nobody, """{"resourceType":"MedicationRequest","id":"new","status":"completed","intent":"order","doNotPerform":false,"medicationCodeableConcept":{"text":"Pembrolizumab"},"authoredOn":"2026-03-05"}""" },
        { "-Prior radiotherapy", Nobody, """{"resourceType":"Procedure","id":"new","status":"completed","code":{"text":"Radiotherapy"},"performedPeriod":{"start":"2026-01-05","end":"2026-02-05"},"bodySite":[{"text":"Larynx"}]}""" },
        { "-Live vaccine within 30 days", Nobody, """{"resourceType":"Immunization","id":"new","status":"completed","patient":{"reference":"Patient/p"},"vaccineCode":{"text":"Live vaccine"},"occurrenceDateTime":"2026-11-18"}""" },
        { "-Participation in another clinical trial", Nobody, """{"resourceType":"ResearchSubject","id":"new","status":"on-study","individual":{"reference":"Patient/p"},"period":{"start":"2026-01-05"}}""" },
    };

    [Theory]
    [MemberData(nameof(Records))]
    public void Whatever_is_damaged_in_a_record_what_it_said_before_does_not_decide(string criterion, string before, string damaged)
    {
        Judged(criterion, before).ShouldBe(Verdict.Met, "without it");
        Judged(criterion, $"{before},{damaged}").ShouldBe(Verdict.NotMet, "with it");

        var wrong = new List<string>();
        foreach (var (what, text) in Damaged(damaged))
        {
            if (Judged(criterion, $"{before},{text}") != Verdict.Met)
                continue;
            // Whose an observation is, and of what type, nobody can say where that is damaged: it is named. Under another code it is another observation.
            if (before != Nobody && (what.StartsWith("$/resourceType", StringComparison.Ordinal) || what.StartsWith("$/subject", StringComparison.Ordinal)))
                Read($"{before},{text}").Unreadable.ShouldNotBeEmpty(what);
            else if (before == Nobody || !(what.StartsWith("$/code", StringComparison.Ordinal) || what.StartsWith("$/component/0/code", StringComparison.Ordinal)))
                wrong.Add(what);
        }

        wrong.ShouldBeEmpty();
    }

    private static Verdict? Judged(string criterion, string resources)
    {
        try
        {
            return Judge.Screen(CriteriaReader.Read($"{(criterion[0] == '+' ? "Inclusion" : "Exclusion")} Criteria:\n\n* {criterion[1..]}"), Read(resources), Today).Criteria.ShouldHaveSingleItem().Verdict;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static PatientFacts Read(string resources) => FactReader.Read(Encoding.UTF8.GetBytes($$"""{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"p","gender":"female","birthDate":"1966-03-01"} },{"resource":{{resources.Replace("},{\"resourceType\"", "}},{\"resource\":{\"resourceType\"", StringComparison.Ordinal)}}}]}""")).ShouldHaveSingleItem();

    // Each element in turn is of another type, of other letters, a word that means nothing, or doubled.
    private static IEnumerable<(string What, string Text)> Damaged(string resource)
    {
        var places = new List<string>();
        Walk(JsonNode.Parse(resource)!, "$", places);
        foreach (var place in places)
        {
            foreach (var (name, damage) in Damages)
            {
                var root = JsonNode.Parse(resource)!;
                var node = root;
                var steps = place.Split('/')[1..];
                foreach (var step in steps[..^1])
                    node = node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node![step]!;
                var child = node is JsonArray items ? items[int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture)] : node![steps[^1]];
                if (damage(child) is not { } changed)
                    continue;
                if (node is JsonArray array)
                    array[int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture)] = JsonNode.Parse(changed);
                else
                    node![steps[^1]] = JsonNode.Parse(changed);
                yield return ($"{place}: {name}", root.ToJsonString());
            }
        }
    }

    private static readonly (string Name, Func<JsonNode?, string?> Damage)[] Damages =
    [
        ("a number", node => node is JsonValue value && value.TryGetValue<decimal>(out _) ? null : "7"),
        ("true", node => node is JsonValue value && value.TryGetValue<bool>(out _) ? null : "true"),
        ("a word", _ => "\"zzz\""),
        ("an object", _ => "{}"),
        ("an object of something", _ => """{"zzz":1}"""),
        ("a list", _ => "[]"),
        ("a list of it", node => $"[{node?.ToJsonString()}]"),
        ("capitals", node => node is JsonValue value && value.TryGetValue<string>(out var text) ? JsonValue.Create(text.ToUpperInvariant()).ToJsonString() : null),
        ("a number as a text", node => node is JsonValue value && value.TryGetValue<decimal>(out var number) ? $"\"{number.ToString(System.Globalization.CultureInfo.InvariantCulture)}\"" : null),
        ("the first of a list", node => node is JsonArray { Count: > 0 } list ? list[0]!.ToJsonString() : null),
    ];

    private static void Walk(JsonNode node, string path, List<string> places)
    {
        IEnumerable<(string Name, JsonNode? Child)> children = node switch
        {
            JsonObject members => members.Select(member => (member.Key, member.Value)),
            JsonArray items => items.Select((item, place) => (place.ToString(System.Globalization.CultureInfo.InvariantCulture), item)),
            _ => [],
        };
        foreach (var (name, child) in children.ToList())
        {
            places.Add($"{path}/{name}");
            if (child is not null)
                Walk(child, $"{path}/{name}", places);
        }
    }

    private static string Value(string id, string code, string day, decimal value, string more = "") => string.Create(System.Globalization.CultureInfo.InvariantCulture, $$$"""{"resourceType":"Observation","id":"{{{id}}}","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"{{{code}}}"}],"text":"Hemoglobin"},"effectiveDateTime":"{{{day}}}","valueQuantity":{"value":{{{value}}},"unit":"g/dL","system":"http://unitsofmeasure.org","code":"g/dL"}{{{more}}}}""");
}
