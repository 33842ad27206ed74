using Equipoise.Registry.Indexing;
using Equipoise.Registry.Records;
using Equipoise.Search.Queries;

namespace Equipoise.Registry.Finding;

/// <summary>What makes another study like a given one: its conditions above all, then its treatments and keywords.</summary>
internal static class SimilarStudies
{
    private const int MostNames = 6;
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

    private static IEnumerable<Query> Likenesses(string area, IEnumerable<string> names, double boost) =>
        names.Select(Thesaurus.Normalize).Where(name => name.Length > 2).Distinct(StringComparer.Ordinal).Take(MostNames)
            .Where(name => name.Length <= WordsQuery.LongestPhrase)
            .Select(name => new BoostQuery(Query.Phrase(area, name), boost));
}
