using System.Text.RegularExpressions;

namespace Equipoise.Architecture;

/// <summary>Each test that docs/validation.md names for a requirement is there.</summary>
public sealed partial class ValidationTableTests
{
    private static readonly Lazy<string> Sources = new(() => string.Join('\n', SourceTree.Files("tests", ".cs").Select(SourceTree.Read)));

    public static TheoryData<string> Rows => [.. SourceTree.Read("docs/validation.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| requirement", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_requirement_names_tests_that_are_there(string row)
    {
        var tests = row.Split('|', StringSplitOptions.TrimEntries)[3];
        var missing = new List<string>();
        var inClass = "";
        foreach (var name in Named().Matches(tests).Select(match => match.Groups["name"].Value).Where(name => !name.StartsWith("conductbench", StringComparison.Ordinal)))
        {
            // "…A_name" is one more test of the class before.
            var parts = name.StartsWith('…') ? [inClass, name[1..]] : name.Split('.', 2);
            inClass = parts[0];
            var method = parts.Length > 1 ? parts[1] : null;
            if (!Regex.IsMatch(Sources.Value, $@"\bclass {Regex.Escape(inClass)}\b", RegexOptions.None, TimeSpan.FromSeconds(5)))
                missing.Add(inClass);
            else if (method is not null && !Regex.IsMatch(Sources.Value, $@"\b{Regex.Escape(method)}\(", RegexOptions.None, TimeSpan.FromSeconds(5)))
                missing.Add(name);
        }

        tests.ShouldNotBeEmpty();
        missing.ShouldBeEmpty(row);
    }

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.None, 1000)]
    private static partial Regex Named();
}
