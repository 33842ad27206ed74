using System.Globalization;
using System.Text.Json;

namespace Equipoise.Eligibility.Criteria;

/// <summary>One text for all trees that say the same: negations stand at the leaves, groups of one kind are one group in a fixed
/// order, a performance status is a list of values however it was compared, and a name is one in any case and number.</summary>
/// <remarks>It works on the JSON of a tree, so that trees of other hands can be compared. The window of a measurement does not
/// count, and what is concurrent is current.</remarks>
public sealed class TreeNormalForm
{
    private readonly SynonymGroups names;

    private TreeNormalForm(SynonymGroups names) => this.names = names;

    /// <summary>The normal form of a tree; null for no tree.</summary>
    /// <param name="tree">The tree, as the JSON of criteria has it.</param>
    /// <param name="names">Names of concepts, variables, units or anchors that are to count as one.</param>
    public static string? Of(JsonElement tree, SynonymGroups? names = null) =>
        tree.ValueKind == JsonValueKind.Object ? new TreeNormalForm(names ?? SynonymGroups.None).Node(tree, denied: false).ToString() : null;

    private Form Node(JsonElement node, bool denied)
    {
        if (node.TryGetProperty("all", out var all))
            return Group(denied ? "any" : "all", all, denied);
        if (node.TryGetProperty("any", out var any))
            return Group(denied ? "all" : "any", any, denied);
        if (node.TryGetProperty("not", out var not))
            return Node(not, !denied);
        if (node.TryGetProperty("given", out var guard))
        {
            var parts = new List<Form> { Node(guard, denied: false), Node(node.GetProperty("then"), denied) };
            if (node.TryGetProperty("else", out var other) && other.ValueKind == JsonValueKind.Object)
            {
                // Where the other case is the guard's contrary, either of the two will do.
                if (!denied && string.Equals(Node(guard, denied: true).ToString(), Node(other, denied: false).ToString(), StringComparison.Ordinal))
                    return Flat("any", [parts[1], Node(other, denied: false)]);
                parts.Add(Node(other, denied));
            }

            return new Form("given", parts);
        }

        if (node.TryGetProperty("atLeast", out var least))
            return new Form(string.Create(CultureInfo.InvariantCulture, $"{(denied ? "not " : "")}atLeast {least.GetInt32()}"), [.. node.GetProperty("of").EnumerateArray().Select(part => Node(part, denied: false)).OrderBy(part => part.ToString(), StringComparer.Ordinal)]);
        return new Form(Leaf(node, denied), []);
    }

    private Form Group(string kind, JsonElement parts, bool denied)
    {
        var contraries = kind is "any" && !denied ? parts.EnumerateArray().Select(part => Node(part, denied: true).ToString()).ToHashSet(StringComparer.Ordinal) : [];
        // "a, or b where not a" is "a or b".
        return Flat(kind, parts.EnumerateArray().Select(part => Node(part, denied)).Select(part =>
            part.Kind is "all" && part.Parts.Any(one => contraries.Contains(one.ToString())) ? Flat("all", part.Parts.Where(one => !contraries.Contains(one.ToString()))) : part));
    }

    private static Form Flat(string kind, IEnumerable<Form> parts)
    {
        var flat = parts.SelectMany(part => string.Equals(part.Kind, kind, StringComparison.Ordinal) ? part.Parts : [part])
            .DistinctBy(part => part.ToString(), StringComparer.Ordinal).OrderBy(part => part.ToString(), StringComparer.Ordinal).ToList();
        return flat.Count == 1 ? flat[0] : new Form(kind, flat);
    }

    private string Leaf(JsonElement leaf, bool denied)
    {
        var fact = Text(leaf, "fact");
        return fact switch
        {
            "measurement" => $"{names.Of(Text(leaf, "variable"))} {Limit(leaf, denied)} {names.Exactly(Text(leaf, "unit"))} {Text(leaf, "relativeTo")}".TrimEnd(),
            "age" or "lifeExpectancy" => $"{fact} {Limit(leaf, denied)} {Text(leaf, "unit")}",
            "performanceStatus" => $"{fact} {Text(leaf, "scale")} {(denied ? "not " : "")}{Values(leaf)}",
            _ => $"{fact} {names.Of(Text(leaf, "concept"))} {(leaf.TryGetProperty("exists", out var exists) && exists.GetBoolean() == denied ? "absent" : "present")} {Count(leaf)}{Window(leaf)}".TrimEnd(),
        };
    }

    private static string Count(JsonElement leaf) => Text(leaf, "op") is { Length: > 0 } ? $"{Limit(leaf, denied: false)} " : "";

    private string Window(JsonElement leaf) => leaf.TryGetProperty("within", out var within) && within.ValueKind == JsonValueKind.Object
        ? $"within {Number(within.GetProperty("value"))} {Text(within, "unit")} {Text(within, "direction")} {names.Of(Text(within, "anchor"))}".TrimEnd()
        : "";

    private static string Limit(JsonElement leaf, bool denied)
    {
        var sign = Text(leaf, "op");
        var said = denied ? sign switch { ">=" => "<", ">" => "<=", "<=" => ">", "<" => ">=", _ => $"not {sign}" } : sign;
        return $"{said} {Number(leaf.GetProperty("value"))}";
    }

    // ECOG runs from 0 to 5; the other two in tens to 100.
    private static string Values(JsonElement leaf)
    {
        var scale = Text(leaf, "scale") is "ecog" ? Enumerable.Range(0, 6).Select(value => (decimal)value) : Enumerable.Range(0, 11).Select(value => value * 10m);
        var limit = leaf.TryGetProperty("value", out var one) && one.ValueKind == JsonValueKind.Number ? one.GetDecimal()
            : leaf.TryGetProperty("values", out var some) && some.GetArrayLength() == 1 ? some[0].GetDecimal() : 0;
        var values = Text(leaf, "op") switch
        {
            ">=" => scale.Where(value => value >= limit),
            ">" => scale.Where(value => value > limit),
            "<=" => scale.Where(value => value <= limit),
            "<" => scale.Where(value => value < limit),
            "=" => [limit],
            _ => leaf.GetProperty("values").EnumerateArray().Select(value => value.GetDecimal()).Order(),
        };
        return string.Join(',', values.Select(Number));
    }

    private static string Number(JsonElement number) => Number(number.GetDecimal());

    private static string Number(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private sealed record Form(string Kind, IReadOnlyList<Form> Parts)
    {
        public override string ToString() => Parts.Count == 0 ? Kind : $"{Kind}({string.Join("; ", Parts)})";
    }
}
