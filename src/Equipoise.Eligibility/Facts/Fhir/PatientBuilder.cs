using System.Text.Json;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>Gathers one patient's facts, resource by resource.</summary>
internal sealed class PatientBuilder
{
    private readonly JsonElement patient;
    private readonly List<ValueFact> values = [];
    private readonly List<EventFact> conditions = [];
    private readonly List<EventFact> therapies = [];
    private readonly List<CircumstanceFact> circumstances = [];
    private readonly List<string> unreadable = [];
    private bool conditionsComplete;
    private bool therapiesComplete;

    public PatientBuilder(JsonElement patient)
    {
        this.patient = patient;
        Id = Json.Text(patient, "id") ?? "";
        if (Json.Find(patient, "birthDate") is not null && Json.Date(patient, "birthDate") is null)
            unreadable.Add($"Patient {Json.Short(Id)}: the birth date is no date.");
    }

    public string Id { get; }

    public PatientFacts Build() => new()
    {
        Id = Id.Length > 0 ? Id : "patient",
        Born = Json.Date(patient, "birthDate"),
        Sex = Json.Text(patient, "gender") is "male" ? "male" : Json.Text(patient, "gender") is "female" ? "female" : null,
        Values = values,
        Conditions = conditions,
        Therapies = therapies,
        Circumstances = circumstances,
        ConditionsAreComplete = conditionsComplete,
        TherapiesAreComplete = therapiesComplete,
        Unreadable = unreadable,
    };

    public void Refuse(JsonElement resource, string why) =>
        unreadable.Add($"{Json.Short(Json.Text(resource, "resourceType") ?? "a resource")} {Json.Short(Json.Text(resource, "id") ?? "without id")} {why}.");

    public void Add(JsonElement resource)
    {
        var source = $"{Json.Text(resource, "resourceType")}/{Json.Text(resource, "id") ?? ""}";
        if (Json.Text(resource, "status") is "entered-in-error")
            return;
        switch (Json.Text(resource, "resourceType"))
        {
            case "Observation":
                AddObservation(resource, source, Json.Date(resource, "effectiveDateTime") ?? Json.Date(resource, "effectivePeriod", "end") ?? Json.Date(resource, "effectivePeriod", "start") ?? Json.Date(resource, "effectiveInstant"));
                break;
            case "Condition":
                AddCondition(resource, source);
                break;
            case "MedicationRequest" or "MedicationStatement" or "MedicationAdministration":
                AddMedication(resource, source);
                break;
            case "Procedure":
                AddProcedure(resource, source);
                break;
            case "Immunization":
                AddEvent(therapies, ConceptFinder.Therapies(Json.Codes(Json.Find(resource, "vaccineCode")), Json.Names(Json.Find(resource, "vaccineCode"))) is { Count: > 0 } named ? named : ["vaccine"], resource, source, Json.Text(resource, "status") is "not-done" ? Standing.Absent : Standing.Over, Json.Date(resource, "occurrenceDateTime"), Json.Date(resource, "occurrenceDateTime"), Json.Find(resource, "vaccineCode"));
                break;
            case "AllergyIntolerance":
                AddEvent(conditions, ["allergic reaction", .. ConceptFinder.Conditions(Json.Codes(Json.Find(resource, "code")), Json.Names(Json.Find(resource, "code")))], resource, source, StandingOf(resource), Json.Date(resource, "onsetDateTime"), null, Json.Find(resource, "code"));
                break;
            case "ResearchSubject":
                AddEvent(therapies, ["participation in another trial"], resource, source, Json.Date(resource, "period", "end") is null ? Standing.Active : Standing.Over, Json.Date(resource, "period", "start"), Json.Date(resource, "period", "end"), null);
                break;
            case "Consent":
                circumstances.Add(new CircumstanceFact(CircumstanceKind.Consent, "informed consent", Json.Text(resource, "status") is "active", Json.Date(resource, "dateTime"), source));
                break;
            case "List":
                AddList(resource);
                break;
        }
    }

    // A list that says there is nothing to say: http://terminology.hl7.org/CodeSystem/list-empty-reason
    private void AddList(JsonElement resource)
    {
        if (!Json.Codes(Json.Find(resource, "emptyReason")).Exists(code => code.Code is "nilknown"))
            return;
        var codes = Json.Codes(Json.Find(resource, "code"));
        conditionsComplete |= codes.Exists(code => code.Code is "11450-4" or "problems");
        therapiesComplete |= codes.Exists(code => code.Code is "10160-0" or "29549-3" or "medications");
    }

    private void AddObservation(JsonElement resource, string source, FactDate? date)
    {
        if (Json.Text(resource, "status") is "cancelled")
            return;
        var code = Json.Find(resource, "code");
        foreach (var component in Json.List(resource, "component"))
            AddObservation(component, source, date);
        var codes = Json.Codes(code);
        var variable = ObservationCodes.VariableOf(codes);
        if (variable is null)
            AddFinding(resource, codes, code, source, date);
        else if (ObservationValue.Read(resource, variable) is { } value)
            values.Add(value with { Date = date, Source = source });
        else if (Json.List(resource, "component").All(_ => false) && Json.Find(resource, "dataAbsentReason") is null)
            unreadable.Add($"{Json.Short(source)}: the value of {variable} is of a kind that is not read.");
    }

    // "HPV: positive", "pregnancy status: not pregnant"
    private void AddFinding(JsonElement resource, List<(string? System, string? Code)> codes, JsonElement? code, string source, FactDate? date)
    {
        if (codes.Exists(one => one.Code is "82810-3" or "11449-6"))
        {
            var answer = Json.Codes(Json.Find(resource, "valueCodeableConcept"));
            if (answer.Exists(one => one.Code is "77386006" or "LA15173-0"))
                circumstances.Add(new CircumstanceFact(CircumstanceKind.Pregnancy, "pregnant", Holds: true, date, source));
            else if (answer.Exists(one => one.Code is "60001007" or "LA26683-5"))
                circumstances.Add(new CircumstanceFact(CircumstanceKind.Pregnancy, "pregnant", Holds: false, date, source));
            return;
        }

        if (ObservationValue.IsPositive(resource) is not { } positive)
            return;
        if (codes.Exists(one => one.Code is "2106-3" or "2118-8" or "2110-5" or "80384-1"))
            circumstances.Add(new CircumstanceFact(CircumstanceKind.Pregnancy, "pregnant", positive, date, source));
        else if (ConceptFinder.Conditions(codes, Json.Names(code)) is { Count: > 0 } found)
            AddEvent(conditions, found, resource, source, positive ? Standing.Present : Standing.Absent, date, null, code);
    }

    private void AddCondition(JsonElement resource, string source)
    {
        var code = Json.Find(resource, "code");
        var found = ConceptFinder.Conditions(Json.Codes(code), Json.Names(code));
        if (found.Count > 0)
            AddEvent(conditions, found, resource, source, StandingOf(resource), Json.Date(resource, "onsetDateTime") ?? Json.Date(resource, "onsetPeriod", "start") ?? Json.Date(resource, "recordedDate"), Json.Date(resource, "abatementDateTime") ?? Json.Date(resource, "abatementPeriod", "end"), code);
    }

    private static Standing StandingOf(JsonElement resource)
    {
        var verified = Json.Codes(Json.Find(resource, "verificationStatus")).Select(code => code.Code).FirstOrDefault();
        var clinical = Json.Codes(Json.Find(resource, "clinicalStatus")).Select(code => code.Code).FirstOrDefault();
        return (verified, clinical) switch
        {
            ("entered-in-error", _) => Standing.Uncertain,
            ("refuted", _) => Standing.Absent,
            ("unconfirmed" or "provisional" or "differential", _) => Standing.Uncertain,
            (_, "active" or "recurrence" or "relapse") => Standing.Active,
            (_, "inactive" or "remission" or "resolved") => Standing.Over,
            _ => Standing.Present,
        };
    }

    private void AddMedication(JsonElement resource, string source)
    {
        var code = Json.Find(resource, "medicationCodeableConcept");
        var found = ConceptFinder.Therapies(Json.Codes(code), Json.Names(code));
        if (found.Count == 0)
            return;
        var start = Json.Date(resource, "effectiveDateTime") ?? Json.Date(resource, "effectivePeriod", "start") ?? Json.Date(resource, "authoredOn");
        var end = Json.Date(resource, "effectivePeriod", "end") ?? Json.Date(resource, "effectiveDateTime");
        var standing = Json.Text(resource, "status") switch
        {
            "not-taken" or "not-done" => Standing.Absent,
            "cancelled" or "draft" or "unknown" or "intended" => Standing.Uncertain,
            "active" or "in-progress" => Standing.Active,
            "completed" or "stopped" => Standing.Over,
            _ => Standing.Present,
        };
        AddEvent(therapies, found, resource, source, standing, start, end, code);
    }

    private void AddProcedure(JsonElement resource, string source)
    {
        var code = Json.Find(resource, "code");
        var found = ConceptFinder.Therapies(Json.Codes(code), Json.Names(code));
        if (found.Count == 0)
            return;
        var start = Json.Date(resource, "performedDateTime") ?? Json.Date(resource, "performedPeriod", "start");
        var end = Json.Date(resource, "performedPeriod", "end") ?? Json.Date(resource, "performedDateTime");
        var standing = Json.Text(resource, "status") switch { "not-done" => Standing.Absent, "preparation" => Standing.Uncertain, "in-progress" => Standing.Active, _ => Standing.Over };
        AddEvent(therapies, found, resource, source, standing, start, end, code);
    }

    private static void AddEvent(List<EventFact> events, IReadOnlyList<string> concepts, JsonElement resource, string source, Standing standing, FactDate? start, FactDate? end, JsonElement? code)
    {
        if (Json.Codes(Json.Find(resource, "verificationStatus")).Exists(one => one.Code is "entered-in-error"))
            return;
        events.Add(new EventFact(concepts, standing, start, end, source, Json.Names(code).FirstOrDefault() ?? concepts[0]));
    }
}
