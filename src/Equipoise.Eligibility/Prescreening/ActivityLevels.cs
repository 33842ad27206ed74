namespace Equipoise.Eligibility.Prescreening;

/// <summary>The steps of the ECOG performance status (Oken et al., Am J Clin Oncol 1982;5:649) as a person would say them.</summary>
public static class ActivityLevels
{
    /// <summary>The words of 0 to 4, at their index.</summary>
    public static IReadOnlyList<string> Words { get; } =
    [
        "I can do everything that I did before I was ill",
        "I cannot do heavy work, but I walk about and can do light work such as housework or office work",
        "I look after myself and am up more than half of the day, but I cannot work",
        "I need some help and spend more than half of the day in bed or a chair",
        "I cannot look after myself and spend the whole day in bed or a chair",
    ];
}
