namespace Equipoise.Conduct.Derived;

/// <summary>Measures of body size from weight and height.</summary>
public static class BodySize
{
    /// <summary>Body mass index in kg/m².</summary>
    /// <param name="weight">In kilograms.</param>
    /// <param name="height">In centimeters, above 0.</param>
    public static double MassIndex(double weight, double height) => weight / (height / 100 * (height / 100));

    /// <summary>Body surface in m² by Mosteller (1987, N Engl J Med 317:1098): the root of height × weight / 3600.</summary>
    /// <param name="weight">In kilograms.</param>
    /// <param name="height">In centimeters.</param>
    public static double Mosteller(double weight, double height) => Math.Sqrt(height * weight / 3600);

    /// <summary>Body surface in m² by Du Bois and Du Bois (1916, Arch Intern Med 17:863).</summary>
    /// <param name="weight">In kilograms.</param>
    /// <param name="height">In centimeters.</param>
    public static double DuBois(double weight, double height) => 0.007184 * Math.Pow(weight, 0.425) * Math.Pow(height, 0.725);
}
