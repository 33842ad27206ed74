using System.Text.Json;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>What happened to the patient: conditions, treatments, participation, consent.</summary>
internal sealed partial class PatientBuilder
{
    private const string HeadAndNeck = "head and neck squamous cell carcinoma";

    private static readonly string[] HeadAndNeckSites = ["head", "neck", "larynx", "laryn", "pharyn", "oral", "mouth", "tongue", "tonsil"];

    private void AddCondition(JsonElement resource, string source)
    {
        var code = Json.Find(resource, "code");
        if (!IsCoded(code, source))
            return;
        var found = ConceptFinder.Conditions(Json.Codes(code), Json.Names(code));
        if (found.Count == 0)
            return;
        var standing = StandingOf(resource);
        var morphology = Json.List(resource, "extension").Where(one => Json.Text(one, "url")?.EndsWith("histology-morphology-behavior", StringComparison.Ordinal) == true).SelectMany(one => Json.Names(Json.Find(one, "valueCodeableConcept"))).ToList();
        List<string> concepts = [.. found, .. Json.List(resource, "bodySite").SelectMany(site => AtSite(found, site))];
        // A tumor of the site that is of another kind is not the squamous cell carcinoma that the site's name stands for.
        if (morphology.Count > 0 && concepts.Exists(one => Concepts.Conditions.IsA(one, HeadAndNeck)) && !morphology.Exists(name => name.Contains("squamous", StringComparison.OrdinalIgnoreCase)) && standing != Standing.Absent)
            standing = Standing.Uncertain;
        var name = NameOf(code);
        if (Json.Codes(Json.Find(resource, "clinicalStatus")).Exists(one => one.Code is "recurrence" or "relapse") && !name.Contains("recurrent", StringComparison.OrdinalIgnoreCase))
            name = $"Recurrent {name}";
        AddEvent(conditions, [.. concepts.Distinct(StringComparer.Ordinal)], source, standing, DateOf(resource, source, "onsetDateTime", "onsetPeriod.start", "recordedDate"), DateOf(resource, source, "abatementDateTime", "abatementPeriod.end"), name);
    }

    // "Malignant neoplasm" of the larynx; metastases in the liver.
    private static IEnumerable<string> AtSite(IReadOnlyList<string> found, JsonElement site)
    {
        if (found.Any(one => Concepts.Conditions.IsA(one, "metastases")))
            return Json.Names(site).Select(name => name.ToLowerInvariant().Replace(" structure", "", StringComparison.Ordinal) + " metastases").Where(name => Concepts.Conditions.Find(name) is not null);
        return found.Any(one => Concepts.Conditions.IsA(one, "cancer")) ? ConceptFinder.Conditions(Json.Codes(site), Json.Names(site)).Where(one => Concepts.Conditions.IsA(one, "cancer")) : [];
    }

    // mCODE's tumor: a body structure with a morphology.
    private void AddTumor(JsonElement resource, string source)
    {
        var morphology = Json.Find(resource, "morphology");
        if (morphology is null || !Json.Names(morphology).Exists(name => name.Contains("carcinoma", StringComparison.OrdinalIgnoreCase) || name.Contains("neoplasm", StringComparison.OrdinalIgnoreCase) || name.Contains("tumor", StringComparison.OrdinalIgnoreCase)))
            return;
        var location = Json.Find(resource, "location");
        List<string> found = [.. ConceptFinder.Conditions(Json.Codes(morphology), Json.Names(morphology)), .. ConceptFinder.Conditions(Json.Codes(location), Json.Names(location)).Where(one => Concepts.Conditions.IsA(one, "cancer"))];
        if (found.Count > 0)
            AddEvent(conditions, [.. found.Distinct(StringComparer.Ordinal)], source, Json.Find(resource, "active") is { ValueKind: JsonValueKind.False } ? Standing.Over : Standing.Present, null, null, NameOf(morphology));
    }

    // What a visit was for is a suspicion; what came of it stands in conditions.
    private void AddReasons(JsonElement resource, string source)
    {
        foreach (var reason in Json.List(resource, "reasonCode"))
        {
            if (ConceptFinder.Conditions(Json.Codes(reason), Json.Names(reason)) is { Count: > 0 } found)
                AddEvent(conditions, found, source, Standing.Uncertain, DateOf(resource, source, "period.start"), null, NameOf(reason));
        }
    }

    private void AddReport(JsonElement resource, string source)
    {
        if (Json.Text(resource, "status") is "cancelled")
            return;
        var date = DateOf(resource, source, "effectiveDateTime", "effectivePeriod.end", "issued");
        foreach (var contained in Json.List(resource, "contained").Where(one => Json.Text(one, "resourceType") is "Observation"))
            AddObservation(contained, $"{source}#{Json.Text(contained, "id")}", Json.Date(contained, "effectiveDateTime") ?? date);
        foreach (var conclusion in Json.List(resource, "conclusionCode"))
        {
            if (ConceptFinder.Conditions(Json.Codes(conclusion), Json.Names(conclusion)) is { Count: > 0 } found)
                AddEvent(conditions, found, source, Json.Text(resource, "status") is "final" or "amended" or "corrected" ? Standing.Present : Standing.Uncertain, date, null, NameOf(conclusion));
        }
    }

    private static Standing StandingOf(JsonElement resource)
    {
        var verified = Json.Codes(Json.Find(resource, "verificationStatus")).Select(code => code.Code).FirstOrDefault();
        var clinical = Json.Codes(Json.Find(resource, "clinicalStatus")).Select(code => code.Code).FirstOrDefault();
        return (verified, clinical) switch
        {
            ("refuted", _) => Standing.Absent,
            ("unconfirmed" or "provisional" or "differential", _) => Standing.Uncertain,
            (_, "active" or "recurrence" or "relapse") => Standing.Active,
            (_, "inactive" or "remission" or "resolved") => Standing.Over,
            _ => Standing.Present,
        };
    }

    private void AddMedication(JsonElement resource, string source)
    {
        // A prohibition is no treatment.
        if (Json.Find(resource, "doNotPerform") is { ValueKind: JsonValueKind.True })
            return;
        var code = Json.Find(resource, "medicationCodeableConcept") ?? Referred(resource);
        if (!IsCoded(code, source))
            return;
        var found = ConceptFinder.Therapies(Json.Codes(code), Json.Names(code));
        if (found.Count == 0)
            return;
        var start = DateOf(resource, source, "effectiveDateTime", "effectivePeriod.start", "authoredOn");
        var end = DateOf(resource, source, "effectivePeriod.end") ?? Json.Date(resource, "effectiveDateTime");
        var standing = Json.Text(resource, "status") switch
        {
            "not-taken" or "not-done" => Standing.Absent,
            "cancelled" or "draft" or "unknown" or "intended" => Standing.Uncertain,
            "active" or "in-progress" => Standing.Active,
            "completed" or "stopped" => Standing.Over,
            _ => Standing.Present,
        };
        AddEvent(therapies, found, source, standing, start, end, Intended(resource, NameOf(code)));
    }

    // The Medication that is contained, or stands elsewhere in the document. One step only: a reference may lead in a circle.
    private JsonElement? Referred(JsonElement resource)
    {
        if (Json.Text(resource, "medicationReference", "reference") is not { } reference)
            return Json.Find(resource, "medicationReference");
        var medication = reference.StartsWith('#')
            ? Json.List(resource, "contained").Where(one => string.Equals(Json.Text(one, "id"), reference[1..], StringComparison.Ordinal)).Select(one => (JsonElement?)one).FirstOrDefault()
            : resolve(reference);
        return medication is { } found ? Json.Find(found, "code") : Json.Find(resource, "medicationReference");
    }

    private void AddProcedure(JsonElement resource, string source)
    {
        var code = Json.Find(resource, "code");
        if (!IsCoded(code, source))
            return;
        List<string> found = [.. ConceptFinder.Therapies(Json.Codes(code), Json.Names(code))];
        if (found.Count == 0)
            return;
        if (found.Contains("radiotherapy", StringComparer.Ordinal) && Json.List(resource, "bodySite").SelectMany(site => Json.Names(site)).Any(name => HeadAndNeckSites.Any(site => name.Contains(site, StringComparison.OrdinalIgnoreCase))))
            found[found.IndexOf("radiotherapy")] = "head and neck radiotherapy";
        var start = DateOf(resource, source, "performedDateTime", "performedPeriod.start");
        var end = DateOf(resource, source, "performedPeriod.end") ?? Json.Date(resource, "performedDateTime");
        var standing = Json.Text(resource, "status") switch { "not-done" => Standing.Absent, "preparation" => Standing.Uncertain, "in-progress" => Standing.Active, _ => Standing.Over };
        AddEvent(therapies, found, source, standing, start, end, Intended(resource, NameOf(code)));
    }

    // mCODE's treatment intent: SNOMED CT 373808002 curative, 363676003 palliative.
    private static string Intended(JsonElement resource, string name)
    {
        var codes = Json.List(resource, "extension").Where(one => Json.Text(one, "url")?.EndsWith("treatment-intent", StringComparison.Ordinal) == true).SelectMany(one => Json.Codes(Json.Find(one, "valueCodeableConcept"))).Select(one => one.Code).ToList();
        return codes.Contains("373808002") ? $"Curative {name}" : codes.Contains("363676003") ? $"Palliative {name}" : name;
    }

    private void AddImmunization(JsonElement resource, string source)
    {
        var code = Json.Find(resource, "vaccineCode");
        var named = ConceptFinder.Therapies(Json.Codes(code), Json.Names(code));
        var date = DateOf(resource, source, "occurrenceDateTime");
        AddEvent(therapies, named.Count > 0 ? named : ["vaccine"], source, Json.Text(resource, "status") is "not-done" ? Standing.Absent : Standing.Over, date, date, NameOf(code));
    }

    private void AddParticipation(JsonElement resource, string source)
    {
        var (start, end) = (DateOf(resource, source, "period.start"), DateOf(resource, source, "period.end"));
        var standing = Json.Text(resource, "status") switch
        {
            "ineligible" or "not-registered" => Standing.Absent,
            "candidate" or "eligible" or "potential-candidate" or "screening" => Standing.Uncertain,
            "off-study" or "withdrawn" => Standing.Over,
            _ => end is null ? Standing.Active : Standing.Over,
        };
        AddEvent(therapies, ["participation in another trial"], source, standing, start, end, "participation in another trial");
    }

    // A consent to treatment or to sharing data is none to research.
    private void AddConsent(JsonElement resource, string source)
    {
        if (!Json.Codes(Json.Find(resource, "scope")).Exists(one => one.Code is "research"))
            return;
        var holds = Json.Text(resource, "status") is "active" && Json.Text(resource, "provision", "type") is not "deny";
        circumstances.Add(new CircumstanceFact(CircumstanceKind.Consent, "informed consent", holds, DateOf(resource, source, "dateTime"), source));
    }

    private bool IsCoded(JsonElement? code, string source)
    {
        if (code is { } found && (Json.Codes(found).Exists(one => one.Code is not null) || Json.Names(found).Count > 0))
            return true;
        unreadable.Add($"{Json.Short(source)}: it has no code that can be read.");
        return false;
    }

    private static string NameOf(JsonElement? code) => Json.Names(code).FirstOrDefault() ?? "";

    private static void AddEvent(List<EventFact> events, IReadOnlyList<string> concepts, string source, Standing standing, FactDate? start, FactDate? end, string name) =>
        events.Add(new EventFact(concepts, standing, start, end, source, name.Length > 0 ? name : concepts[0]));
}
