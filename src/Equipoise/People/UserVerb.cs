using System.CommandLine;
using System.Text.Json;
using Equipoise.CommandLine;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Store;

namespace Equipoise.People;

/// <summary><c>equipoise user</c>: who may sign in; <c>user link NAME</c> opens the door again to somebody who is locked out.</summary>
internal static class UserVerb
{
    private static readonly Argument<string> Username = new("NAME") { Description = "The username" };

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("user", "List who may sign in to conduct trials");
        verb.SetAction((words, cancellation) => ListAsync(words, output, cancellation));
        var link = new Command("link", "Make a link by which somebody chooses a new password, once, and lift their lock") { Username };
        link.SetAction((words, cancellation) => LinkAsync(words, output, messages, cancellation));
        verb.Add(link);
        return verb;
    }

    private static async Task<int> ListAsync(ParseResult words, TextWriter output, CancellationToken cancellation)
    {
        await using var database = SharedOptions.OpenConductDatabase(words);
        var accounts = await new AccountStore(await ConductStore.OpenAsync(database, TimeProvider.System, cancellation), TimeProvider.System).ListAsync(cancellation);
        if (words.GetValue(SharedOptions.Json))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(
                accounts.Select(account => new { account.Username, account.Name, account.HasSecondFactor, account.ClosedAt, Roles = account.Grants.Select(grant => new { Role = grant.Role.ToString(), grant.Site }) }),
                JsonSerializerOptions.Web));
            return ExitCode.Done;
        }

        if (accounts.Count == 0)
            await output.WriteLineAsync("Nobody yet: 'equipoise serve' prints the link for the first account.");
        foreach (var account in accounts)
        {
            var roles = string.Join(", ", account.Grants.Select(grant => grant.Site is null ? grant.Role.ToString() : $"{grant.Role} at {grant.Site}"));
            await output.WriteLineAsync($"{account.Username,-24}  {account.Name,-32}  {(account.ClosedAt is null ? roles : "closed")}");
        }

        return ExitCode.Done;
    }

    private static async Task<int> LinkAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        await using var database = SharedOptions.OpenConductDatabase(words);
        var accounts = new AccountStore(await ConductStore.OpenAsync(database, TimeProvider.System, cancellation), TimeProvider.System);
        try
        {
            var secret = await accounts.RecoverAsync(Actor.Program("user link"), words.GetRequiredValue(Username), cancellation);
            await output.WriteLineAsync(words.GetValue(SharedOptions.Json) ? JsonSerializer.Serialize(new { path = $"/conduct/welcome/{secret}" }) : $"/conduct/welcome/{secret}");
            await messages.WriteLineAsync($"Put the site's address before it. It works once, within {AccountStore.InvitationLife.TotalHours:0} hours.");
            return ExitCode.Done;
        }
        catch (StepRefusedException refusal)
        {
            await messages.WriteLineAsync(refusal.Message);
            return ExitCode.Failed;
        }
    }
}
