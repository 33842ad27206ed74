using System.Globalization;
using Microsoft.AspNetCore.Authentication;

namespace Equipoise.Web.Conduct.SignIn;

/// <summary>When a session began, kept in its cookie: sliding on does not move it.</summary>
internal static class SessionStart
{
    private const string Name = "began";

    public static AuthenticationProperties Now(TimeProvider time) =>
        new(new Dictionary<string, string?>(StringComparer.Ordinal) { [Name] = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) });

    public static DateTimeOffset? Of(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(Name, out var seconds) && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var known)
            ? DateTimeOffset.FromUnixTimeSeconds(known)
            : null;
}
