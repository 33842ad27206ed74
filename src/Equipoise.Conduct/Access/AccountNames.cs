using System.Text.RegularExpressions;

namespace Equipoise.Conduct.Access;

/// <summary>Which names an account may have.</summary>
public static partial class AccountNames
{
    private const int Longest = 100;

    /// <summary>The sentence about names that will not do, or null.</summary>
    /// <param name="username">What they sign in with.</param>
    /// <param name="name">Their own name.</param>
    public static string? WhatIsWrongWith(string username, string name)
    {
        if (!Username().IsMatch(username.Trim()))
            return "A username has 2 to 100 letters a–z, digits and . _ @ + -, and begins with a letter or digit.";
        if (name.Trim().Length is < 2 or > Longest || name.Any(char.IsControl))
            return "The person's own name, 2 to 100 letters long, is missing: it stands under what they sign.";
        return null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._@+\-]{1,99}\z", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Username();
}
