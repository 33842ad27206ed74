using System.CommandLine;
using Equipoise.CommandLine;

namespace Equipoise.Survival;

/// <summary><c>equipoise survival</c>: what times and events in a file show.</summary>
internal static class SurvivalVerb
{
    public static Command Build(TextWriter output) => new("survival", "Analyze times to events in a file")
    {
        KaplanMeierVerb.Build(output),
        LogRankVerb.Build(output),
        CoxVerb.Build(output),
        RestrictedMeanVerb.Build(output),
        IncidenceVerb.Build(output),
        MilestoneVerb.Build(output),
        ForestVerb.Build(output),
        ResponseVerb.Build(output),
    };

    /// <summary>Prints a result as JSON or for a person.</summary>
    public static async Task<int> PrintAsync(ParseResult words, TextWriter output, Func<string> json, Func<string> text)
    {
        await output.WriteLineAsync((words.GetValue(SharedOptions.Json) ? json() : text()).TrimEnd());
        return ExitCode.Done;
    }

    /// <summary>What a reader must know about rows that were left out.</summary>
    public static string Omitted(int rows) => rows switch
    {
        0 => "",
        1 => "1 row was left out because it misses a value.\n",
        _ => $"{rows} rows were left out because they miss a value.\n",
    };
}
