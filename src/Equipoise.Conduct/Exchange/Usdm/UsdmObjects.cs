using System.Globalization;
using System.Text.Json.Nodes;

namespace Equipoise.Conduct.Exchange.Usdm;

/// <summary>Makes the objects of a USDM file, each with an id of its own and the members that every class has.</summary>
internal sealed class UsdmObjects
{
    private const string Terminology = "http://www.cdisc.org";
    private const string TerminologyVersion = "2024-09-27";
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    public static string Id(JsonObject item) => item["id"]!.GetValue<string>();

    public static JsonArray Ids(IEnumerable<JsonObject> items) => [.. items.Select(item => (JsonNode)Id(item))];

    public static JsonArray List(IEnumerable<JsonObject> items) => [.. items];

    /// <summary>Joins items that follow each other by their ids.</summary>
    public static List<JsonObject> Chain(List<JsonObject> items)
    {
        for (var i = 1; i < items.Count; i++)
            (items[i - 1]["nextId"], items[i]["previousId"]) = (Id(items[i]), Id(items[i - 1]));
        return items;
    }

    public JsonObject New(string type, params (string Name, JsonNode? Value)[] members)
    {
        var number = numbers[type] = numbers.GetValueOrDefault(type) + 1;
        var item = new JsonObject { ["id"] = string.Create(CultureInfo.InvariantCulture, $"{type}_{number}"), ["extensionAttributes"] = new JsonArray() };
        foreach (var (name, value) in members)
            item[name] = value;
        item["instanceType"] = type;
        return item;
    }

    /// <summary>A code of CDISC's controlled terminology.</summary>
    public JsonObject Code(string code, string decode) => New("Code", ("code", code), ("codeSystem", Terminology), ("codeSystemVersion", TerminologyVersion), ("decode", decode));

    /// <summary>A code of another system.</summary>
    public JsonObject Own(string system, string code, string decode) => New("Code", ("code", code), ("codeSystem", system), ("codeSystemVersion", "1"), ("decode", decode));

    public JsonObject Alias(JsonObject code) => New("AliasCode", ("standardCode", code), ("standardCodeAliases", new JsonArray()));

    public JsonObject Quantity(double value, JsonObject? unit) => New("Quantity", ("value", value), ("unit", unit is null ? null : Alias(unit)));
}
