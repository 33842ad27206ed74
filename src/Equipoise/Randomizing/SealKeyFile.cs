using System.CommandLine;
using Equipoise.CommandLine;
using Equipoise.Conduct.Randomization;
using Equipoise.Storage;

namespace Equipoise.Randomizing;

/// <summary>The file with the key that seals the seeds of randomization schemes.</summary>
internal static class SealKeyFile
{
    public static Option<string?> Option { get; } = new("--seal-key")
    {
        Description = "The file with the key that seals randomization seeds; keep it outside the data and their backups ('equipoise randomize new-key' makes one)",
        HelpName = "FILE",
    };

    /// <summary>Reads the key that the words name; null where they name none.</summary>
    /// <exception cref="StorageException">The file is no key, or lies in the data folder.</exception>
    public static async Task<SealKey?> ReadAsync(ParseResult words, CancellationToken cancellation)
    {
        if (words.GetValue(Option) is not { } path)
            return null;
        if (Path.GetFullPath(path).StartsWith(Path.GetFullPath(words.GetRequiredValue(SharedOptions.Data)) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new StorageException("The --seal-key file lies in the data folder, so that every backup of the data would tell the randomization list: keep it elsewhere.");
        try
        {
            return SealKey.Parse(await File.ReadAllTextAsync(path, cancellation));
        }
        catch (FormatException refusal)
        {
            throw new StorageException($"{path}: {refusal.Message}", refusal);
        }
    }
}
