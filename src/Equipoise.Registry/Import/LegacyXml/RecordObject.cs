using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Equipoise.Registry.Import.Sources;

namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>An object of the newer form under construction. Members come in the order in which they are put; what the older
/// XML does not say is left out.</summary>
internal sealed partial class RecordObject
{
    private readonly JsonObject members = [];

    /// <summary>The object, or null where nothing was put into it.</summary>
    public JsonObject? Json => members.Count > 0 ? members : null;

    /// <summary>Puts plain text, its blanks and line ends joined to one blank each.</summary>
    public RecordObject Text(string name, string? text)
    {
        if (text is not null)
            members[name] = Blanks().Replace(text.Trim(), " ");
        return this;
    }

    /// <summary>Puts text in Markdown.</summary>
    public RecordObject Markup(string name, string? text)
    {
        if (text is not null)
            members[name] = LegacyMarkdown.Of(text);
        return this;
    }

    /// <summary>Puts an enum value; a wording that the type does not have is left to be reported.</summary>
    public RecordObject Value(string name, string type, LegacyElement? element)
    {
        if (element?.Take() is not { } label)
            return this;
        if (LegacyLabels.Find(type, label) is { } value)
            members[name] = value;
        else
            element.Leave();
        return this;
    }

    /// <summary>Puts a date.</summary>
    /// <exception cref="FormatException">The text is no date.</exception>
    public RecordObject Date(string name, LegacyElement? element)
    {
        if (element?.Take() is not { } text)
            return this;
        members[name] = LegacyDate.Read(text) ?? throw new FormatException(RecordCheck.DateRefusal(text.Trim(), element.Name));
        return this;
    }

    /// <summary>Puts an object of a date and whether it is actual or estimated, which an attribute says.</summary>
    public RecordObject DateStruct(string name, LegacyElement? element)
    {
        if (element is null)
            return this;
        var date = new RecordObject().Date("date", element);
        if (date.Json is not null && element.TakeAttribute("type") is { } label)
        {
            if (LegacyLabels.Find("DateType", label) is { } type)
                date.Text("type", type);
            else
                element.LeaveAttribute("type");
        }

        return Put(name, date);
    }

    /// <summary>Puts true for Yes and false for No.</summary>
    public RecordObject YesNo(string name, LegacyElement? element)
    {
        switch (element?.Take()?.Trim().ToUpperInvariant())
        {
            case "YES":
                return Put(name, true);
            case "NO":
                return Put(name, false);
            case not null:
                element.Leave();
                return this;
            default:
                return this;
        }
    }

    /// <summary>Puts a whole number.</summary>
    /// <returns>False where the text is none.</returns>
    public bool Number(string name, string? text)
    {
        if (!long.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        members[name] = number;
        return true;
    }

    /// <summary>Puts a fact.</summary>
    public RecordObject Put(string name, bool fact)
    {
        members[name] = fact;
        return this;
    }

    /// <summary>Puts an object, unless it is empty.</summary>
    public RecordObject Put(string name, RecordObject value)
    {
        if (value.Json is { } json)
            members[name] = json;
        return this;
    }

    /// <summary>Puts a list of objects without the empty ones, unless none is left.</summary>
    public RecordObject Put(string name, IEnumerable<RecordObject> values)
    {
        var list = new JsonArray([.. values.Select(value => value.Json).OfType<JsonObject>()]);
        if (list.Count > 0)
            members[name] = list;
        return this;
    }

    /// <summary>Puts a list of plain texts, unless there is none.</summary>
    public RecordObject Texts(string name, IEnumerable<string> texts)
    {
        var list = new JsonArray([.. texts.Select(text => (JsonNode)Blanks().Replace(text.Trim(), " "))]);
        if (list.Count > 0)
            members[name] = list;
        return this;
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, 10_000)]
    private static partial Regex Blanks();
}
