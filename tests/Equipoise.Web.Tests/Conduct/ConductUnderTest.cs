using System.Text.RegularExpressions;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Store;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Store;
using Equipoise.Web.Conduct;
using Microsoft.AspNetCore.Builder;

namespace Equipoise.Web.Tests.Conduct;

/// <summary>A site with signed-in pages on a free port, with stores and keys of its own and one administrator, Ada.</summary>
public sealed partial class ConductUnderTest : IAsyncLifetime
{
    /// <summary>Everybody's password.</summary>
    public const string Password = "correct horse battery";

    private readonly SqliteTestDatabase registryPlace = new();
    private readonly SqliteTestDatabase conductPlace = new();
    private readonly TemporaryFolder folder = new();
    private StudyIndex? index;

    public WebApplication Site { get; private set; } = null!;

    /// <summary>The public records: none, until a test stores some.</summary>
    public RegistryStore Registry { get; private set; } = null!;

    public ConductStore Store { get; private set; } = null!;

    public AccountStore Accounts { get; private set; } = null!;

    public TokenStore Tokens { get; private set; } = null!;

    /// <summary>Ada, acting.</summary>
    public Actor Administrator { get; private set; } = null!;

    /// <summary>The secret of the link by which the first account would be made; Ada has not used this one.</summary>
    public string FirstLink { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Registry = await RegistryStore.OpenAsync(registryPlace.Open(), TimeProvider.System);
        Store = await ConductStore.OpenAsync(conductPlace.Open(), TimeProvider.System);
        Accounts = new AccountStore(Store, TimeProvider.System);
        Tokens = new TokenStore(Store, TimeProvider.System);
        index = await StudyIndex.OpenAsync(folder.PathTo("index"), Registry, TimeProvider.System);
        Site = Web.Site.Build(Registry, index, ["http://127.0.0.1:0"], logRequests: false, new ConductRoom(Store, folder.PathTo("keys")));
        await Site.StartAsync();
        FirstLink = (await Accounts.BeginSetupAsync(Actor.Program("test")))!;
        using var setup = Visitor();
        await setup.PostAsync($"/conduct/welcome/{FirstLink}", ("username", "ada"), ("name", "Ada Admin"), ("password", Password), ("again", Password));
        Administrator = (await Accounts.FindByUsernameAsync("ada"))!.Acting("test");
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        index!.Dispose();
        folder.Dispose();
        await conductPlace.DisposeAsync();
        await registryPlace.DisposeAsync();
    }

    /// <summary>A browser without cookies.</summary>
    public Visitor Visitor() => new(new Uri(Site.Urls.First()));

    /// <summary>A browser in which somebody with these roles is signed in.</summary>
    public async Task<Visitor> SignedInAsync(params IReadOnlyList<Grant> grants)
    {
        var username = $"u{Guid.NewGuid():N}";
        var (_, secret) = await Accounts.InviteAsync(Administrator, username, "Kim Berg", grants);
        var visitor = Visitor();
        await visitor.PostAsync($"/conduct/welcome/{secret}", ("password", Password), ("again", Password));
        (await visitor.SignInAsync(username, Password)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);
        return visitor;
    }

    /// <summary>A token of somebody with these roles, limited to nothing but what they may do.</summary>
    public async Task<string> TokenAsync(params IReadOnlyList<Grant> grants)
    {
        var (id, _) = await Accounts.InviteAsync(Administrator, $"u{Guid.NewGuid():N}", "Kim Berg", grants);
        var actor = (await Accounts.FindAsync(id))!.Acting("test");
        return await Tokens.MakeAsync(actor, "test", [.. Enum.GetValues<Permission>().Where(actor.MaySomewhere)], 1);
    }

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex FormToken();
}
