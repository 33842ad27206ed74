using Equipoise.Registry.Import.Sources;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>Who may take part.</summary>
internal static class EligibilityMapping
{
    public static RecordObject Map(LegacyElement study)
    {
        var eligibility = study.One("eligibility");
        if (eligibility is null)
            return new RecordObject();
        var (youngest, oldest) = (ReadAge(eligibility.One("minimum_age")), ReadAge(eligibility.One("maximum_age")));
        var module = new RecordObject().Markup("eligibilityCriteria", eligibility.One("criteria")?.Take("textblock"));
        PutHealthyVolunteers(module, eligibility.One("healthy_volunteers"));
        return module
            .Value("sex", "Sex", eligibility.One("gender"))
            .YesNo("genderBased", eligibility.One("gender_based"))
            .Markup("genderDescription", eligibility.Take("gender_description"))
            .Text("minimumAge", youngest?.ToString())
            .Text("maximumAge", oldest?.ToString())
            .Texts("stdAges", AgeGroups(youngest, oldest))
            .Markup("studyPopulation", eligibility.One("study_pop")?.Take("textblock"))
            .Value("samplingMethod", "SamplingMethod", eligibility.One("sampling_method"));
    }

    private static void PutHealthyVolunteers(RecordObject module, LegacyElement? element)
    {
        if (string.Equals(element?.Take()?.Trim(), "Accepts Healthy Volunteers", StringComparison.OrdinalIgnoreCase))
            module.Put("healthyVolunteers", true);
        else
            module.YesNo("healthyVolunteers", element);
    }

    /// <summary>"N/A" and "None" say that there is no limit, which the newer form says by leaving it out.</summary>
    private static Age? ReadAge(LegacyElement? element)
    {
        if (element?.Take()?.Trim() is not { } text || text is "N/A" or "None")
            return null;
        return Age.TryParse(text, out var age) ? age : throw new FormatException(RecordCheck.AgeRefusal(text, element.Name));
    }

    /// <summary>The groups that the limits reach into: child to 17 years, adult from 18 to 64, older adult from 65; a missing
    /// limit is open.</summary>
    private static IEnumerable<string> AgeGroups(Age? youngest, Age? oldest)
    {
        var (from, to) = (youngest?.Years ?? 0, oldest?.Years ?? double.PositiveInfinity);
        if (from < 18)
            yield return "CHILD";
        if (from < 65 && to >= 18)
            yield return "ADULT";
        if (to >= 65)
            yield return "OLDER_ADULT";
    }
}
