using System.CommandLine;
using System.Text.Json;
using Equipoise.CommandLine;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Store;
using Equipoise.Indexing;
using Equipoise.Randomizing;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Samples;
using Equipoise.Registry.Store;
using Equipoise.Storage.Databases;
using Equipoise.Web;
using Equipoise.Web.Conduct;
using Equipoise.Web.Operations;
using Equipoise.Web.Shared;
using Microsoft.Extensions.Hosting;

namespace Equipoise.Serve;

/// <summary><c>equipoise serve</c>: the site, until it is told to stop.</summary>
internal static class ServeVerb
{
    private static readonly Option<string[]> Urls = new("--urls")
    {
        Description = "Where to listen; several are separated by semicolons",
        HelpName = "URL",
        CustomParser = result => ListeningAddress.ReadAll(result),
        DefaultValueFactory = _ => ["http://127.0.0.1:5080"],
    };

    private static readonly Option<bool> NoDemo = new("--no-demo")
    {
        Description = "Leave out the sample studies",
    };

    private static readonly Option<bool> NoConduct = new("--no-conduct")
    {
        Description = "Serve the public pages only: no sign-in, no running trials",
    };

    private static readonly Option<Uri?> PublicAddress = new("--public-address")
    {
        Description = "Where people reach the site, such as https://trials.example.org: all addresses that it hands out begin with it",
        HelpName = "URL",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address is { UserInfo: "", Query: "", Fragment: "" })
                return address;
            result.AddError($"--public-address '{result.Tokens[0].Value}' is no address of a site: write it as https://trials.example.org.");
            return null;
        },
    };

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("serve", "Serve the site") { Urls, NoDemo, NoConduct, PublicAddress, SealKeyFile.Option, RateLimitOption.Instance };
        verb.SetAction((words, cancellation) => RunAsync(words, output, messages, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        var urls = words.GetRequiredValue(Urls);
        if (ListeningAddress.WhatIsTaken(urls) is { } taken)
        {
            await messages.WriteLineAsync(taken);
            return ExitCode.Failed;
        }

        await using var database = SharedOptions.OpenRegistryDatabase(words);
        var registry = await RegistryStore.OpenAsync(database, TimeProvider.System, cancellation);
        var samples = await registry.ShowSamplesAsync(words.GetValue(NoDemo) ? [] : SampleStudies.All, cancellation);

        using var index = await IndexFolder.OpenToServeAsync(words, registry, cancellation);
        await using var conductDatabase = words.GetValue(NoConduct) ? null : SharedOptions.OpenConductDatabase(words);
        var conduct = conductDatabase is null ? null : await OpenConductAsync(conductDatabase, words, cancellation);
        var setup = conduct is null ? null : await new AccountStore(conduct.Store, TimeProvider.System).BeginSetupAsync(Actor.Program("serve"), cancellation);
        await using var site = Site.Build(registry, index, urls, conduct: conduct, rateLimit: words.GetValue(RateLimitOption.Instance), publicAddress: words.GetValue(PublicAddress));
        try
        {
            await site.StartAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            // Told to stop before it had started.
            return ExitCode.Done;
        }
        catch (Exception failure) when (ListeningAddress.Explain(failure, string.Join(", ", urls)) is { } sentence)
        {
            await messages.WriteLineAsync(sentence);
            return ExitCode.Failed;
        }

        // From here on a log is kept, and who asks is answered.
        database.Waits = null;
        if (conductDatabase is not null)
            conductDatabase.Waits = null;
        var link = setup is null ? null : SetupLink(words.GetValue(PublicAddress)?.ToString() ?? site.Urls.First(), setup);
        if (words.GetValue(SharedOptions.Json))
            await output.WriteLineAsync(JsonSerializer.Serialize(new { urls = site.Urls, data = database.Description, samples, setup = link }));
        await messages.WriteLineAsync(
            $"""
            Equipoise {ProductVersion.Text}
              site     {string.Join(", ", site.Urls)}
              data     {database.Description}
              samples  {(samples == 0 ? "none" : $"{samples} studies, ILLUMINE among them")}
            Stop it with Ctrl+C.
            """);
        using var memory = new IdleMemory(TimeProvider.System);
        if (await registry.FindVocabularyAsync(StudyIndex.Vocabulary, known: "", cancellation) is null)
            await messages.WriteLineAsync("The search knows no medical vocabulary: 'heart attack' does not find 'myocardial infarction' until one is imported with 'equipoise import --vocabulary FILE'.");
        // A secret: what is written as messages often goes into logs that others collect.
        if (link is not null && !words.GetValue(SharedOptions.Json))
            await output.WriteLineAsync($"\nTo conduct trials, make the first account here; the link works once, within {AccountStore.InvitationLife.TotalHours:0} hours:\n  {link}");
        await site.WaitForShutdownAsync(cancellation);
        return ExitCode.Done;
    }

    private static async Task<ConductRoom> OpenConductAsync(Database database, ParseResult words, CancellationToken cancellation) =>
        new(await ConductStore.OpenAsync(database, TimeProvider.System, cancellation), Path.Combine(Path.GetFullPath(words.GetRequiredValue(SharedOptions.Data)), "keys"), await SealKeyFile.ReadAsync(words, cancellation))
        {
            PublicAddress = words.GetValue(PublicAddress),
        };

    private static string SetupLink(string url, string secret)
    {
        var reachable = url.TrimEnd('/').Replace("//[::]", "//localhost", StringComparison.Ordinal).Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal);
        return $"{reachable}/conduct/welcome/{secret}";
    }
}
