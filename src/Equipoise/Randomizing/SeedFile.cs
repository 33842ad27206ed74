using System.Security.Cryptography;
using Equipoise.Survival;

namespace Equipoise.Randomizing;

/// <summary>A seed in a file: 64 hexadecimal digits. Whoever reads it can make every list.</summary>
internal static class SeedFile
{
    private const int Length = 32;

    /// <summary>Reads a seed.</summary>
    /// <exception cref="TableException">There is no such file, or no seed in it.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path).Trim();
            return text.Length == 2 * Length && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : throw new TableException($"{path} holds no seed: it is {2 * Length} hexadecimal digits.");
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TableException($"There is no file {path}: make a seed by --new-seed.");
        }
    }

    /// <summary>Makes a seed in a new file that only its owner may read.</summary>
    /// <exception cref="TableException">The file is there already.</exception>
    public static byte[] Make(string path)
    {
        if (File.Exists(path))
            throw new TableException($"{path} is there already: a seed is never written over.");
        var seed = RandomNumberGenerator.GetBytes(Length);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(path, options);
        file.WriteLine(Convert.ToHexStringLower(seed));
        return seed;
    }
}
