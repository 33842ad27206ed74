using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Exchange;

/// <summary>Gives a site its whole casebook. That it was taken stands in the trail.</summary>
/// <param name="store">The conduct database.</param>
public sealed class CasebookExport(ConductStore store)
{
    /// <summary>Takes the casebook of a site.</summary>
    /// <exception cref="StepRefusedException">There is no such site, or the actor may not.</exception>
    public Task<SiteCasebook> TakeAsync(Actor actor, string study, string code, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                actor.Demand(Permission.ExportCasebooks, code);
                var found = await change.StudyAsync(study);
                var site = await change.SiteAsync(study, code);
                var casebooks = new List<Casebook>();
                foreach (var participant in (await change.ParticipantsAsync(study)).Where(participant => string.Equals(participant.Site, code, StringComparison.Ordinal)))
                {
                    casebooks.Add(new Casebook(
                        await ParticipantFile.ReadAsync(change, participant),
                        await change.SignaturesAsync(study, participant.Code),
                        await change.DispositionsAsync(study, participant.Code),
                        actor.May(Permission.ReadAllocations, code) ? await change.AllocationAsync(study, participant.Code) : null) { Queries = await change.QueryThreadsAsync(study, participant.Code) });
                }

                change.Tell(new AuditFact("site.casebook", $"site/{code}") { Site = code, TimeZone = site.TimeZone, ProtocolVersion = found.ProtocolVersion });
                var deviations = (await change.DeviationsAsync(study)).Where(deviation => string.Equals(deviation.Site, code, StringComparison.Ordinal));
                var designs = casebooks.ToDictionary(casebook => casebook.File.Participant.Code, casebook => casebook.File.Protocol.Design, StringComparer.Ordinal);
                var here = casebooks.Select(casebook => casebook.File.Participant.Code).ToHashSet(StringComparer.Ordinal);
                var reports = (await change.ReportsOfStudyAsync(study)).Where(report => here.Contains(report.Participant));
                return new SiteCasebook(study, site, casebooks, [.. deviations], [.. reports], store.IsSimulated, [.. (await change.TrailOfSiteAsync(study, code)).Select(entry => Withholding.For(entry, actor, designs.GetValueOrDefault(entry.Participant ?? "")))]);
            },
            cancellation);
}
