namespace Equipoise.Conduct.Laboratory.Import;

/// <summary>What is kept of a file in which something is wrong.</summary>
public enum ImportMode
{
    /// <summary>All of it or nothing.</summary>
    All,

    /// <summary>Every result that is right.</summary>
    Rows,

    /// <summary>Nothing: the file is only looked at.</summary>
    Check,
}
