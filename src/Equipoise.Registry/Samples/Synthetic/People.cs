namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>A group of people.</summary>
/// <param name="Label">What a title calls them, such as <c>Older Adults</c>.</param>
/// <param name="Least">The lowest age, or null.</param>
/// <param name="Most">The highest age, or null.</param>
/// <param name="Sex">As the registry writes it.</param>
/// <param name="InMonths">True where the ages are months, false where they are years.</param>
internal sealed record People(string Label, int? Least, int? Most, string Sex, bool InMonths)
{
    public static People Healthy { get; } = new("Healthy Volunteers", 18, 55, "ALL", InMonths: false);

    public bool MayBePregnant => Sex is not "MALE" && !InMonths && (Most ?? 99) >= 12 && (Least ?? 0) < 50 && !Label.Contains("Pregnant", StringComparison.Ordinal);

    public string? Minimum => Write(Least);

    public string? Maximum => Write(Most);

    /// <summary>The registry's age groups: children below 18 years, older adults from 65.</summary>
    public IEnumerable<string> AgeGroups
    {
        get
        {
            var perYear = InMonths ? 12 : 1;
            var (least, most) = ((Least ?? 0) / perYear, (Most ?? 999) / perYear);
            if (least < 18)
                yield return "CHILD";
            if (least < 65 && most >= 18)
                yield return "ADULT";
            if (most >= 65)
                yield return "OLDER_ADULT";
        }
    }

    private string? Write(int? age) => age is null ? null : $"{age} {(InMonths ? "Month" : "Year")}{(age == 1 ? "" : "s")}";
}
