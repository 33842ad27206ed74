using System.Collections.Frozen;
using Equipoise.Registry.Essie;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Schema;
using Equipoise.Search.Queries;

namespace Equipoise.Registry.Api.Searching;

/// <summary>The short filters of the registry's own search page: <c>status:not rec,phase:2 3</c>. Options of one filter are
/// alternatives; an option that there is not finds nothing.</summary>
internal static class AggregateFilters
{
    private static readonly FrozenDictionary<string, Query> Options = new Dictionary<string, Query>(StringComparer.Ordinal)
    {
        ["status:not"] = Status("NOT_YET_RECRUITING"),
        ["status:rec"] = Status("RECRUITING"),
        ["status:act"] = Status("ACTIVE_NOT_RECRUITING"),
        ["status:com"] = Status("COMPLETED"),
        ["status:enr"] = Status("ENROLLING_BY_INVITATION"),
        ["status:sus"] = Status("SUSPENDED"),
        ["status:ter"] = Status("TERMINATED"),
        ["status:wit"] = Status("WITHDRAWN"),
        ["status:unk"] = Status("UNKNOWN"),
        ["status:ava"] = Status("AVAILABLE"),
        ["status:nla"] = Status("NO_LONGER_AVAILABLE"),
        ["status:tna"] = Status("TEMPORARILY_NOT_AVAILABLE"),
        ["status:afm"] = Status("APPROVED_FOR_MARKETING"),
        ["phase:0"] = Query.Value("Phase", "EARLY_PHASE1"),
        ["phase:1"] = Query.Value("Phase", "PHASE1"),
        ["phase:2"] = Query.Value("Phase", "PHASE2"),
        ["phase:3"] = Query.Value("Phase", "PHASE3"),
        ["phase:4"] = Query.Value("Phase", "PHASE4"),
        ["phase:na"] = Query.Value("Phase", "NA"),
        ["phase:NA"] = Query.Value("Phase", "NA"),
        ["studyType:int"] = Query.Value("StudyType", "INTERVENTIONAL"),
        ["studyType:obs"] = Query.Value("StudyType", "OBSERVATIONAL"),
        ["studyType:exp"] = Query.Value("StudyType", "EXPANDED_ACCESS"),
        ["studyType:obs_patreg"] = Query.And(Query.Value("StudyType", "OBSERVATIONAL"), Query.Value("PatientRegistry", value: true)),
        ["studyType:exp_indiv"] = Query.Value("ExpAccTypeIndividual", value: true),
        ["studyType:exp_inter"] = Query.Value("ExpAccTypeIntermediate", value: true),
        ["studyType:exp_treat"] = Query.Value("ExpAccTypeTreatment", value: true),
        ["ages:child"] = Query.Value("StdAge", "CHILD"),
        ["ages:adult"] = Query.Value("StdAge", "ADULT"),
        ["ages:older"] = Query.Value("StdAge", "OLDER_ADULT"),
        ["sex:f"] = Query.Value("Sex", "FEMALE", "ALL"),
        ["sex:m"] = Query.Value("Sex", "MALE", "ALL"),
        ["sex:all"] = Query.All,
        ["healthy:y"] = Query.Value("HealthyVolunteers", value: true),
        ["results:with"] = Query.Value("HasResults", value: true),
        ["results:without"] = Query.Not(Query.Value("HasResults", value: true)),
        ["docs:prot"] = Query.Value("LargeDocHasProtocol", value: true),
        ["docs:sap"] = Query.Value("LargeDocHasSAP", value: true),
        ["docs:icf"] = Query.Value("LargeDocHasICF", value: true),
        ["funderType:nih"] = Query.Value(StudyFields.FunderType, "NIH"),
        ["funderType:fed"] = Query.Value(StudyFields.FunderType, "FED"),
        ["funderType:industry"] = Query.Value(StudyFields.FunderType, "INDUSTRY"),
        ["funderType:other"] = Query.Value(StudyFields.FunderType, OtherFunders),
        ["violation:y"] = Presence.Of(RecordSchema.Piece("ViolationAnnotation"), isInSite: false),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Names = Options.Keys.Select(key => key[..key.IndexOf(':', StringComparison.Ordinal)]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The filters; of a filter that is given twice the last counts.</summary>
    /// <param name="pairs">Each a name, a colon, and options between blanks.</param>
    /// <exception cref="ApiRefusalException">One is no such pair, or there is no filter of its name.</exception>
    public static IReadOnlyList<Query> Read(IReadOnlyList<string> pairs)
    {
        var filters = new Dictionary<string, Query>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var colon = pair.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || !Names.Contains(pair[..colon]))
                throw ApiRefusalException.InvalidValue("aggFilters", pair);
            var name = pair[..colon];
            var options = pair[(colon + 1)..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            filters[name] = Query.Or([.. options.Select(option => Options.GetValueOrDefault($"{name}:{option}", Query.None))]);
        }

        return [.. filters.Values];
    }

    private static string[] OtherFunders =>
        [.. RecordSchema.Enums["AgencyClass"].Select(value => value.Value).Except(["NIH", "FED", "INDUSTRY"], StringComparer.Ordinal)];

    private static Query Status(string status) => Query.Value("OverallStatus", status);
}
