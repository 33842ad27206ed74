namespace Equipoise.Conduct.Audit;

/// <summary>What following a trail came to.</summary>
/// <param name="Trail">The trail.</param>
/// <param name="Entries">How many links held.</param>
/// <param name="LastHash">The hash of the last that held.</param>
/// <param name="Broken">Null where all held; else a sentence that names the first that did not.</param>
public sealed record ChainReport(string Trail, long Entries, string LastHash, string? Broken)
{
    /// <summary>Whether every link holds.</summary>
    public bool IsWhole => Broken is null;
}
