namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>What a study may measure, and what might come out.</summary>
/// <param name="Kind"><c>change</c> of a mean, <c>share</c> of the participants, or <c>survival</c>: a median time.</param>
/// <param name="Title">What is measured.</param>
/// <param name="Unit">In which unit.</param>
/// <param name="Base">Mean at the start, percent without the treatment, or median without it.</param>
/// <param name="Spread">Standard deviation at the start.</param>
/// <param name="Effect">What the treatment adds.</param>
/// <param name="Weeks">When it is measured.</param>
internal sealed record MeasureIdea(string Kind, string Title, string Unit, double Base, double Spread, double Effect, int Weeks)
{
    public string TimeFrame => Kind switch
    {
        "survival" => $"From randomization to the event, up to {Weeks / 4} months",
        "share" => Weeks == 1 ? "Week 1" : $"Up to week {Weeks}",
        _ => $"Baseline and week {Weeks}",
    };

    public static MeasureIdea From(string[] cells) =>
        new(cells[1], cells[2], cells[3], Words.Number(cells[4]), Words.Number(cells[5]), Words.Number(cells[6]), (int)Words.Number(cells[7]));
}
