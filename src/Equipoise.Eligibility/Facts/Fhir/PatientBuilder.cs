using System.Text.Json;
using System.Text.RegularExpressions;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>Gathers one patient's facts, resource by resource.</summary>
internal sealed partial class PatientBuilder
{
    private readonly JsonElement patient;
    private readonly Func<string, JsonElement?> resolve;
    private readonly List<ValueFact> values = [];
    private readonly List<ValueFact> preliminary = [];
    private readonly List<EventFact> conditions = [];
    private readonly List<EventFact> therapies = [];
    private readonly List<CircumstanceFact> circumstances = [];
    private readonly List<string> unreadable = [];
    private readonly List<FactDate> progressions = [];
    private readonly TumorStages stages = new();
    private readonly TreatmentReasons reasons;
    private bool conditionsComplete;
    private bool medicationsComplete;
    private bool proceduresComplete;
    private bool hasUnknownCondition;
    private bool hasUnknownTherapy;

    /// <summary>A patient who has no facts yet.</summary>
    /// <param name="patient">The Patient resource.</param>
    /// <param name="address">The address that the document gives it; empty for none.</param>
    /// <param name="resolve">Finds a resource of the document by a reference; null where it is not there.</param>
    public PatientBuilder(JsonElement patient, string address, Func<string, JsonElement?> resolve)
    {
        this.patient = patient;
        this.resolve = resolve;
        reasons = new TreatmentReasons(resolve);
        Address = address;
        Identifiers = [.. Json.List(patient, "identifier").Select(one => (Json.Text(one, "system"), Json.Text(one, "value"))).Where(one => one.Item2 is not null)];
        Id = Json.Text(patient, "id") ?? "";
        if (Json.Find(patient, "birthDate") is not null && Json.Date(patient, "birthDate") is null)
            unreadable.Add($"Patient {Json.Short(Id)}: the birth date is no date.");
    }

    public string Id { get; }

    public string Address { get; }

    public IReadOnlyList<(string? System, string? Value)> Identifiers { get; }

    /// <summary>Whether resources of a type hold facts.</summary>
    public static bool Reads(string? resourceType) => resourceType is "Observation" or "DiagnosticReport" or "Condition" or "BodyStructure" or "Encounter" or "MedicationRequest"
        or "MedicationStatement" or "MedicationAdministration" or "Procedure" or "Immunization" or "AllergyIntolerance" or "ResearchSubject" or "Consent" or "List";

    private string? Sex => Json.Text(patient, "gender") is "male" or "female" ? Json.Text(patient, "gender") : null;

    public PatientFacts Build() => new()
    {
        Id = Id.Length > 0 ? Id : "patient",
        Born = Json.Date(patient, "birthDate"),
        Sex = Sex,
        HasDied = Json.Find(patient, "deceasedBoolean") is { ValueKind: JsonValueKind.True } || Json.Find(patient, "deceasedDateTime") is not null,
        Died = Json.Date(patient, "deceasedDateTime"),
        // A final result takes the place of the preliminary one of its time.
        Values = [.. values, .. preliminary.Where(early => !values.Exists(fact => string.Equals(fact.Variable, early.Variable, StringComparison.Ordinal) && Equals(fact.Date, early.Date)))],
        Conditions = stages.Named(conditions),
        Therapies = reasons.Named(therapies, conditions),
        Circumstances = circumstances,
        Progressions = progressions,
        ConditionsAreComplete = conditionsComplete && !hasUnknownCondition,
        // Whoever takes no medication may have been operated on or irradiated.
        TherapiesAreComplete = medicationsComplete && proceduresComplete && !hasUnknownTherapy,
        Unreadable = unreadable,
    };

    public void Refuse(JsonElement resource, string why) =>
        unreadable.Add($"{Json.Short(Json.Text(resource, "resourceType") ?? "a resource")} {Json.Short(Json.Text(resource, "id") ?? "without id")} {why}.");

    public void Add(JsonElement resource)
    {
        var source = $"{Json.Text(resource, "resourceType")}/{Json.Text(resource, "id") ?? ""}";
        if (Json.Text(resource, "status") is "entered-in-error" || Json.Codes(Json.Find(resource, "verificationStatus")).Exists(one => one.Code is "entered-in-error"))
            return;
        switch (Json.Text(resource, "resourceType"))
        {
            case "Observation":
                AddObservation(resource, source, ObservedOn(resource, source));
                break;
            case "DiagnosticReport":
                AddReport(resource, source);
                break;
            case "Condition":
                AddCondition(resource, source);
                break;
            case "BodyStructure":
                AddTumor(resource, source);
                break;
            case "Encounter":
                AddReasons(resource, source);
                break;
            case "MedicationRequest" or "MedicationStatement" or "MedicationAdministration":
                AddMedication(resource, source);
                break;
            case "Procedure":
                AddProcedure(resource, source);
                break;
            case "Immunization":
                AddImmunization(resource, source);
                break;
            case "AllergyIntolerance":
                AddAllergy(resource, source);
                break;
            case "ResearchSubject":
                AddParticipation(resource, source);
                break;
            case "Consent":
                AddConsent(resource, source);
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
        medicationsComplete |= codes.Exists(code => code.Code is "10160-0" or "29549-3" or "medications");
        proceduresComplete |= codes.Exists(code => code.Code is "47519-4" or "procedures");
    }

    // Where nothing is what is known, there is no fact; where nobody knows, neither.
    private bool IsNothing(JsonElement? code)
    {
        if (NothingKnown.Of(code) is not { } kind)
            return false;
        conditionsComplete |= kind is "problems";
        medicationsComplete |= kind is "medications";
        proceduresComplete |= kind is "procedures";
        return true;
    }

    private void AddObservation(JsonElement resource, string source, FactDate? date, bool isPreliminary = false)
    {
        if (Json.Text(resource, "status") is "cancelled")
            return;
        isPreliminary |= Json.Text(resource, "status") is "preliminary" or "registered";
        var code = Json.Find(resource, "code");
        foreach (var component in Json.List(resource, "component"))
            AddObservation(component, source, date, isPreliminary);
        var codes = Json.Codes(code);
        var coded = ObservationCodes.VariableOf(codes, Json.Names(code));
        var named = coded is null ? ObservationNames.Of(resource, codes, Json.Names(code)) : null;
        var variable = coded ?? named?.Variable;
        if (named is { IsCertain: false })
        {
            unreadable.Add($"{Json.Short(source)}: '{Json.Short(NameOf(code))}' has no LOINC code, and its name does not say of which specimen it is.");
            (isPreliminary ? preliminary : values).Add(ValueFact.NotRead(named.Value.Variable, "a value without a code", date, source));
        }
        else if (variable is null)
            AddFinding(resource, codes, code, source, date);
        else if (ObservationValue.Read(resource, variable) is { Count: > 0 } read)
            (isPreliminary ? preliminary : values).AddRange(read.Select(value => NormalRange.Apply(resource, value, Sex, AgeOn(date)) with { Date = date, Source = source }));
        else if (Json.Find(resource, "dataAbsentReason") is { } absent)
        {
            // Measured, but what came of it is withheld, lost or in error; or not measured at all.
            if (Json.Codes(absent).Select(one => one.Code).FirstOrDefault() is { } why && why is not ("not-performed" or "not-asked" or "asked-declined" or "not-applicable"))
                (isPreliminary ? preliminary : values).Add(ValueFact.NotRead(variable, $"no value: {why}", date, source));
        }
        else if (Json.List(resource, "component").All(_ => false))
        {
            unreadable.Add($"{Json.Short(source)}: the value of {variable} is of a kind that is not read.");
            // A result that is still awaited takes the place of no other.
            if (ObservationValue.Written(resource) is { } written)
                (isPreliminary ? preliminary : values).Add(ValueFact.NotRead(variable, written, date, source));
        }
    }

    // "HPV: positive", "pregnancy status: not pregnant"
    private void AddFinding(JsonElement resource, List<(string? System, string? Code)> codes, JsonElement? code, string source, FactDate? observed)
    {
        var date = observed is { IsIllegible: true } ? null : observed;
        if (codes.Exists(one => one.Code is "82810-3" or "11449-6"))
        {
            // Of a day that cannot be read, nobody knows whether it still holds.
            var answer = Json.Codes(date is null && observed is not null ? null : Json.Find(resource, "valueCodeableConcept"));
            if (answer.Exists(one => one.Code is "77386006" or "LA15173-0"))
                circumstances.Add(new CircumstanceFact(CircumstanceKind.Pregnancy, "pregnant", Holds: true, date, source));
            else if (answer.Exists(one => one.Code is "60001007" or "LA26683-5"))
                circumstances.Add(new CircumstanceFact(CircumstanceKind.Pregnancy, "pregnant", Holds: false, date, source));
            return;
        }

        // TNM: LOINC 21907-1 clinical and 21901-4 pathological M category. M1 is metastases; M0 is of its day and denies nothing later.
        if (codes.Exists(one => one.Code is "21907-1" or "21901-4"))
        {
            var category = Json.Find(resource, "valueCodeableConcept");
            if (Json.Codes(category).Select(one => one.Code).Concat(Json.Names(category)).Any(text => text is not null && text.Contains("M1", StringComparison.Ordinal)))
                AddEvent(conditions, ["metastases"], source, Standing.Present, date, null, NameOf(category));
            return;
        }

        // mCODE's stage group: LOINC 21908-9 clinical, 21902-2 pathological, 21914-7 either.
        if (codes.Exists(one => one.Code is "21908-9" or "21902-2" or "21914-7"))
        {
            stages.Note(Json.List(resource, "focus").Select(focus => Json.Text(focus, "reference")).FirstOrDefault(focus => focus is not null), Json.Find(resource, "valueCodeableConcept"), date);
            return;
        }

        // mCODE's cancer disease status: LOINC 97509-4 and 21976-6; SNOMED CT 271299001: worsened.
        if (codes.Exists(one => one.Code is "97509-4" or "21976-6"))
        {
            var status = Json.Find(resource, "valueCodeableConcept");
            if (date is not null && (Json.Codes(status).Exists(one => one.Code is "271299001") || Json.Names(status).Exists(name => name.StartsWith("Progress", StringComparison.OrdinalIgnoreCase))))
                progressions.Add(date);
            return;
        }

        if (ObservationValue.IsPositive(resource) is not { } positive)
            return;
        if (codes.Exists(one => one.Code is "2106-3" or "2118-8" or "2110-5" or "80384-1"))
        {
            if (date is not null || observed is null)
                circumstances.Add(new CircumstanceFact(CircumstanceKind.Pregnancy, "pregnant", positive, date, source));
            return;
        }

        // A marker of cancer that is negative denies no cancer; metastases are seen or not.
        if (ConceptFinder.Conditions(codes, Json.Names(code)).Where(one => !TumorNames.IsTumor(one)).ToList() is { Count: > 0 } found && !IsOfVaccination(Json.Names(code)))
            AddEvent(conditions, found, source, !positive ? Standing.Absent : IsAntibody(Json.Names(code)) ? Standing.Uncertain : Standing.Present, date, null, NameOf(code));
    }

    // Antibodies to the surface antigen of hepatitis B mostly come from a vaccination, and who lacks them may have the infection.
    private static bool IsOfVaccination(List<string> names) =>
        names.Exists(name => name.Contains("surface Ab", StringComparison.OrdinalIgnoreCase) || name.Contains("surface antibod", StringComparison.OrdinalIgnoreCase) || name.Contains("anti-HBs", StringComparison.OrdinalIgnoreCase) || name.Contains("HBsAb", StringComparison.OrdinalIgnoreCase));

    // Antibodies outlast the infection that they were made against.
    private static bool IsAntibody(List<string> names) => names.Exists(name => Antibody().IsMatch(name));

    [GeneratedRegex(@"\b(?:Ab|IgG|IgM|antibod(?:y|ies))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Antibody();

    private static FactDate? LastOf(IEnumerable<JsonElement> dates) =>
        dates.Select(date => date.ValueKind == JsonValueKind.String && FactDate.TryParse(date.GetString(), out var read) ? read : null).OfType<FactDate>().MaxBy(date => date.Last);

    private int? AgeOn(FactDate? date) =>
        date is not null && Json.Date(patient, "birthDate") is { } born && Evaluation.DerivedValue.Ages(born, date.First) is { } first && Evaluation.DerivedValue.Ages(born, date.Last) is { } last && first.Youngest == last.Oldest ? last.Oldest : null;

    // A value of a day that cannot be read may be the latest.
    private FactDate? ObservedOn(JsonElement resource, string source)
    {
        var named = unreadable.Count;
        var date = DateOf(resource, source, "effectiveDateTime", "effectivePeriod.end", "effectivePeriod.start", "effectiveInstant") ?? LastOf(Json.List(resource, "effectiveTiming", "event"));
        // What was issued on a day was measured on that day or before.
        date ??= Json.Date(resource, "issued") is { } issued ? issued with { First = DateOnly.MinValue, Moment = null } : null;
        return date ?? (unreadable.Count > named ? FactDate.Illegible(Json.Text(resource, "effectiveDateTime") ?? "a day that cannot be read") : null);
    }

    // The members that may hold a date, the best first; one that holds something else is named.
    private FactDate? DateOf(JsonElement resource, string source, params ReadOnlySpan<string> members)
    {
        foreach (var member in members)
        {
            var path = member.Split('.');
            if (Json.Find(resource, path) is not { } written)
                continue;
            if (Json.Date(resource, path) is { } date)
                return date;
            unreadable.Add($"{Json.Short(source)}: {member} is no date{(written.ValueKind == JsonValueKind.String ? "" : ", nor a text")}.");
        }

        return null;
    }
}
