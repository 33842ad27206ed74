namespace Equipoise.Conduct.Safety;

/// <summary>The rules of <c>laboratory-grades.tsv</c>. Where CTCAE asks for symptoms, which a laboratory does not know, the rule takes
/// the worst case, so that nothing is graded too low.</summary>
internal static class LabRules
{
    public static IReadOnlyList<LabRule> All { get; } = Load();

    private static List<LabRule> Load()
    {
        using var stream = typeof(LabRules).Assembly.GetManifestResourceStream("laboratory-grades.tsv")!;
        using var reader = new StreamReader(stream);
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split('\t'))
                .Select(cells => new LabRule(cells[0], cells[1].Split('|'), cells[2], cells[3], [.. cells[4..].Select(Conditions)])),
        ];
    }

    private static IReadOnlyList<LabCondition> Conditions(string cell) => [.. cell.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(LabCondition.Read)];
}
