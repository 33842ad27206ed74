namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>Arms and interventions, which name each other.</summary>
internal static class ArmsMapping
{
    public static RecordObject Map(LegacyElement study)
    {
        var arms = study.All("arm_group").ToList();
        var interventions = study.All("intervention").Select(Read).ToList();
        // How many there are is told by the list of them.
        foreach (var count in new[] { "number_of_arms", "number_of_groups" })
            study.TakeRepeats(count, said => string.Equals(said, arms.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        var titles = interventions
            .SelectMany(intervention => intervention.Arms.Select(arm => (arm, intervention.Title)))
            .ToLookup(named => named.arm, named => named.Title, StringComparer.Ordinal);
        return new RecordObject()
            .Put("armGroups", arms.Select(arm => MapArm(arm, titles)))
            .Put("interventions", interventions.Select(intervention => intervention.Record));
    }

    private static RecordObject MapArm(LegacyElement arm, ILookup<string, string> titles)
    {
        var label = arm.Take("arm_group_label")?.Trim();
        return new RecordObject()
            .Text("label", label)
            .Value("type", "ArmGroupType", arm.One("arm_group_type"))
            .Markup("description", arm.Take("description"))
            .Texts("interventionNames", label is null ? [] : titles[label]);
    }

    private static Intervention Read(LegacyElement intervention)
    {
        var name = intervention.Take("intervention_name") ?? "";
        var kind = intervention.One("intervention_type");
        var arms = intervention.TakeAll("arm_group_label").Select(label => label.Trim()).ToList();
        var record = new RecordObject()
            .Value("type", "InterventionType", kind)
            .Text("name", name.Length > 0 ? name : null)
            .Markup("description", intervention.Take("description"))
            .Texts("armGroupLabels", arms)
            .Texts("otherNames", intervention.TakeAll("other_name"));
        var type = record.Json?["type"]?.GetValue<string>();
        return new Intervention(record, type is null ? name : $"{LegacyLabels.Of("InterventionType", type)}: {name}", arms);
    }

    /// <summary>An intervention and who names it how.</summary>
    /// <param name="Record">Its object.</param>
    /// <param name="Title">As an arm names it, such as <c>Drug: Pembrolizumab</c>.</param>
    /// <param name="Arms">The labels of its arms.</param>
    private sealed record Intervention(RecordObject Record, string Title, List<string> Arms);
}
