using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Equipoise.Conduct;
using Equipoise.Conduct.Randomization;
using Equipoise.Protocols;
using Equipoise.Protocols.Reading;
using Equipoise.Survival;

namespace Equipoise.Randomizing;

/// <summary>The words that name a scheme: a study we ship, a protocol file, or the parts of one.</summary>
internal static class SchemeOptions
{
    private const decimal UsualProbability = 0.8m;
    private const long MostStrata = 100_000;
    private const int MostNumbers = 20;

    private static readonly Option<string?> Study = new("--study") { Description = "The scheme of a study that travels with the program, such as NCT07264075", HelpName = "NCTID" };

    private static readonly Option<string?> Protocol = new("--protocol") { Description = "The scheme of a protocol file", HelpName = "FILE.yaml" };

    private static readonly Option<string?> Ratio = Numbers("--ratio", "Parts of the arms, such as 1:1:1", 1, 100, ':');

    private static readonly Option<string?> BlockSizes = Numbers("--block-sizes", "Sizes of blocks, such as 6,9", 1, 200, ',');

    private static readonly Option<string?> Minimize = new("--minimize") { Description = "Minimize instead, by range, variance or sd", HelpName = "MEASURE" };

    private static readonly Option<string?> Probability = new("--p")
    {
        Description = "With which probability minimization gives the preferred arm; 0.8 when left out",
        HelpName = "P",
        Validators =
        {
            result =>
            {
                if (Share(result.GetValueOrDefault<string?>()) is not (> 0 and <= 1))
                    result.AddError($"--p is '{result.GetValueOrDefault<string?>()}': write a number above 0 and at most 1.");
            },
        },
    };

    private static readonly Option<string?> Levels = Numbers("--levels", "How many levels each stratification factor has, such as 3,2,2", 2, 200, ',');

    public static Command WithScheme(this Command verb)
    {
        foreach (var option in (Option[])[Study, Protocol, Ratio, BlockSizes, Minimize, Probability, Levels])
            verb.Add(option);
        verb.Validators.Add(RefuseUnclear);
        return verb;
    }

    /// <summary>The name of the study, and its scheme.</summary>
    /// <exception cref="TableException">There is no such protocol, or no scheme in it.</exception>
    public static (string Study, SchemeDefinition Definition) Read(ParseResult words)
    {
        var (study, file, ratio) = (words.GetValue(Study), words.GetValue(Protocol), Parse(words.GetValue(Ratio)));
        if (ratio.Length > 0)
            return ("scheme", Parts(words, ratio));
        var protocol = study is null ? ReadFile(file!) : ShippedProtocols.Find(study) ?? throw new TableException($"There is no protocol of {study} here: name its file by --protocol.");
        if (protocol.Design is not { } design)
            throw new TableException($"The protocol of {protocol.Study} has no arms, so there is no scheme in it.");
        try
        {
            return (protocol.Study, SchemeDefinition.Of(design, []));
        }
        catch (StepRefusedException refusal)
        {
            throw new TableException(refusal.Message);
        }
    }

    private static Protocols.Protocol ReadFile(string file)
    {
        try
        {
            return ProtocolReader.Read(File.ReadAllText(file));
        }
        catch (ProtocolException failure)
        {
            throw new TableException($"{file}: {failure.Message}");
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TableException($"There is no file {file}.");
        }
    }

    private static SchemeDefinition Parts(ParseResult words, int[] ratio)
    {
        var measure = words.GetValue(Minimize);
        var factors = Parse(words.GetValue(Levels)).Select((count, place) => new SchemeFactor(Text($"F{place + 1}"), [.. Enumerable.Range(1, count).Select(level => Text($"L{level}"))])).ToList();
        return new SchemeDefinition(
            measure is null ? "blocks" : "minimization",
            [.. ratio.Select((_, place) => ((char)('A' + place)).ToString())],
            ratio,
            Parse(words.GetValue(BlockSizes)),
            factors,
            measure,
            measure is null ? null : Share(words.GetValue(Probability)) ?? UsualProbability,
            measure is null ? [] : [.. factors.Select(_ => 1m)]);
    }

    private static void RefuseUnclear(CommandResult result)
    {
        // Numbers that cannot be are told of by their own option.
        if (result.Children.OfType<OptionResult>().Any(option => option.Errors.Any()))
            return;
        var ratio = Parse(result.GetValue(Ratio));
        if (ratio.Any(parts => parts <= 0))
            return;
        if ((result.GetValue(Study) is null ? 0 : 1) + (result.GetValue(Protocol) is null ? 0 : 1) + (ratio.Length == 0 ? 0 : 1) != 1)
            result.AddError("Name one scheme: by --study, by --protocol, or by --ratio with --block-sizes or --minimize.");
        else if (ratio.Length > 0 && WhatIsWrong(ratio, Parse(result.GetValue(BlockSizes)), result.GetValue(Minimize), Parse(result.GetValue(Levels)), Share(result.GetValue(Probability))) is { } sentence)
            result.AddError(sentence);
    }

    private static string? WhatIsWrong(int[] ratio, int[] sizes, string? measure, int[] levels, decimal? p)
    {
        var total = ratio.Sum();
        if (ratio.Length < 2)
            return "--ratio names two or more arms, such as 1:1:1.";
        if (sizes.Length > 0 == measure is not null)
            return "Say by what the scheme allocates: --block-sizes 6,9, or --minimize range.";
        if (Array.Find(sizes, size => size % total != 0) is > 0 and var odd)
            return $"{odd} is no block size: a block holds a whole multiple of the ratio's {total} parts.";
        if (measure is not (null or "range" or "variance" or "sd"))
            return $"--minimize is '{measure}': write range, variance or sd.";
        if (levels.Aggregate(1L, (product, count) => Math.Min(product * count, long.MaxValue / 200)) > MostStrata)
            return $"--levels makes more than {MostStrata} strata.";
        if (measure is null && p is not null)
            return "--p belongs to minimization: leave it out, or say --minimize range.";
        if (p * ratio.Length < 1)
            return Text($"--p is {p}: write at least the share of one of {ratio.Length} arms, {1m / ratio.Length:0.####}.");
        return measure is not null && levels.Length == 0 ? "Minimization balances over factors: name the number of their levels by --levels, such as 3,2,2." : null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Option<string?> Numbers(string name, string description, int least, int most, char between) => new(name)
    {
        Description = description,
        HelpName = "NUMBERS",
        Validators =
        {
            result =>
            {
                var text = result.GetValueOrDefault<string?>() ?? "";
                var parts = text.Split(between);
                if (parts.Length > MostNumbers || parts.Any(part => !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > most))
                    result.AddError($"{name} is '{text}': write whole numbers from {least} to {most} with {between} between them, {MostNumbers} at most.");
            },
        },
    };

    private static decimal? Share(string? text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) ? share : null;

    private static int[] Parse(string? text) => [.. (text ?? "").Split(':', ',').Where(part => part.Length > 0).Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)];
}
