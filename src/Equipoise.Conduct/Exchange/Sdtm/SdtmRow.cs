using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Exchange.Sdtm;

/// <summary>A row of a domain: the values of its variables by their names.</summary>
internal sealed class SdtmRow(string domain)
{
    private readonly Dictionary<string, object> values = new(StringComparer.Ordinal);

    public string Domain => domain;

    /// <summary>The form entry it was made from; null for a row that was not.</summary>
    public string? Entry { get; set; }

    /// <summary>The answers of that entry which no variable of the domain takes, as people read them.</summary>
    public IReadOnlyList<(FormField Field, string Value)> Rest { get; set; } = [];

    public IReadOnlyDictionary<string, object> Values => values;

    /// <summary>A variable's value, by its whole name; null where it has none.</summary>
    public object? this[string variable] => values.GetValueOrDefault(variable);

    /// <summary>A variable's value as a text, by its name after the domain.</summary>
    public string? Text(string suffix) => values.GetValueOrDefault(domain + suffix) as string;

    /// <summary>Sets a variable by its whole name; what is empty is left out.</summary>
    public SdtmRow With(string variable, object? value)
    {
        if (value is not (null or ""))
            values[variable] = value;
        return this;
    }

    /// <summary>Sets a variable by its name after the domain.</summary>
    public SdtmRow Own(string suffix, object? value) => With(domain + suffix, value);
}
