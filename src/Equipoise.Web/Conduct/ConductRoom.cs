using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Store;

namespace Equipoise.Web.Conduct;

/// <summary>What the site needs to conduct trials; a site without it has public pages only.</summary>
/// <param name="Store">The data of running trials.</param>
/// <param name="KeyFolder">Where the keys lie that seal cookies, second factors and half-sent forms: a folder that belongs to this
/// program alone, and to no backup of the database.</param>
/// <param name="SealKey">The key that seals the seeds of randomization schemes; without it nobody is randomized.</param>
public sealed record ConductRoom(ConductStore Store, string KeyFolder, SealKey? SealKey = null);
