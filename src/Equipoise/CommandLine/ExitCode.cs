namespace Equipoise.CommandLine;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>The work is done.</summary>
    public const int Done = 0;

    /// <summary>The work failed or found problems.</summary>
    public const int Failed = 1;

    /// <summary>The words were wrong: nothing was tried.</summary>
    public const int WrongWords = 2;
}
