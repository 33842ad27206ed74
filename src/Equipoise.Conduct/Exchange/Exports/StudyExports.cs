using System.Globalization;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Exchange.Csv;
using Equipoise.Conduct.Exchange.Fhir;
using Equipoise.Conduct.Exchange.Odm;
using Equipoise.Conduct.Exchange.Sdtm;
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
        await TellAsync(actor, study, format, cancellation);
        return new ExportFile(NameOf(study, format), format.ContentType, (output, giveUp) => store.ReadAsync(
            async snapshot =>
            {
                await WriteAsync(await StudySource.ReadAsync(snapshot, actor, study, time.GetUtcNow(), store.IsSimulated), format, output, giveUp);
                return true;
            },
            giveUp));
    }

    /// <summary>Tells the trail that somebody takes a study's data in some form.</summary>
    /// <exception cref="StepRefusedException">The actor may not, or there is no such study.</exception>
    public Task TellAsync(Actor actor, string study, ExportFormat format, CancellationToken cancellation = default) => store.ChangeAsync(
        actor,
        study,
        async change =>
        {
            actor.Demand(format.Needs, site: null);
            var found = await change.StudyAsync(study);
            change.Tell(new AuditFact("study.export", $"export/{format.Code}")
            {
                ProtocolVersion = found.ProtocolVersion,
                Changes = [new AuditChange("arms", null, StudySource.ShowsArmsTo(actor) ? "by participant" : "left out")],
            });
            return true;
        },
        cancellation);

    /// <summary>Whether the studies are simulated, which every file then says.</summary>
    public bool IsSimulated => store.IsSimulated;

    /// <summary>The name of the file.</summary>
    public string NameOf(string study, ExportFormat format) => string.Create(CultureInfo.InvariantCulture, $"{(IsSimulated ? "simulated-" : "")}{study}-{format.Code}-{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}.{format.Extension}");

    /// <summary>The rows of DM by participant, for data sets that rest on them, and the last entry of the trail that they hold.</summary>
    /// <exception cref="StepRefusedException">The actor may not analyze.</exception>
    public Task<(IReadOnlyDictionary<string, IReadOnlyDictionary<string, object>> Rows, long Head)> DemographicsAsync(Actor actor, string study, CancellationToken cancellation = default) => store.ReadAsync(
        async snapshot =>
        {
            actor.Demand(Permission.Analyze, site: null);
            var source = await StudySource.ReadAsync(snapshot, actor, study, time.GetUtcNow(), store.IsSimulated);
            return (await SdtmExport.DemographicsAsync(source, cancellation), source.Head.Number);
        },
        cancellation);

    private static Task WriteAsync(StudySource source, ExportFormat format, Stream output, CancellationToken cancellation) => format.Code switch
    {
        "odm" => OdmClinicalData.WriteAsync(source, isTransactional: false, output, cancellation),
        "odm-trail" => OdmClinicalData.WriteAsync(source, isTransactional: true, output, cancellation),
        "sdtm" => SdtmExport.WriteAsync(source, output, cancellation),
        "fhir" => FhirExport.WriteAsync(source, output, cancellation),
        _ => CsvExport.WriteAsync(source, output, cancellation),
    };
}
