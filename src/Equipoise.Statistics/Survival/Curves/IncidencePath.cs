namespace Equipoise.Statistics.Survival.Curves;

/// <summary>The curve of one of several competing events as it grows, with Σw²(a + b·C + c·F)² over the rows.</summary>
internal sealed class IncidencePath(int rows)
{
    private readonly List<double> probability = [];
    private readonly List<double> error = [];
    private readonly List<double> events = [];
    private readonly double[] constantOf = new double[rows];
    private readonly double[] slopeOf = new double[rows];
    private double reached;
    private double common;
    private double ofEvent;
    private double eventsNow;
    private double aa;
    private double ab;
    private double ac;
    private double bb;
    private double bc;
    private double cc;

    /// <summary>A row comes under observation: from now on it changes F as all at risk do, its own log S beginning at 0.</summary>
    public void Enter(int row, double weight, double logChange)
    {
        (constantOf[row], slopeOf[row]) = ((logChange * reached) - common, -logChange);
        Add(weight * weight, constantOf[row], 1, slopeOf[row]);
    }

    /// <summary>The curve rises: S(u−)·d/n.</summary>
    public void Step(double survivalBefore, double logChange, double died, double n)
    {
        (ofEvent, eventsNow) = (survivalBefore / n, died);
        common += (survivalBefore * logChange * died / n) - (survivalBefore * died / (n * n));
        reached += survivalBefore * died / n;
    }

    /// <summary>A row leaves; what it does to log S stays as it is.</summary>
    public void Leave(int row, double weight, double logChange, bool isOfThisKind)
    {
        var (constant, slope) = (constantOf[row], slopeOf[row]);
        Add(-weight * weight, constant, 1, slope);
        var now = constant + common + (slope * reached) + (isOfThisKind ? ofEvent : 0);
        Add(weight * weight, now - (logChange * reached), 0, logChange);
    }

    public void Mark()
    {
        var sum = aa + (2 * ab * common) + (2 * ac * reached) + (bb * common * common) + (2 * bc * common * reached) + (cc * reached * reached);
        probability.Add(reached);
        error.Add(Math.Sqrt(Math.Max(0, sum)));
        events.Add(eventsNow);
        eventsNow = 0;
    }

    public CauseCurve Curve() => new(probability, error, events);

    private void Add(double factor, double a, double b, double c)
    {
        aa += factor * a * a;
        ab += factor * a * b;
        ac += factor * a * c;
        bb += factor * b * b;
        bc += factor * b * c;
        cc += factor * c * c;
    }
}
