using Equipoise.Statistics.LinearAlgebra;

namespace Equipoise.Statistics.Design;

/// <summary>How a trial of two arms fills and how its events come in: piecewise accrual, piecewise hazards, which may be delayed or
/// cross, and dropout.</summary>
/// <remarks>A participant who entered at a is at risk at time u since entry with probability exp(−Λ(u) − D(u)), if a + u is not
/// later than now. Expectations are integrals over u, by Gauss–Legendre rules on pieces between all the kinks (Lachin
/// and Foulkes, Biometrics 1986;42:507–519).</remarks>
public sealed class TrialTimeline
{
    private const double LongestPiece = 2;
    private const double MostPieces = 1e6;
    private const double Nobody = 1e-25;

    // Beyond these the integrals would lose what they add, and no trial is there.
    private const double FastestRate = 1000;
    private const double LongestTime = 1e6;
    private const double MostParticipants = 1e9;
    private readonly PiecewiseRate accrual;
    private readonly double accrualEnd;
    private readonly (double Share, PiecewiseRate Hazard) control;
    private readonly (double Share, PiecewiseRate Hazard) treated;
    private readonly PiecewiseRate dropout;

    /// <summary>A trial.</summary>
    /// <param name="accrual">Participants of both arms per unit of calendar time.</param>
    /// <param name="accrualEnd">When accrual ends.</param>
    /// <param name="controlHazard">Events per participant and unit of time since entry in the control arm.</param>
    /// <param name="hazardRatio">The hazard ratio, treated over control, by time since entry.</param>
    /// <param name="dropout">The hazard of dropping out in either arm.</param>
    /// <param name="ratio">Participants treated per participant in the control arm.</param>
    /// <exception cref="StatisticsException">Nobody is enrolled, or nobody has events.</exception>
    public TrialTimeline(PiecewiseRate accrual, double accrualEnd, PiecewiseRate controlHazard, PiecewiseRate hazardRatio, PiecewiseRate dropout, double ratio = 1)
    {
        ArgumentNullException.ThrowIfNull(accrual);
        ArgumentNullException.ThrowIfNull(controlHazard);
        ArgumentNullException.ThrowIfNull(hazardRatio);
        if (!(accrualEnd > 0 && double.IsFinite(accrualEnd)) || accrual.Integral(accrualEnd) <= 0)
            throw new StatisticsException($"Nobody is enrolled up to {accrualEnd:R}: give accrual rates above 0 and a time above 0.");
        if (!(accrualEnd <= LongestTime / 10 && accrual.Integral(accrualEnd) <= MostParticipants))
            throw new StatisticsException($"{accrual.Integral(accrualEnd):R} participants by {accrualEnd:R} are no trial: write rates and a time that enroll at most a billion within a hundred thousand units of time.");
        if (!(ratio > 0 && double.IsFinite(ratio)))
            throw new StatisticsException($"The allocation ratio is {ratio:R}: write a number above 0.");
        if (controlHazard.Rates[^1] <= 0 || hazardRatio.Rates.Any(piece => piece <= 0))
            throw new StatisticsException("Hazards and hazard ratios must be above 0.");
        if (controlHazard.Times(hazardRatio).Rates.Concat(controlHazard.Rates).Concat(dropout.Rates).FirstOrDefault(rate => !(rate <= FastestRate), 0) is var fast and not 0)
            throw new StatisticsException($"A hazard is {fast:R} per unit of time: write at most {FastestRate:0}, or another unit.");
        (this.accrual, this.accrualEnd, this.dropout) = (accrual, accrualEnd, dropout);
        control = (1 / (1 + ratio), controlHazard);
        treated = (ratio / (1 + ratio), controlHazard.Times(hazardRatio));
    }

    /// <summary>All who will be enrolled.</summary>
    public double Participants => accrual.Integral(accrualEnd);

    /// <summary>What is expected at a calendar time.</summary>
    /// <exception cref="StatisticsException">The time is not above 0.</exception>
    public TrialExpectation At(double time)
    {
        if (!(time > 0 && time <= LongestTime))
            throw new StatisticsException($"The calendar time is {time:R}: write a time above 0 and at most a million.");
        var nodes = Nodes(time);
        double score = 0, variance = 0, controlEvents = 0, treatedEvents = 0, dropouts = 0;
        foreach (var (width, n0, n1, h0, h1, lost) in nodes)
        {
            controlEvents += width * n0 * h0;
            treatedEvents += width * n1 * h1;
            dropouts += width * (n0 + n1) * lost;
            if (n0 + n1 <= 0)
                continue;
            score += width * n0 * n1 / (n0 + n1) * (h1 - h0);
            variance += width * (n0 / (n0 + n1)) * (n1 / (n0 + n1)) * ((n1 * h1) + (n0 * h0));
        }

        return new TrialExpectation(time, Enrolled(time), controlEvents, treatedEvents, dropouts, score, variance, AverageHazardRatio(nodes));
    }

    /// <summary>The calendar time at which a number of events is expected.</summary>
    /// <exception cref="StatisticsException">So many are never expected; the sentence says how many are.</exception>
    public double TimeOf(double events)
    {
        if (!(events > 0))
            throw new StatisticsException($"The number of events is {events:R}: write a number above 0.");
        var late = accrualEnd + 1;
        double most = 0;
        for (var doubling = 0; doubling < 12 && late <= LongestTime; doubling++, late *= 2)
        {
            var now = At(late).Events;
            // Everybody's event comes only in the end of days, whatever rounding says.
            if (now >= events && events < Participants * (1 - 1e-9))
                return MathNet.Numerics.RootFinding.Brent.FindRoot(time => At(time).Events - events, 1e-9, late, 1e-11, 500);
            if (now - most < 1e-9 * now)
                break;
            most = now;
        }

        throw new StatisticsException($"The design needs {events:0.#} events; {Participants:0.#} participants with this dropout can give at most {most:0.#}: enroll more, or detect a larger effect.");
    }

    private double Remaining(PiecewiseRate hazard, double time) => Math.Exp(-hazard.Integral(time) - dropout.Integral(time));

    private double Enrolled(double time) => accrual.Integral(Math.Min(Math.Max(0, time), accrualEnd));

    private List<(double Width, double N0, double N1, double H0, double H1, double Lost)> Nodes(double time)
    {
        double[] kinks = [0, time, .. control.Hazard.Begins, .. treated.Hazard.Begins, .. dropout.Begins, time - accrualEnd, .. accrual.Begins.Select(begin => time - begin)];
        var sorted = kinks.Where(kink => kink >= 0 && kink <= time).Distinct().Order().ToArray();
        var nodes = new List<(double, double, double, double, double, double)>();
        for (var i = 1; i < sorted.Length; i++)
        {
            var middle = (sorted[i] + sorted[i - 1]) / 2;
            var (h0, h1, lost) = (control.Hazard.At(middle), treated.Hazard.At(middle), dropout.At(middle));
            for (var from = sorted[i - 1]; from < sorted[i];)
            {
                // A piece is no longer than that an arm that still matters thins out by e².
                var (s0, s1) = (Remaining(control.Hazard, from), Remaining(treated.Hazard, from));
                if (Math.Max(s0, s1) < Nobody)
                    return nodes;
                var fastest = lost + Math.Max(s0 < Nobody ? 0 : h0, s1 < Nobody ? 0 : h1);
                var left = sorted[i] - from;
                var width = left / Math.Ceiling(Math.Clamp(left * fastest / LongestPiece, 1, MostPieces));
                var until = left - width < 1e-9 * left || from + width <= from ? sorted[i] : from + width;
                width = until - from;
                for (var node = 0; node < GaussLegendre.Count; node++)
                {
                    var u = from + (width * GaussLegendre.Nodes[node]);
                    var stillHere = Enrolled(time - u) * Math.Exp(-dropout.Integral(u));
                    nodes.Add((width * GaussLegendre.Weights[node],
                        control.Share * stillHere * Math.Exp(-control.Hazard.Integral(u)), treated.Share * stillHere * Math.Exp(-treated.Hazard.Integral(u)), h0, h1, lost));
                }

                from = until;
            }
        }

        return nodes;
    }

    // Newton's method on the expected score of a Cox model.
    private static double AverageHazardRatio(List<(double Width, double N0, double N1, double H0, double H1, double Lost)> nodes)
    {
        double beta = 0;
        for (var step = 0; step < 100; step++)
        {
            double slope = 0, curvature = 0;
            foreach (var (width, n0, n1, h0, h1, _) in nodes)
            {
                if (n0 + n1 <= 0)
                    continue;
                var share = n1 * Math.Exp(beta) / ((n1 * Math.Exp(beta)) + n0);
                var events = (n1 * h1) + (n0 * h0);
                slope += width * ((n1 * h1) - (events * share));
                curvature += width * events * share * (1 - share);
            }

            var change = Math.Clamp(slope / curvature, -1, 1);
            beta += change;
            if (Math.Abs(change) < 1e-13)
                break;
        }

        return Math.Exp(beta);
    }
}
