using System.Text.Json;
using System.Text.Json.Nodes;

namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>Maps a study of the older XML (<c>clinical_study</c>, schema <c>public.xsd</c>) to the newer form: the sections in
/// the order of the newer schema.</summary>
internal static class LegacyStudy
{
    private static readonly JsonSerializerOptions Compact = new() { MaxDepth = 64 };

    /// <summary>The record as JSON; what was not taken from the study has no place in it.</summary>
    /// <exception cref="FormatException">A date or an age is none, or the study has two ids.</exception>
    public static byte[] Map(LegacyElement study)
    {
        var record = new RecordObject()
            .Put("protocolSection", MapProtocol(study))
            .Put("resultsSection", ResultsMapping.Map(study))
            .Put("annotationSection", AnnotationMapping.Map(study))
            .Put("documentSection", DocumentMapping.Map(study))
            .Put("derivedSection", DerivedMapping.Map(study))
            .Put("hasResults", study.One("clinical_results") is not null);
        return JsonSerializer.SerializeToUtf8Bytes<JsonNode>(record.Json!, Compact);
    }

    private static RecordObject MapProtocol(LegacyElement study) => new RecordObject()
        .Put("identificationModule", IdentificationMapping.MapIdentification(study))
        .Put("statusModule", StatusMapping.Map(study))
        .Put("sponsorCollaboratorsModule", IdentificationMapping.MapSponsors(study))
        .Put("oversightModule", IdentificationMapping.MapOversight(study))
        .Put("descriptionModule", new RecordObject()
            .Markup("briefSummary", study.One("brief_summary")?.Take("textblock"))
            .Markup("detailedDescription", study.One("detailed_description")?.Take("textblock")))
        .Put("conditionsModule", new RecordObject()
            .Texts("conditions", study.TakeAll("condition"))
            .Texts("keywords", study.TakeAll("keyword")))
        .Put("designModule", DesignMapping.Map(study))
        .Put("armsInterventionsModule", ArmsMapping.Map(study))
        .Put("outcomesModule", MapOutcomes(study))
        .Put("eligibilityModule", EligibilityMapping.Map(study))
        .Put("contactsLocationsModule", ContactsMapping.Map(study))
        .Put("referencesModule", ReferencesMapping.MapReferences(study))
        .Put("ipdSharingStatementModule", ReferencesMapping.MapSharing(study));

    private static RecordObject MapOutcomes(LegacyElement study)
    {
        return new RecordObject()
            .Put("primaryOutcomes", Outcomes("primary_outcome"))
            .Put("secondaryOutcomes", Outcomes("secondary_outcome"))
            .Put("otherOutcomes", Outcomes("other_outcome"));

        IEnumerable<RecordObject> Outcomes(string name) => study.All(name).Select(outcome => new RecordObject()
            .Text("measure", outcome.Take("measure"))
            .Markup("description", outcome.Take("description"))
            .Text("timeFrame", outcome.Take("time_frame")));
    }
}
