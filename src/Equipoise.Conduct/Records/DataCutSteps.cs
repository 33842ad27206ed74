using System.Globalization;
using System.Security.Cryptography;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Records;

/// <summary>Freezes data for an analysis, and reads what was frozen.</summary>
/// <param name="store">The conduct database.</param>
public sealed class DataCutSteps(ConductStore store)
{
    /// <summary>Freezes data.</summary>
    /// <param name="actor">Who does.</param>
    /// <param name="records">What they were derived from.</param>
    /// <param name="wanted">The cut.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, the name is missing, or the day is to come.</exception>
    public Task<DataCut> FreezeAsync(Actor actor, StudyRecords records, NewDataCut wanted, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            records.Study.Id,
            async change =>
            {
                actor.Demand(Permission.Analyze, site: null);
                var (name, cutoff, content) = (wanted.Name, wanted.Cutoff, wanted.Content);
                if (name.Trim().Length is < 3 or > 200 || name.Any(char.IsControl))
                    throw StepRefusedException.Invalid("name-missing", "Give the data cut a name of 3 to 200 letters, such as First interim analysis.");
                if (cutoff > DateOnly.FromDateTime(change.Now.UtcDateTime))
                    throw StepRefusedException.Invalid("cutoff-to-come", $"The cutoff {cutoff:yyyy-MM-dd} is still to come: choose a day that has passed.");
                var cut = new DataCut
                {
                    Number = (await change.DataCutsAsync(records.Study.Id)).Count + 1,
                    Name = name.Trim(),
                    Cutoff = cutoff,
                    Basis = wanted.Basis,
                    Plan = wanted.Plan,
                    TrailNumber = records.Head.Number,
                    TrailHash = records.Head.Hash,
                    ProtocolVersion = records.Protocol.Number,
                    Hash = HashOf(content),
                    MadeBy = actor.Name,
                    MadeAt = change.At,
                };
                await change.AddDataCutAsync(cut, content);
                change.Tell(new AuditFact("data-cut.freeze", string.Create(CultureInfo.InvariantCulture, $"data-cut/{cut.Number}"))
                {
                    ProtocolVersion = cut.ProtocolVersion,
                    Changes =
                    [
                        new("name", null, cut.Name),
                        new("cutoff", null, cutoff.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                        new("basis", null, cut.Basis),
                        new("trail", null, string.Create(CultureInfo.InvariantCulture, $"{cut.TrailNumber} {cut.TrailHash}")),
                        new("content", null, cut.Hash),
                    ],
                });
                return cut;
            },
            cancellation);

    /// <summary>The cuts of a study, the oldest first.</summary>
    /// <exception cref="StepRefusedException">The actor may not, or there is no such study.</exception>
    public Task<IReadOnlyList<DataCut>> ListAsync(Actor actor, string study, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                actor.DemandOneOf(Permission.Analyze, Permission.ReadOpenReport, Permission.ReadClosedReport);
                await snapshot.StudyAsync(study);
                return await snapshot.DataCutsAsync(study);
            },
            cancellation);

    /// <summary>One cut and its bytes.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="study">The study.</param>
    /// <param name="number">The cut.</param>
    /// <param name="permission">What they read it for: to analyze, or for one of the reports, which shows of it what it may.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, there is no such cut, or its bytes are not those that were frozen.</exception>
    public Task<(DataCut Cut, byte[] Content)> ReadAsync(Actor actor, string study, long number, Permission permission, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                actor.Demand(permission, site: null);
                await snapshot.StudyAsync(study);
                var cut = await snapshot.DataCutAsync(study, number) ?? throw StepRefusedException.NotFound("no-such-cut", $"The study {study} has no data cut {number}.");
                var content = await snapshot.DataCutContentAsync(study, number);
                return string.Equals(HashOf(content), cut.Hash, StringComparison.Ordinal)
                    ? (cut, content)
                    : throw StepRefusedException.Conflict("cut-altered", $"The data of cut {number} are not those that were frozen: their SHA-256 is not {cut.Hash}.");
            },
            cancellation);

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
