using System.Runtime.InteropServices;

namespace Equipoise.Import;

/// <summary>Lets a program that imports collect its garbage a third as often.</summary>
/// <remarks>How large the youngest generation is at the least can be said to the collector only by the environment, before the program begins; what the program's own settings can say holds
/// for a site too, or holds for the largest size. So a program that is to import begins once more, on Linux, as the same process with the same words.</remarks>
internal static unsafe partial class RoomyStart
{
    private const string Verb = "import";
    private const string Variable = "GCgen0size";
    private const string Size = "0xC000000";

    // What a collection finds alive is little beside this, and a machine with less memory needs it for the index.
    private const long LeastMemory = 4L << 30;

    /// <summary>Begins the program once more where it is to import; else, and where that cannot be done, returns and changes nothing.</summary>
    /// <param name="words">The words of the command.</param>
    public static void Begin(string[] words)
    {
        if (!OperatingSystem.IsLinux() || !IsWanted(words, Environment.GetEnvironmentVariable, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes) || Environment.ProcessPath is not { } program)
            return;
        try
        {
            Replace(program, File.ReadAllBytes("/proc/self/cmdline"), [.. File.ReadAllBytes("/proc/self/environ"), .. System.Text.Encoding.ASCII.GetBytes($"DOTNET_{Variable}={Size}\0")]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A system that does not show a process its own words: it imports as it is.
            return;
        }
    }

    /// <summary>Whether a program is to begin once more.</summary>
    /// <param name="words">The words of the command.</param>
    /// <param name="environment">What a variable is set to, or null. Where the size is set already, it stays.</param>
    /// <param name="memory">How many bytes the process may have.</param>
    public static bool IsWanted(string[] words, Func<string, string?> environment, long memory) =>
        words is [Verb, ..] && memory >= LeastMemory && environment($"DOTNET_{Variable}") is null && environment($"COMPlus_{Variable}") is null;

    // Comes back only where it fails.
    private static void Replace(string program, byte[] words, byte[] variables)
    {
        fixed (byte* firstWord = words)
        fixed (byte* firstVariable = variables)
        fixed (byte** theWords = Texts(firstWord, words.Length))
        fixed (byte** theVariables = Texts(firstVariable, variables.Length))
            _ = Execute(program, theWords, theVariables);
    }

    // Where each of some texts begins that end with a zero, and behind them nothing.
    private static byte*[] Texts(byte* first, int length)
    {
        var count = new ReadOnlySpan<byte>(first, length).Count((byte)0);
        var texts = new byte*[count + 1];
        for (var number = 0; number < count; number++)
        {
            texts[number] = first;
            while (*first++ != 0)
            {
            }
        }

        return texts;
    }

    [LibraryImport("libc", EntryPoint = "execve", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Execute(string program, byte** words, byte** variables);
}
