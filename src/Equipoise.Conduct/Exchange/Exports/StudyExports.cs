using System.Globalization;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Exchange.Csv;
using Equipoise.Conduct.Exchange.Odm;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Exchange.Exports;

/// <summary>Gives a study's data away. That they were taken, by whom and in which form, stands in the trail before the first byte leaves.</summary>
/// <param name="store">The conduct database.</param>
/// <param name="time">The clock.</param>
public sealed class StudyExports(ConductStore store, TimeProvider time)
{
    /// <summary>Takes a study's data.</summary>
    /// <exception cref="StepRefusedException">The actor may not, or there is no such study.</exception>
    public async Task<ExportFile> TakeAsync(Actor actor, string study, ExportFormat format, CancellationToken cancellation = default)
    {
        await store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                actor.Demand(Permission.ExportStudy, site: null);
                var found = await change.StudyAsync(study);
                change.Tell(new AuditFact("study.export", $"export/{format.Code}")
                {
                    ProtocolVersion = found.ProtocolVersion,
                    Changes = [new AuditChange("arms", null, StudySource.ShowsArmsTo(actor) ? "by participant" : "left out")],
                });
                return true;
            },
            cancellation);
        var name = string.Create(CultureInfo.InvariantCulture, $"{study}-{format.Code}-{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}.{format.Extension}");
        return new ExportFile(name, format.ContentType, (output, giveUp) => store.ReadAsync(
            async snapshot =>
            {
                await WriteAsync(await StudySource.ReadAsync(snapshot, actor, study, time.GetUtcNow()), format, output, giveUp);
                return true;
            },
            giveUp));
    }

    private static Task WriteAsync(StudySource source, ExportFormat format, Stream output, CancellationToken cancellation) => format.Code switch
    {
        "odm" => OdmClinicalData.WriteAsync(source, isTransactional: false, output, cancellation),
        "odm-trail" => OdmClinicalData.WriteAsync(source, isTransactional: true, output, cancellation),
        _ => CsvExport.WriteAsync(source, output, cancellation),
    };
}
