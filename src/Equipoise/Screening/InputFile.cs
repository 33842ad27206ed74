using System.Text;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Screening;

/// <summary>Reads what the user points at, or says why it cannot be read.</summary>
internal static class InputFile
{
    /// <summary>The largest file that is taken; a bundle of one patient is a hundredth of it.</summary>
    public const long LargestFile = 256L * 1024 * 1024;

    private const long LargestText = 16L * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A text of criteria.</summary>
    public static async Task<StudyText> ReadTextAsync(string path, CancellationToken cancellation)
    {
        var (bytes, problem) = await ReadBytesAsync(path, LargestText, cancellation);
        if (bytes is null)
            return new StudyText(null, null, problem);
        if (PackedData.KindOf(bytes) is { } kind)
            return new StudyText(null, null, $"{path} is packed as {kind}: unpack it and try again.");
        try
        {
            return new StudyText(null, CriteriaText.FromFile(Strict.GetString(bytes)), null);
        }
        catch (DecoderFallbackException)
        {
            return new StudyText(null, null, $"{path} is not a text in UTF-8: save it as UTF-8 and try again.");
        }
    }

    /// <summary>The bytes of a file or of standard input.</summary>
    public static async Task<(byte[]? Bytes, string? Problem)> ReadBytesAsync(string path, long largest, CancellationToken cancellation)
    {
        try
        {
            await using var stream = string.Equals(path, "-", StringComparison.Ordinal) ? Console.OpenStandardInput() : File.OpenRead(path);
            using var memory = new MemoryStream();
            var buffer = new byte[81920];
            for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
            {
                if (memory.Length + read > largest)
                    return (null, $"{path} is larger than {largest / 1024 / 1024} MB, which is more than this verb takes.");
                memory.Write(buffer, 0, read);
            }

            return (memory.ToArray(), null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (null, Directory.Exists(path) ? $"{path} is a folder: name a file." : $"{path} cannot be read: check the name and that you may read it.");
        }
    }
}
