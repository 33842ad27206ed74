using Equipoise.Conduct.Access;

namespace Equipoise.Web.Conduct.People;

/// <summary>Roles and permissions in words.</summary>
internal static class RoleWords
{
    /// <summary>A role, such as "Site coordinator".</summary>
    public static string Of(Role role) => Spaced(role.ToString());

    /// <summary>A role with the site it holds for.</summary>
    public static string Of(Grant grant) => grant.Site is null ? Of(grant.Role) : $"{Of(grant.Role)} at {grant.Site}";

    /// <summary>A permission, such as "Enter data".</summary>
    public static string Of(Permission permission) => Spaced(permission.ToString());

    /// <summary>Whether an account is in use.</summary>
    public static string State(Account account) =>
        account.ClosedAt is { } closed ? $"closed on {closed:yyyy-MM-dd}" : account.PasswordHash is null ? "invited" : "active";

    private static string Spaced(string name) =>
        string.Concat(name.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));
}
