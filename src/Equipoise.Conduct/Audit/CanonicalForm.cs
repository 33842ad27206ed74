using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Equipoise.Conduct.Audit;

/// <summary>The one way in which an entry becomes bytes, so that anybody can compute its hash again.</summary>
/// <remarks>The hash before, then each value in a fixed order, each as a netstring (its length in UTF-8 bytes, a colon, the
/// bytes, a comma); <c>-,</c> for a value that is absent. An entry of a simulated trial ends with when it was really written. So no two different entries have the same form.</remarks>
public static class CanonicalForm
{
    private const string Format = "equipoise audit 1";

    /// <summary>The form of an entry, without its own hash.</summary>
    public static byte[] Of(AuditEntry entry)
    {
        var form = new StringBuilder();
        foreach (var value in (string?[])
        [
            Format, entry.PreviousHash, entry.Trail, entry.Number.ToString(CultureInfo.InvariantCulture), entry.At, entry.SiteTime,
            entry.AccountId, entry.Username, entry.Name, entry.Roles, entry.From, entry.Action, entry.Site, entry.Participant,
            entry.Subject, entry.Changes, entry.Reason, entry.ProtocolVersion,
            // Real entries have no such value, and their form is what it was before there was one.
            .. entry.ReallyAt is { } really ? (string?[])[really] : [],
        ])
        {
            if (value is null)
                form.Append("-,");
            else
                form.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(value)}:{value},");
        }

        return Encoding.UTF8.GetBytes(form.ToString());
    }

    /// <summary>The hash of an entry, in lower-case hex.</summary>
    public static string HashOf(AuditEntry entry) => Convert.ToHexStringLower(SHA256.HashData(Of(entry)));
}
