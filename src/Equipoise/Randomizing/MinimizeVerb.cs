using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Equipoise.CommandLine;
using Equipoise.Reports;
using Equipoise.Screening;

namespace Equipoise.Randomizing;

/// <summary><c>equipoise randomize minimize</c>: what minimization weighs for each participant of a file.</summary>
internal static class MinimizeVerb
{
    private const long LargestFile = 64L * 1024 * 1024;

    private static readonly Argument<string> File = new("file")
    {
        Description = "JSON objects with arms, ratio, weights, method (range, variance, sd), p and marginCountsForSubject (for each factor the counts by arm): a list, one alone, or a list under cases",
        HelpName = "FILE.json",
    };

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("minimize", "Weigh arms after Pocock and Simon") { File };
        verb.SetAction((words, cancellation) => RunAsync(words, output, messages, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        var path = words.GetRequiredValue(File);
        var (bytes, problem) = await InputFile.ReadBytesAsync(path, LargestFile, cancellation);
        if (bytes is null)
        {
            await messages.WriteLineAsync(problem);
            return ExitCode.Failed;
        }

        try
        {
            var root = Parse(bytes);
            var states = States(root);
            for (var place = 0; place < states.Count; place++)
                MinimizationState.Weigh(states[place], place + 1);
            await output.WriteLineAsync((words.GetValue(SharedOptions.Json) ? root.ToJsonString() : Text(states)).AsMemory(), cancellation);
            return ExitCode.Done;
        }
        catch (JsonException failure)
        {
            await messages.WriteLineAsync($"{path} is not the JSON it should be: {failure.Message.ReplaceLineEndings(" ")}");
            return ExitCode.Failed;
        }
    }

    private static JsonNode Parse(byte[] bytes)
    {
        try
        {
            return JsonNode.Parse(bytes, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) ?? throw new JsonException("it is null.");
        }
        catch (JsonException broken) when (broken.LineNumber is not null)
        {
            throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"line {broken.LineNumber + 1} breaks off or has a sign that JSON does not have there: close every bracket, brace and quotation mark."), broken);
        }
        catch (JsonException twice) when (twice.Message.Contains('\''))
        {
            throw new JsonException($"the key '{twice.Message.Split('\'')[1]}' stands twice in one object: leave one of them out.", twice);
        }
    }

    private static List<JsonObject> States(JsonNode root)
    {
        var list = root switch
        {
            JsonArray array => array,
            JsonObject whole when whole["cases"] is JsonArray cases => cases,
            JsonObject one => [one.DeepClone()],
            _ => throw new JsonException("write an object, a list of objects, or a list under cases."),
        };
        if (root is JsonObject single && single["cases"] is not JsonArray)
            return [single];
        return [.. list.Select((item, place) => item as JsonObject ?? throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"object {place + 1} is no object.")))];
    }

    private static string Text(List<JsonObject> states)
    {
        var text = new TextTable("object", "preferred", "imbalance if assigned", "probabilities");
        for (var place = 0; place < states.Count; place++)
            text.Add((place + 1).ToString(CultureInfo.InvariantCulture), Numbers(states[place], "preferred"), Numbers(states[place], "imbalanceIfAssigned"), Numbers(states[place], "probabilities"));
        return text.ToString().TrimEnd();
    }

    private static string Numbers(JsonObject state, string name) => string.Join(' ', state[name]!.AsArray().Select(item => item!.ToString() is var text && double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? TextTable.Number(number) : text));
}
