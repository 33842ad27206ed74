using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Equipoise.Conduct.Randomization;
using Equipoise.Protocols.Randomizing;

namespace Equipoise.Randomizing;

/// <summary>One state of a minimization file: read, weighed, and the answer written beside what was given.</summary>
internal static class MinimizationState
{
    private const int Digits = 10;

    /// <summary>Adds <c>imbalanceIfAssigned</c>, <c>preferred</c> (arms counted from 0) and <c>probabilities</c>.</summary>
    /// <exception cref="JsonException">A value is missing or cannot be; the message names the object by its place.</exception>
    public static void Weigh(JsonObject state, int place)
    {
        try
        {
            var ratio = Whole(state, "ratio");
            RefuseOtherArms(state, ratio.Count);
            var counts = Array(state, "marginCountsForSubject").Select(row => (IReadOnlyList<int>)Whole(row as JsonArray ?? throw Bad("marginCountsForSubject", "a list of counts by arm for each factor"), "marginCountsForSubject")).ToList();
            var weights = state["weights"] is null ? [.. counts.Select(_ => 1.0)] : Array(state, "weights").Select(item => Number(item, "weights")).ToList();
            var step = PocockSimon.Weigh(counts, ratio, weights, Measure(state), Number(state["p"], "p"));
            state["imbalanceIfAssigned"] = List(step.Imbalance.Select(value => (JsonNode)Math.Round(value, Digits)));
            state["preferred"] = List(step.Preferred.Select(arm => (JsonNode)arm));
            state["probabilities"] = List(step.Probabilities.Select(value => (JsonNode)Math.Round(value, Digits)));
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            var sentence = failure is ArgumentException { ParamName: { } name } ? failure.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : failure.Message;
            throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"object {place}: {sentence}"), failure);
        }
    }

    private static ImbalanceMeasure Measure(JsonObject state) => (state["method"] as JsonValue)?.ToString().ToUpperInvariant() switch
    {
        "RANGE" => ImbalanceMeasure.Range,
        "VARIANCE" => ImbalanceMeasure.Variance,
        "SD" => ImbalanceMeasure.StandardDeviation,
        _ => throw Bad("method", "range, variance or sd"),
    };

    // A number of arms, or their names.
    private static void RefuseOtherArms(JsonObject state, int count)
    {
        var arms = state["arms"] switch
        {
            null => count,
            JsonArray names => names.Count,
            var number => (int)Number(number, "arms"),
        };
        if ((state["arms"] as JsonArray)?.GroupBy(name => name?.ToJsonString(), StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new JsonException($"arms names '{twice.First()}' twice.");
        if (arms != count)
            throw new JsonException($"arms says {arms}, but ratio has {count} parts.");
    }

    private static List<int> Whole(JsonObject state, string name) => Whole(Array(state, name), name);

    private static List<int> Whole(JsonArray items, string name) =>
        [.. items.Select(item => Number(item, name) is var number && number == Math.Floor(number) && Math.Abs(number) <= 1_000_000 ? (int)number : throw Bad(name, "whole numbers"))];

    private static JsonArray Array(JsonObject state, string name) => state[name] as JsonArray ?? throw Bad(name, "a list");

    private static double Number(JsonNode? item, string name) =>
        item is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<double>(out var number) ? number : throw Bad(name, "a number");

    private static JsonException Bad(string name, string wanted) => new($"{name} is not what it should be: write {wanted}.");

    private static JsonArray List(IEnumerable<JsonNode> items) => [.. items];
}
