using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Equipoise.Statistics.Simulation;

/// <summary>The risk sets at the events of one comparison, and the log-rank and Cox sums over them.</summary>
internal sealed class LookSums(int most)
{
    private const int MostSteps = 50;
    private readonly double[] treated = new double[most + Vector512<double>.Count];
    private readonly double[] control = new double[most + Vector512<double>.Count];
    private readonly ulong[] atRisk = new ulong[most + Vector512<double>.Count];
    private readonly double[] weight = new double[most + Vector512<double>.Count];
    private bool isWeighted;

    /// <summary>Events of both arms.</summary>
    public int Events { get; private set; }

    /// <summary>Events of the treated arm.</summary>
    public int TreatedEvents { get; private set; }

    /// <summary>The sum of weights of events in the treated arm, less what is expected.</summary>
    public double Score { get; private set; }

    /// <summary>Its variance.</summary>
    public double Variance { get; private set; }

    /// <summary>log of the hazard ratio estimate of Cox's model; not a number without events in one of the arms.</summary>
    public double LogRatio { get; private set; }

    public void Clear() => (Events, TreatedEvents, Score, isWeighted) = (0, 0, 0, false);

    /// <summary>An event among so many at risk, or what is not one and will be overwritten.</summary>
    public void Add(double treatedAtRisk, double controlAtRisk, int ofTreated, int isEvent)
    {
        (treated[Events], control[Events]) = (treatedAtRisk, controlAtRisk);
        Events += isEvent;
        TreatedEvents += ofTreated;
    }

    /// <summary>An event with a weight.</summary>
    public void Add(double treatedAtRisk, double controlAtRisk, int ofTreated, double eventWeight)
    {
        isWeighted = true;
        weight[Events] = eventWeight;
        Score += eventWeight * ofTreated;
        Add(treatedAtRisk, controlAtRisk, ofTreated, isEvent: 1);
    }

    /// <summary>All rows of a trial without strata, in the order of their times.</summary>
    /// <param name="rows">The rows: which step is meant in some of their bits, and anything in the others.</param>
    /// <param name="steps">What a row adds, a power of two of them.</param>
    public void AddAll(ReadOnlySpan<long> rows, ReadOnlySpan<RowStep> steps)
    {
        ref var step = ref MemoryMarshal.GetReference(steps);
        ref var risks = ref MemoryMarshal.GetArrayDataReference(atRisk);
        var mask = (nint)steps.Length - 1;
        ulong present = 0, events = 0;
        for (var i = rows.Length - 1; i >= 0; i--)
        {
            ref var now = ref Unsafe.Add(ref step, (nint)rows[i] & mask);
            present += now.AtRisk;
            // Written whether it is an event or not; the next row overwrites what is none.
            Unsafe.Add(ref risks, (nint)(uint)events) = present;
            events += now.Events;
        }

        (Events, TreatedEvents) = ((int)(uint)events, (int)(events >> 32));
        ref var ofTreated = ref MemoryMarshal.GetArrayDataReference(treated);
        ref var ofControl = ref MemoryMarshal.GetArrayDataReference(control);
        for (nuint i = 0; i < (nuint)Events; i += (nuint)Vector512<double>.Count)
        {
            var both = Vector512.LoadUnsafe(ref risks, i);
            Vector512.ConvertToDouble((both >>> 32).AsInt64()).StoreUnsafe(ref ofTreated, i);
            Vector512.ConvertToDouble((both & Vector512.Create(0xFFFFFFFFUL)).AsInt64()).StoreUnsafe(ref ofControl, i);
        }
    }

    /// <summary>Computes score, variance and, where asked for, the hazard ratio.</summary>
    public void Complete(bool estimatesRatio)
    {
        // What is behind the last event adds nothing.
        for (var i = 0; i < Vector512<double>.Count; i++)
            (treated[Events + i], control[Events + i], weight[Events + i]) = (0, 1, 0);
        (var expected, Variance) = isWeighted ? Weighted() : At(1);
        Score = (isWeighted ? Score : TreatedEvents) - expected;
        LogRatio = estimatesRatio && TreatedEvents > 0 && TreatedEvents < Events ? Climb() : double.NaN;
    }

    private double Climb()
    {
        var (expected, information) = At(1);
        var beta = 0.0;
        for (var step = 0; step < MostSteps; step++)
        {
            var change = Math.Clamp((TreatedEvents - expected) / information, -2, 2);
            beta += change;
            if (Math.Abs(change) < 1e-6 || !double.IsFinite(beta))
                break;
            (expected, information) = At(Math.Exp(beta));
        }

        return beta;
    }

    // Σp and Σp(1 − p), p = r₁·HR/(r₁·HR + r₀).
    private (double Sum, double Variance) At(double ratio)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(treated);
        ref var second = ref MemoryMarshal.GetArrayDataReference(control);
        var (sum, squares, hr) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512.Create(ratio));
        for (nuint i = 0; i < (nuint)Events; i += (nuint)Vector512<double>.Count)
        {
            var r1 = Vector512.LoadUnsafe(ref first, i) * hr;
            var p = r1 / (r1 + Vector512.LoadUnsafe(ref second, i));
            sum += p;
            squares += p * p;
        }

        var total = Vector512.Sum(sum);
        return (total, total - Vector512.Sum(squares));
    }

    private (double Sum, double Variance) Weighted()
    {
        double sum = 0, variance = 0;
        for (var i = 0; i < Events; i++)
        {
            var p = treated[i] / (treated[i] + control[i]);
            sum += weight[i] * p;
            variance += weight[i] * weight[i] * p * (1 - p);
        }

        return (sum, variance);
    }
}
