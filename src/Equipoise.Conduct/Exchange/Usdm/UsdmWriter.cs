using System.Text.Json.Nodes;
using Equipoise.Eligibility.Criteria;
using Equipoise.Protocols;
using Equipoise.Protocols.Arms;
using Equipoise.Protocols.Outcomes;

namespace Equipoise.Conduct.Exchange.Usdm;

/// <summary>Writes a protocol as a USDM 4.0.0 study definition: arms, epochs, cells, encounters, activities, the main timeline with its
/// windows, interventions, population with criteria, objectives. What USDM has no class for, such as allocation, is not in it.</summary>
public static class UsdmWriter
{
    /// <summary>Writes a protocol.</summary>
    /// <exception cref="ExchangeException">It has criteria alone.</exception>
    public static JsonObject Write(Protocol protocol)
    {
        var design = protocol.Design ?? throw new ExchangeException($"The protocol of {protocol.Study} has criteria alone: there is no study design to write.");
        var make = new UsdmObjects();
        var organization = make.New("Organization", ("name", "SPONSOR"), ("label", "Sponsor"), ("type", make.Code("C70793", "Clinical Study Sponsor")), ("identifierScheme", "unknown"), ("identifier", "unknown"), ("legalAddress", null), ("managedSites", new JsonArray()));
        var items = protocol.Criteria.Select(criterion => make.New("EligibilityCriterionItem", ("name", criterion.Id), ("label", null), ("description", null), ("text", criterion.Text), ("dictionaryId", null), ("notes", new JsonArray()))).ToList();
        var interventions = Interventions(make, design);
        var version = make.New(
            "StudyVersion",
            ("versionIdentifier", protocol.Version!.Number),
            ("rationale", design.Title),
            ("documentVersionIds", new JsonArray()),
            ("dateValues", new JsonArray(Date(make, protocol.Version.Date))),
            ("amendments", new JsonArray()),
            ("businessTherapeuticAreas", new JsonArray()),
            ("studyIdentifiers", new JsonArray(make.New("StudyIdentifier", ("text", protocol.Study), ("scopeId", UsdmObjects.Id(organization))))),
            ("referenceIdentifiers", new JsonArray()),
            ("studyDesigns", new JsonArray(Design(make, protocol, design, items, interventions))),
            ("titles", new JsonArray(make.New("StudyTitle", ("text", design.Title), ("type", make.Code("C94108", "Study Acronym"))))),
            ("eligibilityCriterionItems", UsdmObjects.List(items)),
            ("narrativeContentItems", new JsonArray()), ("abbreviations", new JsonArray()), ("roles", new JsonArray()),
            ("organizations", new JsonArray(organization)),
            ("studyInterventions", UsdmObjects.List(interventions.Values)),
            ("administrableProducts", new JsonArray()), ("medicalDevices", new JsonArray()), ("productOrganizationRoles", new JsonArray()), ("biomedicalConcepts", new JsonArray()),
            ("bcCategories", new JsonArray()), ("bcSurrogates", new JsonArray()), ("dictionaries", new JsonArray()), ("conditions", new JsonArray()), ("notes", new JsonArray()));
        return new JsonObject
        {
            ["study"] = new JsonObject
            {
                ["id"] = null,
                ["name"] = protocol.Study,
                ["description"] = null,
                ["label"] = design.Title,
                ["versions"] = new JsonArray(version),
                ["documentedBy"] = new JsonArray(),
                ["instanceType"] = "Study",
            },
            ["usdmVersion"] = "4.0.0",
            ["systemName"] = "Equipoise",
            ["systemVersion"] = null,
        };
    }

    private static JsonObject Design(UsdmObjects make, Protocol protocol, StudyDesign design, List<JsonObject> items, Dictionary<string, JsonObject> interventions)
    {
        var arms = design.Arms.Select(arm => make.New(
            "StudyArm", ("name", arm.Code), ("label", arm.Name), ("description", arm.Name), ("type", ArmType(make, arm.Type)),
            ("dataOriginDescription", "Data collected from participants"), ("dataOriginType", make.Code("C188866", "Data Generated Within Study")), ("populationIds", new JsonArray()), ("notes", new JsonArray()))).ToList();
        var epochs = UsdmObjects.Chain(
        [
            .. new[] { ("Screening", "C202487", "Screening Epoch"), ("Treatment", "C101526", "Treatment Epoch"), ("Follow-up", "C202578", "Follow-Up Epoch") }
                .Select(epoch => make.New("StudyEpoch", ("name", epoch.Item1), ("label", epoch.Item1), ("description", epoch.Item1), ("type", make.Code(epoch.Item2, epoch.Item3)), ("previousId", null), ("nextId", null), ("notes", new JsonArray()))),
        ]);
        var (elements, cells) = Cells(make, design, arms, epochs, interventions);
        var schedule = UsdmSchedule.Of(make, design, epochs);
        var criteria = protocol.Criteria.Select((criterion, place) => make.New(
            "EligibilityCriterion", ("name", criterion.Id), ("label", criterion.Id), ("description", ""),
            ("category", criterion.Polarity == Polarity.Inclusion ? make.Code("C25532", "Inclusion Criteria") : make.Code("C25370", "Exclusion Criteria")),
            ("identifier", criterion.Id), ("criterionItemId", UsdmObjects.Id(items[place])), ("nextId", null), ("previousId", null), ("notes", new JsonArray()))).ToList();
        return make.New(
            "InterventionalStudyDesign",
            ("name", design.Title), ("label", design.Title), ("description", $"{design.Title}, {design.Masking}"),
            ("studyType", make.Code("C98388", "Interventional Study")), ("studyPhase", null), ("therapeuticAreas", new JsonArray()), ("characteristics", new JsonArray()),
            ("encounters", UsdmObjects.List(schedule.Encounters)), ("activities", UsdmObjects.List(schedule.Activities)),
            ("arms", UsdmObjects.List(arms)), ("studyCells", UsdmObjects.List(cells)), ("rationale", design.Title), ("epochs", UsdmObjects.List(epochs)), ("elements", UsdmObjects.List(elements)),
            ("estimands", new JsonArray()), ("indications", new JsonArray()), ("studyInterventionIds", UsdmObjects.Ids(interventions.Values)),
            ("objectives", UsdmObjects.List(design.Endpoints.Select(endpoint => Objective(make, endpoint)))),
            ("population", make.New(
                "StudyDesignPopulation", ("name", "POP"), ("label", ""), ("description", ""), ("includesHealthySubjects", false), ("plannedEnrollmentNumber", make.Quantity(design.Enrollment, null)), ("plannedCompletionNumber", null),
                ("plannedSex", new JsonArray()), ("criterionIds", UsdmObjects.Ids(criteria)), ("plannedAge", null), ("notes", new JsonArray()), ("cohorts", new JsonArray()))),
            ("scheduleTimelines", new JsonArray(schedule.Timeline)), ("biospecimenRetentions", new JsonArray()), ("documentVersionIds", new JsonArray()),
            ("eligibilityCriteria", UsdmObjects.List(criteria)),
            ("analysisPopulations", UsdmObjects.List(design.AnalysisSets.Select(set => make.New("AnalysisPopulation", ("name", set.Code), ("label", set.Name), ("description", null), ("text", set.Definition), ("subsetOfIds", new JsonArray()), ("notes", new JsonArray()))))),
            ("notes", new JsonArray()), ("subTypes", new JsonArray()), ("model", make.Code("C82639", "Parallel Study")), ("intentTypes", new JsonArray(make.Code("C49656", "Treatment Study"))), ("blindingSchema", null));
    }

    private static (List<JsonObject> Elements, List<JsonObject> Cells) Cells(UsdmObjects make, StudyDesign design, List<JsonObject> arms, List<JsonObject> epochs, Dictionary<string, JsonObject> interventions)
    {
        JsonObject Element(string name, IEnumerable<JsonObject> given) => make.New("StudyElement", ("name", name), ("label", name), ("description", name), ("transitionStartRule", null), ("transitionEndRule", null), ("studyInterventionIds", UsdmObjects.Ids(given)), ("notes", new JsonArray()));
        var (screening, followUp) = (Element("Screening", []), Element("Follow-up", []));
        var treatments = design.Arms.Select(arm => Element($"Treatment {arm.Code}", arm.Treatments.Select(treatment => interventions[treatment.Code]))).ToList();
        var cells = arms.SelectMany((arm, place) => new[] { screening, treatments[place], followUp }
            .Select((element, epoch) => make.New("StudyCell", ("armId", UsdmObjects.Id(arm)), ("epochId", UsdmObjects.Id(epochs[epoch])), ("elementIds", new JsonArray(UsdmObjects.Id(element)))))).ToList();
        return ([screening, .. treatments, followUp], cells);
    }

    private static Dictionary<string, JsonObject> Interventions(UsdmObjects make, StudyDesign design) =>
        design.Arms.SelectMany(arm => arm.Treatments.Select(treatment => (arm.Type, treatment))).DistinctBy(one => one.treatment.Code, StringComparer.Ordinal).ToDictionary(one => one.treatment.Code, one => make.New(
            "StudyIntervention", ("name", one.treatment.Code), ("label", one.treatment.Name), ("description", one.treatment.Name),
            ("role", one.Type == Protocols.Arms.ArmType.Experimental ? make.Code("C41161", "Experimental Intervention") : make.Code("C68609", "Active Comparator")),
            ("type", make.Code("C1909", "Pharmacologic Substance")), ("minimumResponseDuration", null), ("codes", new JsonArray()),
            ("administrations", new JsonArray(Administration(make, one.treatment))), ("notes", new JsonArray())), StringComparer.Ordinal);

    private static JsonObject Administration(UsdmObjects make, Protocols.Arms.Treatment treatment)
    {
        var unit = treatment.Dose.ToString() is var words ? words[(words.IndexOf(' ', StringComparison.Ordinal) + 1)..] : "";
        var minutes = treatment.Infusion is { } infusion ? $"; infused over {infusion.Minutes} ± {infusion.WindowMinutes} min" : "";
        return make.New(
            "Administration", ("name", treatment.Code), ("label", treatment.Name), ("description", $"{treatment.Dose} {treatment.Route}{minutes}"),
            ("duration", make.New("Duration", ("text", ""), ("quantity", null), ("durationWillVary", true), ("reasonDurationWillVary", "Until the end of treatment"))),
            ("dose", make.Quantity((double)treatment.Dose.Amount, make.Own("http://unitsofmeasure.org", unit, unit))),
            ("route", make.Alias(treatment.Route is "oral" ? make.Code("C38288", "Oral Route of Administration") : treatment.Route is "intravenous" ? make.Code("C38276", "Intravenous Route of Administration") : make.Own("Equipoise", treatment.Route, treatment.Route))),
            ("frequency", make.Alias(make.Own("Equipoise", $"P{treatment.Schedule.EveryDays}D", $"{treatment.Schedule.TimesADay} a day, every {treatment.Schedule.EveryDays} d"))),
            ("administrableProductId", null), ("medicalDeviceId", null), ("notes", new JsonArray()));
    }

    private static JsonObject Objective(UsdmObjects make, Endpoint endpoint)
    {
        var (objective, level) = endpoint.Level switch
        {
            EndpointLevel.Primary => (make.Code("C85826", "Primary Objective"), make.Code("C94496", "Primary Endpoint")),
            EndpointLevel.Secondary => (make.Code("C85827", "Secondary Objective"), make.Code("C139173", "Secondary Endpoint")),
            _ => (make.Code("C163559", "Exploratory Objective"), make.Code("C170559", "Exploratory Endpoint")),
        };
        return make.New(
            "Objective", ("name", endpoint.Code), ("label", ""), ("description", ""), ("text", $"To compare {endpoint.Name} between the arms."), ("dictionaryId", null), ("notes", new JsonArray()), ("level", objective),
            ("endpoints", new JsonArray(make.New("Endpoint", ("name", endpoint.Code), ("label", endpoint.Name), ("description", endpoint.Name), ("text", endpoint.Definition), ("dictionaryId", null), ("notes", new JsonArray()), ("purpose", ""), ("level", level)))));
    }

    private static JsonObject Date(UsdmObjects make, DateOnly date) => make.New(
        "GovernanceDate", ("name", "APPROVAL"), ("label", "Protocol version"), ("description", ""), ("type", make.Code("C132352", "Sponsor Approval Date")), ("dateValue", date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        ("geographicScopes", new JsonArray(make.New("GeographicScope", ("type", make.Code("C68846", "Global")), ("code", null)))));

    private static JsonObject ArmType(UsdmObjects make, ArmType type) => type switch
    {
        Protocols.Arms.ArmType.Experimental => make.Code("C174266", "Investigational Arm"),
        Protocols.Arms.ArmType.ActiveComparator => make.Code("C174267", "Active Comparator Arm"),
        Protocols.Arms.ArmType.PlaceboComparator => make.Code("C174268", "Placebo Control Arm"),
        _ => make.Code("C174270", "No Intervention Arm"),
    };
}
