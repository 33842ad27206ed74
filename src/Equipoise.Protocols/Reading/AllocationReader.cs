using Equipoise.Protocols.Arms;
using Equipoise.Protocols.Randomizing;

namespace Equipoise.Protocols.Reading;

/// <summary>Reads by what and how participants are allocated.</summary>
internal static class AllocationReader
{
    private const int MostParts = 100;
    private const int LargestBlock = 200;

    public static List<StratificationFactor> ReadFactors(YamlFields root) => root.EachCoded("stratification", "factor", 0, ReadFactor, factor => factor.Code);

    public static Allocation Read(YamlFields root, List<Arm> arms, List<StratificationFactor> factors) =>
        root.Required("allocation", "allocation", fields => ReadAllocation(fields, arms, factors));

    private static Allocation ReadAllocation(YamlFields fields, List<Arm> arms, List<StratificationFactor> factors)
    {
        var ratio = fields.Required("ratio", "ratio", parts => (List<int>)[.. arms.Select(arm => parts.Whole(arm.Code, least: 1, most: MostParts))]);
        var method = fields.Choice("method", ("blocks", AllocationMethod.Blocks), ("minimization", AllocationMethod.Minimization));
        if (method == AllocationMethod.Minimization && factors.Count == 0)
            throw fields.Bad("method", "Minimization balances over factors, but there is no 'stratification'.");
        return method == AllocationMethod.Blocks
            ? new Allocation(method, ratio, ReadBlocks(fields, ratio.Sum()), null)
            : new Allocation(method, ratio, null, ReadMinimization(fields, factors));
    }

    private static PermutedBlocks ReadBlocks(YamlFields fields, int parts)
    {
        var sizes = fields.Numbers("blockSizes");
        if (sizes.Count == 0)
            throw ProtocolException.At(fields.LineOf("blockSizes"), "'blockSizes' names at least one size.");
        foreach (var size in sizes)
        {
            if (size <= 0 || size > LargestBlock || size % parts != 0)
                throw fields.Bad("blockSizes", $"{size} is no block size: a block holds a whole multiple of the ratio's {parts} parts, {LargestBlock} at most.");
        }

        return sizes.Distinct().Count() == sizes.Count ? new PermutedBlocks([.. sizes.Select(size => (int)size)]) : throw fields.Bad("blockSizes", "A block size stands twice: each is named once, and all are equally likely.");
    }

    private static Minimization ReadMinimization(YamlFields fields, List<StratificationFactor> factors)
    {
        var probability = fields.Number("probability");
        if (probability is <= 0 or > 1)
            throw fields.Bad("probability", "'probability' is above 0 and at most 1.");
        var weights = fields.Optional("weights") is null
            ? [.. factors.Select(_ => 1m)]
            : fields.Required("weights", "set of weights", parts => (List<decimal>)[.. factors.Select(factor => parts.Positive(factor.Code))]);
        return new Minimization(
            fields.Choice("measure", ("range", ImbalanceMeasure.Range), ("variance", ImbalanceMeasure.Variance), ("sd", ImbalanceMeasure.StandardDeviation)),
            probability,
            weights);
    }

    private static StratificationFactor ReadFactor(YamlFields fields) => new(
        fields.Code("code"),
        fields.Text("name"),
        fields.EachCoded("levels", "level", 2, ReadLevel, level => level.Code),
        fields.OptionalText("from"));

    private static FactorLevel ReadLevel(YamlFields fields)
    {
        var level = new FactorLevel(fields.Code("code"), fields.Text("label"), fields.Texts("values"), fields.OptionalNumber("minimum"), fields.OptionalNumber("below"));
        return level.Values.Count > 0 && (level.Minimum ?? level.Below) is not null
            ? throw ProtocolException.At(fields.Line, "A level is named by 'values' or by 'minimum' and 'below', not by both.")
            : level;
    }
}
