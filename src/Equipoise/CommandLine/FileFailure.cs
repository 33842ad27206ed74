using System.Text.RegularExpressions;
using Equipoise.Registry.Import.Sources;

namespace Equipoise.CommandLine;

/// <summary>What to say of a file that could not be read or written.</summary>
internal static partial class FileFailure
{
    /// <summary>A sentence that names the file and how to mend it, as far as the failure says.</summary>
    public static string Sentence(Exception failure)
    {
        var file = Quoted().Match(failure.Message) is { Success: true } found ? SourceLabel.Of(found.Groups["file"].Value) : null;
        return (failure, file) switch
        {
            (DirectoryNotFoundException, not null) => $"'{file}' is in a folder that is not there: make the folder first, or name another.",
            (FileNotFoundException, not null) => $"There is no file '{file}': look at its name.",
            (UnauthorizedAccessException, not null) when Directory.Exists(file) => $"'{file}' is a folder: name a file.",
            (UnauthorizedAccessException, not null) => $"'{file}' may not be read or written by who runs this: change its permissions, or name another.",
            (UnauthorizedAccessException, null) => "Standard output cannot be written: it is closed, or open for reading only.",
            _ => $"A file could not be read or written: {SourceLabel.Of(failure.Message)}",
        };
    }

    // The framework's sentences name the path between single quotes.
    [GeneratedRegex("'(?<file>.+)'", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Quoted();
}
