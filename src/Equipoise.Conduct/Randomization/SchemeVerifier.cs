using System.Globalization;
using System.Text.Json;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Randomization;

/// <summary>Derives every used slot anew from the sealed seed, and lays it beside what was allocated.</summary>
/// <param name="store">The conduct database.</param>
/// <param name="slots">Opens the seeds.</param>
public sealed class SchemeVerifier(ConductStore store, SlotSource slots)
{
    /// <summary>Verifies the schemes of a study.</summary>
    /// <exception cref="StepRefusedException">There is no such study.</exception>
    public Task<IReadOnlyList<SchemeReport>> VerifyAsync(string study, CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<SchemeReport>>(
            async snapshot =>
            {
                await snapshot.StudyAsync(study);
                var reports = new List<SchemeReport>();
                foreach (var scheme in await snapshot.SchemesAsync(study))
                {
                    var allocations = await snapshot.AllocationsAsync(study, scheme.Number);
                    reports.Add(Verify(scheme, allocations, await snapshot.StrataAsync(study, scheme.Number)));
                }

                // What the trail tells of allocations must be what is on record of them, scheme or no scheme.
                var told = Differences(await snapshot.TrailByActionAsync(study, "participant.randomize"), await snapshot.AllocationsAsync(study)).ToList();
                if (told.Count > 0)
                    reports = reports.Count == 0 ? [new SchemeReport(study, 0, "none", "none", 0, told)] : [reports[0] with { Problems = [.. reports[0].Problems, .. told] }, .. reports.Skip(1)];
                return reports;
            },
            cancellation);

    private static IEnumerable<string> Differences(IReadOnlyList<AuditEntry> trail, IReadOnlyList<AllocationRecord> allocations)
    {
        var armOf = allocations.ToDictionary(one => one.Participant, one => one.Arm, StringComparer.Ordinal);
        foreach (var entry in trail)
        {
            var arm = JsonSerializer.Deserialize<List<AuditChange>>(entry.Changes, JsonSerializerOptions.Web)!.Find(change => change.Field is "arm")?.New;
            if (!armOf.Remove(entry.Participant!, out var recorded))
                yield return string.Create(CultureInfo.InvariantCulture, $"Entry {entry.Number} of the audit trail allocates {entry.Participant} to arm {arm}, and no allocation is on record.");
            else if (!string.Equals(arm, recorded, StringComparison.Ordinal))
                yield return string.Create(CultureInfo.InvariantCulture, $"Entry {entry.Number} of the audit trail allocates {entry.Participant} to arm {arm}, and arm {recorded} is on record.");
        }

        foreach (var participant in armOf.Keys.Order(StringComparer.Ordinal))
            yield return $"An allocation of {participant} is on record of which the audit trail tells nothing.";
    }

    private SchemeReport Verify(Scheme scheme, IReadOnlyList<AllocationRecord> allocations, IReadOnlyList<StratumHead> heads)
    {
        var definition = SchemeDefinition.Read(scheme.Definition);
        var problems = new List<string>();
        try
        {
            var seed = slots.Open(scheme);
            problems.AddRange(heads.SelectMany(head => Compare(scheme, definition, seed, head, [.. allocations.Where(one => string.Equals(one.Stratum, head.Stratum, StringComparison.Ordinal))])));
            problems.AddRange(allocations.Where(one => !heads.Any(head => string.Equals(head.Stratum, one.Stratum, StringComparison.Ordinal)))
                .Select(stray => $"{stray.Participant} was allocated in the stratum {stray.Stratum}, which the scheme does not have."));
        }
        catch (StepRefusedException refusal)
        {
            problems.Add(refusal.Message);
        }

        return new SchemeReport(scheme.Study, scheme.Number, definition.Method, scheme.Commitment, allocations.Count, problems);
    }

    private static IEnumerable<string> Compare(Scheme scheme, SchemeDefinition definition, byte[] seed, StratumHead head, List<AllocationRecord> used)
    {
        if (used.Count != head.Used)
            yield return string.Create(CultureInfo.InvariantCulture, $"The stratum {head.Stratum} counts {head.Used} used slots, and {used.Count} allocations are on record.");
        var armOf = Arms(scheme, definition, seed, head.Stratum);
        foreach (var (place, one) in used.OrderBy(one => one.Position).Index())
        {
            if (one.Position != place + 1)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"Slot {place + 1} of the stratum {head.Stratum} is missing: {one.Participant} has slot {one.Position}.");
                yield break;
            }

            if (armOf(one) is var arm && !string.Equals(arm, one.Arm, StringComparison.Ordinal))
                yield return string.Create(CultureInfo.InvariantCulture, $"{one.Participant} was allocated to arm {one.Arm}, but slot {one.Position} of the stratum {head.Stratum} is arm {arm}.");
        }
    }

    // A list knows each slot by itself; minimization is replayed with the strata as used.
    private static Func<AllocationRecord, string> Arms(Scheme scheme, SchemeDefinition definition, byte[] seed, string stratum)
    {
        if (!definition.IsMinimization)
        {
            var list = new SlotList(seed, definition, scheme.Study, scheme.Number, stratum);
            return one => list.ArmAt(one.Position);
        }

        var replay = new MinimizationReplay(definition, seed, scheme.Study, scheme.Number);
        return one => replay.Next(one.LevelsOf(definition)).Arm;
    }
}
