using System.Text.Json;

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
    private Claim? allConditions;
    private Claim? allMedications;
    private Claim? allProcedures;
    private string? unknownCondition;
    private string? unknownTherapy;

    // Why the resource that is being read cannot be taken at its word; null where it can.
    private string? reservation;

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
        if (Written(patient, "gender") is { } gender && gender is not ("male" or "female" or "other" or "unknown"))
            unreadable.Add($"Patient {Json.Short(Id)}: the gender '{Json.Short(gender)}' is none of male, female, other, unknown.");
        if (Json.Find(patient, "deceasedBoolean") is { } dead && Json.Flag(patient, "deceasedBoolean") is null)
            unreadable.Add($"Patient {Json.Short(Id)}: deceasedBoolean is {Json.Short(dead.GetRawText())}, neither true nor false, so the patient is taken as dead.");
    }

    public string Id { get; }

    public string Address { get; }

    public IReadOnlyList<(string? System, string? Value)> Identifiers { get; }

    /// <summary>Whether resources of a type hold facts.</summary>
    public static bool Reads(string? resourceType) => resourceType is "Observation" or "DiagnosticReport" or "Condition" or "BodyStructure" or "Encounter" or "MedicationRequest"
        or "MedicationStatement" or "MedicationAdministration" or "Procedure" or "Immunization" or "AllergyIntolerance" or "ResearchSubject" or "Consent" or "List";

    private string? Sex => Written(patient, "gender") is "male" or "female" ? Written(patient, "gender") : null;

    public PatientFacts Build() => new()
    {
        Id = Id.Length > 0 ? Id : "patient",
        Born = Json.Date(patient, "birthDate"),
        BirthDoubt = Doubt.Of("date of birth", Json.Find(patient, "birthDate") is { } born ? [Json.Text(patient, "birthDate") ?? born.GetRawText()] : [], Json.Date(patient, "birthDate") is not null),
        Sex = Sex,
        SexDoubt = Doubt.Of("sex", Written(patient, "gender") is { } gender ? [gender] : [], Sex is not null || Written(patient, "gender") is "other" or "unknown"),
        HasDied = (Json.Find(patient, "deceasedBoolean") is { ValueKind: not JsonValueKind.Null } && Json.Flag(patient, "deceasedBoolean") != false) || Json.Find(patient, "deceasedDateTime") is not null,
        Died = Json.Date(patient, "deceasedDateTime"),
        // A final result takes the place of the preliminary one of its time.
        Values = [.. values, .. preliminary.Where(early => !values.Exists(fact => string.Equals(fact.Variable, early.Variable, StringComparison.Ordinal) && Equals(fact.Date, early.Date)))],
        Conditions = stages.Named(conditions),
        Therapies = reasons.Named(therapies, conditions),
        Circumstances = circumstances,
        Progressions = progressions,
        AllConditions = unknownCondition is null ? allConditions : null,
        AllTherapies = unknownTherapy is null ? AllTherapies : null,
        Unreadable = [.. unreadable, .. Lost("conditions", allConditions, unknownCondition), .. Lost("treatments", AllTherapies, unknownTherapy)],
    };

    // Whoever takes no medication may have been operated on or irradiated; of the two lists the older says how long both count.
    private Claim? AllTherapies => allMedications is null || allProcedures is null ? null : new[] { allMedications, allProcedures }.OrderBy(one => one.On?.First ?? DateOnly.MaxValue).First();

    /// <summary>A resource of the document that holds a condition or treatment, and whose it is nobody knows, or that is not read: the record is
    /// not complete.</summary>
    public void MayMiss(JsonElement resource)
    {
        var type = Json.Text(resource, "resourceType") ?? "";
        var name = $"{Json.Short(type.Length > 0 ? type : "a resource")}/{Json.Short(Json.Text(resource, "id") ?? "")}";
        if (ResourceTypes.MayHoldCondition(type))
            unknownCondition ??= name;
        if (ResourceTypes.MayHoldTreatment(type))
            unknownTherapy ??= name;
    }

    private static string[] Lost(string what, Claim? all, string? unknown) =>
        all is null || unknown is null ? [] : [$"The record says that it names all {what}, but {unknown} was not read whole, so they are not taken as complete."];

    private static string? Written(JsonElement patient, string name) =>
        Json.Find(patient, name) is not { } found ? null : Json.Text(patient, name)?.Trim().ToLowerInvariant() ?? found.GetRawText();

    public void Refuse(JsonElement resource, string why) =>
        unreadable.Add($"{Json.Short(Json.Text(resource, "resourceType") ?? "a resource")} {Json.Short(Json.Text(resource, "id") ?? "without id")} {why}.");

    /// <summary>Takes a resource in.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="type">Its type; that which is written may have other letters.</param>
    /// <param name="why">Why it cannot be taken at its word; null where nothing around it says so.</param>
    public void Add(JsonElement resource, string type, string? why)
    {
        var source = $"{Json.Text(resource, "resourceType")}/{Json.Text(resource, "id") ?? ""}";
        if (Reservations.IsError(resource))
            return;
        reservation = why ?? Reservations.Of(resource);
        if (reservation is not null)
        {
            unreadable.Add($"{Json.Short(source)}: {reservation}, so it decides nothing.");
            MayMiss(resource);
        }

        switch (type)
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
        var claims = Json.Words(Json.Find(resource, "emptyReason")).Contains("nilknown");
        if (!claims || reservation is not null)
            return;
        // A list that has entries is not empty, one that is retired says nothing of today, and one of some changes nothing of the rest.
        var isOff = Json.List(resource, "entry").Any() ? "it has entries" : Reservations.StatusOf(resource) is "retired" ? "it is retired" : Json.Text(resource, "mode") is "changes" ? "it holds changes only" : null;
        var date = Json.Date(resource, "date");
        if (isOff is null && Json.Find(resource, "date") is not null && date is null)
            isOff = "its date is none";
        if (isOff is not null)
        {
            unreadable.Add($"List {Json.Short(Json.Text(resource, "id") ?? "without id")} says that nothing is known, but {isOff}: it does not make the record complete.");
            return;
        }

        Claims(Json.Words(Json.Find(resource, "code")), new Claim(date));
    }

    private void Claims(List<string> codes, Claim claim)
    {
        if (codes.Exists(code => code is "11450-4" or "problems"))
            allConditions = Later(allConditions, claim);
        if (codes.Exists(code => code is "10160-0" or "29549-3" or "medications"))
            allMedications = Later(allMedications, claim);
        if (codes.Exists(code => code is "47519-4" or "procedures"))
            allProcedures = Later(allProcedures, claim);
    }

    // Of two that say so, the later counts; one without a day says nothing of when.
    private static Claim Later(Claim? known, Claim claim) => known is null || (claim.On is { } on && known.On is { } before && on.First > before.First) ? claim : known;

    // Where nothing is what is known, there is no fact; where nobody knows, neither.
    private bool IsNothing(JsonElement? code, FactDate? date, bool stands)
    {
        if (NothingKnown.Of(code) is not { } kind)
            return false;
        if (stands && reservation is null)
            Claims([kind], new Claim(date));
        return true;
    }

    private void AddObservation(JsonElement resource, string source, FactDate? date, bool isPreliminary = false)
    {
        if (Reservations.StatusOf(resource) is "cancelled")
            return;
        isPreliminary |= Reservations.StatusOf(resource) is "preliminary" or "registered";
        var code = Json.Find(resource, "code");
        var known = values.Count + preliminary.Count;
        foreach (var component in Json.List(resource, "component"))
            AddObservation(component, source, date, isPreliminary);
        var codes = Json.Codes(code);
        // LOINC 85354-9: a blood pressure, whose values stand in its components.
        if (codes.Exists(one => one.Code is "85354-9") && known == values.Count + preliminary.Count && Json.Find(resource, "component") is { ValueKind: not JsonValueKind.Null } parts)
        {
            unreadable.Add($"{Json.Short(source)}: its components cannot be read.");
            Keep(isPreliminary, ValueFact.NotRead("bp.systolic", parts.GetRawText(), date, source));
            Keep(isPreliminary, ValueFact.NotRead("bp.diastolic", parts.GetRawText(), date, source));
        }

        var coded = ObservationCodes.VariableOf(codes, Json.Names(code));
        var named = coded is null ? ObservationNames.Of(resource, codes, Json.Names(code)) : null;
        var variable = coded ?? named?.Variable;
        if (named is { IsCertain: false })
        {
            unreadable.Add($"{Json.Short(source)}: '{Json.Short(NameOf(code))}' has no LOINC code that is known, and its name does not say for certain what was measured.");
            Keep(isPreliminary, ValueFact.NotRead(named.Value.Variable, "a value without a code", date, source));
        }
        else if (variable is null && !codes.Exists(one => one.Code is not null) && Json.Names(code).Count == 0 && !Json.List(resource, "component").Any())
            Refuse(resource, "has no code that can be read");
        else if (variable is null)
            AddFinding(resource, codes, code, source, date);
        else if (ObservationValue.Read(resource, variable) is { Count: > 0 } read)
            read.ToList().ForEach(value => Keep(isPreliminary, NormalRange.Apply(resource, value, Sex, AgeOn(date)) with { Date = date, Source = source }));
        else if (Json.Find(resource, "dataAbsentReason") is { } absent)
        {
            // Measured, but what came of it is withheld, lost or in error; or not measured at all.
            if (Json.Codes(absent).Select(one => one.Code).FirstOrDefault() is { } why && why is not ("not-performed" or "not-asked" or "asked-declined" or "not-applicable"))
                Keep(isPreliminary, ValueFact.NotRead(variable, $"no value: {why}", date, source));
        }
        else if (Json.List(resource, "component").All(_ => false))
        {
            unreadable.Add($"{Json.Short(source)}: the value of {variable} is of a kind that is not read.");
            // A result that is still awaited takes the place of no other.
            if (ObservationValue.Written(resource) is { } written)
                Keep(isPreliminary, ValueFact.NotRead(variable, written, date, source));
        }
    }

    private void Keep(bool isPreliminary, ValueFact fact) =>
        (isPreliminary ? preliminary : values).Add(reservation is null ? fact : ValueFact.NotRead(fact.Variable, reservation, fact.Date, fact.Source));

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
        foreach (var member in date is null && unreadable.Count == named ? (string[])["effectivePeriod", "effectiveTiming"] : [])
        {
            if (Json.Find(resource, member) is { ValueKind: not JsonValueKind.Null })
                unreadable.Add($"{Json.Short(source)}: {member} holds no date that can be read.");
        }

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
