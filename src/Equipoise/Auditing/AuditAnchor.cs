using System.CommandLine;
using System.Globalization;
using Equipoise.CommandLine;
using Equipoise.Conduct.Audit;
using Equipoise.Storage;

namespace Equipoise.Auditing;

/// <summary><c>equipoise audit anchor</c>: signs where the trails end, to be kept away from the data.</summary>
internal static class AuditAnchor
{
    private static readonly Option<string> Key = new("--key")
    {
        Description = "The private key in PEM (P-256), kept outside the data",
        HelpName = "FILE",
        Required = true,
    };

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("anchor", "Print signed anchors of the trails' ends, as one JSON document") { AuditVerb.Study, Key };
        verb.SetAction((words, cancellation) => AuditTrailsOnDisk.WithAsync(words, words.GetValue(AuditVerb.Study), async (reader, heads) =>
        {
            var path = words.GetRequiredValue(Key);
            if (Path.GetFullPath(path).StartsWith(Path.GetFullPath(words.GetRequiredValue(SharedOptions.Data)) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw new StorageException("The key lies in the data folder: whoever can rewrite the data could sign as well. Keep it elsewhere.");
            using var key = await AnchorFile.KeyAsync(path, cancellation);
            foreach (var head in heads)
            {
                // Only what holds is worth a signature.
                if (await reader.VerifyAsync(head.Trail, cancellation) is { IsWhole: false } broken)
                {
                    await messages.WriteLineAsync(broken.Broken);
                    return ExitCode.Failed;
                }
            }

            await output.WriteLineAsync(AnchorFile.Write(heads.Select(head => Anchor.Sign(head, TimeProvider.System.GetUtcNow(), key))));
            await messages.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{heads.Count} {(heads.Count == 1 ? "trail" : "trails")} anchored. Keep this away from the data."));
            return ExitCode.Done;
        }, cancellation));
        return verb;
    }
}
