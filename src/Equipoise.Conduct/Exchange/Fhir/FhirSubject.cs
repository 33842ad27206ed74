using System.Text.Json;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Conduct.Exchange.Sdtm;
using Equipoise.Conduct.Participants;

namespace Equipoise.Conduct.Exchange.Fhir;

/// <summary>A participant as a ResearchSubject of FHIR R4.</summary>
internal static class FhirSubject
{
    public static void Write(Utf8JsonWriter json, StudySource source, ParticipantRecords participant)
    {
        var who = participant.File.Participant;
        FhirExport.WriteIdentifier(json, source, who.Code);
        json.WriteString("status", Status(participant));
        if (participant.File.Consents.Count > 0)
        {
            json.WriteStartObject("period");
            json.WriteString("start", StudyDays.Iso(participant.File.Consents[0].ConsentedOn));
            if (End(participant) is { } end)
                json.WriteString("end", StudyDays.Iso(end));
            json.WriteEndObject();
        }

        FhirExport.WriteReference(json, source, "study", "ResearchStudy", source.Study.Id);
        FhirExport.WriteReference(json, source, "individual", "Patient", who.Code);
        if (participant.Arm is { } arm)
            json.WriteString("assignedArm", arm);
    }

    // http://hl7.org/fhir/R4/valueset-research-subject-status.html
    private static string Status(ParticipantRecords participant) => participant.File.Participant.Status switch
    {
        ParticipantStatus.Screening => "screening",
        ParticipantStatus.ScreenFailure => "ineligible",
        ParticipantStatus.OffStudy => "off-study",
        _ when participant.Dispositions.Any(one => one.Kind is DispositionKind.Withdrawal) => "withdrawn",
        _ when participant.Dispositions.Any(one => one.Kind is DispositionKind.TreatmentEnd) => "follow-up",
        _ => "on-study",
    };

    private static DateOnly? End(ParticipantRecords participant) =>
        participant.Dispositions.LastOrDefault(one => one.Kind is DispositionKind.Death or DispositionKind.StudyEnd)?.OnDay;
}
