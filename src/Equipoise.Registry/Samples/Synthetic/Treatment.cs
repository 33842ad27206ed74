namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>Something that an arm of a study gets.</summary>
/// <param name="Type">The registry's kind of intervention.</param>
/// <param name="Name">Its name.</param>
/// <param name="OtherNames">What else it is called.</param>
/// <param name="Regimen">How much of it and how often.</param>
/// <param name="Purpose">The registry's purpose of a study of it.</param>
internal sealed record Treatment(string Type, string Name, IReadOnlyList<string> OtherNames, string Regimen, string Purpose)
{
    public bool IsMedicine => Type is "DRUG" or "BIOLOGICAL" or "GENETIC" or "COMBINATION_PRODUCT";

    /// <summary>The name within a sentence: that of a medicine and of what has a proper name keeps its capital.</summary>
    public string InSentence => IsMedicine || char.IsUpper(Name[1]) ? Name : char.ToLowerInvariant(Name[0]) + Name[1..];

    /// <summary>The name as a title writes it, with capitals but in small words.</summary>
    public string InTitle => string.Join(' ', Name.Split(' ').Select((word, at) =>
        at > 0 && word is "a" or "after" or "and" or "at" or "before" or "by" or "for" or "from" or "in" or "of" or "the" or "to" or "with" ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    public string PrefixedName => $"{Records.EnumLabels.Of("InterventionType", Type)}: {Name}";

    public static Treatment From(string[] cells) => new(
        cells[1], cells[2], cells[3].Split("; ", StringSplitOptions.RemoveEmptyEntries), cells[4], cells.Length > 5 ? cells[5] : "TREATMENT");

    public static Treatment Placebo(Treatment main) =>
        new("DRUG", $"Placebo for {main.Name}", ["Placebo"], $"looks and is given like {main.Name}: {main.Regimen}", main.Purpose);

    public static Treatment Sham(Treatment main) =>
        new(main.Type, $"Sham {(char.IsUpper(main.Name[1]) ? main.Name : char.ToLowerInvariant(main.Name[0]) + main.Name[1..])}", [], "all steps but the one that is thought to work", main.Purpose);
}
