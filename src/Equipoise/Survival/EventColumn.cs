using System.Globalization;

namespace Equipoise.Survival;

/// <summary>The column that tells events from censored times.</summary>
internal sealed class EventColumn(CsvTable table, string name, string? eventValue, string? censoredValue, string option = "--event-value", string kind = "an event")
{
    private const int MostValuesShown = 5;

    /// <summary>True where a row is an event.</summary>
    /// <exception cref="TableException">A value is missing, or the column is not 0 and 1 and nothing says what an event is.</exception>
    public bool[] Read()
    {
        var values = table.Column(name);
        var events = new bool[values.Count];
        for (var row = 0; row < events.Length; row++)
        {
            if (CsvTable.IsMissing(values[row]))
                throw new TableException($"{name} is missing on line {table.Lines[row]}: fill it in, or take the line out.");
            RefuseAnotherSpelling(values[row], censoredValue ?? eventValue, row);
            events[row] = censoredValue is not null ? !Same(values[row], censoredValue) : eventValue is null ? IsOne(row) : Same(values[row], eventValue);
        }

        if (eventValue is not null && !events.AsSpan().Contains(true))
            throw new TableException($"{name} is never '{eventValue}', which {option} says is {kind}: it is {Shown(values)}.");
        if (censoredValue is { Length: > 0 } && events.AsSpan().IndexOf(false) < 0)
            throw new TableException($"{name} is never '{censoredValue}', which --censored says is a censored row: it is {Shown(values)}. Where no row is censored, write --censored \"\".");
        return events;
    }

    /// <summary>Whether two values are the same text or the same number.</summary>
    public static bool Same(string value, string other) =>
        string.Equals(value, other, StringComparison.Ordinal) || (Number(value) is { } number && number == Number(other));

    /// <summary>Whether two values that are not the same differ by capitals or blanks alone.</summary>
    public static bool IsAnotherSpelling(string value, string other) => !Same(value, other) && string.Equals(Plain(value), Plain(other), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string text) => text.Contains(' ', StringComparison.Ordinal) ? text.Replace(" ", "", StringComparison.Ordinal) : text;

    // Counted as the other kind, a slip of the pen would change the result in silence.
    private void RefuseAnotherSpelling(string value, string? named, int row)
    {
        if (named is { Length: > 0 } && IsAnotherSpelling(value, named))
            throw new TableException($"{name} is {CsvTable.Quote(value)} on line {table.Lines[row]}, which differs from '{named}' by capitals or blanks alone: write one of them.");
    }

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Shown(IReadOnlyList<string> values)
    {
        var distinct = values.Distinct(StringComparer.Ordinal).Take(MostValuesShown + 1).ToList();
        return string.Join(", ", distinct.Take(MostValuesShown).Select(CsvTable.Quote)) + (distinct.Count > MostValuesShown ? ", …" : "");
    }

    private bool IsOne(int row) => Number(table.Column(name)[row]) switch
    {
        0 => false,
        1 => true,
        _ => throw new TableException($"{name} is {CsvTable.Quote(table.Column(name)[row])} on line {table.Lines[row]}, neither 0 nor 1: say with {option} which value is {kind}."),
    };
}
