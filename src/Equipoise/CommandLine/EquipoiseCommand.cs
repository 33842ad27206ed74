using System.CommandLine;
using System.CommandLine.Parsing;
using Equipoise.Auditing;
using Equipoise.Find;
using Equipoise.Import;
using Equipoise.Indexing;
using Equipoise.People;
using Equipoise.Derive;
using Equipoise.Design;
using Equipoise.Randomizing;
using Equipoise.Safety;
using Equipoise.Screening;
using Equipoise.Serve;
using Equipoise.StudyFiles;
using Equipoise.Survival;
using Equipoise.Tumors;

namespace Equipoise.CommandLine;

/// <summary>The <c>equipoise</c> program: one verb per job; with no verb it serves.</summary>
internal static class EquipoiseCommand
{
    /// <summary>Does what the words say.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] words, TextWriter output, TextWriter messages)
    {
        ParseResult parsed;
        try
        {
            parsed = Build(output, messages).Parse(words, new ParserConfiguration
            {
                // A word that begins with @ is not the name of a file whose lines are more words.
                ResponseFileTokenReplacer = null,
            });
        }
        catch (InvalidOperationException refusal)
        {
            // What compares two options meets one that has refused its own words.
            await messages.WriteLineAsync(refusal.Message);
            return ExitCode.WrongWords;
        }

        if (parsed.Errors.Count > 0)
        {
            foreach (var sentence in WhatIsWrong(parsed))
                await messages.WriteLineAsync(sentence);
            await messages.WriteLineAsync("'equipoise --help' lists the verbs and options.");
            return ExitCode.WrongWords;
        }

        if (FileWithoutName(parsed) is { } word)
        {
            await messages.WriteLineAsync($"{word} is empty: name a file.");
            return ExitCode.WrongWords;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = messages,
                EnableDefaultExceptionHandler = false,
                // The site stops by itself on Ctrl+C and SIGTERM, after the requests under way.
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception failure)
        {
            await messages.WriteLineAsync(FailureSentence.Of(failure));
            return ExitCode.Failed;
        }
    }

    // What a script passes whose variable is not set.
    private static string? FileWithoutName(ParseResult parsed)
    {
        foreach (var said in parsed.CommandResult.Children)
        {
            var (word, name) = said switch
            {
                OptionResult option => (option.Option.HelpName, option.Option.Name),
                ArgumentResult argument => (argument.Argument.HelpName, argument.Argument.HelpName),
                _ => default,
            };
            if (word?.StartsWith("FILE", StringComparison.Ordinal) == true && said.Tokens.Any(token => token.Value.Length == 0))
                return name;
        }

        return null;
    }

    private static RootCommand Build(TextWriter output, TextWriter messages)
    {
        var root = new RootCommand("Equipoise: clinical trials, from finding one to reading its result. With no verb it serves the site.")
        {
            SharedOptions.Data,
            SharedOptions.Database,
            SharedOptions.ConductDatabase,
            SharedOptions.Json,
        };
        var serve = ServeVerb.Build(output, messages);
        foreach (var option in serve.Options)
            root.Add(option);
        root.Action = serve.Action;
        root.Add(serve);
        root.Add(ImportVerb.Build(output, messages));
        root.Add(SurvivalVerb.Build(output));
        root.Add(IndexVerb.Build(output, messages));
        root.Add(SearchVerb.Build(output, messages));
        root.Add(DesignVerb.Build(output));
        root.Add(Equipoise.Simulation.SimulateVerb.Build(output, messages));
        root.Add(CriteriaVerb.Build(output, messages));
        root.Add(CriteriaQualityVerb.Build(output, messages));
        root.Add(CriteriaLintVerb.Build(output, messages));
        root.Add(ScreenVerb.Build(output, messages));
        root.Add(AuditVerb.Build(output, messages));
        root.Add(RandomizeVerb.Build(output, messages));
        root.Add(RecistVerb.Build(output, messages));
        root.Add(UserVerb.Build(output, messages));
        root.Add(ProtocolVerb.Build(output, messages));
        root.Add(DeriveVerb.Build(output));
        root.Add(CtcaeVerb.Build(output));
        root.Add(MatchVerb.Build(output, messages));
        root.Add(Equipoise.Printing.ReportVerb.Build(output, messages));
        root.Add(Equipoise.Demo.DemoVerb.Build(output, messages));
        return root;
    }

    private static IEnumerable<string> WhatIsWrong(ParseResult parsed)
    {
        // A word that nobody asked for may be half of a connection string, with a password in it.
        if (parsed.UnmatchedTokens.Any(word => word.AsSpan().ContainsAny('=', '@')))
            return ["A word with = or @ in it stands where none is expected: write --database and put the whole connection string after it in quotes."];
        if (parsed.CommandResult.Command is { Action: null, Subcommands.Count: > 0 } verb && parsed.UnmatchedTokens.Count == 0)
            return [$"'equipoise {verb.Name}' takes one of {string.Join(", ", verb.Subcommands.Select(one => one.Name))}: 'equipoise {verb.Name} --help' tells what each does."];
        return parsed.CommandResult.Command is RootCommand && parsed.UnmatchedTokens is [var stray, ..] && !stray.StartsWith('-')
            ? [$"There is no verb '{stray}' in this version."]
            : parsed.Errors.Select(error => error.Message);
    }
}
