using Equipoise.Conduct.Tumors;

namespace Equipoise.Conduct.Tests.Tumors;

/// <summary>A participant's lesions, told day by day.</summary>
internal sealed class Lesions
{
    private readonly List<LesionObservation> observations = [];

    public static DateOnly Start { get; } = new(2026, 1, 1);

    public TumorSeries Series => Recist.Assess(observations);

    public string Targets => string.Join(' ', Series.Assessments.Select(assessment => assessment.Target.Code()));

    public string Overall => string.Join(' ', Series.Assessments.Select(assessment => assessment.Overall.Code()));

    /// <summary>Target lesions T1, T2… on a day: a number of millimeters, "-" for not evaluated, "s" for too small.</summary>
    public Lesions Target(int day, params string[] sizes) => Each(day, sizes, isNodal: false, "T");

    /// <summary>Target nodes.</summary>
    public Lesions Node(int day, params string[] sizes) => Each(day, sizes, isNodal: true, "L");

    public Lesions NonTarget(int day, LesionState state, string lesion = "N1", bool isNodal = false, decimal? diameter = null) => Add(day, lesion, LesionRole.NonTarget, isNodal, diameter, state);

    public Lesions New(int day, LesionState state, string lesion = "X1") => Add(day, lesion, LesionRole.New, isNodal: false, null, state);

    private Lesions Each(int day, string[] sizes, bool isNodal, string letter)
    {
        for (var i = 0; i < sizes.Length; i++)
        {
            decimal? diameter = decimal.TryParse(sizes[i], System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
            Add(day, $"{letter}{i + 1}", LesionRole.Target, isNodal, diameter, sizes[i] switch { "-" => LesionState.NotEvaluated, "s" => LesionState.TooSmall, _ => LesionState.Measured });
        }

        return this;
    }

    private Lesions Add(int day, string lesion, LesionRole role, bool isNodal, decimal? diameter, LesionState state)
    {
        observations.Add(new LesionObservation(Start.AddDays(day), lesion, role, "organ", isNodal, diameter, state, $"Row {observations.Count + 1}"));
        return this;
    }
}
