namespace Equipoise.Printing;

/// <summary>Writes a file whole or not at all.</summary>
internal static class WholeFile
{
    public static async Task WriteAsync(string path, byte[] content, CancellationToken cancellation)
    {
        var beside = $"{path}.part";
        try
        {
            await File.WriteAllBytesAsync(beside, content, cancellation);
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
