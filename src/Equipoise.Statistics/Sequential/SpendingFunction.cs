using System.Globalization;
using Equipoise.Statistics.Distributions;

namespace Equipoise.Statistics.Sequential;

/// <summary>How much of the error probability may be spent when a fraction of the information is there (Lan and DeMets, Biometrika
/// 1983;70:659–663).</summary>
public sealed record SpendingFunction
{
    private readonly Func<double, double, double> spent;

    private SpendingFunction(string name, Func<double, double, double> spent) => (Name, this.spent) = (name, spent);

    /// <summary>What the function is called: <c>obf</c>, <c>pocock</c>, <c>hsd:-4</c>, <c>power:3</c>.</summary>
    public string Name { get; }

    /// <summary>Like O'Brien and Fleming: 2(1 − Φ(z_{α/2}/√t)).</summary>
    public static SpendingFunction OBrienFleming { get; } =
        new("obf", (alpha, t) => 2 * Normal.UpperTail(Normal.UpperQuantile(alpha / 2) / Math.Sqrt(t)));

    /// <summary>Like Pocock: α·log(1 + (e − 1)t).</summary>
    public static SpendingFunction Pocock { get; } = new("pocock", (alpha, t) => alpha * Math.Log(1 + ((Math.E - 1) * t)));

    /// <summary>Hwang, Shih and DeCani (Stat Med 1990;9:1439–1445): α(1 − e^{−γt})/(1 − e^{−γ}), αt where γ is 0.</summary>
    /// <param name="gamma">γ: −4 is near O'Brien and Fleming, 1 near Pocock.</param>
    /// <exception cref="StatisticsException">γ is not a number from −40 to 40.</exception>
    public static SpendingFunction HwangShihDeCani(double gamma) => Math.Abs(gamma) <= 40
        ? new($"hsd:{gamma:R}", (alpha, t) => gamma == 0 ? alpha * t : alpha * (1 - Math.Exp(-gamma * t)) / (1 - Math.Exp(-gamma)))
        : throw new StatisticsException($"The parameter of Hwang, Shih and DeCani is {gamma:R}: write a number from -40 to 40.");

    /// <summary>Kim and DeMets (Biometrika 1987;74:149–154): α·t^ρ.</summary>
    /// <param name="rho">ρ, above 0.</param>
    /// <exception cref="StatisticsException">ρ is not above 0.</exception>
    public static SpendingFunction Power(double rho) => rho is > 0 and <= 50
        ? new($"power:{rho:R}", (alpha, t) => alpha * Math.Pow(t, rho))
        : throw new StatisticsException($"The exponent of the power family is {rho:R}: write a number above 0, up to 50.");

    /// <summary>The function of a name: <c>obf</c>, <c>pocock</c>, <c>hsd:GAMMA</c> or <c>power:RHO</c>.</summary>
    /// <exception cref="StatisticsException">There is none of that name.</exception>
    public static SpendingFunction Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var parts = name.Split(':', 2);
        var hasNumber = double.TryParse(parts[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && parts.Length == 2;
        return parts[0].ToLowerInvariant() switch
        {
            "obf" when parts.Length == 1 => OBrienFleming,
            "pocock" when parts.Length == 1 => Pocock,
            "hsd" when hasNumber => HwangShihDeCani(number),
            "power" when hasNumber => Power(number),
            _ => throw new StatisticsException($"There is no spending function '{name}': write obf, pocock, hsd:-4 or power:3."),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The probability spent by a fraction of the information, α from 1 on.</summary>
    public double Spent(double alpha, double fraction) => fraction >= 1 ? alpha : fraction <= 0 ? 0 : spent(alpha, fraction);
}
