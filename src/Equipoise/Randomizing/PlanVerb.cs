using System.CommandLine;
using System.Globalization;
using Equipoise.CommandLine;
using Equipoise.Conduct.Randomization;
using Equipoise.Reports;
using Equipoise.Survival;

namespace Equipoise.Randomizing;

/// <summary><c>equipoise randomize plan</c>: the lists that a seed makes.</summary>
internal static class PlanVerb
{
    private const int MostSlots = 1_000_000;

    internal static readonly Option<string?> Seed = new("--seed-file") { Description = "The file of the seed, 64 hexadecimal digits", HelpName = "FILE" };
    internal static readonly Option<long> Number = new("--scheme") { Description = "The number of the scheme; a new one has a new seed", HelpName = "NUMBER", DefaultValueFactory = _ => 1 };

    private static readonly Option<string?> NewSeed = new("--new-seed") { Description = "Make a seed in this new file first", HelpName = "FILE" };
    private static readonly Option<int> Slots = new("--slots") { Description = "How many places of each stratum", HelpName = "NUMBER", DefaultValueFactory = _ => 30 };

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("plan", "Make the lists of a scheme from a seed, to look at before its use or to check after it") { Seed, NewSeed, Number, Slots }.WithScheme();
        verb.SetAction((words, cancellation) => RunAsync(words, output, messages, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        var (study, definition) = SchemeOptions.Read(words);
        var (slots, scheme) = (words.GetValue(Slots), words.GetValue(Number));
        if (definition.IsMinimization)
            throw new TableException("Minimization has no lists: each allocation depends on those before it. Try it by simulate.");
        if (words.GetValue(Seed) is null == words.GetValue(NewSeed) is null)
            throw new TableException("Name the seed by --seed-file, or make one by --new-seed.");
        if (scheme < 1)
            throw new TableException("--scheme is the number of a scheme, from 1.");
        if (slots < 1 || (long)slots * definition.Strata().Count > MostSlots)
            throw new TableException($"--slots is at least 1, and a plan has at most {MostSlots} places over all strata.");
        var seed = words.GetValue(NewSeed) is { } made ? SeedFile.Make(made) : SeedFile.Read(words.GetValue(Seed)!);
        var commitment = Commitment.Of(seed, definition.Write(), study, scheme);
        var plan = SlotPlan.Of(definition, seed, study, scheme, slots);
        if (words.GetValue(SharedOptions.Json))
        {
            await output.WriteLineAsync(JsonReport.Of(json => json
                .Text("study", study).Whole("scheme", scheme).Text("commitment", commitment)
                .Objects("slots", plan, (item, slot) => item.Text("stratum", slot.Stratum).Whole("position", slot.Position).Whole("block", slot.Block).Whole("blockSize", slot.BlockSize).Text("arm", slot.Arm))).AsMemory(), cancellation);
            return ExitCode.Done;
        }

        await output.WriteLineAsync("stratum,position,block,block_size,arm");
        foreach (var slot in plan)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{slot.Stratum},{slot.Position},{slot.Block},{slot.BlockSize},{slot.Arm}").AsMemory(), cancellation);
        await messages.WriteLineAsync($"Commitment of scheme {scheme} of {study}: {commitment}");
        return ExitCode.Done;
    }
}
