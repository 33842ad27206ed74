using System.Buffers;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Records;
using Equipoise.Search.Queries;

namespace Equipoise.Registry.Finding;

/// <summary>What makes another study like a given one: its conditions above all, then its treatments and keywords.</summary>
internal static class SimilarStudies
{
    private static readonly SearchValues<char> DoseOrBracket = SearchValues.Create("0123456789([");

    private const int MostNames = 6;
    private const int RunLength = 3;
    private const double ConditionBoost = 2;
    private const double TreatmentBoost = 1.5;

    /// <summary>The query for studies like this one, without it; null where the record names nothing to go by.</summary>
    public static Query? To(StudyRecord study)
    {
        var likenesses = Likenesses("ConditionSearch", study.Conditions.Concat(study.ConditionHeadings), ConditionBoost)
            .Concat(Likenesses("InterventionNameSearch", study.InterventionDetails.Select(treatment => treatment.Name), TreatmentBoost))
            .Concat(Likenesses("ConditionSearch", study.Keywords, boost: 1))
            .ToList();
        return likenesses.Count == 0
            ? null
            : new BooleanQuery { Should = likenesses, MinimumShould = 1, MustNot = [new KeyQuery([study.Id.ToString()])] };
    }

    /// <summary>The query for studies that share a part of a long name with it: three words in a row of a condition, or a treatment
    /// without its dose and what stands in brackets. Null where no name has such parts.</summary>
    public static Query? InPart(StudyRecord study)
    {
        var parts = Likenesses("ConditionSearch", study.Conditions.SelectMany(Runs), ConditionBoost)
            .Concat(Likenesses("InterventionNameSearch", study.InterventionDetails.SelectMany(treatment => Bare(treatment.Name)), TreatmentBoost))
            .ToList();
        return parts.Count == 0
            ? null
            : new BooleanQuery { Should = parts, MinimumShould = 1, MustNot = [new KeyQuery([study.Id.ToString()])] };
    }

    private static IEnumerable<string> Runs(string name)
    {
        var words = Thesaurus.Normalize(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= RunLength ? [] : Enumerable.Range(0, words.Length - RunLength + 1).Select(start => string.Join(' ', words, start, RunLength));
    }

    // The name up to its dose or bracket, and what the bracket holds, which often is the brand.
    private static IEnumerable<string> Bare(string name)
    {
        var end = name.AsSpan().IndexOfAny(DoseOrBracket);
        if (end <= 0)
            yield break;
        yield return name[..end];
        if (name[end] is '(' or '[')
            yield return name[(end + 1)..].TrimEnd().TrimEnd(')', ']');
    }

    private static IEnumerable<Query> Likenesses(string area, IEnumerable<string> names, double boost) =>
        names.Select(Thesaurus.Normalize).Where(name => name.Length > 2).Distinct(StringComparer.Ordinal).Take(MostNames)
            .Where(name => name.Length <= WordsQuery.LongestPhrase)
            .Select(name => new BoostQuery(Query.Phrase(area, name), boost));
}
