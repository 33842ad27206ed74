using System.Collections.Concurrent;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Store;
using Equipoise.Web.Conduct.Demo;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Equipoise.Demo;

/// <summary>The made-up people who do the work of a demo, each by a token of their own.</summary>
/// <param name="accounts">Their accounts.</param>
/// <param name="tokens">Their tokens.</param>
/// <param name="time">The simulated clock, by which tokens run out.</param>
internal sealed class DemoStaff(AccountStore accounts, TokenStore tokens, TimeProvider time)
{
    /// <summary>Everybody's password: whoever is at this machine is told it.</summary>
    public const string Password = "made-up trial";

    private const string InvestigatorAt = "investigator-";
    private const int LifeInDays = 300;

    private readonly ConcurrentDictionary<string, (Actor Actor, string Token, DateTimeOffset Until)> known = new(StringComparer.Ordinal);

    /// <summary>Whom one may sign in as.</summary>
    public static IReadOnlyList<DemoUser> Users(string firstSite) =>
    [
        .. Central.Select(one => new DemoUser(one.Username, one.Words)),
        new DemoUser(Investigator(firstSite), $"Investigator at {firstSite}"),
        new DemoUser(Coordinator(firstSite), $"Site coordinator at {firstSite}"),
    ];

    private static readonly (string Username, Role Role, string Words)[] Central =
    [
        ("administrator", Role.Administrator, "Administrator"),
        ("sponsor", Role.Sponsor, "Sponsor"),
        ("data-manager", Role.DataManager, "Data manager"),
        ("monitor", Role.Monitor, "Monitor"),
        ("randomization", Role.RandomizationStatistician, "Randomization statistician"),
        ("statistician", Role.TrialStatistician, "Trial statistician"),
        ("committee", Role.MonitoringCommittee, "Member of the data monitoring committee"),
        ("safety", Role.SafetyReviewer, "Safety reviewer"),
        ("auditor", Role.Auditor, "Auditor"),
    ];

    public static string Investigator(string site) => (InvestigatorAt + site).ToLowerInvariant();

    public static string Coordinator(string site) => $"coordinator-{site}".ToLowerInvariant();

    /// <summary>A site whose investigator is among the accounts: the first by its code; null where there is none.</summary>
    public static string? SiteOfAnInvestigator(IEnumerable<Account> accounts) =>
        accounts.Select(account => account.Username).Where(name => name.StartsWith(InvestigatorAt, StringComparison.Ordinal)).Order(StringComparer.Ordinal).FirstOrDefault()?[InvestigatorAt.Length..].ToUpperInvariant();

    /// <summary>Makes the accounts, as an administrator's invitations do.</summary>
    public async Task HireAsync(IReadOnlyList<string> sites, CancellationToken cancellation)
    {
        // Everybody has the same password, so that it is hashed once.
        var hasher = new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = DemoMode.HashRounds }));
        var hash = hasher.HashPassword(new Account { Id = "", Username = "", Name = "" }, Password);
        var setup = await accounts.BeginSetupAsync(Actor.Program("demo"), cancellation) ?? throw new DemoException("The demo's database has people in it already.");
        var first = New(Central[0].Username, Name(Central[0].Words), hash);
        await accounts.AcceptAsync(setup, first, "demo", cancellation);
        var administrator = (await accounts.FindByUsernameAsync(first.Username, cancellation))!.Acting("demo");
        foreach (var (username, role, words) in Central.Skip(1))
            await InviteAsync(administrator, username, Name(words), new Grant(role), hash, cancellation);
        await Parallel.ForEachAsync(sites, cancellation, async (site, stop) =>
        {
            await InviteAsync(administrator, Investigator(site), Name($"Investigator {site}"), new Grant(Role.Investigator, site), hash, stop);
            await InviteAsync(administrator, Coordinator(site), Name($"Coordinator {site}"), new Grant(Role.SiteCoordinator, site), hash, stop);
        });
    }

    /// <summary>Somebody's token, a new one where the old runs out.</summary>
    public async Task<string> TokenAsync(string username, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (known.TryGetValue(username, out var have) && now < have.Until)
            return have.Token;
        var actor = have.Actor ?? (await accounts.FindByUsernameAsync(username, cancellation))!.Acting("demo");
        var token = await tokens.MakeAsync(actor, "demo", [.. Enum.GetValues<Permission>().Where(actor.MaySomewhere)], LifeInDays + 2, cancellation);
        known[username] = (actor, token, now.AddDays(LifeInDays));
        return token;
    }

    private static string Name(string words) => $"{words} (made up)";

    private static Account New(string username, string name, string hash) =>
        new() { Id = Guid.CreateVersion7().ToString("N"), Username = username, Name = name, PasswordHash = hash, SecurityStamp = Guid.NewGuid().ToString("N") };

    private async Task InviteAsync(Actor administrator, string username, string name, Grant grant, string hash, CancellationToken cancellation)
    {
        var (_, secret) = await accounts.InviteAsync(administrator, username, name, [grant], cancellation);
        await accounts.AcceptAsync(secret, New(username, name, hash), "demo", cancellation);
    }
}
