using System.Text.RegularExpressions;
using Equipoise.Registry.Records;
using Equipoise.Registry.Samples;

namespace Equipoise.Conformance;

/// <summary>Our own telling of ILLUMINE against the public record: the same facts, other words. Its twin on the project's
/// own data is <c>SampleStudiesTests</c> of the registry room.</summary>
public sealed partial class IllumineParaphraseTests
{
    private readonly StudyRecord theirs = StudyRecord.Parse(File.ReadAllText(Repository.SharedPathTo("seed", "NCT07264075.json")));
    private readonly StudyRecord ours = SampleStudies.All.Single(study => !study.Id.IsSynthetic);

    [Fact]
    public void Every_structured_fact_is_the_same()
    {
        ours.Id.ShouldBe(theirs.Id);
        ours.Acronym.ShouldBe(theirs.Acronym);
        ours.Sponsor.ShouldBe(theirs.Sponsor);
        ours.Status.ShouldBe(theirs.Status);
        ours.Phase.ShouldBe(theirs.Phase);
        ours.StudyType.ShouldBe(theirs.StudyType);
        ours.Conditions.ShouldBe(theirs.Conditions);
        ours.Interventions.ShouldBe(theirs.Interventions);
        ours.Identifiers.ShouldBe(theirs.Identifiers);
        ours.Enrollment.ShouldBe(theirs.Enrollment);
        ours.Sex.ShouldBe(theirs.Sex);
        ours.MinimumAge.ShouldBe(theirs.MinimumAge);
        ours.MaximumAge.ShouldBe(theirs.MaximumAge);
    }

    [Fact]
    public void Every_criterion_has_the_same_comparisons_numbers_and_units_in_the_same_order()
    {
        var (their, our) = (Criteria(theirs), Criteria(ours));

        our.Count.ShouldBe(their.Count);
        for (var i = 0; i < their.Count; i++)
            Limits(our[i]).ShouldBe(Limits(their[i]), $"criterion {their[i]}");
    }

    [Fact]
    public void No_run_of_eight_words_stands_in_both_but_for_names_and_figures()
    {
        var their = Runs(theirs.EligibilityCriteria!).Concat(Runs(theirs.Summary!)).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Runs(ours.EligibilityCriteria!).Concat(Runs(ours.Summary!)).Where(their.Contains).ShouldBeEmpty();
    }

    private static List<string> Criteria(StudyRecord study) =>
        [.. ItemStart().Split(study.EligibilityCriteria!).Skip(1).Select(item => item.Split("Exclusion Criteria:")[0])];

    private static string Limits(string criterion) =>
        string.Join(' ', Limit().Matches(criterion.Replace(" months", "months", StringComparison.Ordinal)).Select(match => match.Value.Replace(" ", "", StringComparison.Ordinal)));

    private static IEnumerable<string> Runs(string text)
    {
        var words = Word().Matches(text).Select(match => match.Value).ToList();
        return Enumerable.Range(0, Math.Max(0, words.Count - 7))
            .Select(i => words.GetRange(i, 8))
            .Where(run => !run.Any(word => char.IsDigit(word[0])))
            .Select(run => string.Join(' ', run));
    }

    [GeneratedRegex(@"^\d+\. ", RegexOptions.Multiline, 1000)]
    private static partial Regex ItemStart();

    [GeneratedRegex(@"[≥≤<>]|(?<![\p{L}\d-])\d[\d.,×]*(\s*(months?|weeks?|years?|days?|hours|mL/min|g/dL|g/L|g\b|/mm3|/L|×\s*ULN|ULN|\+))?", RegexOptions.None, 1000)]
    private static partial Regex Limit();

    [GeneratedRegex(@"\p{L}+|\d+", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
