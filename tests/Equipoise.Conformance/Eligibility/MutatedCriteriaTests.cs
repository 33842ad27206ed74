using System.Text.Json;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Conformance.Eligibility;

/// <summary>Real criteria, cut, doubled and mixed at random. The twin on our own lines is <c>FuzzTests</c>.</summary>
public sealed class MutatedCriteriaTests
{
    [Fact]
    public async Task Mutated_real_criteria_never_break_the_reader()
    {
        var lines = (await File.ReadAllLinesAsync(Repository.SharedPathTo("ctgov", "studies", "studies.ndjson"), TestContext.Current.CancellationToken))
            .Where(line => line.Length > 0).Select(Criteria).SelectMany(text => text.Split('\n')).Where(line => line.Trim().Length > 3).ToArray();
        var random = new Random(20261122);
        var cases = Thoroughness.Full ? 1_000_000 : 5_000;
        for (var i = 0; i < cases; i++)
        {
            var text = Mutate(random.GetItems(lines, 2)[0] + "\n" + lines[random.Next(lines.Length)], lines, random);

            var criteria = CriteriaReader.Read(text, out var steps);

            steps.ShouldBeLessThan((text.Length * 700L) + 20_000, text);
            foreach (var criterion in criteria)
            {
                text[criterion.Source.Start..criterion.Source.End].ShouldBe(criterion.Text);
                foreach (var span in criterion.Residue)
                    (((span.Start >= criterion.Source.Start && span.End <= criterion.Source.End) || (span.End <= criterion.Source.Start && criteria.Any(above => above.Source == span))) && span.Start < span.End && !char.IsLowSurrogate(text[span.Start])).ShouldBeTrue(text);
            }

            if (i % 50 == 0)
                Linter.Check(criteria).ShouldAllBe(finding => finding.Criteria.Count > 0);
        }
    }

    private static string Mutate(string text, string[] lines, Random random)
    {
        for (var times = random.Next(1, 5); times > 0 && text.Length > 4; times--)
        {
            var start = random.Next(text.Length);
            var length = random.Next(1, Math.Min(30, text.Length - start) + 1);
            text = random.Next(5) switch
            {
                0 => text.Remove(start, length),
                1 => text.Insert(start, text.Substring(start, length)),
                2 => text.Insert(start, "()[]≥<,;.:/-\n\t0123x×^µ\u200B*'\"𝒜"[random.Next(24)].ToString()),
                3 => text.Insert(start, lines[random.Next(lines.Length)]),
                _ => text[start..] + text[..start],
            };
            text = text.Length > 4000 ? text[..4000] : text;
        }

        return text;
    }

    private static string Criteria(string record)
    {
        using var json = JsonDocument.Parse(record);
        return json.RootElement.GetProperty("protocolSection").TryGetProperty("eligibilityModule", out var module) && module.TryGetProperty("eligibilityCriteria", out var text) ? text.GetString()! : "";
    }
}
