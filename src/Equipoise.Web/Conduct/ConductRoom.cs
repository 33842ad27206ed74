using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Store;
using Equipoise.Web.Conduct.Demo;

namespace Equipoise.Web.Conduct;

/// <summary>What the site needs to conduct trials; a site without it has public pages only.</summary>
/// <param name="Store">The data of running trials.</param>
/// <param name="KeyFolder">Where the keys lie that seal cookies, second factors and half-sent forms: a folder that belongs to this
/// program alone, and to no backup of the database.</param>
/// <param name="SealKey">The key that seals the seeds of randomization schemes; without it nobody is randomized.</param>
/// <param name="Demo">What makes it a simulated trial; null for trials with people.</param>
public sealed record ConductRoom(ConductStore Store, string KeyFolder, SealKey? SealKey = null, DemoMode? Demo = null)
{
    /// <summary>Where people reach the site, such as <c>https://trials.example.org</c>: what links to invite with begin with. Null where it was not
    /// said; the address that a request names is believed on this machine only, since anybody can send another.</summary>
    public Uri? PublicAddress { get; init; }
}
