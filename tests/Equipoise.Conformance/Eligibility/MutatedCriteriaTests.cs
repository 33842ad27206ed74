using System.Text.Json;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Conformance.Eligibility;

/// <summary>Real criteria, cut, doubled and mixed at random. The twin on our own lines is <c>FuzzTests</c>.</summary>
public sealed class MutatedCriteriaTests
{
    // Each thousand has a random number generator of its own, so that the cases are the same on any number of processors.
    private const int CasesInTurn = 1_000;

    [Fact]
    public async Task Mutated_real_criteria_never_break_the_reader()
    {
        var lines = (await File.ReadAllLinesAsync(Repository.SharedPathTo("ctgov", "studies", "studies.ndjson"), TestContext.Current.CancellationToken))
            .Where(line => line.Length > 0).Select(Criteria).SelectMany(text => text.Split('\n')).Where(line => line.Trim().Length > 3).ToArray();
        Parallel.For(0, Thoroughness.Full ? 1_000 : 5, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken }, turn =>
        {
            var random = new Random(20261122 + turn);
            for (var i = 0; i < CasesInTurn; i++)
            {
                var text = Mutate(lines[random.Next(lines.Length)] + "\n" + lines[random.Next(lines.Length)], lines, random);
                var criteria = CheckReading(text);
                if (i % 50 == 0 && Linter.Check(criteria).Any(finding => finding.Criteria.Count == 0))
                    Assert.Fail($"A finding is about nothing in: {text}");
            }
        });
    }

    // Compared by hand: a million assertions take longer than to read the criteria.
    private static IReadOnlyList<Criterion> CheckReading(string text)
    {
        var criteria = CriteriaReader.Read(text, out var steps);

        steps.ShouldBeLessThan((text.Length * 700L) + 20_000, text);
        var spans = criteria.Select(criterion => criterion.Source).ToHashSet();
        foreach (var criterion in criteria)
        {
            if (!text.AsSpan(criterion.Source.Start..criterion.Source.End).SequenceEqual(criterion.Text))
                Assert.Fail($"{criterion.Id} does not stand at its place in: {text}");
            foreach (var span in criterion.Residue)
            {
                // Within the criterion, or the whole of an entry above it
                if (span.Start >= span.End || char.IsLowSurrogate(text[span.Start]) || !(IsWithin(span, criterion.Source) || (span.End <= criterion.Source.Start && spans.Contains(span))))
                    Assert.Fail($"{criterion.Id} has residue at {span} in: {text}");
            }
        }

        return criteria;
    }

    private static bool IsWithin(SourceSpan span, SourceSpan whole) => span.Start >= whole.Start && span.End <= whole.End;

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
