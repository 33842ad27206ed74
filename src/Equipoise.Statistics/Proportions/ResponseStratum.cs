namespace Equipoise.Statistics.Proportions;

/// <summary>Responders of two arms in one stratum.</summary>
/// <param name="TreatedResponders">Responders in the arm of interest.</param>
/// <param name="Treated">Participants in it.</param>
/// <param name="ControlResponders">Responders in the other arm.</param>
/// <param name="Control">Participants in it.</param>
public sealed record ResponseStratum(int TreatedResponders, int Treated, int ControlResponders, int Control)
{
    /// <summary>The difference of the proportions, treated minus control.</summary>
    public double Difference => ((double)TreatedResponders / Treated) - ((double)ControlResponders / Control);

    /// <summary>The weight of the stratum, n₁n₀/(n₁ + n₀).</summary>
    public double Weight => (double)Treated * Control / (Treated + Control);

    /// <summary>The variance of the difference with the most likely proportions that differ by <paramref name="difference"/>, times N/(N − 1) (Miettinen and Nurminen, Stat Med
    /// 1985;4:213–226, appendix I).</summary>
    public double VarianceAt(double difference)
    {
        double n = Treated + Control;
        var control = MostLikelyControl(difference);
        var treated = Math.Clamp(control + difference, 0, 1);
        return ((treated * (1 - treated) / Treated) + (control * (1 - control) / Control)) * n / (n - 1);
    }

    // The root of the cubic equation of the likelihood between max(0, −d) and min(1, 1 − d).
    private double MostLikelyControl(double d)
    {
        double n = Treated + Control, x = TreatedResponders + ControlResponders;
        var l2 = (((Treated + (2.0 * Control)) * d) - n - x) / n;
        var l1 = ((((Control * d) - n - (2.0 * ControlResponders)) * d) + x) / n;
        var l0 = ControlResponders * d * (1 - d) / n;
        var q = (l2 * l2 * l2 / 27) - (l1 * l2 / 6) + (l0 / 2);
        var p = Math.CopySign(Math.Sqrt(Math.Max(0, (l2 * l2 / 9) - (l1 / 3))), q);
        var angle = p == 0 ? 0 : (Math.PI + Math.Acos(Math.Clamp(q / (p * p * p), -1, 1))) / 3;
        return Math.Clamp((2 * p * Math.Cos(angle)) - (l2 / 3), Math.Max(0, -d), Math.Min(1, 1 - d));
    }
}
