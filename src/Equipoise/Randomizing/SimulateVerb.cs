using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Equipoise.CommandLine;
using Equipoise.Conduct.Randomization.Simulation;

namespace Equipoise.Randomizing;

/// <summary><c>equipoise randomize simulate</c>: what a scheme would do.</summary>
internal static class SimulateVerb
{
    private const int MostAllocations = 20_000_000;

    private static readonly Option<int> Participants = Whole("--participants", "How many participants a trial has", 300);
    private static readonly Option<int> Trials = Whole("--trials", "How many trials to simulate", 1000);
    private static readonly Option<string> Seed = new("--seed") { Description = "Any word: the same one gives the same report", HelpName = "WORD", DefaultValueFactory = _ => "1" };

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("simulate", "Balance, predictability and order of a scheme over simulated trials") { Participants, Trials, Seed }.WithScheme();
        verb.SetAction((words, cancellation) => RunAsync(words, output, messages, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        var (study, definition) = SchemeOptions.Read(words);
        var (participants, trials) = (words.GetValue(Participants), words.GetValue(Trials));
        if (participants < 1 || trials < 1 || (long)participants * trials > MostAllocations)
        {
            await messages.WriteLineAsync($"--participants and --trials are at least 1, and at most {MostAllocations} allocations are simulated.");
            return ExitCode.WrongWords;
        }

        var seed = SHA256.HashData(Encoding.UTF8.GetBytes(words.GetRequiredValue(Seed)));
        var report = SchemeSimulator.Run(definition, participants, trials, seed, cancellation);
        await output.WriteLineAsync((words.GetValue(SharedOptions.Json) ? SimulationText.Json(study, definition, report) : SimulationText.Of(study, definition, report)).AsMemory(), cancellation);
        return ExitCode.Done;
    }

    private static Option<int> Whole(string name, string description, int otherwise) => new(name) { Description = description, HelpName = "NUMBER", DefaultValueFactory = _ => otherwise };
}
