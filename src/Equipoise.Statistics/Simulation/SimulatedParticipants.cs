using Equipoise.Statistics.Design;

namespace Equipoise.Statistics.Simulation;

/// <summary>The participants of one replicate: when they enter, in which arm and stratum, and how long until event or loss. The memory serves
/// one replicate after the other.</summary>
internal sealed class SimulatedParticipants
{
    private readonly TrialScenario scenario;
    private readonly ParticipantDraws draws;
    private readonly BlockOrders blocks;
    private readonly InverseHazard arrivals;
    private readonly InverseHazard[] toEvent;
    private readonly InverseHazard[] toLoss;
    private readonly double[] cured;
    private readonly double[] strataBelow;
    private readonly SimulatedSite[] sites;
    private readonly int[] listOf;
    private readonly int[] listBegins;
    private readonly byte[] lists;
    private readonly bool hasCure;
    private readonly bool hasLoss;

    public SimulatedParticipants(TrialScenario scenario, ulong seed)
    {
        (this.scenario, var count) = (scenario, scenario.Participants);
        (draws, blocks) = (new ParticipantDraws(seed, count), new BlockOrders(scenario.Arms, scenario.BlockMultiple));
        sites = [.. scenario.Sites.OrderBy(site => site.Opens)];
        arrivals = new InverseHazard(scenario.Accrual ?? RateOf(sites));
        toEvent = [.. scenario.Strata.SelectMany(stratum => scenario.Arms.Select(arm => new InverseHazard(arm.Hazard, stratum.HazardFactor)))];
        toLoss = [.. scenario.Arms.Select(arm => new InverseHazard(arm.Dropout))];
        cured = [.. scenario.Arms.Select(arm => arm.Cured)];
        double sum = 0;
        strataBelow = [.. scenario.Strata.Select(stratum => sum += stratum.Share)];
        (hasCure, hasLoss) = (cured.Any(part => part > 0), scenario.Arms.Any(arm => arm.Dropout.Rates.Any(rate => rate > 0)));
        (Entry, Length, IsEvent, Arm, Stratum) = (new double[count], new double[count], new bool[count], new byte[count], new ushort[count]);
        (listOf, listBegins, lists) = (new int[count], new int[(scenario.Strata.Count * Math.Max(1, scenario.RandomizesWithinSites ? sites.Length : 1)) + 1], new byte[count]);
    }

    /// <summary>When each enters, in calendar time, rising.</summary>
    public double[] Entry { get; }

    /// <summary>How long after entry each has the event or is lost.</summary>
    public double[] Length { get; }

    /// <summary>Whether it is the event.</summary>
    public bool[] IsEvent { get; }

    /// <summary>The arm.</summary>
    public byte[] Arm { get; }

    /// <summary>The stratum.</summary>
    public ushort[] Stratum { get; }

    /// <summary>Makes the participants of a replicate.</summary>
    public void Fill(ulong replicate)
    {
        draws.Draw(replicate);
        Arrive();
        if (listBegins.Length == 2 && scenario.Strata.Count == 1)
            blocks.Fill(draws, replicate, 0, Arm);
        else
            Randomize(replicate);
        Follow(replicate);
    }

    private static PiecewiseRate RateOf(SimulatedSite[] sites)
    {
        double[] begins = [.. sites.Select(site => site.Opens).Append(0).Distinct().Order()];
        return new PiecewiseRate(begins, [.. begins.Select(begin => sites.Where(site => site.Opens <= begin).Sum(site => site.Rate))]);
    }

    private void Arrive()
    {
        double waited = 0;
        var (waits, entry) = (draws.Wait, Entry);
        for (var i = 0; i < entry.Length; i++)
        {
            waited += waits[i];
            entry[i] = arrivals.TimeOf(waited);
        }
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

            Stratum[i] = (ushort)stratum;
            listOf[i] = scenario.RandomizesWithinSites && sites.Length > 0 ? (stratum * sites.Length) + SiteOf(i) : stratum;
            listBegins[listOf[i] + 1]++;
        }

        for (var list = 0; list + 1 < listBegins.Length; list++)
        {
            listBegins[list + 1] += listBegins[list];
            blocks.Fill(draws, replicate, (uint)list, lists.AsSpan(listBegins[list]..listBegins[list + 1]));
        }

        for (var i = 0; i < listOf.Length; i++)
            Arm[i] = lists[listBegins[listOf[i]]++];
    }

    // An open site, as often as its rate is of all that are open.
    private int SiteOf(int participant)
    {
        double open = 0;
        for (var site = 0; site < sites.Length && sites[site].Opens <= Entry[participant]; site++)
            open += sites[site].Rate;
        var (at, chosen) = (draws.Spare[participant] * open, 0);
        while (chosen < sites.Length - 1 && at >= sites[chosen].Rate)
            at -= sites[chosen++].Rate;
        return chosen;
    }

    private void Follow(ulong replicate)
    {
        var (arms, events, losses) = (scenario.Arms.Count, draws.ToEvent, draws.ToLoss);
        for (var i = 0; i < Length.Length; i++)
        {
            var arm = Arm[i];
            var inverse = toEvent[(Stratum[i] * arms) + arm];
            var died = hasCure && cured[arm] > 0 ? inverse.TimeOf(WithCure(replicate, i, cured[arm])) : inverse.TimeOf(events[i]);
            var loss = hasLoss ? toLoss[arm].TimeOf(losses[i]) : double.PositiveInfinity;
            Length[i] = Math.Min(died, loss);
            IsEvent[i] = died <= loss;
        }
    }

    private double WithCure(ulong replicate, int participant, double part) =>
        draws.OfPerson(replicate, participant).Cure < part ? 1e300 : draws.ToEvent[participant];
}
