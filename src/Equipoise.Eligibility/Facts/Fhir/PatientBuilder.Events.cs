using System.Text.Json;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>What happened to the patient: conditions, treatments, participation, consent.</summary>
internal sealed partial class PatientBuilder
{
    private const string HeadAndNeck = "head and neck squamous cell carcinoma";

    // SNOMED CT body structures, for records that give no words.
    private static readonly Dictionary<string, string> SiteWords = new(StringComparer.Ordinal)
    {
        ["4596009"] = "larynx", ["31389004"] = "oropharynx", ["81502006"] = "hypopharynx", ["74262004"] = "oral cavity", ["71836000"] = "nasopharynx", ["75573002"] = "tonsil", ["21974007"] = "tongue",
        ["10200004"] = "liver", ["39607008"] = "lung", ["12738006"] = "brain", ["15926001"] = "brainstem", ["59441001"] = "lymph node",
    };

    private void AddCondition(JsonElement resource, string source)
    {
        var code = Json.Find(resource, "code");
        var standing = Reservations.StandingOf(resource);
        if (IsNothing(code, Json.Date(resource, "recordedDate"), standing is Standing.Present or Standing.Active) || !IsCoded(code, source))
            return;
        var names = Json.Names(code);
        if (names.Find(NameSense.IsAnothers) is { } another)
        {
            Question(resource, source, $"'{Json.Short(another)}' is not about the patient's own state, so it decides nothing");
            return;
        }

        // "Suspected Gilbert syndrome", "Leptomeningeal disease?", "Stroke excluded"
        if (names.Exists(NameSense.IsDenied))
        {
            Question(resource, source, $"'{Json.Short(names.Find(NameSense.IsDenied)!)}' says that it is not so, and nothing else does: a verificationStatus of refuted would");
            standing = standing == Standing.Absent ? standing : Standing.Uncertain;
        }

        if (names.Exists(one => NameSense.Suspected(one) is not null))
        {
            names = names.ConvertAll(one => NameSense.Suspected(one) ?? one);
            standing = standing == Standing.Absent ? standing : Standing.Uncertain;
        }

        standing = GermanCertainty(code) ?? standing;
        var found = ConceptFinder.Conditions(Json.Codes(code), names);
        if (found.Count == 0)
        {
            // What is on record and not understood may be what is asked.
            if (standing != Standing.Absent)
                unknownCondition ??= source;
            return;
        }

        var morphology = Json.List(resource, "extension").Where(one => Json.Text(one, "url")?.EndsWith("histology-morphology-behavior", StringComparison.Ordinal) == true).SelectMany(one => Json.Names(Json.Find(one, "valueCodeableConcept"))).ToList();
        List<string> sites = [.. Json.List(resource, "bodySite").SelectMany(site => AtSite(found, site))];
        // A carcinoma of the larynx is one tumor, however wide its code.
        var concepts = sites.Exists(one => Concepts.Conditions.IsA(one, HeadAndNeck)) ? ConceptFinder.Narrowest([.. found.Where(one => !TumorNames.IsTumor(one)), .. sites], Concepts.Conditions) : ConceptFinder.Narrowest([.. found, .. sites], Concepts.Conditions);
        // A tumor of the site that is of another kind is not the squamous cell carcinoma that the site's name stands for.
        var name = NameOf(code);
        if (name.Contains("history of", StringComparison.OrdinalIgnoreCase) && standing is Standing.Present or Standing.Active)
            standing = Standing.Over;
        var (isOther, certain) = (false, standing);
        if (concepts.Any(one => Concepts.Conditions.IsA(one, HeadAndNeck)) && (TumorNames.IsNotSquamous(name) || (morphology.Count > 0 && !morphology.Exists(kind => kind.Contains("squamous", StringComparison.OrdinalIgnoreCase)))) && standing != Standing.Absent)
            (isOther, standing) = (standing != Standing.Uncertain, Standing.Uncertain);
        if (Json.Words(Json.Find(resource, "clinicalStatus")).Exists(one => one is "recurrence" or "relapse") && !name.Contains("recurrent", StringComparison.OrdinalIgnoreCase))
            name = $"Recurrent {name}";
        foreach (var stage in reservation is null ? Json.List(resource, "stage") : [])
            stages.Note(source, Json.Find(stage, "summary"), date: null);
        var (start, end) = (Onset(resource, source), DateOf(resource, source, "abatementDateTime", "abatementPeriod.end"));
        AddEvent(conditions, concepts, source, standing, start, end, name);
        // A tumor there of another kind is another cancer.
        if (isOther)
            AddEvent(conditions, ["cancer"], source, certain, start, end, name);
    }

    // What was entered on a day began on that day or before.
    private FactDate? Onset(JsonElement resource, string source) =>
        DateOf(resource, source, "onsetDateTime", "onsetPeriod.start") ?? (DateOf(resource, source, "recordedDate") is { } recorded ? recorded with { First = DateOnly.MinValue } : null);

    // "Malignant neoplasm" of the larynx; metastases in the liver.
    private static IEnumerable<string> AtSite(IReadOnlyList<string> found, JsonElement site)
    {
        List<string> words = [.. Json.Names(site), .. Json.Codes(site).Select(code => SiteWords.GetValueOrDefault(code.Code ?? "")).OfType<string>()];
        if (found.Any(one => Concepts.Conditions.IsA(one, "metastases")))
            return words.Select(TumorNames.SpreadTo).OfType<string>();
        if (!found.Any(one => Concepts.Conditions.IsA(one, "cancer")))
            return [];
        return words.Select(TumorNames.SiteOf).OfType<string>() is var sites && sites.Any() ? sites : ConceptFinder.Conditions(Json.Codes(site), words).Where(one => Concepts.Conditions.IsA(one, "cancer"));
    }

    // mCODE's tumor: a body structure with a morphology.
    private void AddTumor(JsonElement resource, string source)
    {
        var morphology = Json.Find(resource, "morphology");
        var place = Json.Find(resource, "location");
        // A tumor that is not understood, or of a place that is not, may be the one asked for.
        if (morphology is null || ConceptFinder.Conditions(Json.Codes(place), Json.Names(place)).Count == 0 || ConceptFinder.Conditions(Json.Codes(morphology), Json.Names(morphology)).Count == 0)
            unknownCondition ??= source;
        if (morphology is null || !Json.Names(morphology).Exists(name => name.Contains("carcinoma", StringComparison.OrdinalIgnoreCase) || name.Contains("neoplasm", StringComparison.OrdinalIgnoreCase) || name.Contains("tumor", StringComparison.OrdinalIgnoreCase)))
            return;
        List<string> found = [.. ConceptFinder.Conditions(Json.Codes(morphology), Json.Names(morphology)), .. ConceptFinder.Conditions(Json.Codes(place), Json.Names(place)).Where(one => Concepts.Conditions.IsA(one, "cancer"))];
        if (found.Count > 0)
            AddEvent(conditions, ConceptFinder.Narrowest(found, Concepts.Conditions), source, Json.Find(resource, "active") is { ValueKind: JsonValueKind.False } ? Standing.Over : Standing.Present, null, null, NameOf(morphology));
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
        var status = Reservations.StatusOf(resource);
        if (status is "cancelled")
            return;
        var date = DateOf(resource, source, "effectiveDateTime", "effectivePeriod.end", "issued");
        var own = reservation;
        foreach (var contained in Json.List(resource, "contained").Where(one => Json.Text(one, "resourceType") is "Observation" && !Reservations.IsError(one)))
        {
            reservation = own ?? Reservations.Of(contained);
            AddObservation(contained, $"{source}#{Json.Text(contained, "id")}", Json.Date(contained, "effectiveDateTime") ?? date, isPreliminary: status is "registered" or "preliminary" or "partial");
        }

        reservation = own;
        // What is concluded and not understood may be what is asked; words alone are not read.
        var conclusions = Json.List(resource, "conclusionCode").ToList();
        if (Json.Find(resource, "conclusion") is not null || (conclusions.Count == 0 && Json.Find(resource, "conclusionCode") is not null) || conclusions.Exists(one => ConceptFinder.Conditions(Json.Codes(one), Json.Names(one)).Count == 0))
            unknownCondition ??= source;
        foreach (var conclusion in conclusions)
        {
            if (ConceptFinder.Conditions(Json.Codes(conclusion), Json.Names(conclusion)) is { Count: > 0 } found)
                AddEvent(conditions, found, source, status is "final" or "amended" or "corrected" or "appended" && !Json.Names(conclusion).Exists(NameSense.IsDenied) && !Json.Names(conclusion).Exists(one => NameSense.Suspected(one) is not null) ? Standing.Present : Standing.Uncertain, date, null, NameOf(conclusion));
        }
    }

    // ICD-10-GM's certainty of a diagnosis: A excluded, V suspected, Z a state after it.
    private static Standing? GermanCertainty(JsonElement? code)
    {
        var said = Json.List(code ?? default, "coding").SelectMany(coding => Json.List(coding, "extension")).Where(one => Json.Text(one, "url")?.EndsWith("diagnosesicherheit", StringComparison.Ordinal) == true)
            .Select(one => Json.Text(one, "valueCoding", "code") ?? Json.Text(one, "valueCode")).ToList();
        return said.Contains("A") ? Standing.Absent : said.Contains("V") ? Standing.Uncertain : said.Contains("Z") ? Standing.Over : null;
    }

    private void Question(JsonElement resource, string source, string why)
    {
        unreadable.Add($"{Json.Short(source)}: {why}.");
        MayMiss(resource);
    }

    private void AddMedication(JsonElement resource, string source)
    {
        // A prohibition is no treatment; one dose that was left out says nothing of the others.
        var status = Reservations.StatusOf(resource);
        if (Reservations.IsNotDone(resource))
            return;
        var code = Json.Find(resource, "medicationCodeableConcept") ?? Referred(resource);
        if (IsNothing(code, Json.Date(resource, "dateAsserted") ?? Json.Date(resource, "effectiveDateTime"), status is not ("not-taken" or "cancelled" or "draft")) || !IsCoded(code, source))
            return;
        var found = ConceptFinder.Therapies(Json.Codes(code), Json.Names(code));
        if (found.Count == 0)
        {
            if (status is not "not-taken")
                unknownTherapy ??= source;
            return;
        }

        var start = DateOf(resource, source, "effectiveDateTime", "effectivePeriod.start", "authoredOn");
        // What was being taken on a day, and still is, did not end on it.
        var end = DateOf(resource, source, "effectivePeriod.end") ?? (status is "active" or "in-progress" or "on-hold" ? null : Json.Date(resource, "effectiveDateTime"));
        var standing = status switch
        {
            "not-taken" => Standing.Absent,
            // What is proposed or planned was not given yet.
            _ when Json.Words(Json.Find(resource, "intent")).Exists(one => one is "proposal" or "plan" or "option") || Json.Names(code).Exists(NameSense.IsOpenTreatment) => Standing.Uncertain,
            "cancelled" or "draft" or "unknown" or "intended" => Standing.Uncertain,
            "active" or "in-progress" => Standing.Active,
            "completed" or "stopped" => Standing.Over,
            _ => Standing.Present,
        };
        foreach (var (concepts, certainty) in TherapyRoutes.Of(found, [.. Json.Names(code), .. Json.List(resource, "dosage").Append(Json.Find(resource, "dosage") ?? default).Concat(Json.List(resource, "dosageInstruction")).SelectMany(dose => Json.Names(Json.Find(dose, "route")))]))
            AddEvent(therapies, concepts, source, certainty == Standing.Uncertain && standing != Standing.Absent ? certainty : standing, start, end, Intended(resource, NameOf(code)), reasons.Of(resource, source));
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
        // One operation that was not done says nothing of others.
        if (IsNothing(code, Json.Date(resource, "performedDateTime"), !Reservations.IsNotDone(resource)) || Reservations.IsNotDone(resource) || !IsCoded(code, source))
            return;
        List<string> found = [.. ConceptFinder.Therapies(Json.Codes(code), Json.Names(code))];
        if (found.Count == 0)
        {
            unknownTherapy ??= source;
            return;
        }

        if (found.Exists(one => Concepts.Therapies.IsA(one, "radiotherapy")) && Json.List(resource, "bodySite").Where(site => Json.Names(site).Count > 0 || Json.Codes(site).Count > 0).ToList() is { Count: > 0 } sites)
        {
            // A site that has a code alone is known only where it is in the table.
            if (sites.Exists(IsHeadOrNeck))
                found = ConceptFinder.Narrowest([.. found, "head and neck radiotherapy"], Concepts.Therapies);
            else if (sites.TrueForAll(site => Json.Names(site).Count > 0))
                found = ConceptFinder.Narrowest([.. found, "radiotherapy outside the head and neck"], Concepts.Therapies);
        }

        var start = DateOf(resource, source, "performedDateTime", "performedPeriod.start");
        var end = DateOf(resource, source, "performedPeriod.end") ?? Json.Date(resource, "performedDateTime");
        var standing = Json.Names(code).Exists(NameSense.IsOpenTreatment) ? Standing.Uncertain : Reservations.StatusOf(resource) switch { "preparation" or "unknown" or "on-hold" => Standing.Uncertain, "in-progress" => Standing.Active, _ => Standing.Over };
        foreach (var (concepts, certainty) in TherapyRoutes.Of(found, Json.Names(code)))
            AddEvent(therapies, concepts, source, certainty == Standing.Uncertain ? certainty : standing, start, end, Intended(resource, NameOf(code)), reasons.Of(resource, source));
    }

    private static bool IsHeadOrNeck(JsonElement site) =>
        Json.Names(site).Concat(Json.Codes(site).Select(code => SiteWords.GetValueOrDefault(code.Code ?? "")).OfType<string>()).Any(TumorNames.IsHeadOrNeck);

    // mCODE's treatment intent: SNOMED CT 373808002 curative, 363676003 palliative.
    private static string Intended(JsonElement resource, string name)
    {
        var codes = Json.List(resource, "extension").Where(one => Json.Text(one, "url")?.EndsWith("treatment-intent", StringComparison.Ordinal) == true).SelectMany(one => Json.Codes(Json.Find(one, "valueCodeableConcept"))).Select(one => one.Code).ToList();
        return codes.Contains("373808002") ? $"Curative {name}" : codes.Contains("363676003") ? $"Palliative {name}" : name;
    }


    private void AddImmunization(JsonElement resource, string source)
    {
        var code = Json.Find(resource, "vaccineCode");
        // One vaccination that was not given says nothing of others.
        if (IsNothing(code, null, stands: false) || Reservations.IsNotDone(resource))
            return;
        var named = ConceptFinder.Therapies(Json.Codes(code), Json.Names(code));
        var date = DateOf(resource, source, "occurrenceDateTime");
        AddEvent(therapies, named.Count > 0 ? named : ["vaccine"], source, Json.Names(code).Exists(NameSense.IsOpenTreatment) ? Standing.Uncertain : Standing.Over, date, date, NameOf(code));
    }

    private void AddAllergy(JsonElement resource, string source)
    {
        var code = Json.Find(resource, "code");
        var standing = Reservations.StandingOf(resource);
        if (NothingKnown.Of(code) is { } nothing)
        {
            if (nothing is "allergies" && standing is not (Standing.Absent or Standing.Uncertain))
                AddEvent(conditions, ["allergic reaction"], source, Standing.Absent, Onset(resource, source), null, NameOf(code));
            return;
        }

        // Who is not allergic to this may be to something else.
        if (standing == Standing.Absent)
            return;
        if (Json.Text(resource, "type") is "intolerance")
            standing = Standing.Uncertain;
        AddEvent(conditions, ["allergic reaction", .. ConceptFinder.Conditions(Json.Codes(code), Json.Names(code))], source, standing, Onset(resource, source), null, NameOf(code));
    }

    private void AddParticipation(JsonElement resource, string source)
    {
        var (start, end) = (DateOf(resource, source, "period.start"), DateOf(resource, source, "period.end"));
        var standing = Reservations.StatusOf(resource) switch
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
        var date = DateOf(resource, source, "dateTime") ?? (Json.Find(resource, "dateTime") is { } written ? FactDate.Illegible(written.GetRawText()) : null);
        if (reservation is not null || date is { IsIllegible: true })
            circumstances.Add(CircumstanceFact.NotRead(CircumstanceKind.Consent, "informed consent", reservation ?? "a consent of a day that cannot be read", date, source));
        else
            circumstances.Add(new CircumstanceFact(CircumstanceKind.Consent, "informed consent", Reservations.StatusOf(resource) is "active" && Json.Text(resource, "provision", "type") is not "deny", date, source));
    }

    private bool IsCoded(JsonElement? code, string source)
    {
        if (code is { } found && (Json.Codes(found).Exists(one => one.Code is not null) || Json.Names(found).Count > 0))
            return true;
        unreadable.Add($"{Json.Short(source)}: it has no code that can be read.");
        if (source.StartsWith("Condition/", StringComparison.Ordinal))
            unknownCondition ??= source;
        else
            unknownTherapy ??= source;
        return false;
    }

    internal static string NameOf(JsonElement? code) => Json.Names(code).FirstOrDefault() ?? "";

    private void AddEvent(List<EventFact> events, IReadOnlyList<string> concepts, string source, Standing standing, FactDate? start, FactDate? end, string name, (string Words, IReadOnlyList<string> Concepts)? reason = null)
    {
        if (end?.IsBefore(start) == true)
        {
            unreadable.Add($"{Json.Short(source)}: it ends on {end.Text}, before it begins on {start!.Text}; neither day counts.");
            (start, end) = (null, null);
        }

        events.Add(new EventFact(concepts, reservation is null ? standing : Standing.Uncertain, start, end, source, name.Length > 0 ? name : concepts[0]) { GivenFor = reason?.Words ?? "", Reasons = reason?.Concepts ?? [] });
    }
}
