using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Equipoise.Statistics.Design;

namespace Equipoise.Statistics.Simulation;

/// <summary>The participants of one replicate: when they enter, in which arm and stratum, and how long until event or loss. The memory serves
/// one replicate after the other, and is long enough for whole vectors.</summary>
internal sealed class SimulatedParticipants
{
    private const double Never = 1e300;
    private readonly TrialScenario scenario;
    private readonly ParticipantDraws draws;
    private readonly BlockOrders blocks;
    private readonly InverseHazard arrivals;
    private readonly InverseHazard[] toEvent;
    private readonly InverseHazard[] toLoss;
    private readonly double[] strataBelow;
    private readonly SimulatedSite[] sites;
    private readonly byte[] arms;
    private readonly int[] listOf;
    private readonly int[] listBegins;
    private readonly byte[] lists;
    private readonly bool hasCure;
    private readonly bool hasLoss;
    private readonly bool hasOneLoss;

    public SimulatedParticipants(TrialScenario scenario, ulong seed)
    {
        (this.scenario, Count) = (scenario, scenario.Participants);
        (draws, blocks) = (new ParticipantDraws(seed, Count), new BlockOrders(scenario.Arms, scenario.BlockMultiple));
        sites = [.. scenario.Sites.OrderBy(site => site.Opens)];
        arrivals = new InverseHazard(scenario.Accrual ?? RateOf(sites));
        toEvent = [.. scenario.Strata.SelectMany(stratum => scenario.Arms.Select(arm => new InverseHazard(arm.Hazard, stratum.HazardFactor)))];
        toLoss = [.. scenario.Arms.Select(arm => new InverseHazard(arm.Dropout))];
        double sum = 0;
        strataBelow = [.. scenario.Strata.Select(stratum => sum += stratum.Share)];
        hasCure = scenario.Arms.Any(arm => arm.Cured > 0);
        hasLoss = scenario.Arms.Any(arm => arm.Dropout.Rates.Any(rate => rate > 0));
        hasOneLoss = scenario.Arms.All(arm => arm.Dropout.Rates.SequenceEqual(scenario.Arms[0].Dropout.Rates) && arm.Dropout.Begins.SequenceEqual(scenario.Arms[0].Dropout.Begins));
        var room = draws.ToEvent.Length;
        (Entry, Length, IsEvent, Cell) = (new double[room], new double[room], new long[room], new long[room]);
        arms = new byte[Count];
        (listOf, listBegins, lists) = (new int[Count], new int[(scenario.Strata.Count * Math.Max(1, scenario.RandomizesWithinSites ? sites.Length : 1)) + 1], new byte[Count]);
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>When each enters, in calendar time, rising.</summary>
    public double[] Entry { get; }

    /// <summary>How long after entry each has the event or is lost.</summary>
    public double[] Length { get; }

    /// <summary>All bits set where it is the event.</summary>
    public long[] IsEvent { get; }

    /// <summary>The stratum times the number of arms, and the arm.</summary>
    public long[] Cell { get; }

    /// <summary>Makes the participants of a replicate.</summary>
    public void Fill(ulong replicate)
    {
        draws.Draw(replicate);
        Arrive();
        if (scenario.Strata.Count == 1 && listBegins.Length == 2)
            blocks.Fill(draws, replicate, 0, arms);
        else
            Randomize(replicate);
        var (cell, arm, count, listsOfStratum) = (Cell, arms, scenario.Arms.Count, scenario.RandomizesWithinSites ? sites.Length : 1);
        for (var i = 0; i < arm.Length; i++)
            cell[i] = arm[i];
        for (var i = 0; i < arm.Length && strataBelow.Length > 1; i++)
            cell[i] += listOf[i] / listsOfStratum * count;
        if (hasCure)
            Cure(replicate);
        Follow();
    }

    private static PiecewiseRate RateOf(SimulatedSite[] sites)
    {
        double[] begins = [.. sites.Select(site => site.Opens).Append(0).Distinct().Order()];
        return new PiecewiseRate(begins, [.. begins.Select(begin => sites.Where(site => site.Opens <= begin).Sum(site => site.Rate))]);
    }

    private void Arrive()
    {
        ref var sums = ref MemoryMarshal.GetArrayDataReference(draws.Waited);
        ref var entry = ref MemoryMarshal.GetArrayDataReference(Entry);
        for (nuint i = 0; i < (nuint)Entry.Length; i += (nuint)Vector512<double>.Count)
            arrivals.TimesOf(Vector512.LoadUnsafe(ref sums, i)).StoreUnsafe(ref entry, i);
    }

    private void Randomize(ulong replicate)
    {
        Array.Clear(listBegins);
        for (var i = 0; i < listOf.Length; i++)
        {
            var stratum = 0;
            if (strataBelow.Length > 1)
            {
                var at = draws.OfPerson(replicate, i).Stratum;
                while (stratum < strataBelow.Length - 1 && at >= strataBelow[stratum])
                    stratum++;
            }

            listOf[i] = scenario.RandomizesWithinSites ? (stratum * sites.Length) + SiteOf(replicate, i) : stratum;
            listBegins[listOf[i] + 1]++;
        }

        for (var list = 0; list + 1 < listBegins.Length; list++)
        {
            listBegins[list + 1] += listBegins[list];
            blocks.Fill(draws, replicate, (uint)list, lists.AsSpan(listBegins[list]..listBegins[list + 1]));
        }

        for (var i = 0; i < listOf.Length; i++)
            arms[i] = lists[listBegins[listOf[i]]++];
    }

    // An open site, as often as its rate is of all that are open.
    private int SiteOf(ulong replicate, int participant)
    {
        double open = 0;
        for (var site = 0; site < sites.Length && sites[site].Opens <= Entry[participant]; site++)
            open += sites[site].Rate;
        var (at, chosen) = (draws.OfSite(replicate, participant) * open, 0);
        while (chosen < sites.Length - 1 && at >= sites[chosen].Rate)
            at -= sites[chosen++].Rate;
        return chosen;
    }

    private void Cure(ulong replicate)
    {
        for (var i = 0; i < Count; i++)
        {
            var cured = scenario.Arms[arms[i]].Cured;
            if (cured > 0 && draws.OfPerson(replicate, i).Cure < cured)
                draws.ToEvent[i] = Never;
        }
    }

    private void Follow()
    {
        ref var events = ref MemoryMarshal.GetArrayDataReference(draws.ToEvent);
        ref var losses = ref MemoryMarshal.GetArrayDataReference(draws.ToLoss);
        ref var cells = ref MemoryMarshal.GetArrayDataReference(Cell);
        ref var length = ref MemoryMarshal.GetArrayDataReference(Length);
        ref var isEvent = ref MemoryMarshal.GetArrayDataReference(IsEvent);
        var count = scenario.Arms.Count;
        for (nuint i = 0; i < (nuint)Length.Length; i += (nuint)Vector512<double>.Count)
        {
            var cell = Vector512.LoadUnsafe(ref cells, i);
            var (toDie, toLeave) = (Vector512.LoadUnsafe(ref events, i), Vector512.LoadUnsafe(ref losses, i));
            var died = toEvent[0].TimesOf(toDie);
            for (var other = 1; other < toEvent.Length; other++)
                died = Vector512.ConditionalSelect(Vector512.Equals(cell, Vector512.Create((long)other)).AsDouble(), toEvent[other].TimesOf(toDie), died);
            var lost = hasLoss ? toLoss[0].TimesOf(toLeave) : Vector512.Create(double.PositiveInfinity);
            for (var other = 1; other < toEvent.Length && hasLoss && !hasOneLoss; other++)
                lost = Vector512.ConditionalSelect(Vector512.Equals(cell, Vector512.Create((long)other)).AsDouble(), toLoss[other % count].TimesOf(toLeave), lost);
            var isDeath = Vector512.LessThanOrEqual(died, lost);
            Vector512.ConditionalSelect(isDeath, died, lost).StoreUnsafe(ref length, i);
            isDeath.AsInt64().StoreUnsafe(ref isEvent, i);
        }
    }
}
