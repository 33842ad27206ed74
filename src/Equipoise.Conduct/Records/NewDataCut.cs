namespace Equipoise.Conduct.Records;

/// <summary>Data that are to be frozen.</summary>
/// <param name="Name">What people will call the cut.</param>
/// <param name="Cutoff">The last day that counts.</param>
/// <param name="Content">The derived data, as they shall be read again.</param>
/// <param name="Basis">By what the cutoff was chosen; empty where it was named.</param>
/// <param name="Plan">The number of the locked plan by which they were derived; 0 where none is locked.</param>
public sealed record NewDataCut(string Name, DateOnly Cutoff, byte[] Content, string Basis = "", long Plan = 0);
