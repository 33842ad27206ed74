using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>Invented studies of every kind, in the form of the ClinicalTrials.gov API v2, so that a new site has something
/// to find.</summary>
/// <remarks>Each follows from its number alone: the same bytes everywhere and always, of which a test keeps the hash.
/// Results are invented only for invented treatments, never for a medicine on the market.</remarks>
public static class SyntheticStudies
{
    /// <summary>How many there are: <c>SYN00001001</c> and those after it.</summary>
    public const int Count = 300;

    private const string Note = "This study is invented, and so are its sponsor, its sites, its people and its results: it was never planned or run.";

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes them, in the order of their ids, each when it is asked for.</summary>
    public static IEnumerable<StudyRecord> Make()
    {
        var words = new Words();
        var planner = new StudyPlanner(words);
        return Enumerable.Range(0, Count).Select(index => Write(planner.Plan(index), words));
    }

    private static StudyRecord Write(StudyPlan plan, Words words)
    {
        // A stream of its own: what the words say does not move what the plan decides.
        var draw = new Draw((ulong)plan.Number << 20);
        var isOpen = plan.Status is not "WITHHELD";
        var record = Part.Of(
            ("protocolSection", Part.Of(
                ("identificationModule", Identification.Module(plan, words, draw)),
                ("statusModule", Status.Module(plan, words, draw)),
                ("sponsorCollaboratorsModule", Identification.Sponsors(plan, words, draw)),
                ("oversightModule", isOpen ? MoreInformation.Oversight(plan, draw) : null),
                ("descriptionModule", isOpen ? Description.Module(plan, draw) : null),
                ("conditionsModule", isOpen ? Description.Conditions(plan, draw) : null),
                ("designModule", isOpen ? Design.Module(plan, draw) : Part.Of(("studyType", plan.Kind))),
                ("armsInterventionsModule", isOpen ? Design.Arms(plan) : null),
                ("outcomesModule", isOpen ? Design.Outcomes(plan, draw) : null),
                ("eligibilityModule", isOpen ? Eligibility.Module(plan, words, draw) : null),
                ("contactsLocationsModule", isOpen ? Sites.Module(plan, words, draw) : null),
                ("referencesModule", isOpen ? MoreInformation.References(plan, words, draw) : null),
                ("ipdSharingStatementModule", isOpen ? MoreInformation.Sharing(draw) : null))),
            ("resultsSection", plan.HasResults ? new Results(plan, words, draw).Section() : null),
            ("documentSection", isOpen ? MoreInformation.Documents(plan, draw) : null),
            ("derivedSection", isOpen ? MoreInformation.Derived(plan) : new JsonObject()),
            ("hasResults", plan.HasResults),
            ("equipoiseSample", Part.Of(("kind", "synthetic"), ("note", Note))));
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Writing))
            record.WriteTo(writer);
        return StudyRecord.Parse(bytes.ToArray());
    }
}
