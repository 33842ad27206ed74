using System.Text.Json;
using System.Text.RegularExpressions;
using Equipoise.Conduct.Safety;

namespace Equipoise.Conformance.Conduct;

/// <summary>The laboratory rules of CTCAE 5.0 in shared/conduct; their twin is in the tests of Conduct.</summary>
public sealed partial class LabGradeReferenceTests
{
    [Fact]
    public void Every_term_is_graded_and_every_fixed_limit_lies_where_the_rules_have_it()
    {
        var rules = JsonDocument.Parse(File.ReadAllText(Repository.SharedPathTo("conduct", "ctcae-v5-lab-grades.json"))).RootElement.EnumerateArray().ToList();
        var limits = 0;

        foreach (var rule in rules)
        {
            var term = rule.GetProperty("TERM").GetString()!;
            var unit = rule.TryGetProperty("UNIT_CHECK", out var named) ? named.GetString()! : "";
            LabGrader.Knows(term).ShouldBeTrue(term);
            for (var grade = 1; grade <= 4; grade++)
            {
                if (!rule.TryGetProperty($"GRADE_{grade}_CODE", out var code) || Limit().Match(code.GetString()!) is not { Success: true } match)
                    continue;
                var (sign, limit) = (match.Groups["sign"].Value, decimal.Parse(match.Groups["limit"].Value, System.Globalization.CultureInfo.InvariantCulture));
                var step = limit / 1000;
                var inside = sign is "<" ? limit - step : sign is ">" ? limit + step : limit;
                Grade(inside).ShouldBe(grade, $"{term} {inside}");
                (Grade(sign is "<" or "<=" ? inside + (2 * step) : inside - (2 * step)) < grade).ShouldBeTrue($"{term} beyond {limit}");
                limits++;
            }

            // Limits of normal far away, so that only the fixed ones speak; the baseline is the value's own.
            int? Grade(decimal value) => LabGrader.Grade(new LabResult(term, value, unit, 0.0001m, 100_000, value)).Grade;
        }

        rules.Count.ShouldBe(40);
        limits.ShouldBeGreaterThan(50);
    }

    [GeneratedRegex(@"^signif\(AVAL, signif_dig\) (?<sign><=|<|>)\s+(signif\()?(?<limit>[0-9.]+)[ ,]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Limit();
}
