using System.Globalization;
using System.Text.Json;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signatures;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Studies;

namespace Equipoise.Conduct.Randomization;

/// <summary>Randomizes those of a study who were asked for at the same moment, in one transaction: each is judged alone and has an entry of the trail of its own.</summary>
/// <remarks>Rows are taken in the order participants, sites, strata, study, trail, and those of a kind in the order of their names; every step that takes several takes
/// them so.</remarks>
/// <param name="store">The conduct database.</param>
/// <param name="slots">Knows the arm of the slot that is used.</param>
internal sealed class AllocationGroup(ConductStore store, SlotSource slots)
{
    /// <summary>Answers requests of one study for different participants.</summary>
    public async Task AllocateAsync(string study, IReadOnlyList<AllocationRequest> requests)
    {
        var ordered = requests.OrderBy(request => request.Participant.Code, StringComparer.Ordinal).ToList();
        try
        {
            var settled = await store.GroupAsync([.. ordered.Select(request => request.Actor)], study, group => StepAsync(group, study, ordered));
            foreach (var settle in settled)
                settle();
        }
        catch (Exception) when (ordered.Count > 1)
        {
            // One stood in the way of all, or they found too little room together: each has its own answer. Whatever was kept all the same is found by its key.
            await Task.WhenAll(ordered.Select(request => AllocateAsync(study, [request])));
        }
        catch (Exception failure)
        {
            ordered[0].Fail(failure);
        }
    }

    // What comes back tells each its answer, and is called when all is kept for good.
    private async Task<IReadOnlyList<Action>> StepAsync(ChangeGroup group, string study, List<AllocationRequest> requests)
    {
        var batch = group.Batch();
        var (conducted, active) = (batch.Study(study), batch.ActiveScheme(study));
        var readings = requests.Select((request, place) => new AllocationReading(batch, request, group.Steps[place])).ToList();
        await batch.SendAsync();

        var settled = new List<Action>();
        var candidates = new List<AllocationCandidate>();
        foreach (var (place, request) in requests.Index())
        {
            try
            {
                if (readings[place].Given() is { } before)
                    settled.Add(() => request.Settle(before));
                else
                    candidates.Add(Judge(request, group.Steps[place], await readings[place].FileAsync(), conducted.Value, active.Value, readings[place].Signatures));
            }
            catch (StepRefusedException refusal)
            {
                settled.Add(() => request.Fail(refusal));
            }
        }

        if (candidates.Count > 0)
            settled.AddRange(await TakeAsync(group, study, active.Value!, candidates));
        return settled;
    }

    private static AllocationCandidate Judge(
        AllocationRequest request, ConductChange change, ParticipantFile file, ConductedStudy? study, Scheme? active, IReadOnlyList<ElectronicSignature> signatures)
    {
        var scheme = RandomizationDemands.Check(file, change.Today(file.Site.TimeZone), study, active, signatures);
        var levels = StratificationLevels.Of(file, request.Levels);
        return new AllocationCandidate(request, change, file, levels, SchemeDefinition.Read(scheme.Definition).StratumOf([.. levels.Select(level => level.Value)]));
    }

    // All rows that others want too are taken in one message, so that nobody waits for them longer than need be.
    private async Task<IEnumerable<Action>> TakeAsync(ChangeGroup group, string study, Scheme scheme, List<AllocationCandidate> candidates)
    {
        var batch = group.Batch();
        var sites = candidates.CountBy(one => one.File.Site.Code, StringComparer.Ordinal).OrderBy(site => site.Key, StringComparer.Ordinal)
            .Select(site => (site.Key, Room: batch.CountRandomized(study, site.Key, site.Value))).ToList();
        var strata = candidates.CountBy(one => one.Stratum, StringComparer.Ordinal).OrderBy(stratum => stratum.Key, StringComparer.Ordinal)
            .Select(stratum => (stratum.Key, Last: batch.TakeSlots(study, scheme.Number, stratum.Key, stratum.Value), stratum.Value)).ToList();
        var (active, counted) = (batch.ActiveScheme(study), batch.CountRandomized(study, candidates[0].File.Protocol.Design.Enrollment, candidates.Count));
        group.TakeHead(batch, candidates.Count);
        await batch.SendAsync();
        if (sites.Find(site => site.Room.Value is null) is (Key: { } full, _))
            throw StepRefusedException.Conflict("site-full", $"The site {full} has randomized as many as its cap allows.");
        // An amendment may have retired the scheme while this step waited for the stratum.
        if (strata.Exists(stratum => stratum.Last.Value is null) || active.Value?.Number != scheme.Number)
            throw StepRefusedException.Conflict("scheme-replaced", "The randomization scheme was replaced at this moment: try again.");
        if (strata.Find(stratum => stratum.Last.Value > scheme.SlotsPerStratum) is (Key: { } used, _, _))
            throw StepRefusedException.Conflict("list-exhausted", $"All slots of the stratum {used} are used: nobody is randomized in it before the statistician activates a new scheme.");
        if (counted.Value is not { } count)
            throw StepRefusedException.Conflict("study-full", $"The study {study} has randomized as many as planned.");

        var next = strata.ToDictionary(stratum => stratum.Key, stratum => stratum.Last.Value!.Value - stratum.Value + 1, StringComparer.Ordinal);
        return await GiveAsync(scheme, candidates, next, count - candidates.Count + 1);
    }

    private async Task<IEnumerable<Action>> GiveAsync(Scheme scheme, List<AllocationCandidate> candidates, Dictionary<string, long> positions, long number)
    {
        var definition = SchemeDefinition.Read(scheme.Definition);
        List<AllocationRecord> before = definition.IsMinimization ? [.. await candidates[0].Change.AllocationsAsync(scheme.Study, scheme.Number)] : [];
        var settled = new List<Action>();
        foreach (var one in candidates)
        {
            var position = positions[one.Stratum]++;
            var allocation = new AllocationRecord
            {
                Scheme = scheme.Number,
                Stratum = one.Stratum,
                Position = position,
                Participant = one.File.Participant.Code,
                Site = one.File.Site.Code,
                Arm = definition.IsMinimization ? slots.NextArm(scheme, definition, before, one.LevelCodes) : slots.ArmAt(scheme, definition, one.Stratum, position),
                RandomizationNumber = string.Create(CultureInfo.InvariantCulture, $"R{number++:0000}"),
                Factors = JsonSerializer.Serialize(one.Levels.ToDictionary(StringComparer.Ordinal)),
                RandomizedAt = one.Change.At,
                RandomizedOn = one.Change.Today(one.File.Site.TimeZone),
            };
            before.Add(allocation);
            var answer = RandomizationAnswer.Of(one.File, allocation);
            one.Change.AddAllocationWithTrail(allocation);
            one.Change.KeepRandomizedWithTrail(one.File.Participant);
            one.Change.KeepAnswerWithTrail(one.Request.Key, answer.Kept(), RandomizationRefusals.KeyReused);
            one.Change.Tell(RandomizationFacts.Done(one.File, scheme, allocation));
            settled.Add(() => one.Request.Settle(answer));
        }

        return settled;
    }
}
