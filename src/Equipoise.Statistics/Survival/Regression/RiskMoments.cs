namespace Equipoise.Statistics.Survival.Regression;

/// <summary>Sums of r, r·x, r·x·xᵀ and, on demand, of the products of three covariates.</summary>
internal sealed class RiskMoments(int width, int order)
{
    public double Sum { get; private set; }

    public double[] First { get; } = new double[width];

    /// <summary>Row after row; only the lower triangle is kept.</summary>
    public double[] Second { get; } = new double[order >= 2 ? width * width : 0];

    /// <summary>Only entries with indices in falling order are kept.</summary>
    public double[] Third { get; } = new double[order >= 3 ? width * width * width : 0];

    public void Clear()
    {
        Sum = 0;
        Array.Clear(First);
        Array.Clear(Second);
        Array.Clear(Third);
    }

    public void Add(ReadOnlySpan<double> x, double risk, int upTo)
    {
        Sum += risk;
        var (first, second) = (First, Second);
        if (x.Length == 1 && upTo == 2)
        {
            var product = risk * x[0];
            first[0] += product;
            second[0] += product * x[0];
            return;
        }

        for (var a = 0; a < x.Length; a++)
        {
            var product = risk * x[a];
            first[a] += product;
            if (upTo < 2)
                continue;
            var row = second.AsSpan(a * x.Length, a + 1);
            for (var b = 0; b < row.Length; b++)
                row[b] += product * x[b];
            if (upTo >= 3)
                AddThird(x, a, product);
        }
    }

    private void AddThird(ReadOnlySpan<double> x, int a, double product)
    {
        for (var b = 0; b <= a; b++)
        {
            for (var c = 0; c <= b; c++)
                Third[(((a * width) + b) * width) + c] += product * x[b] * x[c];
        }
    }
}
