namespace Equipoise.Statistics.LinearAlgebra;

/// <summary>The factorization L D Lᵀ of a symmetric matrix that has no negative eigenvalue; a column that depends on those before
/// it is left out, so that the inverse is a generalized one.</summary>
/// <remarks>A pivot below 10⁻¹⁰ of its diagonal entry counts as dependent, and so does one that is not above its floor.</remarks>
internal sealed class Cholesky
{
    private const double Dependent = 1e-10;
    private readonly double[,] lower;
    private readonly double[] diagonal;

    /// <summary>Factors a matrix, which stays as it is.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="floor">For each column, how large a pivot can be that is nothing but the rounding of its terms; 0 when left out.</param>
    public Cholesky(double[,] matrix, double[]? floor = null)
    {
        Size = matrix.GetLength(0);
        (lower, diagonal) = (new double[Size, Size], new double[Size]);
        for (var j = 0; j < Size; j++)
        {
            var pivot = matrix[j, j];
            for (var k = 0; k < j; k++)
                pivot -= lower[j, k] * lower[j, k] * diagonal[k];
            lower[j, j] = 1;
            if (!(pivot > Math.Max(floor?[j] ?? 0, Dependent * Math.Abs(matrix[j, j]))) || !double.IsFinite(pivot))
                continue;
            diagonal[j] = pivot;
            Rank++;
            LogDeterminant += Math.Log(pivot);
            for (var i = j + 1; i < Size; i++)
            {
                var entry = matrix[i, j];
                for (var k = 0; k < j; k++)
                    entry -= lower[i, k] * lower[j, k] * diagonal[k];
                lower[i, j] = entry / pivot;
            }
        }
    }

    /// <summary>The number of rows.</summary>
    public int Size { get; }

    /// <summary>The number of columns that do not depend on others.</summary>
    public int Rank { get; }

    /// <summary>The logarithm of the determinant of what was not left out.</summary>
    public double LogDeterminant { get; }

    /// <summary>Whether a column was left out.</summary>
    public bool IsLeftOut(int column) => diagonal[column] == 0;

    /// <summary>The x with matrix·x = <paramref name="right"/>, 0 in what was left out.</summary>
    public double[] Solve(ReadOnlySpan<double> right)
    {
        var x = right.ToArray();
        for (var i = 0; i < Size; i++)
        {
            if (diagonal[i] == 0)
            {
                x[i] = 0;
                continue;
            }

            for (var k = 0; k < i; k++)
                x[i] -= lower[i, k] * x[k];
        }

        for (var i = Size - 1; i >= 0; i--)
        {
            if (diagonal[i] == 0)
                continue;
            x[i] /= diagonal[i];
            for (var k = i + 1; k < Size; k++)
                x[i] -= lower[k, i] * x[k];
        }

        return x;
    }

    /// <summary>The inverse, with zeros in the rows and columns left out.</summary>
    public double[,] Inverse()
    {
        var inverse = new double[Size, Size];
        var unit = new double[Size];
        for (var j = 0; j < Size; j++)
        {
            if (diagonal[j] == 0)
                continue;
            unit[j] = 1;
            var column = Solve(unit);
            unit[j] = 0;
            for (var i = 0; i < Size; i++)
                inverse[i, j] = column[i];
        }

        return inverse;
    }

    /// <summary>vᵀ·matrix⁻¹·v.</summary>
    public double InverseForm(ReadOnlySpan<double> v)
    {
        var x = Solve(v);
        double sum = 0;
        for (var i = 0; i < Size; i++)
            sum += x[i] * v[i];
        return sum;
    }
}
