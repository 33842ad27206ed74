namespace Equipoise.Conduct.Safety;

/// <summary>The rules of <c>laboratory-grades.tsv</c>. Where CTCAE asks for symptoms, which a laboratory does not know, the rule takes
/// the worst case, so that nothing is graded too low.</summary>
internal static class LabRules
{
    private static readonly Dictionary<string, List<LabRule>> ByTest = Index();

    public static IReadOnlyList<LabRule> All => field ??= Load();

    /// <summary>The rules about a test, by its name or code, or of a CTCAE term.</summary>
    public static IReadOnlyList<LabRule> About(string test) => ByTest.GetValueOrDefault(test) ?? [];

    private static Dictionary<string, List<LabRule>> Index()
    {
        var rules = new Dictionary<string, List<LabRule>>(StringComparer.OrdinalIgnoreCase);
        foreach (var rule in All)
        {
            foreach (var name in rule.Tests.Append(rule.Term).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (!rules.TryGetValue(name, out var known))
                    rules[name] = known = [];
                known.Add(rule);
            }
        }

        return rules;
    }

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
