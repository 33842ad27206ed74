using Equipoise.Conduct.Simulated;

namespace Equipoise.Web.Conduct.Demo;

/// <summary>What makes a site one of a simulated trial: its clock can be set, everything says that it is simulated, and its users are told to whoever asks.
/// Such a site listens on this machine alone.</summary>
/// <param name="Clock">Its clock, that of its store.</param>
/// <param name="Users">Who may be signed in as.</param>
/// <param name="Password">The password of all of them.</param>
/// <param name="SchemeSeed">Makes the seed of a randomization scheme, so that a simulated trial can be repeated; null for one that nobody knows.</param>
public sealed record DemoMode(SimulatedClock Clock, IReadOnlyList<DemoUser> Users, string Password, Func<byte[]>? SchemeSeed = null)
{
    /// <summary>How often a password is hashed. Everybody is told these, so that hashing them slowly would protect nothing.</summary>
    public const int HashRounds = 1000;

    /// <summary>The header that every answer of such a site has.</summary>
    internal const string Header = "Equipoise-Simulated";
}
