using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Laboratory;
using Equipoise.Conduct.Tumors;

namespace Equipoise.Conduct.Quality;

/// <summary>Where what is derived and what the investigator says are not the same.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Site">The site.</param>
/// <param name="Kind">About what.</param>
/// <param name="Day">The day of the assessment or sample; null where it is about several.</param>
/// <param name="Description">How they differ, a sentence.</param>
public sealed record Disagreement(string Participant, string Site, DisagreementKind Kind, DateOnly? Day, string Description)
{
    /// <summary>Those of a participant: responses first, then grades, each in order of time.</summary>
    public static IEnumerable<Disagreement> Of(AssessedParticipant participant)
    {
        var (code, site) = (participant.Participant.Code, participant.Site.Code);
        foreach (var row in TumorReport.Of(participant).Evaluators.SelectMany(evaluator => evaluator.Rows))
        {
            if (row.Disagreement is { } sentence)
                yield return new Disagreement(code, site, DisagreementKind.Response, row.Derived.Date, sentence);
        }

        foreach (var (test, result) in LaboratoryReport.Of(participant).Tests.SelectMany(test => test.Results.Select(result => (test, result))).OrderBy(one => one.result.Day))
        {
            if (result.Disagreement is { } sentence)
                yield return new Disagreement(code, site, DisagreementKind.Grade, result.Day, $"{test.Label}: {sentence}");
        }
    }
}
