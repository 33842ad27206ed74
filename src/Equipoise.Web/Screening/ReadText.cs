using Equipoise.Eligibility.Criteria;

namespace Equipoise.Web.Screening;

/// <summary>The words of a criterion, cut into what was understood and what was not.</summary>
internal static class ReadText
{
    /// <summary>The pieces in their order; together they are the text.</summary>
    public static IEnumerable<(string Words, bool IsRead)> Of(Criterion criterion)
    {
        var at = 0;
        foreach (var span in criterion.Residue.Where(span => span.Start >= criterion.Source.Start))
        {
            var (start, end) = (span.Start - criterion.Source.Start, span.End - criterion.Source.Start);
            if (start > at)
                yield return (criterion.Text[at..start], true);
            yield return (criterion.Text[start..end], false);
            at = end;
        }

        if (at < criterion.Text.Length)
            yield return (criterion.Text[at..], true);
    }

    /// <summary>The words of entries above it that say more of it than was read: "Donors:".</summary>
    public static IEnumerable<string> Above(Criterion criterion, IReadOnlyList<Criterion> criteria) =>
        criterion.Residue.Where(span => span.Start < criterion.Source.Start).Select(span => criteria.FirstOrDefault(one => one.Source == span)?.Text).OfType<string>();
}
