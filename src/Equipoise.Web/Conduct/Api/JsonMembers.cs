using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Equipoise.Web.Conduct.Api;

/// <summary>Says which member of a JSON body is missing, unknown or of another kind than asked for.</summary>
internal static class JsonMembers
{
    /// <summary>The sentence about a body that could not be read as a type.</summary>
    /// <param name="body">The body.</param>
    /// <param name="type">What was asked for.</param>
    /// <param name="path">Where reading ended, such as <c>$.consentedOn</c>; null where it is not known.</param>
    public static string WhatIsWrong(JsonElement body, JsonTypeInfo type, string? path)
    {
        var members = string.Join(", ", type.Properties.Select(member => member.IsRequired ? member.Name : $"{member.Name} (or not)"));
        if (body.ValueKind != JsonValueKind.Object)
            return $"The body is no JSON object: send one with the members {members}.";
        var sent = body.EnumerateObject().Select(member => member.Name).ToList();
        if (sent.Find(name => !type.Properties.Any(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))) is { } stranger)
            return $"There is no member '{(stranger.Length > 40 ? stranger[..40] : stranger)}': the members are {members}.";
        if (type.Properties.FirstOrDefault(member => member.IsRequired && !sent.Contains(member.Name, StringComparer.OrdinalIgnoreCase)) is { } missing)
            return $"The member '{missing.Name}' is missing: it is {Words(missing.PropertyType)}.";
        var at = path ?? "$";
        var name = at.StartsWith("$.", StringComparison.Ordinal) ? at[2..].Split('.', '[')[0] : "";
        return type.Properties.FirstOrDefault(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)) is { } wrong
            ? $"The value at {at} is not what is asked for: '{wrong.Name}' is {Words(wrong.PropertyType)}."
            : $"The value at {at} is not what is asked for: the members are {members}.";
    }

    private static string Words(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var plain when plain == typeof(string) => "a text in quotes",
        var plain when plain == typeof(bool) => "true or false, without quotes",
        var plain when plain == typeof(DateOnly) => "a day such as \"2026-03-04\"",
        var plain when plain == typeof(int) || plain == typeof(long) => "a whole number, without quotes",
        var plain when plain == typeof(decimal) || plain == typeof(double) => "a number with a point, without quotes",
        var plain when plain.IsAssignableTo(typeof(System.Collections.IEnumerable)) && plain.IsGenericType && plain.GetGenericArguments().Length == 1 => "a list",
        var plain when plain.IsGenericType && plain.GetGenericArguments().Length == 2 => "an object whose values are texts in quotes, or null for no answer",
        _ => "an object",
    };
}
