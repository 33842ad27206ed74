using System.Collections;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Criteria;

/// <summary>How often the linter looks at each criterion.</summary>
public sealed class LinterWorkTests
{
    [Theory]
    [InlineData("* Age ≥ 18 years\n")]
    [InlineData("* Any of the following:\n   * Hemoglobin ≥ 9 g/dL\n")]
    public void It_looks_at_a_long_list_no_more_often_than_at_a_short_one(string lines)
    {
        var few = Looks(lines, 50);

        Looks(lines, 500).ShouldBeLessThanOrEqualTo((few * 10) + 100);
    }

    private static long Looks(string lines, int times)
    {
        var criteria = new CountedList(CriteriaReader.Read($"Inclusion Criteria:\n\n{string.Concat(Enumerable.Repeat(lines, times))}"));
        Linter.Check(criteria);
        return criteria.Looks;
    }

    private sealed class CountedList(IReadOnlyList<Criterion> criteria) : IReadOnlyList<Criterion>
    {
        public long Looks { get; private set; }

        public int Count => criteria.Count;

        public Criterion this[int index]
        {
            get
            {
                Looks++;
                return criteria[index];
            }
        }

        public IEnumerator<Criterion> GetEnumerator()
        {
            for (var i = 0; i < criteria.Count; i++)
                yield return this[i];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
