namespace Equipoise.Registry.Api.Parameters;

/// <summary>The parameters of a request by name; names differ in case.</summary>
public sealed class ParameterList
{
    private static readonly char[] ListMarks = [',', '|'];
    private static readonly string[] Prefixes = ["query", "filter", "postFilter"];
    private readonly Dictionary<string, List<string>> values = new(StringComparer.Ordinal);

    /// <summary>Takes the parameters in their order.</summary>
    public ParameterList(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        foreach (var (name, value) in parameters)
        {
            if (!values.TryGetValue(name, out var known))
                values.Add(name, known = []);
            known.Add(value);
        }
    }

    /// <summary>The names and their first values, by name.</summary>
    public IEnumerable<KeyValuePair<string, string>> All =>
        values.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, string.Join('\n', entry.Value)));

    /// <summary>Refuses every parameter that is not among these.</summary>
    /// <exception cref="ApiRefusalException">There is one.</exception>
    public void AllowOnly(bool mayHavePrefix, params ReadOnlySpan<string> names)
    {
        foreach (var name in values.Keys)
        {
            if (names.Contains(name))
                continue;
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            throw dot >= 0 && !(mayHavePrefix && Prefixes.Contains(name[..dot], StringComparer.Ordinal))
                ? new ApiRefusalException($"Invalid prefix in parameter name: {ApiRefusalException.Shown(name)}")
                : new ApiRefusalException($"`{ApiRefusalException.Shown(name)}` is unknown parameter");
        }
    }

    /// <summary>Whether a parameter is given at all.</summary>
    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>The value of a parameter, the first where it is given more than once, or null.</summary>
    public string? Text(string name) => values.TryGetValue(name, out var known) ? known[0] : null;

    /// <summary>The values of a parameter that is a list, between commas or bars, without blanks around them and without empty ones;
    /// null where it is not given.</summary>
    public IReadOnlyList<string>? List(string name) =>
        values.TryGetValue(name, out var known)
            ? [.. known.SelectMany(value => value.Split(ListMarks, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))]
            : null;

    /// <summary>A yes or no, in any case of letters, since programs write <c>True</c> too; no where it is not given.</summary>
    /// <exception cref="ApiRefusalException">It is neither.</exception>
    public bool Flag(string name) => Text(name)?.ToLowerInvariant() switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw ApiRefusalException.InvalidValue(name, Text(name)!),
    };

    /// <summary>One of some words; the first of them where it is not given.</summary>
    /// <exception cref="ApiRefusalException">It is none of them.</exception>
    public string OneOf(string name, params ReadOnlySpan<string> words)
    {
        if (Text(name) is not { } text)
            return words[0];
        return words.Contains(text) ? text : throw ApiRefusalException.InvalidValue(name, text);
    }
}
