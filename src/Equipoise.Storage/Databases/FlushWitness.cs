using Npgsql;

namespace Equipoise.Storage.Databases;

/// <summary>A connection over which flushes go, and whether it was lost.</summary>
/// <param name="connection">The connection.</param>
internal sealed class FlushWitness(NpgsqlConnection connection)
{
    private volatile bool isLost;

    /// <summary>The connection.</summary>
    public NpgsqlConnection Connection => connection;

    /// <summary>Whether it broke, or was closed for another: of what was committed before, nothing is known.</summary>
    public bool IsLost
    {
        get => isLost;
        set => isLost = value;
    }
}
